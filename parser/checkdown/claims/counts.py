"""Counts in words ("7 critical blockers", "Security (3), Operations (3)", "Backup: 3 open"), recounted.

A count is compared with a section only where the words are the section's own name: "critical blockers" with
the section "Critical Blockers (Must Fix)", and a list of names with counts only with sections that stand side
by side. What is counted: the rows of its tables, else its tasks, else its bullets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checkdown.findings.finding import Finding, Rule, Severity
from checkdown.findings.reading import LONGEST, Reading, claimed, core_name, finding
from checkdown.outline import normalised
from checkdown.patterns import pattern
from checkdown.states import Role
from checkdown.tally import Tally
from checkdown.views import Section

from .progress import around

RULE = Rule(
    "count-mismatch",
    Severity.ERROR,
    "A count in words, such as '7 critical blockers', is not what the section of that name holds.",
    "Correct the count, or the table or list that it speaks of.",
)

_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    "|seventeen|eighteen|nineteen|twenty"
)
_VALUES = {word: number for number, word in enumerate(_WORDS.split("|"), 1)}
_NOUNS = (
    r"blockers?|gaps?|issues?|risks?|findings?|defects?|bugs?|problems?|requirements?|prerequisites?"
    r"|criteria|exceptions?|items|tasks|checks|steps|questions|decisions|dependencies"
    r"|deliverables|milestones|actions?(?:\s+items)?"
)
_COUNT = pattern(
    rf"(?<![\w.,/$€#~≈<>+:-])(?<![~≈<>≥≤+] )(\d{{1,3}}|{_WORDS})\s+"
    rf"((?:[A-Za-z-]+\s+){{0,2}}(?:{_NOUNS}))\b",
    re.IGNORECASE,
)
_STEMS = tuple(re.sub(r"\?|\(.*", "", noun).rstrip("s") for noun in _NOUNS.split("|"))
_NOUN = pattern(_NOUNS, re.IGNORECASE)
_NAMED = pattern(r"(?:^|[,;|:]|\band\b)\s*([A-Z][\w &/-]{2,40}?)\s\((\d{1,3})\)")
_STATED = pattern(
    r"[ \t>]*(?:(?:[-*+]|\d{1,3}[.)])[ \t]+)?(?:\*\*)?([A-Z][^:|*\n]{2,60}?)(?:\*\*)?:(?:\*\*)?"
    r"\s+(\d{1,4})\s+(open|done|left|remaining|blocked|failed|complete[d]?)\b\W*$"
)
_BRACKETED = pattern(r"\(\d{1,3}\)")
_ENDS = pattern(r":(?:\*\*)?\s+\d{1,4}\s+(?:open|done|left|remaining|blocked|failed|complete)")
_ROUGH = pattern(
    r"\b(?:about|around|roughly|over|under|at least|at most|up to|more than|less than|fewer than)\s+$", re.I
)
_BEFORE_NOW = pattern(
    r"\b(?:fixed|found|resolved|closed|solved|addressed|completed|finished|identified|discovered|raised|reported"
    r"|uncovered|surfaced|revealed|removed|cleared|handled|shipped|was|were|had|started with)\b[^.!?;]*$",
    re.IGNORECASE,
)
_AGO = pattern(
    r"\b(?:last\s+(?:sprint|week|month|year|quarter|release|time)|yesterday|ago|previous(?:ly)?|originally|initially"
    r"|earlier|formerly|at (?:first|the (?:start|time)))\b",
    re.IGNORECASE,
)
_WERE = pattern(r"\s+(?:were|was|had|got|have been|has been|fixed|resolved|closed|solved)\b", re.IGNORECASE)
"""Words before, around and behind a count that make it one of things past, which claims nothing about now."""
_SENTENCE_END = pattern(r"[.!?;](?:\s|$)")
_BULLET = pattern(r"[ \t]{0,3}(?:[-*+]|\d{1,9}[.)])[ \t]+\S")


_IN_HEADING = pattern(
    rf"\((?P<count>\d{{1,3}})(?:\s+(?P<noun>(?:[a-z-]+\s+)?(?:{_NOUNS}|rows|entries|boxes)))?\)\W*$",
    re.IGNORECASE,
)
_LISTED = pattern(rf"(?:{_NOUNS})\W*$", re.IGNORECASE)
_TOTAL_NAME = pattern(
    r"\W*(?:total|items|tasks|(?:total|number of|all)\s+(?:items|tasks|boxes|checks))\W*", re.IGNORECASE
)
_TOTAL_VALUE = pattern(r"[*_`]*(\d{1,4})(?:\s+(items|tasks|boxes|checks))?[*_`.]*", re.IGNORECASE)


def look(reading: Reading) -> Iterator[Finding]:
    """Every count that the section of its name contradicts."""
    yield from _headings(reading)
    yield from _wholes(reading)
    nouns = _nouns(reading)
    for line, text, offset in [*((p.line, p.text, 0) for p in reading.prose), *reading.cells]:
        if nouns:
            lower = text.lower()
            if any(map(lower.__contains__, nouns)):
                yield from _counts(reading, line, text, offset)
        if "(" in text and text.count("(") > 1 and len(_BRACKETED.findall(text)) > 1:
            yield from _lists(reading, line, text, offset)
        if ":" in text and _ENDS.search(text):
            yield from _states(reading, line, text, offset)


def _headings(reading: Reading) -> Iterator[Finding]:
    """``## Blockers (3)``, ``## Boats (6 items)``: what the section itself holds."""
    for section in reading.sections[1:]:
        title = claimed(section.title[:LONGEST])
        match = _IN_HEADING.search(title) if title.rstrip("*_` ").endswith(")") else None
        if match is None or not (match["noun"] or _LISTED.search(title, 0, match.start())):
            continue
        stated, actual = int(match["count"]), held(reading, section)
        if actual and stated not in (actual, *_counts_of(reading, section)):
            words = title[match.start() + 1 : match.start() + 1 + len(match[0].strip("()*_` "))]
            message = f"the heading says {words}, the section holds {actual}"
            column = reading.title_column(section) + match.start() + 1
            yield finding(RULE, section.line, column, message, words, str(actual))


