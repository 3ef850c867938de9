"""Counts of items by state."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

from .states import State


@dataclass(frozen=True, slots=True)
class Tally:
    """How many items are in each state."""

    done: int = 0
    doing: int = 0
    todo: int = 0
    blocked: int = 0
    failed: int = 0
    na: int = 0
    unknown: int = 0

    @classmethod
    def of(cls, states: Iterable[State]) -> Tally:
        """The tally of some states."""
        counts: dict[str, int] = {}
        for state in states:
            counts[state.value] = counts.get(state.value, 0) + 1
        return cls(**counts)

    @property
    def total(self) -> int:
        """Items that count: all but those that are not applicable."""
        return self.done + self.doing + self.todo + self.blocked + self.failed + self.unknown

    @property
    def open(self) -> int:
        """Items that count and are not done."""
        return self.total - self.done

    @property
    def share(self) -> float:
        """Done of total, 0 to 1; an empty tally is 0."""
        return self.done / self.total if self.total else 0.0

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(getattr(self, name) + getattr(other, name) for name in _NAMES))

    def __sub__(self, other: Tally) -> Tally:
        return Tally(*(getattr(self, name) - getattr(other, name) for name in _NAMES))

    def as_dict(self) -> dict[str, int]:
        """The counts under the names of the JSON contract."""
        return {"total": self.total, **{name: getattr(self, name) for name in _NAMES}}


_NAMES = tuple(f.name for f in fields(Tally))
