r"""How a table row falls into cells, with the place of each.

The same division as markdown-it's table rule makes (a raw pipe splits even inside a code span,
``\|`` does not), but keeping offsets.
"""

from __future__ import annotations

from typing import NamedTuple

from .patterns import pattern

_BLANK = " \t\n"
_PIPE = pattern(r"(?<!\\)\|")


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
    at = offset + line.find(body)
    cells: list[RawCell] = []
    for piece in _PIPE.split(body) if "\\|" in body else body.split("|"):
        end = at + len(piece)
        text = piece.strip(_BLANK)
        cells.append(RawCell(at + (piece.find(text) if text else min(1, len(piece))), text, at, end))
        at = end + 1
    if cells[0].left == cells[0].right:
        cells.pop(0)
    if cells and cells[-1].left == cells[-1].right:
        cells.pop()
    return cells


def unescaped(text: str) -> str:
    r"""A cell's text as a reader sees it: ``\|`` is a pipe."""
    return text.replace("\\|", "|")


def escaped(text: str) -> str:
    r"""Text made fit for a cell: pipes escaped, line breaks and runs of blanks made one space."""
    return " ".join(text.split()).replace("|", "\\|")
