"""Counts of items by state."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from operator import add, sub

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
        return cls(*counted(states))

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
        return Tally(
            self.done + other.done,
            self.doing + other.doing,
            self.todo + other.todo,
            self.blocked + other.blocked,
            self.failed + other.failed,
            self.na + other.na,
            self.unknown + other.unknown,
        )

    def __sub__(self, other: Tally) -> Tally:
        return Tally(
            self.done - other.done,
            self.doing - other.doing,
            self.todo - other.todo,
            self.blocked - other.blocked,
            self.failed - other.failed,
            self.na - other.na,
            self.unknown - other.unknown,
        )

    def as_dict(self) -> dict[str, int]:
        """The counts under the names of the JSON contract."""
        return {"total": self.total, **{name: getattr(self, name) for name in _NAMES}}


_NAMES = tuple(field.name for field in fields(Tally))
_PLACE = {State(name): place for place, name in enumerate(_NAMES)}

Counts = tuple[int, ...]
"""A tally's numbers in the order of its fields: many are added up before one is shown."""
NOTHING: Counts = (0,) * len(_NAMES)


def counted(states: Iterable[State]) -> Counts:
    """How many of the states are each."""
    counts = [0] * len(_NAMES)
    for state in states:
        counts[_PLACE[state]] += 1
    return tuple(counts)


def added(one: Counts, other: Counts) -> Counts:
    """Both together."""
    return tuple(map(add, one, other))


def taken(one: Counts, other: Counts) -> Counts:
    """The first without the second."""
    return tuple(map(sub, one, other))
