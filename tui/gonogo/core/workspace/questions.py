"""The conflicts of one document that wait for an answer: one for each item, whoever asked it how often."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from checkdown import SetState
from gonogo.core.workspace.merging import Conflict
from gonogo.core.workspace.steps import Step, requests


class Questions:
    """Open conflicts, in the order in which they came up. Not thread-safe: its document guards it."""

    def __init__(self) -> None:
        self._open: list[Conflict] = []

    @property
    def open(self) -> tuple[Conflict, ...]:
        """Those without an answer."""
        return tuple(self._open)

    @property
    def steps(self) -> tuple[Step, ...]:
        """All edits that wait."""
        return tuple(step for conflict in self._open for step in conflict.steps)

    def ask(self, conflict: Conflict) -> None:
        """Put a question; one about the same item that was open already is part of it."""
        for known in self.open:
            if _items(known) and _items(known) == _items(conflict):
                self._open.remove(known)
                conflict = replace(conflict, earlier=(*known.steps, *conflict.earlier))
        self._open.append(conflict)

    def answered(self, conflict: Conflict) -> tuple[Step, ...]:
        """Close a question; gives the edits that it decided."""
        self._open.remove(conflict)
        return conflict.steps

    def answered_by(self, step: Step) -> tuple[Step, ...]:
        """Close the questions about items that a new edit sets; gives the edits that this decided."""
        items = {request.item.id for request in requests(step.edit.intent) if isinstance(request, SetState)}
        return tuple(
            decided
            for conflict in self.open
            if _items(conflict) and _items(conflict) <= items
            for decided in self.answered(conflict)
        )

    def change(self, known: Callable[[Step], Step]) -> None:
        """Replace each edit by what ``known`` gives for it."""
        self._open = [
            replace(each, step=known(each.step), earlier=tuple(map(known, each.earlier)))
            for each in self._open
        ]


def _items(conflict: Conflict) -> set[str]:
    """The ids of the items whose state a conflict is about; empty where it is about anything else."""
    asked = requests(conflict.step.edit.intent)
    return {request.item.id for request in asked if isinstance(request, SetState)}
