"""Scores against what they count: in fields, sentences, headings, and rows that restate a section.

A score is compared where it is plain what it counts: a heading's own items, the section that a row is named
like, and for a field or a sentence the document's TOTAL row, or the items around it. One whose whole is not
the number of items speaks of something else (test cases, endpoints) and is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from checkdown.findings.finding import Finding, Rule, Severity
from checkdown.findings.reading import LONGEST, Reading, claimed, finding, replacement
from checkdown.patterns import pattern
from checkdown.views import Section

from .figures import SCORE, Score, only_cell, percent, rounds_to, score_of
from .progress import around, facts, sentences, shares
from .section_rows import section_named
from .totals import computed

RULE = Rule(
    "score-mismatch",
    Severity.ERROR,
    "A score such as 94/96 is not what a count of the items gives.",
    "Correct the score, or the state of the items that it counts.",
    fixable=True,
)

_NAME = pattern(
    r"(?:.{0,30}\b)?(?:score|progress|status|complet(?:e|ed|ion)|done|items?|tasks?|checks?|checklist|readiness"
    r"|passed|passing|result|total|overall)\b.{0,20}",
    re.IGNORECASE,
)
_COUNTED = pattern(
    r"\W*(?:(?:items?|tasks?|checks?|boxes|checkpoints?|criteria|steps?|sections?|requirements?)\b\W*)?"
    r"(?:(?:are|have|been|is)\s+)?(?:done|complete[d]?|passing|passed|pass|checked|ticked|finished|resolved|closed)?\b",
    re.IGNORECASE,
)
_OTHERS = pattern(
    r"\b(?:tests?|cases?|suites?|builds?|endpoints?|coverage|features?|stories|pages?|files?|votes?|sprints?"
    r"|weeks?|days?)\b",
    re.IGNORECASE,
)
"""What a field may count instead of items."""
TotalScore = tuple[Score, Score, int]
"""The score that a TOTAL row states, what its column comes to, and its line."""
_IN_HEADING = pattern(
    r"[(—–-]\s*(\d{1,5})\s?/\s?(\d{1,5})(?P<words>\s+(?:\w+\s+)?(?:done|complete[d]?|passing|passed|checked|resolved|tasks|items))?\s*\)?\W*$",
    re.IGNORECASE,
)
_SHARE_IN_HEADING = pattern(r"(\d{1,3}(?:\.\d)?)\s?%\s+(?:complete|done)\b", re.IGNORECASE)


def look(reading: Reading) -> Iterator[Finding]:
    """Every score that a count contradicts."""
    known = list(_total_scores(reading))
    yield from _fields(reading, known)
    yield from _sentences(reading, known)
    for line, column, stated, actual, said in shares(reading):
        edit = replacement(line, column, stated, actual)
        yield finding(RULE, line, column, said, stated, actual, edit)
    yield from _headings(reading)
    yield from _summaries(reading)


def _fields(reading: Reading, known: list[TotalScore]) -> Iterator[Finding]:
    for each in reading.own_fields:
        match = SCORE.search(each.value) if "/" in each.value else None
        stated = score_of(match) if match else None
        if match is None or stated is None or not _NAME.fullmatch(each.name) or match.start() > 24:
            continue
        if _OTHERS.search(each.name):
            continue
        rest = each.value[match.end() :]
        if not _COUNTED.match(rest) or rest[:1].isalpha():
            continue
        actual, source = _actual(reading, each.section_index, stated, known)
        if actual is not None and actual != stated:
            column = each.column + match.start()
            message = f"{each.name}: {match[0]} stated, {source} {actual}"
            edit = replacement(each.line, column, match[0], str(actual))
            yield finding(RULE, each.line, column, message, match[0], str(actual), edit)


def _sentences(reading: Reading, known: list[TotalScore]) -> Iterator[Finding]:
    """Sentences and rows of facts that state a score of the document, or of the section around them."""
    for each in (*sentences(reading), *facts(reading)):
        actual, source = _actual(reading, each.section, each.score, known, sure=True)
        if actual is not None and actual != each.score:
            part, whole = re.split(r"\d+", each.claimed)[1], str(actual.whole)
            message = f"{each.claimed} stated, {source} {actual}"
            edit = replacement(each.line, each.column, each.claimed, f"{actual.part}{part}{whole}")
            yield finding(RULE, each.line, each.column, message, each.claimed, str(actual), edit)


def _total_scores(reading: Reading) -> Iterator[TotalScore]:
    """(stated, actual, line) of the scores in TOTAL rows."""
    for number, positions in reading.totals.items():
        grid = reading.grids[number]
        for position in positions:
            line, cells = list(grid.rows)[position]
            for column, found in computed(reading, number, position).items():
                match = SCORE.match(cells[column].text[slice(*found.span)])
                actual = SCORE.fullmatch(found.actual)
                if match and actual:
                    stated = Score(int(match[1]), int(match[2]))
                    yield (stated, stated if found.holds else Score(int(actual[1]), int(actual[2])), line)


def _actual(
    reading: Reading, section: int, stated: Score, totals: list[TotalScore], *, sure: bool = False
) -> tuple[Score | None, str]:
    """What a score should be, and the words that say where that comes from.

    ``sure``: only a whole that is the number of items makes it one of theirs.
    """
    counted = [Score(tally.done, tally.total) for tally in around(reading, section)]
    if stated in counted:
        return stated, ""
    near = [t for t in totals if stated in t[:2] or stated.whole in (t[0].whole, t[1].whole)]
    if not near and not sure:
        near = [t for t in totals if stated.part in (t[0].part, t[1].part) and stated.part > 2]
        # Where there is one total alone, a score that is not far from it is meant for it.
        near = near or [t for t in totals if len(totals) == 1 and _near(stated, t[1])]
    if near:
        if any(stated == actual for _, actual, _ in near):
            return stated, ""
        return near[0][1], f"the table with the total on line {near[0][2]} adds up to"
    for own in counted:
        if stated.whole == own.whole or (not sure and own is counted[0] and _close(stated, own)):
            return own, "a count of the items gives"
    return None, ""


def _close(stated: Score, own: Score) -> bool:
    return stated.part == own.part > 2 and abs(stated.whole - own.whole) <= max(2, own.whole // 10)


def _near(stated: Score, total: Score) -> bool:
    allowed = total.whole // 10
    return abs(stated.part - total.part) <= allowed and abs(stated.whole - total.whole) <= allowed


def _headings(reading: Reading) -> Iterator[Finding]:
    for section in reading.sections[1:]:
        title = claimed(section.title[:LONGEST])
        match = _IN_HEADING.search(title) if "/" in title else None
        if match:
            tally = reading.tally(section.index)
            actual = Score(tally.done, tally.total)
            stated = Score(int(match[1]), int(match[2]))
            speaks = stated.whole == tally.total or match["words"]
            if tally.total > 1 and speaks and stated != actual and stated.part <= stated.whole:
                written = title[match.start(1) : match.end(2)]
                column = reading.title_column(section) + match.start(1)
                message = f"the heading says {written}, {_under(section, actual)}"
                edit = replacement(section.line, column, written, str(actual))
                yield finding(RULE, section.line, column, message, written, str(actual), edit)
        share = _SHARE_IN_HEADING.search(title) if "%" in title else None
        if share:
            yield from _share(reading, section, share)


def _share(reading: Reading, section: Section, share: re.Match[str]) -> Iterator[Finding]:
    tally = reading.tally(section.index)
    if tally.total < 2 or rounds_to(Fraction(100 * tally.done, tally.total), share[1]):
        return
    actual = percent(Fraction(tally.done, tally.total), 0)
    written = share[0][: share[0].index("%") + 1]
    column = reading.title_column(section) + share.start()
    message = f"the heading says {written}, {_under(section, Score(tally.done, tally.total))} ({actual})"
    edit = replacement(section.line, column, written, actual)
    yield finding(RULE, section.line, column, message, written, actual, edit)


def _under(section: Section, actual: Score) -> str:
    return f"a count of the items under it gives {actual}"


def _summaries(reading: Reading) -> Iterator[Finding]:
    """Rows named like a section of the document that state its score."""
    for grid in reading.grids:
        label = grid.table.label
        for line, cells in grid.rows:
            scored = [(c, m) for c in cells if "/" in c.text and (m := only_cell(c.text, SCORE))]
            if len(scored) != 1 or label >= len(cells):
                continue
            cell, match = scored[0]
            section = section_named(reading, cells[label].text, grid.section)
            stated = score_of(match)
            if section is None or stated is None:
                continue
            actual = _score_of_section(reading, section)
            if actual and actual != stated:
                column = cell.column + match.start() + 1
                message = f"{match[0]} stated, a count of the items under {section.title!r} gives {actual}"
                edit = replacement(line, column, match[0], str(actual))
                yield finding(RULE, line, column, message, match[0], str(actual), edit)


def _score_of_section(reading: Reading, section: Section) -> Score | None:
    tally = reading.tally(section.index)
    return Score(tally.done, tally.total) if tally.total else None
