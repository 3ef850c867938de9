r"""How a table row falls into cells, with the place of each.

The same division as markdown-it's table rule makes (a raw pipe splits even inside a code span,
``\|`` does not), but keeping offsets.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_BLANK = " \t\n"
_PIPE = re.compile(r"\|")


class RawCell(NamedTuple):
    """One cell: ``column`` (0-based) where its trimmed text begins, that text as it is written,
    and ``left``/``right``: the columns of the whole slot between its pipes."""

    column: int
    text: str
    left: int
    right: int


def split_row(line: str, offset: int) -> list[RawCell]:
    """Cells of one row; ``line`` begins at column ``offset`` of its line."""
    body = line.strip(_BLANK)
    offset += len(line) - len(line.lstrip(_BLANK)) if body else 0
    cells: list[RawCell] = []
    start = 0
    for match in _PIPE.finditer(body):
        at = match.start()
        if at and body[at - 1] == "\\":
            continue
        cells.append(_cell(body, start, at, offset))
        start = at + 1
    cells.append(_cell(body, start, len(body), offset))
    if cells and cells[0].left == cells[0].right:
        cells.pop(0)
    if cells and cells[-1].left == cells[-1].right:
        cells.pop()
    return cells


def _cell(body: str, start: int, end: int, offset: int) -> RawCell:
    text = body[start:end]
    trimmed = text.strip(_BLANK)
    lead = len(text) - len(text.lstrip(_BLANK)) if trimmed else min(1, len(text))
    return RawCell(offset + start + lead, trimmed, offset + start, offset + end)


def unescaped(text: str) -> str:
    r"""A cell's text as a reader sees it: ``\|`` is a pipe."""
    return text.replace("\\|", "|")


def escaped(text: str) -> str:
    r"""Text made fit for a cell: pipes escaped, line breaks and runs of blanks made one space."""
    return " ".join(text.split()).replace("|", "\\|")
