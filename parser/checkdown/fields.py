"""Fields: what a document states about itself by name (``**Status:** Ready``)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .parts import Part
from .patterns import pattern

if TYPE_CHECKING:
    from .checklist import Checklist

_FIELD = pattern(
    r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?"
    r"(?:\*\*(?P<bold>[^*:：\n]{1,48}?)(?:[:：]\*\*|\*\*\s*[:：])|(?P<plain>[A-Z][A-Za-z/ ]{1,30}):)"
    r"[ \t]*(?P<value>\S.*)?$"
)
_NEXT = pattern(r"[ \t]*(?:[|·•,;]|(?<=[ \t]))[ \t]*(?=\*\*[^*:：\n]{1,48}?(?:[:：]\*\*|\*\*\s*[:：]))")
# fmt: off
_PLAIN_NAMES = frozenset(
    [
        "status", "owner", "date", "version", "last updated", "updated", "priority", "due",
        "target", "target date", "author", "progress", "score", "verdict", "decision",
        "estimated", "estimate", "duration", "environment", "release", "audit date", "phase",
        "team", "reviewer",
    ]
)
# fmt: on


@dataclass(frozen=True, slots=True)
class Field:
    """A named value that a document states about itself."""

    name: str
    value: str
    """As written, without the blanks around it."""
    line: int
    column: int
    """1-based place of the value."""
    section_index: int


def prose_lines(part: Part) -> Iterator[int]:
    """Lines of a part, relative to it, that are neither code nor HTML nor in a table."""
    closed = [(span.line, span.end) for span in part.spans] + [
        (table.line, table.end) for table in part.tables
    ]
    closed.sort()
    line = part.body
    for start, end in closed:
        yield from range(line, start)
        line = max(line, end)
    yield from range(line, part.count)


def fields_of(checklist: Checklist) -> tuple[Field, ...]:
    """All fields in document order."""
    found: list[Field] = []
    for index, part in enumerate(checklist.parts):
        base = checklist.starts[index]
        lines = checklist.source.lines(base + 1, base + part.count)
        for relative in prose_lines(part):
            text = lines[relative]
            if ":" in text or "：" in text:
                found += _of_line(text, base + relative + 1, index)
    return tuple(found)


def _of_line(text: str, line: int, index: int) -> Iterator[Field]:
    """The fields of a line; bold names may follow each other on it."""
    text = text.rstrip(" \t").removesuffix("\\")
    at = 0
    while match := _FIELD.match(text, at):
        name = (match["bold"] or match["plain"]).strip()
        if match["bold"] is None and name.lower() not in _PLAIN_NAMES:
            return
        start = match.start("value") if match["value"] else len(text)
        following = _NEXT.search(text, start - 1) if match["value"] else None
        end = following.start() if following else len(text)
        yield Field(name, text[start:end].rstrip(" \t"), line, start + 1, index)
        if following is None:
            return
        at = following.end()
