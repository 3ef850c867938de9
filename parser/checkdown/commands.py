"""Commands of shell fences: one for each logical line, as it is written.

Commands are only read here: nothing in this package runs anything.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .blocks import FENCE
from .patterns import pattern

if TYPE_CHECKING:
    from .checklist import Checklist
    from .parts import Span

_SHELLS = frozenset(
    ["bash", "sh", "shell", "zsh", "console", "shell-session", "shellsession", "terminal", "fish", "ksh"]
)
_HEREDOC = pattern(r"(?<!<)<<(-?)\s*(['\"]?)([A-Za-z_]\w*)\2")
_CHAINED = pattern(r"(?:&&|\|\||\|&?)$")
_STEP = pattern(r"^\d+[.)]\s*")
_OPENS = pattern(
    r"(?:^|[;&|]|\b(?:do|then|else)\b)\s*(?:if|for|while|until|case|select)\b|\)\s*\{$|^\{$|^\($"
)
_CLOSES = pattern(r"(?:^|[;&|])\s*(?:fi|done|esac)\b|^\s*[})](?=$|[\s;&|>])")

_MOST = 100
"""Lines of a command, without its here-document."""


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
    """The comment above it, with no empty line and no other comment between; else ""."""
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
        body = [text.removeprefix("$ ").lstrip(), *lines[number + 1 : number + _MOST]]
        count, at = _logical_lines(body)
        if heredoc := _heredoc(body[0]):
            count = next(
                (n for n in range(1, len(lines) - number) if lines[number + n].strip() == heredoc), 0
            )
            count, body = (count or len(lines) - number - 1) + 1, [body[0], *lines[number + 1 :]]
        body = [line.rstrip() for line in body[:count]]
        comment = body[-1][at + 1 :].strip() if at >= 0 else ""
        if at >= 0:
            body[-1] = body[-1][:at].rstrip()
        last = first + number + count - 1
        found.append(Command("\n".join(body), first + number, last, title, comment, section))
        number += count
    return found


def _title(text: str, before: str) -> str:
    """The title after a comment line or an empty one; lines of decoration and ``#!`` are passed over."""
    words = _STEP.sub("", text.lstrip("#").strip())
    if text.startswith("#!") or (text and not re.search(r"\w", words)):
        return before
    return words


def _logical_lines(lines: Sequence[str]) -> tuple[int, int]:
    """How many lines the command takes that begins on the first, one where a quote or a loop is never
    closed; and where the comment behind it begins on the last of them, or -1."""
    depth = 0
    quote = ""
    comment = alone = -1
    for number, line in enumerate(lines):
        quote, comment, code = _scanned(line, quote)
        alone = comment if number == 0 else alone
        bare = code.strip()
        depth += len(_OPENS.findall(bare)) - len(_CLOSES.findall(bare))
        slashes = len(line) - len(line.rstrip("\\"))
        if not quote and depth <= 0 and not slashes % 2 and not _CHAINED.search(bare):
            return number + 1, comment
    return (1, alone) if quote or depth > 0 else (len(lines), comment)


def _heredoc(line: str) -> str:
    """The word that ends the here-document that begins on a line, else ""."""
    code = _scanned(line, "")[2]
    return next((m[3] for m in _HEREDOC.finditer(line) if code[m.start() : m.end()][:2] == "<<"), "")


def _scanned(line: str, quote: str) -> tuple[str, int, str]:
    """A line that begins inside ``quote`` ("" for none): the quote that is open at its end, where its
    comment begins or -1, and the line up to there with blanks for what is quoted."""
    code: list[str] = []
    skip = False
    for at, char in enumerate(line):
        if not quote and not skip and char == "#" and (at == 0 or line[at - 1] in " \t"):
            return quote, at, "".join(code)
        code.append(" " if quote or skip else char)
        if skip:
            skip = False
        elif char == "\\" and quote != "'":
            skip = True
        elif quote:
            quote = "" if char == quote else quote
        elif char in "'\"":
            quote = char
    return quote, -1, "".join(code)
