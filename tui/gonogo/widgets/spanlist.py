"""A list whose lines are spans, left and right: for lines of which single words differ in tone."""

from __future__ import annotations

from typing import NamedTuple

from textual.strip import Strip

from gonogo.widgets.glyphs import Glyphs
from gonogo.widgets.linelist import LineList
from gonogo.widgets.look import Band, Look, Tone
from gonogo.widgets.pen import Pen, Span, span_width

GAP = 2
TEXT = 3
"""The column at which the left spans begin: after the edge, the sign and a space."""


class SpanRow(NamedTuple):
    """One line."""

    left: tuple[Span, ...] = ()
    """Gives way to what stands at the right."""
    right: tuple[Span, ...] = ()
    """Takes half of the line at most."""
    sign: Span | None = None
    """One cell before the text."""
    rests: bool = True
    """Whether the cursor stops here."""


class SpanList(LineList[SpanRow]):
    """The list. Posts Moved and Chosen, as every LineList."""

    def draw(self, row: SpanRow, cells: int, look: Look, band: Band) -> Strip:
        """One line."""
        return draw_span_row(row, cells, look, self.glyphs, band)

    def rests(self, row: SpanRow) -> bool:
        """The cursor passes headings and blank lines."""
        return row.rests

    def is_gap(self, row: SpanRow) -> bool:
        """Blank lines part groups."""
        return not row.left and not row.right


def draw_span_row(row: SpanRow, cells: int, look: Look, glyphs: Glyphs, band: Band = Band.NONE) -> Strip:
    """`row` as a line of exactly `cells` cells."""
    pen = Pen(look.styles(band), cells, glyphs.ellipsis)
    pen.put(look.edge(band, glyphs.cursor) if row.rests else " ", Tone.ACCENT)
    if row.sign is not None:
        pen.put(row.sign.text, row.sign.tone)
    size = min(span_width(row.right), cells // 2)
    edge = cells - size
    limit = edge - GAP if size else edge
    pen.go(TEXT if row.sign is not None else 1)
    for span in row.left:
        pen.put(span.text, span.tone, limit)
        if pen.x >= limit:
            break
    if size:
        pen.go(edge)
        pen.put_spans(row.right, edge + size)
    return pen.strip()
