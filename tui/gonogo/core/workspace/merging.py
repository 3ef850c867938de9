"""Carrying edits of ours onto a text that somebody else has changed meanwhile.

Pure: steps and a newer checklist in, steps and questions out. An edit whose lines are as they were moves
with them; one that speaks of an item is planned again (``replanning``) if the item is still what it was;
anything else is a question for the person, never a loss, and never anybody's edit overwritten.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from checkdown import (
    AddressError,
    CheckdownError,
    Checklist,
    Edit,
    Intent,
    SetState,
    Source,
    State,
    Together,
    apply,
    plan,
)
from gonogo.core.workspace.placing import line_now, lines_of, placed, standing, touched
from gonogo.core.workspace.replanning import replanned, sole
from gonogo.core.workspace.steps import Step, grouped, renamed, requests

SHOWN = 12
"""Lines of either side that a conflict shows, at most."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """An edit of ours that the newer text does not take; it waits for an answer."""

    step: Step
    reason: str
    """A sentence: what stands in the way."""
    theirs: State | None
    """For a state: what the item has now; None where the item is gone."""
    ours_lines: tuple[str, ...] = ()
    """The lines as our edit left them."""
    theirs_lines: tuple[str, ...] = ()
    """The lines that stand there now."""
    earlier: tuple[Step, ...] = ()
    """Edits of ours to the same item that this one came after; the answer holds for them too."""

    @property
    def steps(self) -> tuple[Step, ...]:
        """All edits that the answer decides."""
        return (*self.earlier, self.step)


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of our edits on a newer text."""

    checklist: Checklist
    """Theirs with ours on top."""
    steps: tuple[Step, ...] = ()
    """Our edits as they are placed now."""
    landed: tuple[Step, ...] = ()
    """Edits that are in the newer text because a save of ours put them there."""
    agreed: tuple[Step, ...] = ()
    """Edits that somebody else has made just so."""
    conflicts: tuple[Conflict, ...] = ()

    def then(self, later: Carried) -> Carried:
        """This, and what became of further edits on top of it."""
        return Carried(
            later.checklist,
            self.steps + later.steps,
            self.landed + later.landed,
            self.agreed + later.agreed,
            self.conflicts + later.conflicts,
        )


def carry(steps: Sequence[Step], theirs: Checklist, exposed: Collection[int] = ()) -> Carried:
    """Make our edits on ``theirs``, in their order.

    ``exposed`` are the numbers of edits that were in the file for a moment, or may be: somebody may have
    begun from that.
    """
    seen = [step.after for step in steps if step.number in exposed]
    done = Carried(theirs)
    for step in steps:
        if step.number in exposed and _stands(step, seen[-1], theirs):
            done = done.then(Carried(done.checklist, landed=(step,)))
        else:
            done = done.then(_carried(step, done.checklist))
    return done


def _carried(step: Step, checklist: Checklist) -> Carried:
    try:
        edit = fitted(step, checklist)
        following = apply(checklist, edit)
    except CheckdownError as problem:
        return _disputed(step, checklist, problem)
    if not edit.splices:
        return Carried(checklist, agreed=(step,))
    edit = replace(edit, intent=renamed(edit.intent))
    moved = replace(step, edit=edit, before=checklist.source, after=following.source)
    return Carried(following, (moved,))


def _stands(step: Step, seen: Source, theirs: Checklist) -> bool:
    """Whether what the edit wrote is in the text; ``seen`` is ours as others may have seen it."""
    wrote = [splice for splice in step.edit.splices if splice.new]
    if not wrote:
        return False
    try:
        back = placed(step.edit.inverse(), step.after, seen)
        moved = placed(back, seen, theirs.source)
        if any(splice.old for splice in wrote):
            return True
        # New lines alone may read like lines that stood there before: their neighbours must be there too.
        first, last = touched(back.splices)
        around = [line for line in (first - 1, last + 1) if 1 <= line <= seen.line_count]
        now = [line_now(line, seen, theirs.source) for line in around]
    except CheckdownError:
        return False
    top, bottom = touched(moved.splices)
    return now == [line for line in (top - 1, bottom + 1) if 1 <= line <= theirs.source.line_count]


def fitted(step: Step, checklist: Checklist) -> Edit:
    """The step's edit on this checklist, without splices where what it asked for is so already.

    Raises a CheckdownError with a sentence where it cannot be made without undoing what others did.
    """
    try:
        edit = placed(step.edit, step.before, checklist.source)
        if _finds_its_items(edit, checklist):
            return edit
    except CheckdownError:
        pass
    return replanned(step, checklist)


def _finds_its_items(edit: Edit, checklist: Checklist) -> bool:
    """Whether there are items to take the states that the edit gives, where it would give them."""
    wanted = {request.state for request in requests(edit.intent) if isinstance(request, SetState)}
    if not wanted or not edit.splices:
        return True
    after = apply(checklist, edit)
    lines = {splice.line for splice in edit.inverse().splices}
    return wanted <= {item.state for line in lines for item in after.items_at(line)}


def _disputed(step: Step, checklist: Checklist, problem: CheckdownError) -> Carried:
    """An edit that does not fit as it is: made by others too, or it fits in part, or a question."""
    groups = grouped(step)
    if len(groups) > 1:
        return _item_by_item(step, groups, checklist)
    ours, theirs = both_sides(step, checklist)
    if step.edit.splices and ours == theirs:
        return Carried(checklist, agreed=(step,))
    return Carried(checklist, conflicts=(conflict_of(step, checklist, problem),))


def _item_by_item(step: Step, groups: Sequence[Step], checklist: Checklist) -> Carried:
    """Of an edit to several items what still fits, as one edit; a conflict for each item of the rest."""
    state = checklist
    asked: list[Intent] = []
    was: list[State | None] = []
    conflicts: list[Conflict] = []
    for group in groups:
        try:
            edit = replanned(group, state)
            state = apply(state, edit)
        except CheckdownError as problem:
            conflicts.append(conflict_of(group, state, problem))
            continue
        asked += requests(edit.intent)
        was += group.was
    try:
        edit = plan(checklist, Together(tuple(asked), step.summary))
        following = apply(checklist, edit)
    except CheckdownError as problem:
        return Carried(checklist, conflicts=(conflict_of(step, checklist, problem),))
    rest = tuple(conflicts)
    if not edit.splices:
        return Carried(checklist, agreed=() if rest else (step,), conflicts=rest)
    edit = replace(edit, intent=renamed(edit.intent))
    moved = replace(step, edit=edit, before=checklist.source, after=following.source, was=tuple(was))
    return Carried(following, (moved,), conflicts=rest)


def conflict_of(step: Step, checklist: Checklist, problem: CheckdownError) -> Conflict:
    """The question that a step has become, with the lines of both sides."""
    asked = requests(step.edit.intent)
    theirs = None
    if asked and isinstance(asked[0], SetState):
        try:
            theirs = sole(checklist, asked[0].item).state
        except AddressError:
            theirs = None
    ours, others = both_sides(step, checklist)
    return Conflict(step, str(problem), theirs, ours[:SHOWN], others[:SHOWN])


def both_sides(step: Step, checklist: Checklist) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lines that the step left, and the lines that stand in their place now."""
    back = step.edit.inverse().splices
    if not back:
        return (), ()
    first, last = touched(back)
    ours = lines_of(step.after, first, last)
    return ours, lines_of(checklist.source, *standing(first, last, step.after, checklist.source))
