"""Answering a conflict with "ours": what that means where the item is still there, and where it is gone."""

from __future__ import annotations

from dataclasses import replace

from checkdown import CheckdownError, Checklist, Edit, EditRefused, Splice
from gonogo.core.workspace.placing import standing, touched
from gonogo.core.workspace.replanning import replanned
from gonogo.core.workspace.rereading import item_around, reread
from gonogo.core.workspace.steps import Step


def insisted(step: Step, checklist: Checklist) -> Edit:
    """The edit that makes the step hold after all: on its item, or, where that is gone, by putting it back.

    What others wrote stays beside it. Raises a CheckdownError where neither can be done.
    """
    try:
        return replanned(step, checklist, insist=True)
    except CheckdownError as problem:
        back = _put_back(step, checklist)
        if back is None:
            raise EditRefused(f"{problem}; make the change again where it belongs now") from problem
        return back


def _put_back(step: Step, checklist: Checklist) -> Edit | None:
    """The lines that the step left, whole items of them, put in where they stood; None where it left none."""
    inverse = step.edit.inverse().splices
    if not any(splice.new for splice in step.edit.splices):
        return None
    first, last = _whole_items(reread(checklist, step.after.dump()), *touched(inverse))
    text = "".join(step.after.slice(first, last))
    _, above = standing(first, last, step.after, checklist.source)
    source = checklist.source
    if not text.endswith(("\n", "\r")):
        text += source.ending
    if above and above == source.line_count and not source.raw(above).endswith(("\n", "\r")):
        line = source.raw(above)
        splice = Splice(above, len(line) + 1, "", source.ending + text.removesuffix(source.ending))
    else:
        splice = Splice(above + 1, 1, "", text)
    return replace(step.edit, splices=(splice,), summary=f"put back: {step.summary}")


def _whole_items(checklist: Checklist, first: int, last: int) -> tuple[int, int]:
    """The lines with those of the items that they belong to."""
    owners = [owner for line in (first, last) if (owner := item_around(checklist, line)) is not None]
    top = min([first, *(item.line for item in owners)])
    return top, max([last, *(item.end for item in owners)])
