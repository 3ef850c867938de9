"""Findings that the document itself allows: ``<!-- gonogo: allow RULE because REASON -->``.

On a line of its own the comment speaks of the next line that is neither empty nor such a comment; behind
something, of its own line. A reason is required; a comment without one, or with a rule that does not exist,
is a finding itself. In code, as above, it is an example, and allows nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from checkdown.blocks import HTML
from checkdown.parts import Part
from checkdown.patterns import pattern

from .finding import Finding, Rule, Severity
from .reading import Reading, finding

RULE = Rule(
    "allowance-incomplete",
    Severity.WARNING,
    "A comment that allows a finding names no such rule, or gives no reason.",
    "Write `<!-- gonogo: allow RULE because REASON -->` with the rule's name and the reason.",
)

_COMMENT = pattern(r"<!--\s*gonogo:\s*allow\s+([\w-]+)(?:\s+because\s+(.*?\S))?\s*-->")

_CODE = pattern(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)")


class Allowance(NamedTuple):
    """One comment that allows a rule's findings on a line."""

    rule: str
    reason: str
    """"" where none is given; nothing is allowed then."""
    line: int
    """The line of which it speaks."""
    written: tuple[int, int]
    """Line and column of the comment."""


def allowances(reading: Reading) -> tuple[Allowance, ...]:
    """All such comments of a document."""
    source = reading.source
    return tuple(
        Allowance(match[1], match[2] or "", _spoken_of(reading, number), (number, match.start() + 1))
        for number in _lines_with_comments(reading)
        for match in _comments_in(source.line(number))
    )


def _lines_with_comments(reading: Reading) -> Iterator[int]:
    for index, (start, lines) in enumerate(zip(reading.checklist.starts, reading.lines, strict=True)):
        for number, text in enumerate(lines):
            if "gonogo:" in text and not _in_code(reading.checklist.parts[index], number):
                yield start + number + 1


def _in_code(part: Part, line: int) -> bool:
    return any(span.kind != HTML and span.line <= line < span.end for span in part.spans)


def _comments_in(text: str) -> list[re.Match[str]]:
    """The comments of a line, but those that stand in code marks."""
    found = list(_COMMENT.finditer(text))
    code = [match.span() for match in _CODE.finditer(text)] if found and "`" in text else []
    return [
        each for each in found if not any(start < each.start() and each.end() < end for start, end in code)
    ]


def _spoken_of(reading: Reading, line: int) -> int:
    text = reading.source.line
    if _COMMENT.sub("", text(line)).strip():
        return line
    following = line + 1
    while following <= reading.source.line_count and not _COMMENT.sub("", text(following)).strip():
        following += 1
    return following


def incomplete(reading: Reading, found: tuple[Allowance, ...], names: Collection[str]) -> Iterator[Finding]:
    """The comments that allow nothing, because they say too little."""
    for each in found:
        if each.rule not in names:
            message = f"there is no rule {each.rule!r}; `gonogo check --explain all` lists them"
        elif not each.reason:
            message = f"{each.rule} is not allowed here: a reason is missing (because …)"
        else:
            continue
        yield finding(RULE, *each.written, message, claimed=each.rule)
