"""Carrying edits of ours onto a text that somebody else has changed meanwhile.

Pure: steps and a newer checklist in, steps and questions out. An edit whose lines are as they were is
moved with them; one that speaks of an item is planned again if the item is still what it was; anything
else is a question for the person, never a loss.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from checkdown import Checklist, Edit, SetState, Source, State, apply, locate, plan, rebased
from checkdown.errors import CheckdownError
from gonogo.core.workspace.changes import Step


@dataclass(frozen=True, slots=True)
class Conflict:
    """An edit of ours that the newer text does not take."""

    step: Step
    reason: str
    """A sentence: what stands in the way."""
    theirs: State | None
    """For a state: what the item has now; None where the item is gone."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of our edits on a newer text."""

    checklist: Checklist
    """Theirs with ours on top."""
    steps: tuple[Step, ...]
    """Our edits as they are placed now."""
    agreed: tuple[Step, ...]
    """Edits that the newer text holds already."""
    conflicts: tuple[Conflict, ...]


def carry(steps: Sequence[Step], theirs: Checklist) -> Carried:
    """Make our edits on ``theirs``, in their order."""
    state = theirs
    placed: list[Step] = []
    agreed: list[Step] = []
    conflicts: list[Conflict] = []
    for step in steps:
        try:
            edit = fitted(step, state)
        except CheckdownError as problem:
            conflicts.append(Conflict(step, str(problem), _state_now(step, state)))
            continue
        if not edit.splices:
            agreed.append(step)
            continue
        following = apply(state, edit)
        placed.append(replace(step, edit=edit, before=state.source, after=following.source))
        state = following
    return Carried(state, tuple(placed), tuple(agreed), tuple(conflicts))


def fitted(step: Step, checklist: Checklist) -> Edit:
    """The step's edit on this checklist; a CheckdownError where it cannot be made there."""
    try:
        moved = moved_edit(step.edit, step.before, checklist)
        apply(checklist, moved)
        return moved
    except CheckdownError:
        intent = step.edit.intent
        if intent is None:
            raise
    if isinstance(intent, SetState):
        item = locate(checklist, intent.item)
        if item.state is intent.state:
            return Edit((), step.edit.summary, intent)
        if step.was is not None and item.state is not step.was:
            raise _Disagree(
                f"{item.text!r} was set to {item.state.value} meanwhile; you set it to {intent.state.value}"
            )
    return plan(checklist, intent)


class _Disagree(CheckdownError):
    """Both sides set the same item, to different states."""


def moved_edit(edit: Edit, before: Source, checklist: Checklist) -> Edit:
    """The edit placed in ``checklist``; EditDoesNotFit where its own lines are not as they were."""
    return edit if before is checklist.source else rebased(edit, before, checklist.source)


def _state_now(step: Step, checklist: Checklist) -> State | None:
    intent = step.edit.intent
    if not isinstance(intent, SetState):
        return None
    try:
        return locate(checklist, intent.item).state
    except CheckdownError:
        return None
