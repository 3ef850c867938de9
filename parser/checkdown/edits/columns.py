"""Giving a table one more column."""

from __future__ import annotations

from ..checklist import Checklist
from ..edit import Splice
from ..errors import EditRefused
from ..intents import AddColumn, TrackTable
from ..parts import Table
from ..states import Notation, State
from .state import _emoji as emoji_for
from .state import _notation_elsewhere as notation_elsewhere
from .writing import display_width, for_cell


def table_at(checklist: Checklist, line: int) -> tuple[int, Table]:
    """Index of the section and the table that holds a line (1-based); EditRefused where there is none."""
    index = checklist.section_index_at(line)
    relative = line - 1 - checklist.starts[index]
    for table in checklist.parts[index].tables:
        if table.line <= relative < table.end:
            return index, table
    raise EditRefused(f"line {line} is in no table")


def add_column_splices(checklist: Checklist, intent: AddColumn) -> list[Splice]:
    """The splices that add an empty column."""
    return _column(checklist, intent.line, for_cell(intent.header), "")


def track_table_splices(checklist: Checklist, intent: TrackTable) -> list[Splice]:
    """The splices that add a Status column with every row to do."""
    _, table = table_at(checklist, intent.line)
    if table.status >= 0:
        name = table.header[table.status].text
        raise EditRefused(f"the table has states already, in its column {name!r}")
    box = notation_elsewhere(checklist) is Notation.BOX
    return _column(checklist, intent.line, "Status", "[ ]" if box else emoji_for(checklist, State.TODO))


def _column(checklist: Checklist, line: int, header: str, cell: str) -> list[Splice]:
    index, table = table_at(checklist, line)
    if not header:
        raise EditRefused("a column needs a name")
    if any(name.text.strip("*_` ").lower() == header.lower() for name in table.header):
        raise EditRefused(f"the table has a column {header!r} already")
    first = checklist.starts[index] + table.line + 1
    width = max(display_width(header), display_width(cell), 3)
    counts = {first: len(table.header), first + 1: len(table.header)}
    texts = {first: header, first + 1: "-" * width}
    for relative, cells in table.rows:
        counts[checklist.starts[index] + relative + 1] = len(cells)
        texts[checklist.starts[index] + relative + 1] = cell
    aligned = _is_aligned(checklist, table, first)
    splices = []
    for number in range(first, checklist.starts[index] + table.end + 1):
        text = checklist.source.line(number)
        end = len(text.rstrip(" \t"))
        missing = max(0, len(table.header) - counts.get(number, len(table.header)))
        words = texts.get(number, cell)
        if aligned:
            words += " " * (width - display_width(words))
        if text[:end].endswith("|") and not text[:end].endswith("\\|"):
            new = "  |" * missing + (f" {words} |" if words else "  |")
        else:
            new = " |" * missing + (f" | {words}" if words.strip() else " | ")
        splices.append(Splice(number, end + 1, "", new))
    return splices


def _is_aligned(checklist: Checklist, table: Table, first: int) -> bool:
    widths = {
        display_width(checklist.source.line(number).rstrip())
        for number in range(first, first + (table.end - table.line))
    }
    return len(widths) == 1
