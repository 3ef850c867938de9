"""The outline: phases and sections with their tallies, at the left."""

from __future__ import annotations

from typing import NamedTuple

from textual.strip import Strip

from gonogo.core.safetext import EMPTY, Safe
from gonogo.widgets.cells import pad_left, width
from gonogo.widgets.glyphs import Glyphs
from gonogo.widgets.linelist import LineList
from gonogo.widgets.look import Band, Look, Tone
from gonogo.widgets.pen import Pen
from gonogo.widgets.progress import bar

BAR_FROM = 34
"""Cells of the pane from which there is room for bars."""
BAR_CELLS = 6
TALLY_CELLS = 5
"""Cells for figures at least."""


class OutlineRow(NamedTuple):
    """One section."""

    text: Safe
    depth: int = 0
    """0 for a phase; two cells for each level below."""
    priority: Safe = EMPTY
    done: int = 0
    total: int = 0
    """Items without those that do not apply; 0: the section has none and shows no figures."""
    blocked: int = 0
    """Blocked and failed items."""
    folded: bool = False
    expected: int = 0
    """Items that there may be, where they were not known at first: their figures and a sign have room."""


class Outline(LineList[OutlineRow]):
    """The sections. Posts Moved, Chosen and SignClicked, as every LineList. Scrolls without a bar."""

    HAS_BAR = False

    def draw(self, row: OutlineRow, cells: int, look: Look, band: Band) -> Strip:
        """One section."""
        return draw_outline_row(row, cells, look, self.glyphs, band)

    def sign_columns(self, row: OutlineRow) -> range:
        """The triangle of a folded section."""
        start = 1 + 2 * row.depth
        return range(start, start + 1) if row.folded else range(0)


def draw_outline_row(
    row: OutlineRow, cells: int, look: Look, glyphs: Glyphs, band: Band = Band.NONE
) -> Strip:
    """`row` as a line of exactly `cells` cells: title, priority, tally at the right, bar where it fits."""
    pen = Pen(look.styles(band), cells, glyphs.ellipsis)
    pen.put(look.edge(band, glyphs.cursor), Tone.ACCENT)
    pen.go(1 + 2 * row.depth)
    tally = f"{row.done}/{row.total}" if row.total else ""
    room = BAR_CELLS if cells >= BAR_FROM else 0
    later = width(f"{row.expected}/{row.expected}") if row.expected else 0
    figures = max(TALLY_CELLS, width(tally), later)
    edge = cells - 1 - figures - (room + 1 if room else 0)
    sign = 2 if row.blocked or row.expected else 0
    limit = edge - 1 - (width(row.priority) + 1 if row.priority else 0) - sign
    if row.folded:
        pen.put(f"{glyphs.folded} ", Tone.ACCENT, limit)
    complete = bool(row.total) and row.done == row.total
    pen.put(row.text, Tone.DIM if not row.total else Tone.STRONG if row.depth == 0 else Tone.PLAIN, limit)
    pen.go(limit + 1)
    if row.blocked:
        pen.put(glyphs.states["blocked"], Tone.ALERT)
    pen.go(limit + 1 + sign)
    pen.put(row.priority, Tone.DIM)
    if tally:
        pen.go(edge)
        pen.put(pad_left(tally, figures), Tone.DONE if complete else Tone.PLAIN)
        pen.go(pen.x + 1)
        if row.done:  # a column of empty bars would be the loudest thing on the screen
            pen.put_spans(bar(row.done, row.total, room, glyphs))
    return pen.strip()
