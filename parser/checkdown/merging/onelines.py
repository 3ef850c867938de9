"""One line that both sides changed: its state, its text and its cells are merged each for itself."""

from __future__ import annotations

from checkdown.cells import RawCell, split_row
from checkdown.states import Kind
from checkdown.views import Item

from .values import chosen
from .version import Version


def merged_line(base: Version, ours: Version, theirs: Version, at: tuple[int, int, int]) -> str | None:
    """The line that has both sides' changes; None where both changed the same part of it differently."""
    old, mine, other = base.lines[at[0]], ours.lines[at[1]], theirs.lines[at[2]]
    whole = chosen(old, mine, other)
    if whole is not None:
        return whole
    items = base.items.get(at[0]), ours.items.get(at[1]), theirs.items.get(at[2])
    in_tables = (at[0] in base.tables) and (at[1] in ours.tables) and (at[2] in theirs.tables)
    if in_tables:
        return _row((old, mine, other), (items[1], items[2]))
    if items[0] is None or items[1] is None or items[2] is None:
        return None
    if not items[0].kind is items[1].kind is items[2].kind or items[0].kind is Kind.ROW:
        return None
    return _item((old, mine, other), (items[0], items[1], items[2]))


def _item(lines: tuple[str, str, str], items: tuple[Item, Item, Item]) -> str | None:
    """A task or a mark: what stands before the state, the state, and the text."""
    parts = [
        (line[: item.column - 1], item.mark, line[item.column - 1 + len(item.mark) :])
        for line, item in zip(lines, items, strict=True)
    ]
    before = chosen(parts[0][0], parts[1][0], parts[2][0])
    mark = chosen(parts[0][1], parts[1][1], parts[2][1])
    text = chosen(parts[0][2], parts[1][2], parts[2][2])
    if mark is None and items[1].state is items[2].state:
        mark = _either(items[1].mark, items[2].mark)
    if before is None or mark is None or text is None:
        return None
    return before + mark + text


def _either(one: str, other: str) -> str:
    """Of two ways to write one state the same one, whoever asks: the longer."""
    return max(one, other, key=lambda mark: (len(mark), mark))


def _row(lines: tuple[str, str, str], items: tuple[Item | None, Item | None]) -> str | None:
    """A line of a table, cell by cell; cells that one side added at its end are kept."""
    rows = [split_row(line, 0) for line in lines]
    if not all(rows):
        return None
    width = max(map(len, rows))
    if width > len(rows[0]) < min(map(len, rows[1:])) and len(rows[1]) != len(rows[2]):
        return None  # both added columns, not the same number of them
    made: list[str] = []
    for number in range(width):
        cells = [row[number] if number < len(row) else None for row in rows]
        cell = _cell(lines, cells, items)
        if cell is None:
            return None
        made.append(cell)
    edges = [(line[: row[0].left], line[row[-1].right :]) for line, row in zip(lines, rows, strict=True)]
    left = chosen(edges[0][0], edges[1][0], edges[2][0])
    right = chosen(edges[0][1], edges[1][1], edges[2][1])
    left = max(edges[1][0], edges[2][0]) if left is None else left
    right = max(edges[1][1], edges[2][1]) if right is None else right
    return left + "|".join(made) + right


def _cell(
    lines: tuple[str, str, str], cells: list[RawCell | None], items: tuple[Item | None, Item | None]
) -> str | None:
    """A cell with its blanks; where only those differ, they follow whoever changed them."""
    slots = [
        line[cell.left : cell.right] if cell is not None else ""
        for line, cell in zip(lines, cells, strict=True)
    ]
    texts = [cell.text if cell is not None else "" for cell in cells]
    mine = texts[0] != texts[1]
    other = texts[0] != texts[2]
    if mine and other and texts[1] != texts[2]:
        return _same_state(slots, texts, cells, items)
    if mine == other:
        found = chosen(slots[0], slots[1], slots[2])
        return max(slots[1], slots[2]) if found is None else found
    return slots[1] if mine else slots[2]


def _same_state(
    slots: list[str], texts: list[str], cells: list[RawCell | None], items: tuple[Item | None, Item | None]
) -> str | None:
    """The status cell where both sides set the same state, written differently."""
    a, b = items
    if a is None or b is None or cells[1] is None or cells[2] is None or a.state is not b.state:
        return None
    if (a.column - 1, b.column - 1) != (cells[1].column, cells[2].column):
        return None
    if texts[1][len(a.mark) :] != texts[2][len(b.mark) :]:
        return None
    return slots[1] if _either(texts[1], texts[2]) == texts[1] else slots[2]
