"""Scores against what they count: in fields, headings, and rows that restate a section.

A score is compared where it is plain what it counts: a heading's own items, the section that a row is named
like, and for a field the document's TOTAL row, or the items of its section. A field whose whole is not the
number of items speaks of something else (test cases, endpoints) and is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from checkdown.fields import Field
from checkdown.findings.finding import Finding, Rule, Severity
from checkdown.findings.reading import LONGEST, Reading, finding, replacement
from checkdown.patterns import pattern
from checkdown.tally import Tally
from checkdown.views import Section

from .figures import SCORE, Score, only_cell, percent, rounds_to, score_of
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
_IN_HEADING = pattern(
    r"[(—–-]\s*(\d{1,5})\s?/\s?(\d{1,5})(?P<words>\s+(?:\w+\s+)?(?:done|complete[d]?|passing|passed|checked|resolved|tasks|items))?\s*\)?\W*$",
    re.IGNORECASE,
)
_SHARE_IN_HEADING = pattern(r"(\d{1,3}(?:\.\d)?)\s?%\s+(?:complete|done)\b", re.IGNORECASE)


def look(reading: Reading) -> Iterator[Finding]:
    """Every score that a count contradicts."""
    yield from _fields(reading)
    yield from _headings(reading)
    yield from _summaries(reading)


def _fields(reading: Reading) -> Iterator[Finding]:
    known = list(_total_scores(reading))
    for each in reading.fields:
        match = SCORE.search(each.value) if "/" in each.value else None
        stated = score_of(match) if match else None
        if match is None or stated is None or not _NAME.fullmatch(each.name) or match.start() > 24:
            continue
        rest = each.value[match.end() :]
        if not _COUNTED.match(rest) or rest[:1].isalpha():
            continue
        actual, source = _actual(reading, each, stated, known)
        if actual is not None and actual != stated:
            column = each.column + match.start()
            message = f"{each.name}: {match[0]} stated, {source} {actual}"
            edit = replacement(each.line, column, match[0], str(actual))
            yield finding(RULE, each.line, column, message, match[0], str(actual), edit)


def _total_scores(reading: Reading) -> Iterator[tuple[Score, Score, int]]:
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
    reading: Reading, each: Field, stated: Score, totals: list[tuple[Score, Score, int]]
) -> tuple[Score | None, str]:
    """What a field's score should be, and the words that say where that comes from."""
    tally = reading.tally(each.section_index)
    own = Score(tally.done, tally.total)
    if stated == own:
        return stated, ""
    near = [t for t in totals if stated in t[:2] or stated.whole in (t[0].whole, t[1].whole)]
    near = near or [t for t in totals if stated.part in (t[0].part, t[1].part) and stated.part > 2]
    if near:
        if any(stated == actual for _, actual, _ in near):
            return stated, ""
        return near[0][1], f"the table with the total on line {near[0][2]} adds up to"
    if stated.whole == tally.total or (
        stated.part == tally.done and stated.part > 2 and _close(stated, tally)
    ):
        return own, "a count of the items gives"
    return None, ""


def _close(stated: Score, tally: Tally) -> bool:
    return abs(stated.whole - tally.total) <= max(2, tally.total // 10)


def _headings(reading: Reading) -> Iterator[Finding]:
    for section in reading.sections[1:]:
        title = section.title[:LONGEST]
        match = _IN_HEADING.search(title) if "/" in title else None
        if match:
            tally = reading.tally(section.index)
            actual = Score(tally.done, tally.total)
            stated = Score(int(match[1]), int(match[2]))
            speaks = stated.whole == tally.total or match["words"]
            if tally.total > 1 and speaks and stated != actual and stated.part <= stated.whole:
                claimed = title[match.start(1) : match.end(2)]
                column = reading.title_column(section) + match.start(1)
                message = f"the heading says {claimed}, {_under(section, actual)}"
                edit = replacement(section.line, column, claimed, str(actual))
                yield finding(RULE, section.line, column, message, claimed, str(actual), edit)
        share = _SHARE_IN_HEADING.search(title) if "%" in title else None
        if share:
            yield from _share(reading, section, share)


def _share(reading: Reading, section: Section, share: re.Match[str]) -> Iterator[Finding]:
    tally = reading.tally(section.index)
    if tally.total < 2 or rounds_to(Fraction(100 * tally.done, tally.total), share[1]):
        return
    actual = percent(Fraction(tally.done, tally.total), 0)
    claimed = share[0][: share[0].index("%") + 1]
    column = reading.title_column(section) + share.start()
    message = f"the heading says {claimed}, {_under(section, Score(tally.done, tally.total))} ({actual})"
    edit = replacement(section.line, column, claimed, actual)
    yield finding(RULE, section.line, column, message, claimed, actual, edit)


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
