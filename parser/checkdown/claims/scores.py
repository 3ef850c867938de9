"""Scores against what they count: in fields, sentences, headings, and rows that restate a section.

A score is compared where it is plain what it counts: a heading's own items, the section that a row is named
like, and for a field or a sentence the document's TOTAL row, or the items around it. One whose whole is not
the number of items speaks of something else (test cases, endpoints) and is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from checkdown.cells import RawCell
from checkdown.edit import Edit
from checkdown.findings.finding import Finding, Rule, Severity
from checkdown.findings.reading import LONGEST, Reading, claimed, finding, replacement
from checkdown.patterns import pattern
from checkdown.states import Kind, Role
from checkdown.tally import Tally
from checkdown.views import Section

from .figures import SCORE, Score, percent, rounds_to, score_of
from .heading_figures import HeadingScore, bare_share_in, rewritten, score_in, share_in
from .progress import PROGRESS_NAME, around, facts, sentences, shares
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
    r"(?:(?:are|have|been|is)\s+)?(?:done|complete[d]?|passing|passed|pass|checked|ticked|finished|resolved|closed)?(?!\w)",
    re.IGNORECASE,
)
_OTHERS = pattern(
    r"\b(?:tests?|cases?|suites?|builds?|endpoints?|coverage|features?|stories|pages?|files?|votes?|sprints?"
    r"|weeks?|days?)\b",
    re.IGNORECASE,
)
"""What a field may count instead of items."""
_ITEMS = pattern(
    r"\W*(?:of\s+)?(?:the\s+)?(?:items?|tasks?|checks?|boxes|checkpoints?|criteria)\b", re.IGNORECASE
)
_CELL = pattern(
    r"[*_`\s]*(?P<part>\d{1,6})\s?/\s?(?P<whole>\d{1,6})(?:\s+(?:items|tasks|checks|done|complete[d]?))*"
    r"[\s(*_`]*(?P<share>(?P<percent>\d{1,3}(?:\.\d)?)\s?%)?[)*_`]*"
    r"(?:\s*[✅✔☑🟢🟡⚠⏳🚧❌]\ufe0f?)?(?:\s*(?:done|complete[d]?))?[*_`\s]*",
    re.IGNORECASE,
)
_ALL = pattern(r"(?P<share>(?P<percent>100)%)")
_SHARED = pattern(
    r"\W*(?:%|progress|completion|complete[d]?|done|status|state|percent(?:age)?)\W*", re.IGNORECASE
)
_OF_WHAT = pattern(
    r"[\s(]*(?:of\s+(?:the\s+|all\s+)?)?(?:[a-z]+\s+)?(?:phases?|milestones?|sprints?|stages?|weeks?|days?|months?"
    r"|quarters?|modules?|teams?|services?|components?|epics?|stories|releases?|workstreams?|points?|stars?)\b",
    re.IGNORECASE,
)
"""What a score may be of, by the word behind it, instead of items."""
TotalScore = tuple[Score, Score, int]
"""The score that a TOTAL row states, what its column comes to, and its line."""
_OTHER_SHARES = pattern(
    r"\b(?:canary|roll-?out|ramp|traffic|users?|weight(?:ing)?|load|budget|sample|allocation|discount|growth|stake)\b",
    re.IGNORECASE,
)
"""What a percentage in parentheses may be of, instead of items."""


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
        words = _COUNTED.match(rest)
        if not words or rest[:1].isalpha():
            continue
        items = _ITEMS.match(rest) is not None
        if not items and not any(map(str.isalpha, words[0])) and _OF_WHAT.match(rest):
            continue
        if not items and stated.whole in _other_wholes(reading):
            continue
        least = 0 if items else 2 if PROGRESS_NAME.fullmatch(each.name) else 3
        actual, source = _actual(reading, each.section_index, stated, known, least=least)
        if actual is not None and actual != stated:
            column = each.column + match.start()
            message = f"{each.name}: {match[0]} stated, {source} {actual}"
            edit = replacement(each.line, column, match[0], str(actual))
            yield finding(RULE, each.line, column, message, match[0], str(actual), edit)


def _sentences(reading: Reading, known: list[TotalScore]) -> Iterator[Finding]:
    """Sentences and rows of facts that state a score of the document, or of the section around them."""
    for each in (*sentences(reading), *facts(reading)):
        actual, source = _actual(reading, each.section, each.score, known, sure=True, least=2)
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
    reading: Reading,
    section: int,
    stated: Score,
    totals: list[TotalScore],
    *,
    sure: bool = False,
    least: int = 3,
) -> tuple[Score | None, str]:
    """What a score should be, and the words that say where that comes from.

    ``sure``: only a whole or a part that is a number of items makes it one of theirs. With a part
    that is theirs, and ``least`` or more, a whole near theirs is one from before an item was added.
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
    if counted and stated in (_top_level(reading), *(Score(t.done, t.total) for t in reading.priorities)):
        return stated, ""
    for own in counted:
        near_own = own is counted[0] and _close(stated, own, least)
        if stated.whole == own.whole or near_own:
            return own, "a count of the items gives"
    return None, ""