def _counts_of(reading: Reading, section: Section) -> set[int]:
    """Everything that a count of a section's items may give."""
    tally = reading.tally(section.index)
    records = reading.checklist.parts[section.index].records
    top = sum(record.parent < 0 and record.role is Role.ITEM for record in records)
    return {tally.total, tally.total + tally.na, tally.open or tally.total, top}


def _wholes(reading: Reading) -> Iterator[Finding]:
    """``**Total:** 8 items`` against the items around it."""
    for each in reading.own_fields:
        match = _TOTAL_VALUE.fullmatch(each.value) if _TOTAL_NAME.fullmatch(each.name) else None
        if match is None or not (match[2] or "item" in each.name.lower() or "task" in each.name.lower()):
            continue
        tallies = [*around(reading, each.section_index), *reading.priorities]
        top = Tally.of(r.state for part in reading.checklist.parts for r in part.records if r.parent < 0)
        known = {count for tally in (*tallies, top) for count in (tally.total, tally.total + tally.na)}
        if tallies and int(match[1]) not in known:
            actual = str(tallies[0].total)
            message = f"{each.name}: {match[0]} stated, a count of the items gives {actual}"
            yield finding(RULE, each.line, each.column + match.start(1), message, match[1], actual)


def _nouns(reading: Reading) -> set[str]:
    """The words, in the singular, of which sections of the document are called the only ones."""
    titles = "\n".join(section.title for section in reading.sections[1:]).casefold()
    if not any(map(titles.__contains__, _STEMS)):
        return set()
    nouns = {words[-1].removesuffix("s") for name in reading.named if (words := name.split())}
    return {noun for noun in nouns if _NOUN.fullmatch(noun)}


def _counts(reading: Reading, line: int, text: str, offset: int) -> Iterator[Finding]:
    for match in _COUNT.finditer(text):
        words = normalised(match[2])
        section = _only(reading, words)
        if section is None or section.line <= line <= _end(reading, section):
            continue
        stated = _VALUES.get(match[1].lower()) or (int(match[1]) if match[1].isdigit() else 0)
        actual = held(reading, section)
        # "One blocker open": where blockers have states, those that remain may be meant.
        if stated == reading.tally(section.index).open and stated:
            continue
        if actual and actual != stated and not _told_of_the_past(text, match):
            message = f"{match[0]!r} stated, {section.title!r} (line {section.line}) holds {actual}"
            yield finding(RULE, line, offset + match.start() + 1, message, match[0], str(actual))


