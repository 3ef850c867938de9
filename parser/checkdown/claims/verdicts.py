"""Verdicts (READY, GO, SHIP) against the items that are open, blocked or failed.

A verdict in a field or a heading speaks of the whole document where it stands before the first section or in
a section of decisions, else of its own section. What is to be done afterwards (post-deployment, optional,
recommended, sign-off) does not speak against it. "Ready to start" and "ready for review" are no verdicts of
this kind, nor is one that goes on to say what is missing ("READY, pending two variables").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from checkdown.findings.finding import Finding, Rule, Severity
from checkdown.findings.reading import LONGEST, Reading, finding, lines_named
from checkdown.outline import is_decision
from checkdown.patterns import pattern
from checkdown.states import Kind, Role, State
from checkdown.views import Item

from .open_items import open_under

RULE = Rule(
    "verdict-mismatch",
    Severity.ERROR,
    "The document says READY, GO or the like while items are open, or NO-GO while all are done.",
    "Finish what is open, mark what does not apply, or change the verdict.",
)

_FIELD = pattern(
    r"(?:(?:ship|launch|release|final|overall|current|deployment|production|go/no-go|readiness)\s+)?"
    r"(?:decision|verdict|status|readiness|recommendation|go/no-go|go / no-go|result)",
    re.IGNORECASE,
)
_FOR = r"(?:\s+(?:for|to)\s+(?:the\s+)?(?:production|prod|launch|release|deploy(?:ment)?|go[ -]live|ship)\b)"
_POSITIVE = pattern(
    rf"(?:fully\s+|100%\s+)?(?:ready{_FOR}?|production[ -]ready|go|ship(?:\s+it)?|approved{_FOR}?"
    r"|all\s+(?:items|checks|requirements|criteria|gates)\s+(?:met|complete[d]?|passed|done))"
    r"(?=[*_`\s]*(?:$|[(\[]|[,;.!—–-]+(?:\s|$)))",
    re.IGNORECASE,
)
_NEGATIVE = pattern(r"(?:not\s+(?:yet\s+)?ready|no[ -]?go|do\s+not\s+ship|blocked)\b", re.IGNORECASE)
_AND_YET = pattern(
    r"\b(?:but|except|once|when|if|after|until|unless|pending|awaiting|conditional(?:ly)?"
    r"|subject to|remaining)\b|\d\s?%",
    re.IGNORECASE,
)
_LEAD = " \t*_`✅✔☑🟢❌🔴🚀🎉⛔🚫\ufe0f"
_LATER = pattern(
    r"\b(?:post[ -]|after\b|future|optional|nice[ -]to|non[ -]blocking|recommended|backlog|next\b"
    r"|follow[ -]?up|later|deferred|known issues|roadmap|sign[ -]?offs?\b|approvals?\b|rollback"
    r"|first (?:day|week|24|48))",
    re.IGNORECASE,
)
_HEADING = pattern(r"[^:：—–]{0,60}?(?:\s[—–-]|[:：])\s*(?P<value>\S.*)$")


class Verdict(NamedTuple):
    """A verdict as it is written."""

    go: bool
    words: str
    line: int
    column: int
    section: int
    """Index of the section of whose items it speaks; 0 for the document."""


def look(reading: Reading) -> Iterator[Finding]:
    """Every verdict that the items contradict."""
    for verdict in verdicts(reading):
        against = [item for item in open_under_whole(reading, verdict.section) if not _later(item)]
        if verdict.go and against:
            yield _told(verdict, against)
        elif not verdict.go:
            tally = reading.tally(verdict.section)
            if tally.total > 1 and not tally.open and reading.checklist.tally(marks=True).open == 0:
                message = f"{verdict.words} stated, but all {tally.total} items are done"
                yield finding(RULE, verdict.line, verdict.column, message, verdict.words, "all done")


def verdicts(reading: Reading) -> Iterator[Verdict]:
    """The verdicts in fields and headings."""
    sections = reading.sections
    for each in reading.own_fields:
        if _FIELD.fullmatch(each.name.strip()):
            found = _verdict(each.value)
            if found:
                section = sections[each.section_index]
                whole = section.level <= 1 or is_decision(section.title)
                go, words, at = found
                yield Verdict(go, words, each.line, each.column + at, 0 if whole else section.index)
    for section in sections[1:]:
        match = _HEADING.match(section.title[:LONGEST]) if is_decision(section.title) else None
        found = _verdict(match["value"]) if match else None
        if match and found:
            go, words, at = found
            column = reading.title_column(section) + match.start("value") + at
            yield Verdict(go, words, section.line, column, 0)


def _verdict(value: str) -> tuple[bool, str, int] | None:
    value = value[:LONGEST]
    lead = len(value) - len(value.lstrip(_LEAD))
    body = value[lead:]
    for go, wanted in ((False, _NEGATIVE), (True, _POSITIVE)):
        match = wanted.match(body)
        if match:
            rest = body[match.end() :]
            return None if go and _AND_YET.search(rest) else (go, match[0], lead)
    return None


def open_under_whole(reading: Reading, section: int) -> Iterator[Item]:
    """The open items of a section, or of the document."""
    if section:
        yield from open_under(reading, section)
        return
    for index, part in enumerate(reading.checklist.parts):
        first = reading.checklist.shape.firsts[index]
        for position, record in enumerate(part.records, first):
            if (
                record.role is Role.ITEM
                and record.kind is not Kind.MARK
                and record.state not in (State.DONE, State.NA)
            ):
                yield reading.checklist.item(position)


def _later(item: Item) -> bool:
    return any(_LATER.search(title) for title in item.path) or item.signoff


def _told(verdict: Verdict, against: list[Item]) -> Finding:
    blocked = sum(item.state is State.BLOCKED for item in against)
    failed = sum(item.state is State.FAILED for item in against)
    named = [f"{count} {word}" for count, word in ((blocked, "blocked"), (failed, "failed")) if count]
    beside = f", {' and '.join(named)}" if named else ""
    what = "1 item is" if len(against) == 1 else f"{len(against)} items are"
    where = lines_named([item.line for item in against])
    message = f"{verdict.words} stated, but {what} open{beside} ({where})"
    actual = f"{len(against)} open"
    return finding(RULE, verdict.line, verdict.column, message, verdict.words, actual)
