"""Texts that other programs wrote and that ended up in no file: what they changed, as edits to be merged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checkdown import CheckdownError, Checklist, Edit, Source, apply, difference
from gonogo.core.workspace.rereading import reread
from gonogo.core.workspace.steps import Step


def rescued(base: Checklist, steps: Sequence[Step], text: bytes, numbers: Iterator[int]) -> list[Step]:
    """What another program changed in a text that it wrote between ours, a step for each place.

    It began from what the file held before (``base``), or from that with our edits; the nearer one it was.
    ``numbers`` gives each step its own.
    """
    starts = [base, *(reread(base, step.after.dump()) for step in steps[-1:])]
    written = Source.load(text)
    found = [(difference(start.source, written), start) for start in starts]
    splices, state = min(found, key=lambda each: len(each[0]))
    out: list[Step] = []
    for splice in reversed(splices):
        edit = Edit((splice,), f"another program's change of line {splice.line}")
        try:
            following = apply(state, edit)
        except CheckdownError:
            # At the seam of a lone CR and an LF no place stands for itself: all of it is one change.
            whole = Edit(splices, "another program's changes")
            start = min(found, key=lambda each: len(each[0]))[1]
            return [Step(next(numbers), whole, start.source, written)]
        out.append(Step(next(numbers), edit, state.source, following.source))
        state = following
    return out
