"""One line of the item list: what it says, and how it is drawn.

Screens make `ListRow` values out of a checklist; `draw_row` turns one into a Strip. Both are free of the
widget, so a line can be looked at in a test without an application.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from textual.strip import Strip

from gonogo.core.safetext import EMPTY, Safe, safe
from gonogo.widgets.cells import cut, pad_left, width
from gonogo.widgets.glyphs import Glyphs
from gonogo.widgets.look import STATE_TONES, Band, Look, Tone
from gonogo.widgets.pen import Pen, Span, span_width

GAP = 2
"""Cells between a line's parts."""
LABEL = 3
"""The column at which the label of an item begins: after the edge, the sign and a space."""
FEWEST = 4
"""Cells below which a column is not drawn at all."""


class RowKind(StrEnum):
    """What a line of the list is."""

    HEADING = "heading"
    ITEM = "item"
    NOTE = "note"
    """A line that belongs to the item above: a reason, a note. The cursor passes it."""
    COLUMNS = "columns"
    """The header of a table that stands under no heading of its own. The cursor passes it."""
    TEXT = "text"
    """A line of the document that has no state: a command, a paragraph."""
    BLANK = "blank"


RESTS = frozenset({RowKind.HEADING, RowKind.ITEM, RowKind.TEXT})
"""Kinds of lines that the cursor stops at."""


class Columns(NamedTuple):
    """How the other columns of one table are laid out. All rows of the table share one."""

    label: int
    """Cells of the widest label."""
    widths: tuple[int, ...]
    """Cells of the widest text of each other column."""
    numeric: tuple[bool, ...]
    """Whether a column holds figures, which stand at its right."""


class ListRow(NamedTuple):
    """One line of the item list."""

    kind: RowKind
    text: Safe
    state: str = ""
    """The name of the state, on items."""
    glyph: str = ""
    """A sign in place of the state's, one cell: a total, for instance."""
    depth: int = 0
    """How deep the line is nested; two cells each."""
    tone: Tone = Tone.PLAIN
    more: Safe = EMPTY
    """Goes on after the text, dimmed."""
    right: tuple[Span, ...] = ()
    """At the right edge: a tally, evidence, a probe."""
    finding: Safe = EMPTY
    """A finding about this line, at the right edge, or behind the label where it would cover cells."""
    brief: Safe = EMPTY
    """The same in fewer words, for where all of it has no room."""
    cells: tuple[Safe, ...] = ()
    """The other columns of a table's row, or their headers; empty where there is no table."""
    columns: Columns | None = None
    marked: bool = False
    folded: bool = False


def draw_row(
    row: ListRow,
    cells: int,
    look: Look,
    glyphs: Glyphs,
    band: Band = Band.NONE,
    found: re.Pattern[str] | None = None,
) -> Strip:
    """`row` as a line of exactly `cells` cells. What `found` matches in its text stands out."""
    styles = look.styles(band)
    pen = Pen(styles, cells, glyphs.ellipsis)
    if row.kind is RowKind.BLANK:
        return pen.strip()
    pen.put(glyphs.marked if row.marked else look.edge(band, glyphs.cursor), Tone.ACCENT)
    right, behind = _remarks(row, cells, glyphs)
    size = min(span_width(right), _room_at_right(row, cells))
    edge = cells - size
    _draw_text(pen, row, glyphs, found, edge - GAP if size else edge, behind)
    if size:
        pen.go(edge)
        pen.put_spans(right, edge + size)
    return pen.strip()


def _room_at_right(row: ListRow, cells: int) -> int:
    """What the right edge may take: half of the line, and not the first column of figures."""
    room = cells // 2
    if row.columns:
        places = zip(_places(row.columns, cells - LABEL), row.columns.numeric, strict=False)
        figures = next((LABEL + x + size for (x, size), numeric in places if numeric), 0)
        room = min(room, max(FEWEST, cells - figures - GAP))
    return room


def _remarks(row: ListRow, cells: int, glyphs: Glyphs) -> tuple[tuple[Span, ...], Span | None]:
    """What stands at the right edge, and the finding where it stands behind the label instead.

    It stands at the edge where that covers nothing; in the row of a table, whose cells reach the edge, behind
    the label where there is room; in fewer words where all of it has none.
    """
    if not row.finding:
        return row.right, None
    forms = [
        Span(safe(f"{glyphs.finding} {words}"), Tone.ALERT) for words in (row.finding, row.brief) if words
    ]
    # what stands at the edge already keeps its place when the finding comes
    edges = [(form, Span(safe("  ")), *row.right) if row.right else (form,) for form in forms]
    begin = _start(row) + width(row.text) + GAP
    places = _places(row.columns, cells - LABEL) if row.columns else ()
    ends = [LABEL + x + size for (x, size), text in zip(places, row.cells, strict=False) if text]
    taken = max([begin, *(end + GAP for end in ends)])
    room = _room_at_right(row, cells)
    for edge in edges:
        if taken + span_width(edge) <= cells and span_width(edge) <= room:
            return edge, None
    if ends:
        limit = LABEL + places[0][0] - GAP
        for form in forms:
            if begin + width(form.text) <= limit:
                return row.right, form
    for edge in edges:
        if span_width(edge) <= room:
            return edge, None
    left = room - span_width(row.right) - GAP
    if not row.right or left < FEWEST:
        return (*row.right, Span(safe("  ")), forms[-1]) if row.right else edges[-1], None
    return (Span(safe(cut(forms[-1].text, left, glyphs.ellipsis)), Tone.ALERT), *edges[-1][1:]), None


