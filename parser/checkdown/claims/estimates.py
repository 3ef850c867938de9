"""Estimates against what they add up: a field and the list below it, a list's entry and its phase's heading.

Ranges are added end by end, as documents do: ``1-2 days``, ``1 day`` and ``0.5 day`` are ``2.5-3.5 days``.
Of different units only days and weeks are compared, and only where days exceed even weeks of seven.
A heading's estimate, and a field that is called the total, are compared with those of the headings below
where each of these has one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from checkdown.fields import Field
from checkdown.findings.finding import Finding, Rule, Severity
from checkdown.findings.reading import Reading, finding
from checkdown.outline import heading_facts
from checkdown.patterns import pattern
from checkdown.views import Section

from .figures import ESTIMATE, Estimate, estimate_in, estimate_of, sum_of

RULE = Rule(
    "estimate-mismatch",
    Severity.ERROR,
    "An estimate is not the sum of those that are listed for it, or differs from its phase's heading.",
    "Correct the estimate, or the list below it.",
)

_TOTAL = pattern(
    r"\W*(?:total|overall|grand total)(?:\s+(?:estimated?|effort|work))*\W*|\W*estimated\s+total\W*",
    re.IGNORECASE,
)
_ENTRY = pattern(r"([ \t]*)(?:[-*+]|\d{1,3}[.)])[ \t]+(?:\[.\][ \t]+)?(?P<text>\S.*)$")
_TAIL = pattern(r"[\s)\]*_`.,;]*$")
_OVERLAP = pattern(
    r"parallel|concurrent|elapsed|calendar|contingency|buffer|overlap|excluding", re.IGNORECASE
)


Inner = dict[int, list[Section]]
"""The sections right in each, by its index; 0 for those that are in none."""


def look(reading: Reading) -> Iterator[Finding]:
    """Every estimate that others contradict."""
    lines = {prose.line: prose.text for prose in reading.prose}
    inner: Inner = {}
    for each in reading.fields:
        match = ESTIMATE.match(each.value.lstrip("*_` "))
        stated = estimate_in(each.value) if match else None
        if stated is None or _OVERLAP.search(each.value) or _OVERLAP.search(each.name):
            continue
        entries = list(_entries(lines, each.line))
        actual = sum_of([estimate for _, _, _, estimate in entries]) if len(entries) > 1 else None
        if actual and _differ(actual, stated):
            found = ESTIMATE.search(each.value)
            assert found is not None
            column = each.column + found.start()
            message = f"{each.name}: {found[0]} stated, the list below it adds up to {actual}"
            yield finding(RULE, each.line, column, message, found[0], str(actual))
        yield from _against_headings(reading, entries)
        if not entries and _TOTAL.fullmatch(each.name):
            inner = inner or _inner(reading)
            yield from _whole(reading, inner, each, stated)
    estimated = [each for each in reading.sections[1:] if each.estimate]
    if len(estimated) > 2:
        yield from _headings(reading, inner or _inner(reading), estimated)


def _exceeds(actual: Estimate, stated: Estimate) -> bool:
    """Whether so many days cannot be so many weeks."""
    return (actual.unit, stated.unit) == ("day", "week") and actual.most > 7 * stated.most


def _whole(reading: Reading, inner: Inner, each: Field, stated: Estimate) -> Iterator[Finding]:
    """``**Total estimate:** 5 days`` against the headings of the document, or of its section."""
    section = reading.sections[each.section_index]
    actual = _below(reading, inner, section.index if section.level > 1 else 0)
    found = ESTIMATE.search(each.value)
    if actual and found and _differ(actual, stated):
        message = f"{each.name}: {found[0]} stated, the headings below it add up to {actual}"
        yield finding(RULE, each.line, each.column + found.start(), message, found[0], str(actual))


def _headings(reading: Reading, inner: Inner, estimated: list[Section]) -> Iterator[Finding]:
    """``## Plan (3 days)`` against the headings right in it: a warning, for some may be done at once."""
    for section in estimated:
        stated = estimate_in(section.estimate)
        if stated is None or _OVERLAP.search(section.title):
            continue
        actual = _below(reading, inner, section.index)
        if actual and _differ(actual, stated):
            message = f"{section.estimate} stated, the headings below it add up to {actual}"
            column = reading.title_column(section) + section.title.index(section.estimate)
            told = finding(RULE, section.line, column, message, section.estimate, str(actual))
            yield replace(told, severity=Severity.WARNING)


def _differ(actual: Estimate, stated: Estimate) -> bool:
    return _exceeds(actual, stated) or (
        actual.unit == stated.unit and (actual.least, actual.most) != (stated.least, stated.most)
    )


def _below(reading: Reading, inner: Inner, index: int) -> Estimate | None:
    """What the headings right below one come to, or those of the document; None where one has no estimate."""
    children = inner.get(index, [])
    # A document's own title holds all the rest.
    if not index and len(children) == 1 and children[0].level == 1:
        children = inner.get(children[0].index, [])
    estimated = [(each, estimate_in(each.estimate)) for each in children]
    known = [estimate for _, estimate in estimated if estimate]
    if len(known) < 2 or any(_OVERLAP.search(each.title) for each in children):
        return None
    if any(estimate is None and reading.tally(each.index).total for each, estimate in estimated):
        return None
    return sum_of(known)


def _inner(reading: Reading) -> Inner:
    found: Inner = {}
    for section in reading.sections[1:]:
        found.setdefault(max(0, reading.checklist.shape.parents[section.index]), []).append(section)
    return found


Entry = tuple[int, int, str, Estimate]
"""Line, 0-based column of the estimate, the entry's text, the estimate."""


def _entries(lines: dict[int, str], line: int) -> Iterator[Entry]:
    """The bullets right below a line, as long as each ends in an estimate; none where one does not."""
    found: list[Entry] = []
    indent: int | None = None
    number = line + 1
    if number not in lines and number + 1 in lines:
        number += 1
    while number in lines:
        match = _ENTRY.match(lines[number])
        if match is None:
            break
        indent = len(match[1]) if indent is None else indent
        if len(match[1]) == indent:
            estimates = list(ESTIMATE.finditer(lines[number]))
            if len(estimates) != 1 or not _TAIL.match(lines[number], estimates[0].end()):
                return
            found.append((number, estimates[0].start(), match["text"], estimate_of(estimates[0])))
        number += 1
    yield from found


def _against_headings(reading: Reading, entries: list[Entry]) -> Iterator[Finding]:
    """An entry ``Phase 13: 1-2 days`` against the heading ``Phase 13: … - 1 day``."""
    for line, start, text, stated in entries:
        number = heading_facts(text).number
        if not number or not re.match(r"\W*[A-Za-z]+\s+\d", text):
            continue
        word = re.match(r"\W*([A-Za-z]+)\s", text)
        found = [
            section
            for section in reading.sections[1:]
            if section.number == number
            and word
            and re.match(rf"\W*{word[1]}\s", section.title, re.IGNORECASE)
            and section.estimate
        ]
        actual = estimate_in(found[0].estimate) if len(found) == 1 else None
        if (
            actual
            and actual.unit == stated.unit
            and (actual.least, actual.most) != (stated.least, stated.most)
        ):
            message = f"{stated} stated, the heading on line {found[0].line} says {actual}"
            claimed = str(stated)
            yield finding(RULE, line, start + 1, message, claimed, str(actual))