def _top_level(reading: Reading) -> Score:
    """What a count gives that leaves out the items inside others."""
    states = [
        record.state
        for part in reading.checklist.parts
        for record in part.records
        if record.parent < 0 and record.role is Role.ITEM and record.kind is not Kind.MARK
    ]
    tally = Tally.of(states)
    return Score(tally.done, tally.total)


def _other_wholes(reading: Reading) -> set[int]:
    """How many phases there are: a score that does not say what it counts may count them."""
    phases = len(reading.checklist.phase_indexes)
    return {phases} - {tally.total for tally in (reading.tally(0), reading.marked)}


def _close(stated: Score, own: Score, least: int) -> bool:
    return stated.part == own.part >= least and abs(stated.whole - own.whole) <= max(2, own.whole // 10)


def _near(stated: Score, total: Score) -> bool:
    allowed = total.whole // 10
    return abs(stated.part - total.part) <= allowed and abs(stated.whole - total.whole) <= allowed


def _headings(reading: Reading) -> Iterator[Finding]:
    for section in reading.sections[1:]:
        title = claimed(section.title[:LONGEST])
        figure = score_in(title)
        share = None if figure else share_in(title)
        if figure:
            yield from _heading_score(reading, section, title, figure)
        elif share:
            yield from _heading_share(reading, section, title, share)
        elif "%)" in title and (bare := bare_share_in(title)):
            yield from _bare_share(reading, section, title, bare)


def _heading_score(reading: Reading, section: Section, title: str, figure: HeadingScore) -> Iterator[Finding]:
    tally = reading.tally(section.index)
    stated, actual = figure.stated, Score(tally.done, tally.total)
    if tally.total < 2 or stated == actual or stated.part > stated.whole:
        return
    if not figure.certain and stated.whole != actual.whole:
        grown = 1 < stated.part == actual.part and stated.whole < actual.whole
        if not (figure.ticked or grown) or _numbers_parts(reading, section, stated):
            return
    message = f"the heading says {figure.written}, {_under(section, actual)}"
    column = reading.title_column(section) + figure.match.start("part")
    edit = _rewriting(reading, section, title, rewritten(title, figure.match, tally))
    yield finding(RULE, section.line, column, message, figure.written, str(actual), edit)


def _numbers_parts(reading: Reading, section: Section, stated: Score) -> bool:
    """Whether other headings hold other parts of the same whole."""
    beside = [s for s in reading.sections[1:] if s.index != section.index and s.level == section.level]
    scores = [found.stated for s in beside if (found := score_in(claimed(s.title[:LONGEST])))]
    return any(each.whole == stated.whole and each.part != stated.part for each in scores)


def _heading_share(
    reading: Reading, section: Section, title: str, share: re.Match[str], severity: Severity | None = None
) -> Iterator[Finding]:
    tally = reading.tally(section.index)
    if tally.total < 2 or rounds_to(Fraction(100 * tally.done, tally.total), share["percent"]):
        return
    actual = percent(Fraction(tally.done, tally.total), 0)
    written = title[share.start("percent") : title.index("%", share.end("percent")) + 1]
    column = reading.title_column(section) + share.start("percent")
    message = f"the heading says {written}, {_under(section, Score(tally.done, tally.total))} ({actual})"
    edit = _rewriting(reading, section, title, rewritten(title, share, tally)) if severity is None else None
    told = finding(RULE, section.line, column, message, written, actual, edit)
    yield told if severity is None else replace(told, severity=severity)


def _bare_share(reading: Reading, section: Section, title: str, share: re.Match[str]) -> Iterator[Finding]:
    """``(60%)`` at a heading's end: certain only where another heading's is that of its items."""
    tally = reading.tally(section.index)
    if tally.total < 2 or _OTHER_SHARES.search(title):
        return
    beside = [
        (s, int(m["percent"]))
        for s in reading.sections[1:]
        if s.level == section.level and (m := bare_share_in(claimed(s.title[:LONGEST])))
    ]
    if sum(each for _, each in beside) == 100 and len(beside) > 1:
        return
    tallies = [(reading.tally(s.index), each) for s, each in beside if s.index != section.index]
    held = [t.total and rounds_to(Fraction(100 * t.done, t.total), str(each)) for t, each in tallies]
    if any(held) and 2 * sum(map(bool, held)) >= len(held):
        yield from _heading_share(reading, section, title, share)
    elif not held and any(
        rounds_to(Fraction(100 * part, tally.total), share["percent"]) for part in range(tally.total + 1)
    ):
        yield from _heading_share(reading, section, title, share, Severity.WARNING)


def _rewriting(reading: Reading, section: Section, title: str, new: str) -> Edit:
    """The edit that makes a heading the new one, of what differs alone."""
    start = next((i for i, (a, b) in enumerate(zip(title, new, strict=False)) if a != b), len(new))
    end = 0
    while end < min(len(title), len(new)) - start and title[-1 - end] == new[-1 - end]:
        end += 1
    column = reading.title_column(section) + start
    while start and title[start - 1].isalnum():
        start, column = start - 1, column - 1
    while end and title[-end] in "0123456789/%":
        end -= 1
    return replacement(section.line, column, title[start : len(title) - end], new[start : len(new) - end])


def _under(section: Section, actual: Score) -> str:
    return f"a count of the items under it gives {actual}"


def _summaries(reading: Reading) -> Iterator[Finding]:
    """Rows named like a section of the document that state its score, or that all of it is done."""
    for grid in reading.grids:
        label = grid.table.label
        for line, cells in grid.rows:
            scored = [
                (c, m)
                for c in cells
                if "/" in c.text and (m := _CELL.fullmatch(c.text[:LONGEST])) and _fits(m)
            ]
            whole = [
                (cells[i], m)
                for i, name in enumerate(grid.names[: len(cells)])
                if cells[i].text.strip("*_` ") == "100%"
                and _SHARED.fullmatch(name[:LONGEST])
                and (m := _ALL.search(cells[i].text))
            ]
            found = scored if len(scored) == 1 else whole if not scored and len(whole) == 1 else []
            if not found or label >= len(cells):
                continue
            section = section_named(reading, cells[label].text, grid.section)
            tally = reading.tally(section.index) if section else Tally()
            if section and tally.total and not _holds(found[0][1], tally):
                yield _told_of_row(section, tally, line, *found[0])


def _fits(match: re.Match[str]) -> bool:
    return 0 < int(match["whole"]) >= int(match["part"])


def _holds(match: re.Match[str], tally: Tally) -> bool:
    if "part" in match.re.groupindex:
        return (int(match["part"]), int(match["whole"])) == (tally.done, tally.total)
    return not tally.open


def _told_of_row(section: Section, tally: Tally, line: int, cell: RawCell, match: re.Match[str]) -> Finding:
    score, text = Score(tally.done, tally.total), cell.text
    scored = "part" in match.re.groupindex
    start = match.start("part" if scored else "percent")
    stated = text[start : match.end("whole" if scored else "share")]
    actual = str(score) if scored else percent(Fraction(tally.done, tally.total), 0)
    new = rewritten(text, match, tally)
    end = 0
    while end < min(len(text), len(new)) - start and text[-1 - end] == new[-1 - end]:
        end += 1
    end = 0 if match["share"] and scored else min(end, len(text) - start - len(stated))
    column = cell.column + start + 1
    message = f"{stated} stated, a count of the items under {section.title!r} gives {score}"
    edit = replacement(line, column, text[start : len(text) - end], new[start : len(new) - end])
    return finding(RULE, line, column, message, stated, actual, edit)
