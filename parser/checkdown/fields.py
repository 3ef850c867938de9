"""Fields (``**Status:** Ready``) and the commands of shell fences, read from a checklist's text.

Commands are only read here: nothing in this package runs anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .blocks import FENCE
from .parts import Part

if TYPE_CHECKING:
    from .checklist import Checklist

_FIELD = re.compile(
    r"[ \t>]*(?:[-*+][ \t]+)?(?:\*\*(?P<bold>[^*:\n]{1,48}?)(?::\*\*|\*\*\s*:)|(?P<plain>[A-Z][A-Za-z/ ]{1,30}):)[ \t]*(?P<value>\S.*)?$"
)
_PLAIN_NAMES = frozenset(
    [
        "status",
        "owner",
        "date",
        "version",
        "last updated",
        "updated",
        "priority",
        "due",
        "target",
        "target date",
        "author",
        "progress",
        "score",
        "verdict",
        "decision",
        "estimated",
        "estimate",
        "duration",
        "environment",
        "release",
        "audit date",
        "phase",
        "team",
        "reviewer",
    ]
)
_SHELLS = frozenset({"bash", "sh", "shell", "zsh", "console", "shell-session", "terminal", "fish", "ksh"})
_HEREDOC = re.compile(r"<<-?\s*(['\"]?)([A-Za-z_]\w*)\1")
_CHAINED = re.compile(r"(?:&&|\|\||\|)\s*(?:#.*)?$")
_STEP = re.compile(r"^\d+[.)]\s*")


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


@dataclass(frozen=True, slots=True)
class Command:
    """One logical line of a shell fence."""

    text: str
    """The command as written, several lines joined by newlines, without the comment behind it."""
    line: int
    """1-based line on which it begins."""
    end: int
    """1-based line on which it ends."""
    title: str
    """The comment above it, else ""."""
    comment: str
    """The comment behind it, else ""."""
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
    found = []
    for index, part in enumerate(checklist.parts):
        base = checklist.starts[index]
        for relative in prose_lines(part):
            text = checklist.source.line(base + relative + 1)
            match = _FIELD.match(text) if ":" in text else None
            if match is None:
                continue
            name = (match["bold"] or match["plain"]).strip()
            if match["bold"] is None and name.lower() not in _PLAIN_NAMES:
                continue
            value = (match["value"] or "").rstrip(" \t")
            column = match.start("value") if match["value"] else len(text)
            found.append(Field(name, value, base + relative + 1, column + 1, index))
    return tuple(found)


def commands_of(checklist: Checklist) -> tuple[Command, ...]:
    """All commands in document order."""
    found: list[Command] = []
    for index, part in enumerate(checklist.parts):
        base = checklist.starts[index]
        for span in part.spans:
            if span.kind != FENCE or (span.info.split() or [""])[0].lower().strip("{}.") not in _SHELLS:
                continue
            first, last = base + span.line + 2, base + span.end
            closing = checklist.source.line(last).strip(" \t>") if last >= first else ""
            if (closing and set(closing) <= {"`"}) or set(closing) == {"~"}:
                last -= 1
            lines = [
                checklist.source.line(n)[_indent(checklist.source.line(n), span.column) :]
                for n in range(first, last + 1)
            ]
            found += _commands(lines, first, index)
    return tuple(found)


def _indent(text: str, column: int) -> int:
    lead = len(text) - len(text.lstrip(" \t>"))
    return min(lead, column)


def _commands(lines: list[str], first: int, section: int) -> list[Command]:
    found: list[Command] = []
    title = ""
    number = 0
    while number < len(lines):
        text = lines[number].strip()
        if not text or text.startswith("#"):
            title = _STEP.sub("", text.lstrip("#").strip()) if text else ""
            number += 1
            continue
        end = _logical_end(lines, number)
        body = [line.rstrip() for line in lines[number : end + 1]]
        body[0] = body[0].lstrip()
        if body[0].startswith("$ "):
            body[0] = body[0][2:].lstrip()
        body[-1], comment = _split_comment(body[-1])
        found.append(Command("\n".join(body), first + number, first + end, title, comment, section))
        number = end + 1
    return found


def _logical_end(lines: list[str], number: int) -> int:
    heredoc = _HEREDOC.search(lines[number])
    if heredoc:
        for end in range(number + 1, len(lines)):
            if lines[end].strip() == heredoc[2]:
                return end
        return len(lines) - 1
    end = number
    while end + 1 < len(lines) and (
        lines[end].endswith("\\")
        or _CHAINED.search(lines[end])
        or _open_quote("\n".join(lines[number : end + 1]))
    ):
        end += 1
    return end


def _open_quote(text: str) -> bool:
    quote = ""
    skip = False
    for char in text:
        if skip:
            skip = False
        elif char == "\\" and quote != "'":
            skip = True
        elif quote:
            quote = "" if char == quote else quote
        elif char in "'\"":
            quote = char
    return bool(quote)


def _split_comment(text: str) -> tuple[str, str]:
    quote = ""
    for at, char in enumerate(text):
        if quote:
            quote = "" if char == quote else quote
        elif char in "'\"":
            quote = char
        elif char == "#" and at and text[at - 1] in " \t":
            return text[:at].rstrip(), text[at + 1 :].strip()
    return text, ""
