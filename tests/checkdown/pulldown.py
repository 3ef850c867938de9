"""What an unrelated markdown parser (pulldown-cmark, through pyromark) finds in a document.

It knows nothing of this project's rules but the words of the specification: a task is a list item whose
first block is a paragraph that begins with one character in brackets and a blank. Lines and columns are
1-based and count characters.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import Any

import pyromark

from checkdown.marks import BOX

_BLOCKS = frozenset({"Paragraph", "Heading", "BlockQuote", "CodeBlock", "List", "HtmlBlock", "Table", "Item"})
_FRONT = re.compile(r"---[ \t]*\n(?:(?!(?:---|\.\.\.)[ \t]*(?:\n|\Z)).*\n)*(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_KEY = re.compile(r"^[\w\"'][^\n]*:", re.MULTILINE)


def read(text: str) -> list[str]:
    r"""Boxes, cells and headings in lines such as ``box 1:4 'x'``, sorted; as ``ours`` has them.

    ``text`` is valid UTF-8 with ``\n`` endings and without a byte order mark.
    """
    front = _FRONT.match(text)
    if front and _KEY.search(front[0][4:]):
        text = "\n" * front[0].count("\n") + text[front.end() :]
    place = _Places(text)
    found: list[str] = []
    fresh = False
    for event, span in _events(text):
        name = _start(event)
        at = place.offset(span["start"])
        if fresh and name is not None and name not in _BLOCKS:
            found += _box(text, place, at, link=name == "Link")
        fresh = name == "Item" or (fresh and name == "Paragraph")
        if name == "TableCell":
            found += _cell(text, place, at, place.offset(span["end"]))
        elif name == "Heading":
            line, _ = place.at(at)
            found.append(f"heading {line} {event['Start']['Heading']['level'][1]}")
    return sorted(found)


def _events(text: str) -> Iterable[tuple[Any, Any]]:
    return pyromark.events_with_range(text, options=pyromark.Options.ENABLE_TABLES)


def _start(event: Any) -> str | None:
    """The name of a block or span that begins, or of an inline event; None for an end."""
    if isinstance(event, str):
        return event
    kind, value = next(iter(event.items()))
    if kind == "Start":
        return value if isinstance(value, str) else str(next(iter(value)))
    return None if kind == "End" else str(kind)


def _box(text: str, place: _Places, at: int, *, link: bool) -> list[str]:
    """The box that a paragraph begins with, if it does and something follows it."""
    end = text.find("\n", at)
    line = text[at : end if end >= 0 else len(text)]
    match = BOX.match(line)
    if match is None or (link and match[1] not in " xX"):
        return []
    if match.end() == len(line) and not place.goes_on(at):
        return []
    number, column = place.at(at)
    return [f"box {number}:{column + 1} {match[1]!r}"]


def _cell(text: str, place: _Places, start: int, end: int) -> list[str]:
    words = text[start:end].strip(" \t")
    if not words:
        return []
    line, column = place.at(text.index(words, start))
    return [f"cell {line}:{column} {words!r}"]


class _Places:
    """Byte offsets of a text as character offsets, lines and columns."""

    def __init__(self, text: str) -> None:
        self.text = text
        data = text.encode()
        self.ascii = len(data) == len(text)
        self.data = data
        self.starts = [0] + [match.end() for match in re.finditer("\n", text)]

    def offset(self, byte: int) -> int:
        """The character that a byte belongs to."""
        return byte if self.ascii else len(self.data[:byte].decode())

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column of a character."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def goes_on(self, at: int) -> bool:
        """Whether the paragraph that begins at ``at`` has more than that line."""
        for event, span in _events(self.text):
            if _start(event) in ("SoftBreak", "HardBreak") and self.offset(span["start"]) >= at:
                end = self.text.find("\n", at)
                return self.offset(span["start"]) <= end
        return False
