"""Which tables carry states, in which column, and what each row is called.

Works on cells that are already found. Whether a row restates a section is settled later, when all
sections are known (``roles``).
"""

from __future__ import annotations

import re
from functools import lru_cache

from .blocks import Block
from .cells import RawCell
from .marks import Written, is_status_header, may_hold_states, read_cell
from .parts import Record, Table
from .patterns import pattern
from .states import LEADING_EMOJI, Kind, Notation, Role, State

_INDEX_HEADER = pattern(r"\W*(?:#|no\.?|nr\.?|num|number|id|ref|序号)\W*|\W+", re.IGNORECASE)
_TOTAL = pattern(
    r"\W*(?:(?:grand|sub|overall)[\s-]*)?(?:total|totals|overall|sum|average|avg|المجموع|مجموع|الإجمالي|إجمالي|总计|合计)"
    r"(?:\s+(?:scores?|progress|status|readiness|completion|coverage|counts?|items?|tasks?|checks?|points|results?"
    r"|rating|grade|estimated?|effort|time|hours|days))*(?:\W*\(.*\))?[\W\d_]*",
    re.IGNORECASE,
)
_VERDICT_HEADER = pattern(
    r"\W*(?:answer|decision|verdict|go\s*/?\s*no[ -]?go|recommendation)\W*", re.IGNORECASE
)
_NUMBERS = pattern(r"[\W\d_]*")
_PLACEHOLDER = pattern(r"\W*|\[.*\]|_+|tbd|\?+", re.IGNORECASE)
_STRUCK = pattern(r"\s*~~.+~~")

_MAY_SHOW = pattern(rf"[*_` \[]|{LEADING_EMOJI.pattern}")
"""How a cell begins that can show a state without words."""
_LONGEST = 200
"""Characters of a column's name, and of the name of a total."""
_SHORT = 40
"""Cells shorter than this are few different ones, again and again."""


def table_of(block: Block, start: int) -> Table:
    """The stored form of a table block, lines relative to ``start``."""
    (_, header), *body = block.rows
    rows = [(line - start, tuple(cells)) for line, cells in body]
    names = [cell.text[:_LONGEST] for cell in header]
    status = status_column(names, [cells for _, cells in rows])
    return Table(
        block.start - start,
        block.end - start,
        tuple(header),
        tuple(rows),
        status,
        _label_column(names, rows, status),
        False,
    )


def status_column(names: list[str], rows: list[tuple[RawCell, ...]]) -> int:
    """Index of the column that holds states, -1 for none.

    A column is one by its name, if a third of what stands in it are states (``Status`` and the like may
    still be empty); or because at least half of its cells begin with an emoji or a box, if no other
    column competes.
    """
    if not rows:
        return -1
    counts = [_states_in(rows, column, words=False) for column in range(len(names))]
    sure = [column for column, name in enumerate(names) if is_status_header(name)]
    named = sure or [column for column, name in enumerate(names) if may_hold_states(name)]
    for column in sorted(named, key=lambda c: -_states_in(rows, c, words=True)):
        filled = sum(column < len(cells) and not _PLACEHOLDER.fullmatch(cells[column].text) for cells in rows)
        states = _states_in(rows, column, words=True)
        # The first column names the rows unless there is nothing but states in it.
        if states * (3 if column else 1) >= filled and (states or sure):
            return column
    shown = [column for column, count in enumerate(counts) if count * 2 >= len(rows) and count]
    return shown[0] if len(shown) == 1 else -1


def _states_in(rows: list[tuple[RawCell, ...]], column: int, *, words: bool) -> int:
    return sum(
        column < len(cells)
        and (words or _MAY_SHOW.match(cells[column].text) is not None)
        and _read(cells[column].text, words) is not None
        for cells in rows
    )


def _read(text: str, words: bool) -> Written | None:
    return _read_short(text, words) if len(text) < _SHORT else read_cell(text, words=words)


@lru_cache(maxsize=2048)
def _read_short(text: str, words: bool) -> Written | None:
    return read_cell(text, words=words)


def _label_column(names: list[str], rows: list[tuple[int, tuple[RawCell, ...]]], status: int) -> int:
    for column, name in enumerate(names):
        if column == status or _INDEX_HEADER.fullmatch(name):
            continue
        if name or not all(
            _NUMBERS.fullmatch(cells[column].text) for _, cells in rows if column < len(cells)
        ):
            return column
    return next((column for column in range(len(names)) if column != status), 0)


def rows_of(table: Table, index: int, depth: int, quotes: int, parent: int, verdict: bool) -> list[Record]:
    """The records of a status table's rows."""
    verdict = (
        verdict
        or _VERDICT_HEADER.fullmatch(table.header[table.status].text[:_LONGEST].strip("*_` ")) is not None
    )
    records = []
    for number, (line, cells) in enumerate(table.rows):
        if not any(cell.text for cell in cells):
            continue
        written, cell = _row_state(table, cells)
        role = Role.TOTAL if is_total(table, cells) else Role.VERDICT if verdict else Role.ITEM
        label = cells[table.label].column if table.label < len(cells) else cell.column
        records.append(
            Record(
                line,
                cell.column + (written.offset if written else 0),
                written.mark if written else "",
                written.state if written else State.TODO,
                Kind.ROW,
                written.notation if written else Notation.NONE,
                role,
                label,
                line + 1,
                line + 1,
                parent,
                depth,
                quotes,
                index,
                number,
            )
        )
    return records


def is_total(table: Table, cells: tuple[RawCell, ...]) -> bool:
    """Whether a row sums up the others: its first cell or its label is TOTAL, OVERALL or the like."""
    named = cells[table.label].text if table.label < len(cells) else ""
    first = next((cell.text for cell in cells if cell.text), "")
    return any(len(text) < _LONGEST and _TOTAL.fullmatch(text) for text in (first, named))


def _row_state(table: Table, cells: tuple[RawCell, ...]) -> tuple[Written | None, RawCell]:
    if table.status >= len(cells):
        last = cells[-1] if cells else RawCell(0, "", 0, 0)
        return None, RawCell(last.right, "", last.right, last.right)
    cell = cells[table.status]
    written = _read(cell.text, True)
    if written and written.state is State.DONE and any(_STRUCK.match(c.text) for c in cells):
        written = written._replace(notation=Notation.STRUCK)
    return written, cell
