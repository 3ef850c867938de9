"""Tables as lines of the list: which cell names a row, what the others say, how wide the columns are."""

from __future__ import annotations

import re
from typing import NamedTuple

from checkdown import Item, Role, State
from checkdown.cells import unescaped
from checkdown.parts import Part, Table
from gonogo.core.safetext import EMPTY, Safe, safe
from gonogo.screens.presentation.words import plain
from gonogo.widgets.glyphs import Glyphs
from gonogo.widgets.look import Tone
from gonogo.widgets.rows import Columns, ListRow, RowKind, columns_of

MEASURED = 200
"""Rows that the widths of columns are taken from."""
ROOM_FOR_TALLY = 9
"""Cells behind the name of the last column that a tally at the right edge may take."""
_NUMBER = re.compile(r"#|no\.?|nr\.?|id|№", re.IGNORECASE)
_EMOJI = re.compile(r"^[^\w\s(\[{`\"'<~+-]+\s*")
_DONE = frozenset({"done", "yes", "complete", "completed", "ok", "pass", "passed", "fixed"})


class Layout(NamedTuple):
    """How one table stands in the list."""

    name: Safe
    """The header of the column that names the rows."""
    order: tuple[int, ...]
    """The other columns that are shown, by their numbers in the table."""
    headers: tuple[Safe, ...]
    columns: Columns


def layout_of(part: Part, number: int) -> Layout:
    """The layout of a section's table: the number column joins the label, empty columns are left out."""
    table = part.tables[number]
    states = {record.row: record.state for record in part.records if record.table == number}
    marks = {record.row: record.mark for record in part.records if record.table == number}
    numbered = _number_column(table)
    rows = list(enumerate(table.rows))[:MEASURED]
    order = []
    for column in range(len(table.header)):
        if column == table.label or column == numbered:
            continue
        if column != table.status or any(
            _state_words(_text(table, row, column), states.get(row), marks.get(row, "")) for row, _ in rows
        ):
            order.append(column)
    headers = tuple(plain(unescaped(table.header[column].text)) for column in order)
    body = [_others(table, row, order, states.get(row), marks.get(row, "")) for row, _ in rows]
    labels = [label_of(table, row) for row, _ in rows]
    name = plain(unescaped(table.header[table.label].text))
    return Layout(name, tuple(order), headers, columns_of(headers, labels, body))


def fits_heading(part: Part, number: int) -> bool:
    """Whether the heading above a table can show the names of its columns, and its own tally behind them."""
    table = part.tables[number]
    last = len(table.header) - 1
    if last < 1 or last in (table.label, table.status):
        return False
    labels = max(
        (len(_text(table, row, table.label)) for row in range(len(table.rows[:MEASURED]))), default=0
    )
    texts = max((len(_text(table, row, last)) for row in range(len(table.rows[:MEASURED]))), default=0)
    return len(part.title) <= labels and texts >= len(table.header[last].text) + ROOM_FOR_TALLY


def label_of(table: Table, row: int) -> Safe:
    """What a row is called: its number, where it has one, and the cell that names it."""
    numbered = _number_column(table)
    label = _text(table, row, table.label)
    return plain(f"{_text(table, row, numbered)} {label}".lstrip() if numbered is not None else label)


def cells_of(part: Part, number: int, row: int, layout: Layout) -> tuple[Safe, ...]:
    """The other cells of a row, in the layout's order."""
    record = next((r for r in part.records if r.table == number and r.row == row), None)
    state, mark = (record.state, record.mark) if record is not None else (None, "")
    return _others(part.tables[number], row, layout.order, state, mark)


def row_of_item(item: Item, layout: Layout, glyphs: Glyphs, *, marked: bool) -> ListRow:
    """A row of a table that has a state."""
    record, role = item.record, item.role
    table = item.checklist.parts[item.section_index].tables[record.table]
    tone = Tone.STRONG if role is Role.TOTAL else Tone.DIM if role is Role.SUMMARY else Tone.PLAIN
    return ListRow(
        RowKind.ITEM,
        label_of(table, record.row),
        state=item.state.value,
        glyph=glyphs.total if role is Role.TOTAL else "",
        tone=tone,
        cells=_others(table, record.row, layout.order, record.state, record.mark),
        columns=layout.columns,
        marked=marked,
    )


def plain_row(part: Part, number: int, line: int, layout: Layout) -> ListRow:
    """A row of a table that has no state, by its line in the section."""
    table = part.tables[number]
    row = next(i for i, (place, _) in enumerate(table.rows) if place == line)
    cells = _others(table, row, layout.order, None, "")
    return ListRow(
        RowKind.TEXT, label_of(table, row), tone=Tone.DIM, depth=1, cells=cells, columns=layout.columns
    )


def named_cells(part: Part, line: int) -> tuple[Safe, tuple[tuple[Safe, Safe], ...]]:
    """What the row of a table on a line of the section is called, and its cells with their headers."""
    table = next(table for table in part.tables if table.line <= line < table.end)
    row = next(i for i, (place, _) in enumerate(table.rows) if place == line)
    cells = tuple(
        (plain(unescaped(header.text)), plain(text))
        for column, header in enumerate(table.header)
        if (text := _text(table, row, column))
    )
    return label_of(table, row), cells


def header_row(layout: Layout) -> ListRow:
    """The names of the columns, where no heading above the table can show them."""
    return ListRow(RowKind.COLUMNS, layout.name, depth=1, cells=layout.headers, columns=layout.columns)


def calm(old: Layout | None, new: Layout) -> Layout:
    """The layout to go on with: the old one as long as everything fits, so that columns stay in place."""
    if old is None or (old.name, old.order, old.headers) != (new.name, new.order, new.headers):
        return new
    fits = all(now <= was for now, was in zip(new.columns.widths, old.columns.widths, strict=True))
    same = old.columns.numeric == new.columns.numeric and new.columns.label <= old.columns.label
    return old if fits and same else new


def _others(
    table: Table, row: int, order: tuple[int, ...] | list[int], state: State | None, mark: str
) -> tuple[Safe, ...]:
    return tuple(
        safe(_state_words(plain(_text(table, row, column)), state, mark))
        if column == table.status
        else plain(_text(table, row, column))
        for column in order
    )


def _text(table: Table, row: int, column: int) -> str:
    cells = table.rows[row][1]
    return unescaped(cells[column].text) if column < len(cells) else ""


def _state_words(text: str, state: State | None, mark: str) -> str:
    """What a status cell says beyond the sign and colour that stand before the row."""
    if state is None:
        return text
    words = _EMOJI.sub("", text)
    return "" if words.strip("*_ ").casefold() in _DONE and state is State.DONE else words


def _number_column(table: Table) -> int | None:
    """The first column, where it only numbers the rows."""
    if table.label == 0 or not table.header or not _NUMBER.fullmatch(table.header[0].text.strip()):
        return None
    return 0


NO_LAYOUT = Layout(EMPTY, (), (), Columns(0, (), ()))


def source_text(line: str) -> Safe:
    """A line of the document as it stands, without blanks at its end."""
    return safe(line.rstrip())
