"""Finds content that moved up or down as it is, so that the terminal can move it and is not told it anew.

Only whole lines can be moved, in every terminal. What stands beside the content is moved along and has to be
repaired, so a move is an offer: who takes it compares what both ways cost.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gonogo.widgets.wire.cells import Row

FEWEST = 3
"""Lines that have to agree before a move is thought of."""


@dataclass(frozen=True, slots=True)
class Move:
    """Lines `top` to `bottom` (from 0, both included) take the content that stood `by` lines further down."""

    top: int
    bottom: int
    by: int

    def sequence(self) -> str:
        """What makes the terminal do it. The lines that come in are blank; the cursor is anywhere after."""
        turn = f"{abs(self.by) if abs(self.by) > 1 else ''}{'M' if self.by > 0 else 'L'}"
        return f"\x1b[{self.top + 1};{self.bottom + 1}r\x1b[{self.top + 1}H\x1b[{turn}\x1b[r"

    def applied(self, rows: Mapping[int, Row], columns: int) -> dict[int, Row]:
        """The lines from top to bottom after the move."""
        lines = range(self.top, self.bottom + 1)
        return {y: rows[y + self.by] if y + self.by in lines else Row.blank(columns) for y in lines}


def moved(
    old: Mapping[int, Row], new: Mapping[int, Row], changed: Mapping[int, Sequence[int]], columns: int
) -> Move | None:
    """The move that explains most of the changed lines, if any does. `changed` has columns by line."""
    if len(changed) < FEWEST:
        return None
    counts = Counter(x for columns_of_line in changed.values() for x in columns_of_line)
    often = [x for x, count in counts.items() if count * 4 >= len(changed)]
    if not often:
        return None
    # the last columns may be a scroll bar, which does not move along
    window = slice(min(often), max(min(often) + 1, max(often) - 1))
    stood: dict[tuple[str | None, ...], list[int]] = {}
    for y in changed:
        if y in old:
            stood.setdefault(tuple(old[y].signs[window]), []).append(y)
    votes: dict[int, list[int]] = {}
    for y in changed:
        text = tuple(new[y].signs[window])
        if len(set(text)) > 1:
            for place in stood.get(text, ()):
                if place != y:
                    votes.setdefault(place - y, []).append(y)
    if not votes:
        return None
    by, lines = max(votes.items(), key=lambda vote: len(vote[1]))
    if len(lines) < FEWEST:
        return None
    move = Move(min(min(lines), min(lines) + by), max(max(lines), max(lines) + by), by)
    known = all(
        y in old and len(old[y].signs) == columns and None not in old[y].signs
        for y in range(move.top, move.bottom + 1)
    )
    return move if known else None
