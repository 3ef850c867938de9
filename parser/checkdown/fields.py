"""Fields: what a document states about itself by name (``**Status:** Ready``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .patterns import pattern
from .prose import Prose, prose_of

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
        "status", "owner", "date", "version", "last updated", "last modified", "updated", "priority", "due",
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


def fields_of(checklist: Checklist) -> tuple[Field, ...]:
    """All fields in document order."""
    return fields_in(prose_of(checklist))


def fields_in(prose: Iterable[Prose]) -> tuple[Field, ...]:
    """The fields in lines of prose."""
    found: list[Field] = []
    for line, text, section in prose:
        if (":" in text or "：" in text) and _FIELD.match(text):
            found += _of_line(text, line, section)
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
