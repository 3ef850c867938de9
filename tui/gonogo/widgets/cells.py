"""Measuring, cutting and wrapping text by terminal cells; wide characters and emoji count as they are drawn.

ASCII, which is nearly everything, is measured by its length. The rest is rich's business, so that this
agrees with what Textual lays out.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rich.cells import cell_len, split_graphemes

_WORDS = re.compile(r"\s*\S+|\s+$")


def width(text: str) -> int:
    """The number of cells that `text` takes."""
    return len(text) if text.isascii() else cell_len(text)


def cut(text: str, cells: int, ellipsis: str) -> str:
    """`text` in at most `cells` cells, ending in `ellipsis` where it was longer. Never half a character."""
    if width(text) <= cells:
        return text
    room = cells - len(ellipsis)
    if room < 0:
        return ellipsis[: max(0, cells)]
    return head(text, room) + ellipsis


def head(text: str, cells: int) -> str:
    """The longest beginning of `text` that fits in `cells` cells."""
    if text.isascii():
        return text[:cells]
    taken = 0
    for start, _, size in _graphemes(text):
        taken += size
        if taken > cells:
            return text[:start]
    return text


def pad(text: str, cells: int) -> str:
    """`text` with spaces behind it up to `cells` cells; longer text is left alone."""
    return text + " " * (cells - width(text))


def pad_left(text: str, cells: int) -> str:
    """`text` with spaces before it up to `cells` cells; longer text is left alone."""
    return " " * (cells - width(text)) + text


def wrap(text: str, cells: int, further: int | None = None) -> list[str]:
    """`text` in lines of at most `cells` cells (the ones after the first: `further`, where that is given).

    Broken at spaces, and within a word only if it is too long. Spaces at a break are dropped; joined with a
    space the lines give the words of the text. An empty text is one empty line. A character that is wider
    than a line stands alone on it.
    """
    lines: list[str] = []
    line, room, later = "", max(1, cells), max(1, cells if further is None else further)
    for word in _WORDS.findall(text):
        if line and width(line) + width(word) > room:
            lines.append(line)
            line, room, word = "", later, word.lstrip()
        line += word
        while width(line) > room:
            start = head(line, room) or line[: _graphemes(line)[0][1]]
            if start == line:
                break
            lines.append(start)
            line, room = line[len(start) :], later
    return [*lines, line] if line or not lines else lines


@lru_cache(1024)
def _graphemes(text: str) -> list[tuple[int, int, int]]:
    return split_graphemes(text)[0]
