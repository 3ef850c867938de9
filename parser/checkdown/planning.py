"""From what a person asked for to the edit that does it, checked before anybody sees it."""

from __future__ import annotations

from .applying import apply
from .carrying import carried
from .checklist import Checklist
from .composing import composed
from .drafts import draft
from .edit import Edit, Splice, line_breaks
from .edits.writing import one_line
from .effects import confirm
from .flips import flip_of
from .intents import Intent, Together


def plan(checklist: Checklist, intent: Intent) -> Edit:
    """The edit that does what was asked; EditRefused or AddressError with a sentence where it cannot.

    An edit without splices means that everything stands as asked already. The edit is tried before
    it is given out: it is refused if anything but what was asked for would change.
    """
    if isinstance(intent, Together):
        return _together(checklist, intent)
    drafted = draft(intent, checklist)
    edit = Edit(tuple(drafted.splices), one_line(drafted.summary), intent)
    if not all(flip_of(checklist, splice) for splice in edit.splices):
        confirm(checklist, apply(checklist, edit), edit.splices, drafted.scope)
    return edit


def _together(checklist: Checklist, intent: Together) -> Edit:
    """Plan each request on the text that the ones before it leave, and give one edit for all."""
    state = checklist
    steps: list[tuple[Splice, ...]] = []
    moving: list[tuple[Splice, ...]] = []
    summaries, idle = [], []
    for inner in intent.intents:
        edit = plan(state, carried(inner, checklist, state, moving))
        if not edit.splices:
            idle.append(edit.summary)
        else:
            steps.append(edit.splices)
            summaries.append(edit.summary)
            state = apply(state, edit)
            if any(line_breaks(splice.old + splice.new) for splice in edit.splices):
                moving.append(edit.splices)
    return Edit(composed(steps), one_line(intent.summary) or "; ".join(summaries or idle), intent)
