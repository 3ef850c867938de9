"""Giving a table one more column: for evidence, or for the state of its rows."""

from __future__ import annotations

from checkdown.checklist import Checklist
from checkdown.edit import Splice
from checkdown.edits.notation import todo_mark
from checkdown.edits.rows import is_closed, table_at
from checkdown.edits.writing import display_width, for_cell
from checkdown.errors import EditRefused
from checkdown.parts import Table

_STATUS_NAMES = ("Status", "State", "Done")


def add_column_splices(checklist: Checklist, line: int, header: str) -> list[Splice]:
    """The splices that add an empty column to the table on ``line``."""
    section, table = table_at(checklist, line)
    words = for_cell(header)
    if not words:
        raise EditRefused("a column needs a name")
    if _has(table, words):
        raise EditRefused(f"the table has a column {header!r} already")
    return _column(checklist, checklist.starts[section], table, words, "")


def track_table_splices(checklist: Checklist, line: int) -> list[Splice]:
    """The splices that add a status column to the table on ``line``, every row open."""
    section, table = table_at(checklist, line)
    if table.legend:
        raise EditRefused("the table explains marks; its rows are no items")
    if table.status >= 0:
        name = table.header[table.status].text
        raise EditRefused(f"the table has states already, in its column {name!r}")
    if not table.rows:
        raise EditRefused("the table has no rows that could be tracked")
    header = next((name for name in _STATUS_NAMES if not _has(table, name)), "")
    if not header:
        raise EditRefused("the table has columns Status, State and Done, none of which holds states")
    return _column(checklist, checklist.starts[section], table, header, todo_mark(checklist))


def _has(table: Table, header: str) -> bool:
    return any(name.text.strip("*_` ").lower() == header.lower() for name in table.header)


def _column(checklist: Checklist, base: int, table: Table, header: str, cell: str) -> list[Splice]:
    width = max(display_width(header), display_width(cell), 3)
    first = base + table.line + 1
    lines = [checklist.source.line(number) for number in range(first, base + table.end + 1)]
    aligned = len({display_width(line.rstrip(" \t")) for line in lines}) == 1
    padded = width if aligned else 0
    columns = len(table.header)
    splices = [
        _cell_at_end(first, lines[0], 0, header, padded),
        _delimiter(first + 1, lines[1], width, fits=display_width(lines[0]) == display_width(lines[1])),
    ]
    for relative, cells in table.rows:
        number = base + relative + 1
        words = cell if any(slot.text for slot in cells) else ""
        if words or is_closed(lines[number - first]):
            missing = max(0, columns - len(cells))
            splices.append(_cell_at_end(number, lines[number - first], missing, words, padded))
    return splices


def _cell_at_end(number: int, line: str, missing: int, words: str, width: int) -> Splice:
    padded = words + " " * (width - display_width(words))
    if is_closed(line):
        new = " |" * missing + (f" {padded} |" if padded else " |")
    else:
        new = " |" * missing + f" | {padded}"
    return Splice(number, len(line.rstrip(" \t")) + 1, "", new)


def _delimiter(number: int, line: str, width: int, *, fits: bool) -> Splice:
    """The dashes below the new header: as wide as it where the others are, with their blanks around them."""
    tight = " " not in line.strip(" \t>")
    dashes = "-" * ((width + 2 if tight else width) if fits else 3)
    blank = "" if tight else " "
    closed = is_closed(line)
    new = f"{blank}{dashes}{blank}|" if closed else f"{blank}|{blank}{dashes}"
    return Splice(number, len(line.rstrip(" \t")) + 1, "", new)
