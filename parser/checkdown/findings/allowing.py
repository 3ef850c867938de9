"""Findings that the document itself allows: ``<!-- gonogo: allow RULE because REASON -->``.

On a line of its own the comment speaks of the next line that is neither empty nor such a comment; behind
something, of its own line. It may name several rules, with commas between them, in any case. A reason is
required; a comment without one, or with a rule that does not exist, is a finding itself, and so is one that
allows what is not found. In code, as above, it is an example, and allows nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import NamedTuple

from checkdown.blocks import HTML
from checkdown.parts import Part
from checkdown.patterns import pattern
from checkdown.reading import parse

from .finding import Finding, Rule, Severity
from .reading import Reading, finding

Look = Callable[[Reading], Iterator[Finding]]

RULE = Rule(
    "allowance-incomplete",
    Severity.WARNING,
    "A comment that allows a finding names no such rule, or gives no reason.",
    "Write `<!-- gonogo: allow RULE because REASON -->` with the rule's name and the reason.",
)
UNUSED = Rule(
    "allowance-unused",
    Severity.INFO,
    "A comment allows a finding that is not there.",
    "Delete the comment, or put it on the line before what it should allow.",
)

_COMMENT = pattern(r"<!--\s*gonogo\s*:\s*allow\b(.*?)-->", re.IGNORECASE)
_OPEN = pattern(r"<!--\s*gonogo\s*:\s*allow\b(?!.*-->)", re.IGNORECASE)
_BECAUSE = pattern(r"(?:^|[\s,])because(?:\W|$)", re.IGNORECASE)
_LIST = pattern(r"[\s:]*([\w-]+(?:\s*(?:,|\band\b)\s*[\w-]+)*)", re.IGNORECASE)
_BETWEEN = pattern(r"[\s,:;]+")
_WORD = pattern(r"\w")
_CODE = pattern(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)")


class Allowance(NamedTuple):
    """One comment that allows a rule's findings on a line; of several rules, one of them."""

    rule: str
    """In lower case; "" where none is named."""
    reason: str
    """"" where none is given; nothing is allowed then."""
    line: int
    """The line of which it speaks."""
    written: tuple[int, int]
    """Line and column of the comment."""
    closed: bool = True
    """Whether the comment ends on its line; otherwise it allows nothing."""


def allowances(reading: Reading) -> tuple[Allowance, ...]:
    """All such comments of a document."""
    found: list[Allowance] = []
    for number in _lines_with_comments(reading):
        text = reading.source.line(number)
        for match in _outside_code(text, _COMMENT):
            place, line = (number, match.start() + 1), _spoken_of(reading, number)
            rules, reason = _said(match[1])
            found += [Allowance(rule, reason, line, place) for rule in rules or ("",)]
        for match in _outside_code(text, _OPEN):
            found.append(Allowance("", "", number, (number, match.start() + 1), closed=False))
    return tuple(found)


def _said(words: str) -> tuple[list[str], str]:
    """The rules and the reason of what stands behind ``allow``."""
    because = _BECAUSE.search(words)
    if because is None:
        head = _LIST.match(words)
        names, reason = (head[1] if head else ""), ""
    else:
        names, reason = words[: because.start()], words[because.start() :].strip(" ,\t")[len("because") :]
    rules = [name for name in _BETWEEN.split(names.lower()) if name not in ("", "and")]
    return rules, reason.strip() if _WORD.search(reason) else ""


def _lines_with_comments(reading: Reading) -> Iterator[int]:
    for index, (start, lines) in enumerate(zip(reading.checklist.starts, reading.lines, strict=True)):
        for number, text in enumerate(lines):
            ours = "<!--" in text and "gonogo" in text.lower()
            if ours and not _in_code(reading.checklist.parts[index], number):
                yield start + number + 1


def _in_code(part: Part, line: int) -> bool:
    return any(span.kind != HTML and span.line <= line < span.end for span in part.spans)


def _outside_code(text: str, comment: re.Pattern[str]) -> list[re.Match[str]]:
    """The comments of a line, but those that stand in code marks."""
    found = list(comment.finditer(text))
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
        if not each.closed:
            message = "nothing is allowed here: the comment has to end (-->) on its line"
        elif not each.rule:
            message = "nothing is allowed here: a rule and a reason are missing (allow RULE because …)"
        elif each.rule not in names:
            message = f"there is no rule {each.rule!r}; {_nearest(each.rule, names)}"
        elif not each.reason:
            message = f"{each.rule} is not allowed here: a reason is missing (because …)"
        else:
            continue
        yield finding(RULE, *each.written, message, claimed=each.rule)


def unused(
    reading: Reading, given: tuple[Allowance, ...], found: Collection[Finding], looks: Mapping[str, Look]
) -> Iterator[Finding]:
    """The comments that allow what a rule looked for and did not find; ``looks`` are the rules that did.

    A comment behind something may itself be why nothing is found there: it is taken away, and looked again.
    """
    there = {(each.rule, each.line) for each in found}
    idle = [
        each for each in given if each.reason and each.rule in looks and (each.rule, each.line) not in there
    ]
    behind = {each.line for each in idle if each.line == each.written[0]}
    if behind:
        bare = _without_comments(reading, behind)
        rules = {each.rule for each in idle if each.line in behind}
        there |= {(each.rule, each.line) for rule in rules for each in looks[rule](bare)}
    for each in idle:
        if (each.rule, each.line) not in there:
            message = f"{each.rule} finds nothing on line {each.line}, so nothing is allowed"
            yield finding(UNUSED, *each.written, message, claimed=each.rule)


def _without_comments(reading: Reading, lines: Collection[int]) -> Reading:
    """The document without such comments on some lines."""
    source = reading.source
    texts = (source.raw(number) for number in range(1, source.line_count + 1))
    bare = "".join(_COMMENT.sub("", text) if n in lines else text for n, text in enumerate(texts, 1))
    return Reading(parse(bare), reading.settings)


def _nearest(name: str, names: Collection[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, names, 1)
    return f"{near[0]}?" if near else "`gonogo check --explain all` lists them"