def _start(row: ListRow) -> int:
    """The column at which a line's text begins."""
    own = {RowKind.ITEM: LABEL, RowKind.NOTE: LABEL + GAP, RowKind.HEADING: 1 + 2 * row.folded}
    return own.get(row.kind, 1) + 2 * row.depth


def _draw_text(
    pen: Pen, row: ListRow, glyphs: Glyphs, found: re.Pattern[str] | None, limit: int, behind: Span | None
) -> None:
    pen.go(1 + 2 * row.depth)
    tone = row.tone
    if row.kind is RowKind.ITEM:
        pen.put(row.glyph or glyphs.states[row.state], STATE_TONES.get(row.state, Tone.PLAIN), limit)
        pen.go(pen.x + 1)
        if row.state == "na" and tone is Tone.PLAIN:
            tone = Tone.DIM
    elif row.kind is RowKind.NOTE:
        pen.go(pen.x + 4)
        tone = Tone.DIM if tone is Tone.PLAIN else tone
    elif row.kind is RowKind.HEADING:
        tone = Tone.STRONG if tone is Tone.PLAIN else tone
        if row.folded:
            pen.put(f"{glyphs.folded} ", Tone.ACCENT, limit)
    elif row.kind is RowKind.COLUMNS:
        tone = Tone.DIM
    places = _places(row.columns, pen.cells - LABEL) if row.columns else ()
    end = min(limit, LABEL + places[0][0] - GAP) if places else limit
    pen.put_found(row.text, tone, found, end)
    if behind is not None:
        pen.go(pen.x + GAP)
        pen.put(behind.text, behind.tone, end)
    if row.more and pen.x + GAP < end:
        pen.go(pen.x + GAP)
        pen.put_found(row.more, Tone.DIM, found, end)
    if row.columns:
        _draw_cells(pen, row, row.columns, places, limit)


def _draw_cells(
    pen: Pen, row: ListRow, columns: Columns, places: tuple[tuple[int, int], ...], limit: int
) -> None:
    for text, numeric, (x, size) in zip(row.cells, columns.numeric, places, strict=False):
        x += LABEL
        if x >= limit:
            return
        pen.go(x)
        end = min(x + size, limit)
        pen.put(pad_left(text, end - x) if numeric else text, Tone.DIM, end)


@lru_cache(256)
def _places(columns: Columns, cells: int) -> tuple[tuple[int, int], ...]:
    """Where each other column begins, after the label, and its width; columns without room are left out.

    The label gives way last: it keeps half of the line. The widest columns give way first.
    """
    sizes = list(columns.widths)
    while sizes:
        room = cells - GAP * len(sizes)
        if columns.label + sum(sizes) > room:
            sizes = _capped(sizes, room - min(columns.label, max(12, room // 2)))
        if all(size >= min(wanted, FEWEST) for size, wanted in zip(sizes, columns.widths, strict=False)):
            break
        sizes = list(columns.widths[: len(sizes) - 1])
    places = []
    x = cells - sum(sizes) - GAP * (len(sizes) - 1)
    for size in sizes:
        places.append((x, size))
        x += size + GAP
    return tuple(places)


def _capped(sizes: list[int], room: int) -> list[int]:
    """`sizes` with the widest cut down to one same width, so that they fit in `room` together."""
    cap = max(sizes, default=0)
    while cap > 0 and sum(min(size, cap) for size in sizes) > room:
        cap -= 1
    return [min(size, cap) for size in sizes]


def columns_of(header: tuple[Safe, ...], labels: list[Safe], body: list[tuple[Safe, ...]]) -> Columns:
    """The layout of a table from the texts of its other columns; a column of figures stands at its right."""
    columns = list(zip(*body, strict=False)) if body else [()] * len(header)
    return Columns(
        label=max(map(width, labels), default=0),
        widths=tuple(
            max([width(title), *map(width, texts)]) for title, texts in zip(header, columns, strict=False)
        ),
        numeric=tuple(bool(texts) and all(map(_is_figure, texts)) and any(texts) for texts in columns),
    )


_FIGURE = re.compile(r"[<>~]?\s*[-+]?[\d.,]+(?:/[\d.,]+)?\s*%?|")


def _is_figure(text: str) -> bool:
    return _FIGURE.fullmatch(text) is not None
