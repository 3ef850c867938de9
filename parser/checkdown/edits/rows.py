"""Writing into the cells of a table row, so that the row stays a row and an aligned table aligned."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from checkdown.cells import RawCell
from checkdown.checklist import Checklist
from checkdown.edit import Splice
from checkdown.edits.writing import display_width
from checkdown.errors import EditRefused
from checkdown.parts import Table
from checkdown.patterns import pattern
from checkdown.views import Item

_BLANK_CELL = pattern(r"[-–—_.… ]*|tbd|tba", re.IGNORECASE)
"""Cells that say nothing yet."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its line (1-based) and text, its cells, and the table with its first line."""

    checklist: Checklist
    line: int
    text: str
    cells: tuple[RawCell, ...]
    table: Table
    base: int
    """Lines before the part that holds the table."""

    def cell(self, column: int) -> RawCell | None:
        """The cell in a column, None where the row ends before it."""
        return self.cells[column] if 0 <= column < len(self.cells) else None


def row_of(item: Item) -> Row:
    """The row that an item is."""
    doc = item.checklist
    table = doc.parts[item.section_index].tables[item.record.table]
    return row_at(doc, item.section_index, table, item.record.row)


def row_at(checklist: Checklist, section: int, table: Table, number: int) -> Row:
    """Body row ``number`` (0-based) of a table of a section."""
    base = checklist.starts[section]
    line = base + table.rows[number][0] + 1
    return Row(checklist, line, checklist.source.line(line), table.rows[number][1], table, base)


def is_blank(cell: RawCell) -> bool:
    """Whether a cell says nothing yet: empty, a dash, "TBD"."""
    return _BLANK_CELL.fullmatch(cell.text) is not None


def is_closed(text: str) -> bool:
    """Whether a row's line ends in a pipe that closes its last cell."""
    end = text.rstrip(" \t")
    return end.endswith("|") and not end.endswith("\\|")


def filled(row: Row, column: int, words: str) -> Splice:
    """The splice that writes into a cell that says nothing yet, or that the row does not have."""
    cell = row.cell(column)
    if cell is None:
        return added(row, {column: words})
    slot = row.text[cell.left : cell.right]
    width = display_width(words)
    if not slot.strip(" ") and len(slot) >= width + 2:
        return Splice(row.line, cell.left + 2, " " * width, words)
    pad = max(0, display_width(slot) - width - 2) if is_aligned(row, column) else 0
    return Splice(row.line, cell.left + 1, slot, f" {words}{' ' * pad} ")


def added(row: Row, words: Mapping[int, str]) -> Splice:
    """The splice that gives a row cells that it ends before: column index to text, empty ones between."""
    end = len(row.text.rstrip(" \t"))
    texts = [words.get(column, "") for column in range(len(row.cells), max(words) + 1)]
    new = "".join(f" {text} |" if text else " |" for text in texts)
    if not is_closed(row.text):
        new = " |" + new.removesuffix(" |")
    return Splice(row.line, end + 1, "", new)


def extended(row: Row, column: int, words: str) -> Splice:
    """The splice that writes behind what a cell says already, or fills it where it says nothing."""
    cell = row.cell(column)
    if cell is None or is_blank(cell):
        return filled(row, column, words)
    return replaced(row, column, cell.column + len(cell.text), "", f"; {words}")[0]


def replaced(row: Row, column: int, at: int, old: str, new: str) -> list[Splice]:
    """The splices that put ``new`` for ``old`` at 0-based column ``at`` inside a cell.

    In an aligned table the blanks behind the cell's text make up for the difference, as far as they go.
    """
    cell = row.cells[column]
    slot = row.text[cell.left : cell.right]
    pad = len(slot) - len(slot.rstrip(" "))
    grown = display_width(new) - display_width(old)
    if not grown or pad < 1 or not is_aligned(row, column):
        return [Splice(row.line, at + 1, old, new)]
    spare = max(1, pad - grown) - pad
    first = cell.right - pad
    if first != at + len(old):
        padding = Splice(row.line, first + 1, " " * max(0, -spare), " " * max(0, spare))
        return (
            [Splice(row.line, at + 1, old, new), padding] if spare else [Splice(row.line, at + 1, old, new)]
        )
    return [Splice(row.line, at + 1, old + " " * max(0, -spare), new + " " * max(0, spare))]


def is_aligned(row: Row, column: int) -> bool:
    """Whether the pipes behind a column stand below each other."""
    ends = set()
    for line, cells in (*row.table.rows, (row.table.line, row.table.header)):
        if column < len(cells):
            text = row.checklist.source.line(row.base + line + 1)
            ends.add(display_width(text[: cells[column].right]))
    return len(ends) == 1


def table_at(checklist: Checklist, line: int) -> tuple[int, Table]:
    """Index of the section and the table that holds a line (1-based); EditRefused where there is none."""
    index = checklist.section_index_at(line)
    relative = line - 1 - checklist.starts[index]
    for table in checklist.parts[index].tables:
        if table.line <= relative < table.end:
            return index, table
    raise EditRefused(f"line {line} is in no table")
