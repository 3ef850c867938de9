"""Making typed text fit the place where it is written, and measuring what stands there."""

from __future__ import annotations

import unicodedata

from checkdown.cells import escaped
from checkdown.patterns import pattern

_BLOCK_START = pattern(
    r"(?:[-+*](?=\s|$)|\d{1,9}[.)](?=\s|$)|#{1,6}(?=\s|$)|>|`{3,}|~{3,}|\||={1,}\s*$|<[!?/A-Za-z]"
    r"|\[(?=.\ufe0f?\])|(?:[-*_]\s*){3,}$)"
)
"""What would begin a list, a heading, a quote, a fence, HTML, a box or a rule behind a bullet."""
_CONTROL = pattern(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def one_line(text: str) -> str:
    """Text on one line: line breaks and control characters become a blank, runs of blanks one."""
    return " ".join(_CONTROL.sub(" ", text).split())


def for_bullet(text: str) -> str:
    """Text that may follow a bullet without becoming a list, heading, quote or box of its own."""
    flat = one_line(text)
    start = _BLOCK_START.match(flat)
    if not start:
        return flat
    if flat[0].isdigit():
        digits = len(flat) - len(flat.lstrip("0123456789"))
        return f"{flat[:digits]}\\{flat[digits:]}"
    return "\\" + flat


def for_cell(text: str) -> str:
    r"""Text that may stand in a table cell: one line, pipes escaped."""
    flat = escaped(one_line(text))
    return flat + " " if flat.endswith("\\") else flat


def display_width(text: str) -> int:
    """Terminal cells that a text takes, near enough to keep a table's columns aligned."""
    width = 0
    for char in text:
        if char == "\ufe0f":
            width += 1
        elif not unicodedata.combining(char) and unicodedata.category(char) not in ("Cf", "Mn"):
            width += 2 if unicodedata.east_asian_width(char) in "WF" else 1
    return width


def stamp(on: str, by: str) -> str:
    """``2026-11-21, Ada Lovelace``, either alone, or ""."""
    return ", ".join(piece for piece in (one_line(on), one_line(by)) if piece)
