"""What a row's cells say beside what it asks for: words next to its state, who has it, how far it is.

Reads cells of one row; what became of them is told by ``rewording`` and ``rowfigures``.
"""

from __future__ import annotations

import re

from checkdown.cells import unescaped
from checkdown.claims.columns import is_scored
from checkdown.claims.figures import PERCENT, SCORE, only_cell
from checkdown.details import raw_cells
from checkdown.patterns import pattern
from checkdown.states import Kind, Notation
from checkdown.views import Item

_PASSING = pattern(
    r"\W*(?:owners?|assignee|assigned(?: to)?|responsible|dri|due|due date|eta|deadline|duration|effort"
    r"|estimate|probe)\W*",
    re.IGNORECASE,
)
_WITNESS = pattern(r"\W*(?:by|date|name|signature|signed by|approved by)\W*", re.IGNORECASE)
"""Columns that say who looked at a row and when: that another state has other ones goes without saying."""
_PROGRESS = pattern(r"\W*(?:progress|completion)\W*", re.IGNORECASE)
_MEASURED = pattern(r"\W*(?:current|actual|measured|observed|result)\W*", re.IGNORECASE)
_LONGEST = 200
"""Characters of a column's name and of a figure that are looked at."""
_WRAP = " \t*_`~"


def state_cell(item: Item) -> str:
    """The cell that holds a row's state, "" for every other item."""
    if item.kind is not Kind.ROW:
        return ""
    table = item.checklist.parts[item.section_index].tables[item.record.table]
    cells = table.rows[item.record.row][1]
    return cells[table.status].text if table.status < len(cells) else ""


def remark_of(item: Item) -> str:
    """The words beside the state in a row's state cell: ``523+ tests`` of ``✅ 523+ tests``."""
    cell = state_cell(item)
    if item.notation is Notation.NONE:
        return unescaped(cell).strip(_WRAP)
    _, _, behind = cell.partition(item.mark)
    return unescaped(behind.removeprefix("]") if item.notation is Notation.BOX else behind).strip(_WRAP)


def is_figure(text: str) -> bool:
    """Whether a text is a score or a percentage, and nothing else."""
    text = text[:_LONGEST]
    return only_cell(text, SCORE) is not None or only_cell(text, PERCENT) is not None


def passing_cells(item: Item, *, witnesses: bool) -> list[tuple[str, str]]:
    """Column and words of the cells that say who has a row, until when and what it takes; ``witnesses``
    are who looked at it, and when."""
    found = []
    for name, cell in raw_cells(item, status=False):
        told = _PASSING.fullmatch(name[:_LONGEST]) or (witnesses and _WITNESS.fullmatch(name[:_LONGEST]))
        if told and cell.text and cell.text != "-":
            found.append((name, unescaped(cell.text)))
    return found


def figures_of(item: Item) -> dict[str, str]:
    """The cells that say how far a row is, by the names of their columns; "" stands for that of its state."""
    found: dict[str, str] = {}
    for name, cell in raw_cells(item, status=False):
        name = name[:_LONGEST]
        scored = (is_scored(name) or _PROGRESS.fullmatch(name)) and any(map(str.isdigit, cell.text))
        if scored or (_MEASURED.fullmatch(name) and only_cell(cell.text[:_LONGEST], SCORE)):
            found.setdefault(name, unescaped(cell.text).strip(_WRAP))
    remark = remark_of(item)
    return found | ({"": remark} if is_figure(remark) else {})
