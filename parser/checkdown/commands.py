"""Commands of shell fences: one for each logical line, as it is written.

Commands are only read here: nothing in this package runs anything.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .blocks import FENCE

if TYPE_CHECKING:
    from .checklist import Checklist
    from .parts import Span

_SHELLS = frozenset(
    ["bash", "sh", "shell", "zsh", "console", "shell-session", "shellsession", "terminal", "fish", "ksh"]
)
_HEREDOC = re.compile(r"(?<!<)<<(-?)\s*(['\"]?)([A-Za-z_]\w*)\2")
_CHAINED = re.compile(r"(?:&&|\|\||\|&?)$")
_STEP = re.compile(r"^\d+[.)]\s*")
_OPENS = re.compile(
    r"(?:^|[;&|]|\b(?:do|then|else)\b)\s*(?:if|for|while|until|case|select)\b|\)\s*\{$|^\{$|^\($"
)
_CLOSES = re.compile(r"(?:^|[;&|])\s*(?:fi|done|esac)\b|^\s*[})](?=$|[\s;&|>])")


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


def commands_of(checklist: Checklist) -> tuple[Command, ...]:
    """All commands in document order."""
    found: list[Command] = []
    for index, part in enumerate(checklist.parts):
        for span in part.spans:
            if span.kind == FENCE and _is_shell(span.info):
                first = checklist.starts[index] + span.line + 2
                found += _commands(_content(checklist, span, first), first, index)
    return tuple(found)


def _is_shell(info: str) -> bool:
    words = re.split(r"[\s,{}.]+", info.strip().lstrip("{. "))
    return words[0].lower() in _SHELLS


def _content(checklist: Checklist, span: Span, first: int) -> list[str]:
    """The lines of a fence without its indent and its closing marks; ``first`` is its first line."""
    last = first + span.end - span.line - 2
    texts = [checklist.source.line(line) for line in range(first, last + 1)]
    closing = texts[-1].strip(" \t>") if texts else ""
    if closing and set(closing) in ({"`"}, {"~"}):
        texts.pop()
    return [text[min(len(text) - len(text.lstrip(" \t>")), span.column) :] for text in texts]


def _commands(lines: Sequence[str], first: int, section: int) -> list[Command]:
    found: list[Command] = []
    prompts = any(line.lstrip().startswith("$ ") for line in lines)
    title = ""
    number = 0
    while number < len(lines):
        text = lines[number].strip()
        if not text or text.startswith("#"):
            title = _title(text, title)
            number += 1
            continue
        if prompts and not text.startswith("$ "):
            number += 1  # what the command before it has written
            continue
        body = list(lines[number:])
        body[0] = text.removeprefix("$ ").lstrip()
        count = _logical_lines(body)
        body = [line.rstrip() for line in body[:count]]
        at = _scanned(body[-1] if count > 1 else body[0])[1]
        comment = body[-1][at + 1 :].strip() if at >= 0 else ""
        if at >= 0:
            body[-1] = body[-1][:at].rstrip()
        found.append(
            Command("\n".join(body), first + number, first + number + count - 1, title, comment, section)
        )
        number += count
    return found


def _title(text: str, before: str) -> str:
    """The title after a comment line or an empty one; lines of decoration and ``#!`` are passed over."""
    words = _STEP.sub("", text.lstrip("#").strip())
    if text.startswith("#!") or (text and not re.search(r"\w", words)):
        return before
    return words


def _logical_lines(lines: Sequence[str]) -> int:
    """How many lines the command takes that begins on the first; one where it is never complete."""
    heredoc = _HEREDOC.search(_bare(lines[0]))
    if heredoc:
        end = next((n for n, line in enumerate(lines) if n and line.strip() == heredoc[3]), len(lines) - 1)
        return end + 1
    depth = 0
    text = ""
    for number, line in enumerate(lines):
        text += line + "\n"
        quote, _ = _scanned(text)
        bare = _bare(line)
        depth += len(_OPENS.findall(bare)) - len(_CLOSES.findall(bare))
        slashes = len(line) - len(line.rstrip("\\"))
        if not quote and depth <= 0 and not slashes % 2 and not _CHAINED.search(bare):
            return number + 1
    return 1


def _bare(line: str) -> str:
    """A line without its comment and the blanks around it."""
    at = _scanned(line)[1]
    return (line[:at] if at >= 0 else line).strip()


def _scanned(text: str) -> tuple[str, int]:
    """The quote that is open at the end of a text, else ""; where the last line's comment begins, or -1."""
    quote, comment, skip = "", -1, False
    for at, char in enumerate(text):
        if char == "\n" and not quote:
            comment = -1 if at + 1 < len(text) else comment
            skip = False
        elif skip:
            skip = False
        elif comment >= 0:
            continue
        elif char == "\\" and quote != "'":
            skip = True
        elif quote:
            quote = "" if char == quote else quote
        elif char in "'\"":
            quote = char
        elif char == "#" and (at == 0 or text[at - 1] in " \t\n"):
            comment = at
    return quote, comment
