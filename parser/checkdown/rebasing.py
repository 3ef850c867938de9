"""Carrying an edit to a newer text: its own lines must stand there as they were, wherever they are now."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from .edit import Edit, Splice
from .errors import EditDoesNotFit
from .matching import same_lines
from .source import Source


def rebased(edit: Edit, before: Source, after: Source) -> Edit:
    """The edit, made for ``before``, placed in ``after``; EditDoesNotFit where its lines are changed.

    A line of several that read the same is only found again where none of them came in or went.
    """
    old, new = list(before), list(after)
    moved = same_lines(old, new)
    splices = tuple(_moved(splice, moved, before, after) for splice in edit.splices)
    if any(a.end > b.start for a, b in pairwise(splices)):
        raise EditDoesNotFit("the lines of the edit stand in another order now")
    return replace(edit, splices=splices)


def _moved(splice: Splice, moved: dict[int, int], before: Source, after: Source) -> Splice:
    if before.line_count == 0:
        if after.line_count:
            raise EditDoesNotFit("the text was empty and is not any more")
        return splice
    first, last = _held_lines(splice, before)
    places = [moved.get(line - 1) for line in range(first, last + 1)]
    start = places[0]
    if start is None or places != list(range(start, start + len(places))):
        raise EditDoesNotFit(f"line {first} was changed or moved meanwhile")
    return replace(splice, line=start + 1 + splice.line - first)


def _held_lines(splice: Splice, before: Source) -> tuple[int, int]:
    """The lines (1-based, both included) that a splice changes or, where lines only come in, follows."""
    end, column = splice.end
    if splice.column == 1:
        whole = splice.new.endswith(("\n", "\r")) or splice.line > before.line_count
        if not splice.old and splice.line > 1 and whole:
            return splice.line - 1, splice.line - 1
        if column == 1 and end > splice.line:
            return splice.line, end - 1
    return splice.line, end