def _told_of_the_past(text: str, match: re.Match[str]) -> bool:
    """Whether a count is rough, or one of what was: neither is a claim about what is."""
    start, last = max(0, match.start() - LONGEST), match.end() + LONGEST
    ends = [each.end() for each in _SENTENCE_END.finditer(text, start, match.start())]
    before = text[ends[-1] if ends else start : match.start()]
    end = _SENTENCE_END.search(text, match.end(), last)
    behind = text[match.end() : end.start() if end else last]
    return bool(
        _ROUGH.search(before)
        or _BEFORE_NOW.search(before)
        or _AGO.search(before)
        or _AGO.search(behind)
        or _WERE.match(behind)
    )


def _only(reading: Reading, words: str) -> Section | None:
    """The only section that is called so, in the plural or not."""
    forms = {words, words + "s", words.removesuffix("s")}
    found = [section for form in forms for section in reading.named.get(form, ())]
    return found[0] if len(found) == 1 else None


def _lists(reading: Reading, line: int, text: str, offset: int) -> Iterator[Finding]:
    matches = list(_NAMED.finditer(text))
    if len(matches) < 2:
        return
    candidates = [reading.named.get(normalised(match[1]), []) for match in matches]
    if not all(candidates):
        return
    parents = [{s.parent.index if s.parent else -1 for s in sections} for sections in candidates]
    shared = set.intersection(*parents)
    numbered = [
        [
            next(s for s in sections if (s.parent.index if s.parent else -1) == parent)
            for sections in candidates
        ]
        for parent in sorted(shared)
    ]
    held_by = [[held(reading, section) for section in sections] for sections in numbered]
    stated = [int(match[2]) for match in matches]
    if not numbered or stated in held_by:
        return
    best = max(
        range(len(numbered)), key=lambda i: sum(a == b for a, b in zip(held_by[i], stated, strict=True))
    )
    if 2 * sum(a == b for a, b in zip(held_by[best], stated, strict=True)) < len(stated):
        return
    for match, section, actual in zip(matches, numbered[best], held_by[best], strict=True):
        if int(match[2]) != actual:
            claimed = f"{match[1]} ({match[2]})"
            message = f"{claimed!r} stated, {section.title!r} (line {section.line}) holds {actual}"
            yield finding(RULE, line, offset + match.start(1) + 1, message, claimed, str(actual))


def _states(reading: Reading, line: int, text: str, offset: int) -> Iterator[Finding]:
    match = _STATED.match(text)
    if match is None:
        return
    named = reading.named.get(core_name(match[1]), ())
    holding = [section for section in named if reading.tally(section.index).total]
    section = holding[0] if len(holding) == 1 else None
    tally = reading.tally(section.index) if section else None
    if section is None or tally is None or not tally.total or section.line <= line <= _end(reading, section):
        return
    word = match[3].lower()
    counts = {"blocked": tally.blocked, "failed": tally.failed, "open": tally.open}
    actual = counts.get(word, tally.open if word in ("left", "remaining") else tally.done)
    if actual != int(match[2]):
        claimed = f"{match[2]} {match[3]}"
        message = f"{match[1]}: {claimed} stated, {actual} under {section.title!r} (line {section.line})"
        yield finding(RULE, line, offset + match.start(2) + 1, message, claimed, f"{actual} {match[3]}")


def _end(reading: Reading, section: Section) -> int:
    last = reading.checklist.subtree_end(section.index) - 1
    return reading.sections[last].end


def held(reading: Reading, section: Section) -> int:
    """How many things a section lists: rows of its tables, else tasks, else bullets of the first level.

    0 where it is not plain: rows and tasks side by side, or a table that sums up.
    """
    first, last = section.index, reading.checklist.subtree_end(section.index)
    grids = [g for i, g in enumerate(reading.grids) if first <= g.section < last and i not in reading.totals]
    sums = [i for i in reading.totals if first <= reading.grids[i].section < last]
    tasks = reading.tally(section.index).total - sum(
        1 for part in reading.checklist.parts[first:last] for r in part.records if r.table >= 0
    )
    rows = sum(len(grid.table.rows) for grid in grids)
    if sums or (rows and tasks > 0):
        return 0
    if rows:
        return rows if len({tuple(sorted(map(str.lower, grid.names))) for grid in grids}) == 1 else 0
    if tasks > 0:
        return tasks
    return sum(
        1
        for prose in reading.prose
        if section.line < prose.line <= _end(reading, section)
        and _BULLET.match(prose.text)
        and prose.text[:1] != " "
    )
