"""Rows of text for people, aligned by terminal cells: wide characters and emoji count as they are drawn."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from gonogo.cli.output import Page

GAP = "  "
USUAL = 100
"""Cells for which columns are aligned where it is no terminal."""


class Cell(NamedTuple):
    """One cell of a row: safe text, and how it is drawn."""

    text: str
    style: str = ""
    right: bool = False


def aligned(
    rows: Sequence[Sequence[Cell]], page: Page, *, flexible: int = -1, least: int = 16, most: int = 0
) -> list[str]:
    """The rows as lines. Where the page is narrower, column `flexible` is cut, to `least` cells at least.

    Outside a terminal it is cut to `most` cells. Without that nothing is: what is longer there than a usual
    page has room for moves what follows.
    """
    count = max((len(row) for row in rows), default=0)
    widths = [max((width(row[at].text) for row in rows if at < len(row)), default=0) for at in range(count)]
    if 0 <= flexible < count:
        rest = sum(widths) - widths[flexible] + len(GAP) * (count - 1)
        room = max(least, (USUAL if page.width is None else page.width) - rest)
        widths[flexible] = min(widths[flexible], most if page.width is None and most else room)
    whole = page.width is None and not most
    return [_line(row, widths, page, whole=whole) for row in rows]


def _line(row: Sequence[Cell], widths: Sequence[int], page: Page, *, whole: bool) -> str:
    drawn = []
    for cell, room in zip(row, widths, strict=False):
        text = cell.text if whole else cut(cell.text, room, page)
        blank = " " * (room - width(text))
        styled = page.styled(text, cell.style)
        drawn.append(blank + styled if cell.right else styled + blank)
    return GAP.join(drawn).rstrip()


def cut(text: str, room: int, page: Page) -> str:
    """`text` in at most `room` cells, with an ellipsis where something was cut."""
    if width(text) <= room:
        return text
    ellipsis = "…" if page.unicode else ".."
    kept = room - len(ellipsis)
    end = 0
    while end < len(text) and width(text[: end + 1]) <= kept:
        end += 1
    return text[:end] + ellipsis[: max(0, room)]


def width(text: str) -> int:
    """Terminal cells that a text takes."""
    if text.isascii():
        return len(text)
    total, before, joined = 0, 0, False
    for character in text:
        cells = _cells(character)
        if character == "\ufe0f":
            total, before = total + max(0, 2 - before) * (before > 0), 2
        elif character == "\u200d" or joined or "\U0001f3fb" <= character <= "\U0001f3ff":
            joined = character == "\u200d"
        else:
            total += cells
            before = cells or before
    return total


def _cells(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
