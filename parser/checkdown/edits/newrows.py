"""A new row of a table, behind one that is there and made as it is."""

from __future__ import annotations

from checkdown.cells import RawCell
from checkdown.edit import Splice
from checkdown.edits.lines import inserted
from checkdown.edits.notation import cell_marks, shown
from checkdown.edits.rows import Row, is_aligned, row_of
from checkdown.edits.writing import display_width, for_cell
from checkdown.errors import EditRefused
from checkdown.states import Role, State
from checkdown.views import Item


def add_row_splices(item: Item, text: str, state: State) -> list[Splice]:
    """The splices that add a row behind this one, with a name and a state; its other cells are empty."""
    row = row_of(item)
    table = row.table
    if table.label == table.status:
        raise EditRefused(f"line {item.line} names the item in its status column; add a row in an editor")
    if item.role is not Role.ITEM:
        raise EditRefused(
            f"line {item.line} ({item.text!r}) only restates other figures; add a row behind one that is work"
        )
    words = {table.label: for_cell(text), table.status: shown(*next(cell_marks(item, state)))}
    words |= {column: number for column, number in _numbers(row) if column not in words}
    line, end = "", 0
    for column, cell in enumerate(row.cells):
        line += row.text[end : cell.left] + _slot(row, column, cell, words.get(column, ""))
        end = cell.right
    return [inserted(row.checklist.source, row.line, line + row.text[end:])]


def _slot(row: Row, column: int, cell: RawCell, words: str) -> str:
    """What stands between two pipes: with the blanks of the row above, as wide where the table is aligned."""
    slot = row.text[cell.left : cell.right]
    text = slot.strip(" ")
    before, behind = slot.partition(text)[::2] if text else (" ", " ")
    width = display_width(slot) if is_aligned(row, column) else 0
    written = f"{before[:1]}{words}{behind[:1]}" if words else before[:1]
    return written + " " * (width - display_width(written))


def _numbers(row: Row) -> list[tuple[int, str]]:
    """The next number of columns that count the rows, where this one is the last."""
    number, cells = row.table.rows[-1]
    if row.base + number + 1 != row.line:
        return []
    heads = {column: cell.text.strip().rstrip(".").lower() for column, cell in enumerate(row.table.header)}
    counting = [column for column, head in heads.items() if head in ("#", "no", "nr", "№")]
    return [
        (column, str(int(cells[column].text) + 1))
        for column in counting
        if column < len(cells) and cells[column].text.isascii() and cells[column].text.isdecimal()
    ]
