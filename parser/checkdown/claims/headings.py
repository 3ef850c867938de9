"""Headings that call themselves done (``✅``, ``ALL RESOLVED``) or not (``❌``) against the items under them.

What counts is every task and row of the section and of the sections in it. A mark at the beginning of a
heading, or on the document's title, is decoration as often as not, and passed over. A heading that says how
much of it is done (``15% complete``) is another rule's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checkdown.edit import Edit
from checkdown.findings.finding import Finding, Rule, Severity
from checkdown.findings.reading import LONGEST, Reading, claimed, finding, plural, replacement
from checkdown.outline import is_decision
from checkdown.patterns import pattern
from checkdown.tally import Tally
from checkdown.views import Section

from .heading_figures import score_in, share_in
from .open_items import open_under, states_told

RULE = Rule(
    "heading-mark-mismatch",
    Severity.ERROR,
    "A heading is marked done while items under it are open, or marked failed while all are done.",
    "Finish the items, or take the mark off the heading (the fix does that).",
    fixable=True,
)

_DATED = r"(?:\W{0,3}(?:on\s+)?\d{4}-\d\d-\d\d)?"
_DONE = r"(?:complete[d]?|done|resolved|finished|passed|closed|fixed)"
_TICKED = pattern(
    rf"\s*[-–—:|(]?\s*[✅✔☑]\ufe0f?(?:\s*[*_]*(?:all\s+)?{_DONE}\b[*_]*)?{_DATED}\s*\)?\s*$"
    r"|\s*[✅✔☑]\ufe0f?\s*$",
    re.IGNORECASE,
)
_WORDS = pattern(
    r"(?:\ball\s+(?:resolved|complete[d]?|done|passed|passing|met|fixed|closed|finished)"
    rf"|[-–—:(]\s*(?:100%\s+)?(?:complete[d]?|done|resolved|finished)\s*\)?){_DATED}\W*$",
    re.IGNORECASE,
)
_WORDS_OF_ENDS = ("resolved", "complete", "done", "passed", "passing", "met", "fixed", "closed", "finished")
_MAY_TICK = "✅✔☑"
_CROSSED = pattern(r"\s*[❌✗✘]\ufe0f?\s*$")
_EXAMPLE = pattern(r"\b(?:legend|key|example|icons?|meaning)\b", re.IGNORECASE)


def look(reading: Reading) -> Iterator[Finding]:
    """Every marked heading that its items contradict."""
    for section in reading.sections[1:]:
        title = claimed(section.title) if len(section.title) < LONGEST else ""
        claim = _claim(title)
        if (
            not claim
            or section.index == reading.checklist.title_index
            or is_decision(title)
            or _EXAMPLE.search(title)
            or score_in(title)
            or share_in(title)
        ):
            continue
        tally = reading.tally(section.index)
        if not tally.total:
            continue
        done, match = claim
        if done and tally.open:
            yield from _told(reading, section, match, tally)
        elif not done and not tally.open and tally.total > 1:
            column = reading.title_column(section) + match.start()
            mark, items = match[0].strip(), plural(tally.total, "item")
            message = f"the heading is marked {mark}, all {items} under it are done"
            edit = replacement(section.line, column, match[0], "")
            yield finding(RULE, section.line, column, message, match[0].strip(), "done", edit)


def _claim(title: str) -> tuple[bool, re.Match[str]] | None:
    if not title.isascii():
        crossed = _CROSSED.search(title)
        if crossed:
            return False, crossed
        ticked = _TICKED.search(title) if any(map(title.__contains__, _MAY_TICK)) else None
        if ticked:
            return True, ticked
    lower = title.lower()
    words = _WORDS.search(title) if any(map(lower.__contains__, _WORDS_OF_ENDS)) else None
    return (True, words) if words else None


def _told(reading: Reading, section: Section, match: re.Match[str], tally: Tally) -> Iterator[Finding]:
    at = reading.title_column(section)
    lines = [item.line for item in open_under(reading, section.index)]
    if not lines:
        return
    words = match[0].strip(" -–—:|")
    words = words if ")" in words and "(" in words[1:] else words.strip("( )")
    actual = f"{len(lines)} of {tally.total} open"
    message = f"the heading says {words}, {states_told(tally, lines)}"
    lead = match[0].index(words)
    yield finding(
        RULE, section.line, at + match.start() + lead, message, words, actual, _without(section, match, at)
    )


def _without(section: Section, match: re.Match[str], at: int) -> Edit | None:
    """The edit that takes the mark off; words stay, for what is left may make no sense."""
    if match.re.pattern == _WORDS.pattern or not section.title.replace(match[0], "").strip():
        return None
    return replacement(section.line, at + match.start(), match[0], "")
