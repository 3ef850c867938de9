"""Undo and redo: which edits of this session can be taken back, and how that is done on a newer text.

Only one's own edits: what others did to the same lines since is a refusal, never overwritten.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from checkdown import CheckdownError, Checklist, Edit, SetState, Splice, apply, plan
from gonogo.core.workspace.errors import NothingToUndo, UndoRefused
from gonogo.core.workspace.merging import fitted
from gonogo.core.workspace.placing import placed
from gonogo.core.workspace.replanning import sole
from gonogo.core.workspace.steps import Step, renamed, requests, taken_back

DEPTH = 1000
"""Edits that can be taken back."""


class History:
    """The edits that can be taken back, and those that were; the last of each goes first."""

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []

    @property
    def last_done(self) -> Step | None:
        """What the next undo would take back."""
        return self._done[-1] if self._done else None

    @property
    def last_undone(self) -> Step | None:
        """What the next redo would make again."""
        return self._undone[-1] if self._undone else None

    def made(self, step: Step) -> None:
        """A new edit: what was taken back before it cannot be made again."""
        self._done.append(step)
        del self._done[:-DEPTH]
        self._undone.clear()

    def carried(self, moved: Mapping[int, Step | None]) -> None:
        """Steps, by their numbers, as a merge left them; None for what is not ours to undo any more."""
        self._done = [now for step in self._done if (now := moved.get(step.number, step)) is not None]

    def back(self, checklist: Checklist) -> tuple[Step, Edit]:
        """The last edit, and the edit that takes it back.

        Raises NothingToUndo, or UndoRefused, and then the next call speaks of the edit before it.
        """
        if not self._done:
            raise NothingToUndo("there is nothing to undo")
        step = self._done[-1]
        try:
            return step, backwards(step, checklist)
        except CheckdownError as problem:
            self._done.pop()
            raise UndoRefused(f"cannot be undone: {step.summary}: {problem}") from problem

    def undone(self, step: Step, back: Step) -> None:
        """The last edit was taken back by ``back``."""
        self._done.pop()
        edit = Edit(back.edit.inverse().splices, step.summary, renamed(step.edit.intent))
        self._undone.append(replace(step, edit=edit, before=back.after, after=back.before, seq=None))

    def again(self, checklist: Checklist) -> tuple[Step, Edit]:
        """The last edit that was taken back, and the edit that makes it again; raises as ``back`` does."""
        if not self._undone:
            raise NothingToUndo("there is nothing to redo")
        step = self._undone[-1]
        try:
            edit = fitted(step, checklist)
            if edit.splices:
                apply(checklist, edit)
                return step, edit
            problem: CheckdownError | str = "somebody else has done it meanwhile"
        except CheckdownError as refused:
            problem = refused
        self._undone.pop()
        raise UndoRefused(f"cannot be made again: {step.summary}: {problem}")

    def redone(self, again: Step) -> None:
        """The last edit that was taken back was made again."""
        self._undone.pop()
        self._done.append(again)


def backwards(step: Step, checklist: Checklist) -> Edit:
    """The edit that takes a step back on this checklist, and nothing that others did.

    Raises a CheckdownError where its lines were changed since in a way that does not leave it apart.
    """
    back = taken_back(step)
    try:
        edit = placed(back, step.after, checklist.source)
        apply(checklist, edit)
        return edit
    except CheckdownError:
        edit = replace(back, splices=_in_changed_line(step, back, checklist))
        apply(checklist, edit)
        return edit


def _in_changed_line(step: Step, back: Edit, checklist: Checklist) -> tuple[Splice, ...]:
    """Where others changed another part of the item's line: the splice that takes back our part.

    Raises a CheckdownError unless the step set a state, which the item still has.
    """
    asked = requests(step.edit.intent)
    if len(asked) != 1 or not isinstance(asked[0], SetState):
        raise _changed()
    request = asked[0]
    item = sole(checklist, request.item)
    if item.state is not request.state or item.text != request.item.text:
        raise _changed()
    if len(back.splices) == 1:
        (splice,) = back.splices
        column = _column_now(splice, step.after.line(splice.line), checklist.source.line(item.line))
        if column:
            return (replace(splice, line=item.line, column=column),)
    if back.intent is None:
        raise _changed()
    return plan(checklist, back.intent).splices


def _changed() -> CheckdownError:
    return CheckdownError("its lines were changed since by somebody else")


def _column_now(splice: Splice, before: str, now: str) -> int:
    """The column at which the splice's text stands in a line that was changed elsewhere; 0 where unsure."""
    start, end = splice.column - 1, splice.column - 1 + len(splice.old)
    if now[:end] == before[:end]:
        return splice.column
    rest = before[start:]
    return len(now) - len(rest) + 1 if now.endswith(rest) else 0
