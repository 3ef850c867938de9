"""Verdicts (READY, GO, SHIP) against the items that are open, blocked or failed.

What is to be done afterwards (post-deployment, optional, recommended, sign-off) does not speak against one,
nor does what is waived or optional. Where nothing of a document was begun yet, its status
may mean that it is ready to be used: that is a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from checkdown.findings.finding import Finding, Rule, Severity
from checkdown.findings.reading import LONGEST, Reading, finding, lines_named
from checkdown.patterns import pattern
from checkdown.states import State
from checkdown.views import Item

from .open_items import open_in, open_under
from .verdict_places import Verdict, verdicts

RULE = Rule(
    "verdict-mismatch",
    Severity.ERROR,
    "The document says READY, GO or the like while items are open, or NO-GO while all are done.",
    "Finish what is open, mark what does not apply, or change the verdict.",
)

_LATER = pattern(
    r"\b(?:post[ -]|after\b|future|optional|nice[ -]to|non[ -]blocking|recommended|backlog|next\b"
    r"|follow[ -]?up|later|deferred|known issues|roadmap|sign[ -]?offs?\b|approvals?\b|rollback"
    r"|first (?:day|week|24|48))",
    re.IGNORECASE,
)
_CHOICE = pattern(
    r"\W*(?:go|no[ -]?go|conditional go|ship|hold|approved?|rejected?|postponed?|ready|not ready)\W*",
    re.IGNORECASE,
)
"""A box to tick at a decision, which is no work."""


def look(reading: Reading) -> Iterator[Finding]:
    """Every verdict that the items contradict."""
    for verdict in verdicts(reading):
        if verdict.go:
            against = [item for item in open_under_whole(reading, verdict.section) if not _later(item)]
            if against:
                told = _told(verdict, against)
                unused = verdict.status and _unused(reading)
                yield replace(told, severity=Severity.WARNING) if unused else told
            continue
        tally = reading.tally(verdict.section)
        if tally.total > 1 and not tally.open and reading.checklist.tally(marks=True).open == 0:
            message = f"{verdict.words} stated, but all {tally.total} items are done"
            yield finding(RULE, verdict.line, verdict.column, message, verdict.words, "all done")


def _unused(reading: Reading) -> bool:
    """Whether nothing was begun yet, as in a template or a runbook before it is used."""
    tally = reading.marked
    return tally.total > 1 and tally.todo == tally.total


def open_under_whole(reading: Reading, section: int) -> Iterator[Item]:
    """The open items of a section, or of the document."""
    if section:
        yield from open_under(reading, section)
        return
    for index in range(len(reading.checklist.parts)):
        yield from open_in(reading, index)


def _later(item: Item) -> bool:
    named = any(_LATER.search(title) for title in item.path) or item.signoff
    text = item.text[:LONGEST]
    return named or _CHOICE.fullmatch(text) is not None


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
