"""TOTAL and OVERALL rows against their columns: sums of scores, numbers and estimates, means of percentages.

A column is compared only where every row above the total has a figure of the same form (or nothing at
all), none is left out (``...``), and it is certain what the total is: a sum of scores, of money, of things
that are counted or of estimates, by the name of its column; the mean of percentages where it is called one
or is that of scores, or where weights are stated. What else stands in a TOTAL row (a ratio, a year, a
slowest time, a coverage that is weighted by something unseen) is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from checkdown.cells import RawCell
from checkdown.findings.finding import Finding, Rule, Severity
from checkdown.findings.reading import LONGEST, Grid, Reading, finding, replacement
from checkdown.patterns import pattern

from .columns import adds_up, done_of_total, is_elapsed, is_scored, is_work
from .figures import (
    ESTIMATE,
    PERCENT,
    SCORE,
    Score,
    decimals_of,
    estimate_of,
    number_in,
    only_cell,
    percent,
    rounds_to,
    score_of,
    sum_of,
    whole_cell,
)

RULE = Rule(
    "total-mismatch",
    Severity.ERROR,
    "A TOTAL or OVERALL row says something else than its column adds up to.",
    "Correct the total, or the row that is wrong. A percentage is compared with the mean of its column, "
    "weighted where a column says so.",
    fixable=True,
)

_EMPTY = pattern(r"[\W_]*(?:n/?a|none|tbd)?[\W_]*", re.IGNORECASE)
_ADDED = pattern(r"\W*(?:(?:grand|sub)[\s-]*)?(?:total|sum|المجموع|الإجمالي|إجمالي|总计|合计)", re.IGNORECASE)
_MEAN = pattern(r"\W*(?:overall[\s-]+)?(?:average|avg|mean)\b", re.IGNORECASE)
"""A total that is no sum."""
_SUMS = pattern(
    r"\W*(?:(?:grand|sub|overall)[\s-]*)?(?:totals?|sum|overall)\b|\W*(?:المجموع|الإجمالي|إجمالي|总计|合计)",
    re.IGNORECASE,
)
_ELIDED = pattern(r"\W*(?:\.\.\.+|…|etc\.?|and so on|more)\W*", re.IGNORECASE)
"""A row in place of others that are not shown."""
_OF_OTHERS = pattern(
    r"\b(?:incl(?:uding|\.)?|excl(?:uding|\.)?|with|without|plus|weighted|unique|distinct|deduplicated|approx)\b",
    re.IGNORECASE,
)
"""Words in a total's name by which it is no plain sum or mean of the rows."""
_SERIES = pattern(
    r"\W*(?:week|sprint|day|date|month|quarter|year|iteration|release|version|build|run)s?\b", re.IGNORECASE
)
"""Rows of a course of time, whose last count may be the total."""
_SHARES = pattern(r"\b(?:weight\w*|contribution|share|allocation|impact|of total)\b", re.IGNORECASE)
"""Columns of percentages that are parts of one whole."""
_WEIGHT = pattern(r"\W*weight(?:ing|s)?\b", re.IGNORECASE)
_NO_SUM = pattern(
    r"\W*(?:#|no|id|target|threshold|version|line|lines|date|day|when|limit|max|min|goal|rank|priority)\b",
    re.IGNORECASE,
)

_OF_ALL = pattern(
    r"(?:^|[.!?|]\s+|\b(?:we(?:'re|\s+are)|(?:release|launch|project|system|everything)\s+is|overall,?)\s+"
    r"(?:now\s+|currently\s+)?)[*_]*((\d{1,3}(?:\.\d{1,3})?)\s?%)[*_]*\s+"
    r"(?:overall|ready|readiness|production[ -]ready)\b",
    re.IGNORECASE,
)
"""A percentage of nothing but the whole."""


class Sum(NamedTuple):
    """What a column comes to."""

    actual: str
    holds: bool
    span: tuple[int, int]
    """Where the figure stands in the total's cell."""
    written: str = ""
    """``actual`` as it is written for it, where that is rounded; else ""."""


def look(reading: Reading) -> Iterator[Finding]:
    """Every total whose column comes to something else, and what the text says of the whole instead."""
    shares: list[tuple[str, int, Sum]] = []
    for number, positions in reading.totals.items():
        grid = reading.grids[number]
        for position in positions:
            line, cells = list(grid.rows)[position]
            for column, found in _columns(grid, position, positions):
                if not found.holds:
                    yield _told(grid, position, column, found)
                if found.actual.endswith("%"):
                    shares.append((cells[column].text[slice(*found.span)], line, found))
    if len(shares) == 1:
        yield from _repeated(reading, *shares[0])


def _repeated(reading: Reading, total: str, at: int, found: Sum) -> Iterator[Finding]:
    """Sentences that speak of the whole (``66% ready``) against the only percentage of a TOTAL row."""
    actual = Fraction(found.actual.rstrip("% "))
    for line, text, offset in reading.texts("%"):
        for match in _OF_ALL.finditer(text) if line != at else ():
            if rounds_to(actual, match[2]) or (found.holds and match[1] == total):
                continue
            written = total if found.holds else found.written or found.actual
            message = f"{match[1]} stated, the total on line {at} comes to {found.actual}"
            column = offset + match.start(1) + 1
            edit = replacement(line, column, match[1], written)
            yield finding(RULE, line, column, message, match[1], found.actual, edit)


def computed(reading: Reading, number: int, position: int) -> dict[int, Sum]:
    """What each column of a TOTAL row comes to, by column."""
    return dict(_columns(reading.grids[number], position, reading.totals[number]))


def _told(grid: Grid, position: int, column: int, found: Sum) -> Finding:
    line, cells = list(grid.rows)[position]
    cell = cells[column]
    claimed = cell.text[slice(*found.span)]
    at = cell.column + found.span[0] + 1
    name = grid.names[column].strip("*_` ") or "its column"
    label = next((each.text.strip("*_` ") for each in cells if each.text), "TOTAL")
    verb = "averages" if found.actual.endswith("%") else "adds up to"
    message = f"the {label} row says {claimed}, {name} {verb} {found.actual}"
    edit = replacement(line, at, claimed, found.written or found.actual)
    return finding(RULE, line, at, message, claimed, found.actual, edit)


def _columns(grid: Grid, position: int, totals: Sequence[int]) -> Iterator[tuple[int, Sum]]:
    rows = [cells for _, cells in grid.rows]
    if any(_OF_OTHERS.search(cell.text[:LONGEST]) for cell in rows[position][:2]) or any(
        _ELIDED.fullmatch(cell.text) for cells in rows for cell in cells[:2] if len(cell.text) < 12
    ):
        return
    choices = _addends(rows, position, totals)
    scored = (
        any(whole_cell(cell.text, SCORE) for cell in rows[position]) or done_of_total(grid.names) is not None
    )
    label = next((cell.text for cell in rows[position] if cell.text), "")
    for column, cell in enumerate(rows[position]):
        name = grid.names[column] if column < len(grid.names) else ""
        # A percentage beside a score is that score's: another rule looks at it.
        if (
            not cell.text
            or len(cell.text) > LONGEST
            or _NO_SUM.match(name)
            or (scored and whole_cell(cell.text, PERCENT))
        ):
            continue
        found = [_sum(cell.text, column, chosen, grid.names, label[:LONGEST]) for chosen in choices]
        known = [each for each in found if each]
        if known:
            yield column, next((each for each in known if each.holds), known[0])


def _addends(
    rows: list[tuple[RawCell, ...]], position: int, totals: Sequence[int]
) -> list[list[tuple[RawCell, ...]]]:
    """What a total may add up: the rows since the total before, all rows, or the totals before."""
    plain = [i for i in range(len(rows)) if i not in totals]
    before = max((i for i in totals if i < position), default=-1)
    since = [i for i in plain if before < i < position]
    above = [i for i in plain if i < position]
    subtotals = [i for i in totals if i < position]
    options = [since, above, subtotals] if above else [plain]
    return [[rows[i] for i in option] for option in options if len(option) > 1]


class Addends(NamedTuple):
    """What may be added up for a cell of a TOTAL row."""

    filled: list[str]
    """The cells above it that are not empty."""
    texts: list[str]
    """All cells above it."""
    rows: list[tuple[RawCell, ...]]
    names: Sequence[str]
    name: str
    """The name of the column."""
    label: str
    """What the TOTAL row is called."""


def _sum(
    text: str, column: int, rows: list[tuple[RawCell, ...]], names: Sequence[str], label: str
) -> Sum | None:
    texts = [cells[column].text[:LONGEST] if column < len(cells) else "" for cells in rows]
    filled = [each for each in texts if not _EMPTY.fullmatch(each)]
    if len(filled) < 2:
        return None
    name = names[column][:LONGEST] if column < len(names) else ""
    addends = Addends(filled, texts, rows, names, name, label)
    return next((found for read in _READERS if (found := read(text, addends))), None)


def _scores(text: str, above: Addends) -> Sum | None:
    match = whole_cell(text, SCORE)
    known = [s for m in (whole_cell(each, SCORE) for each in above.filled) if m and (s := score_of(m))]
    if not match or len(known) < len(above.filled) or _MEAN.match(above.label):
        return None
    part, whole = sum(each.part for each in known), sum(each.whole for each in known)
    stated = Score(int(match[1]), int(match[2]))
    if stated.part > stated.whole and stated.whole != whole:
        return None
    holds = stated == (part, whole)
    if len({each.whole for each in known}) == 1 and stated.whole == known[0].whole:
        # Marks out of ten: their mean, which may be weighted, is as good a total as their sum.
        holds = holds or min(known).part <= stated.part <= max(known).part
    return Sum(f"{part}/{whole}", holds, match.span())


def _percentages(text: str, above: Addends) -> Sum | None:
    match = whole_cell(text, PERCENT)
    found = [whole_cell(each, PERCENT) for each in above.filled]
    values = [Fraction(each[1]) for each in found if each]
    if not match or len(values) < len(above.filled):
        return None
    whole = sum(values, Fraction(0))
    mean = whole / len(values)
    accepted = [mean, whole]
    if _SHARES.search(above.name):
        return None
    certain = _MEAN.match(above.label) or is_scored(above.label) or is_scored(above.name)
    for column in range(len(above.names)):
        weights = _weights(above.rows, column, above.texts)
        if weights:
            parts = (w * v for w, v in zip(weights, values, strict=True))
            weighted = sum(parts, Fraction(0)) / sum(weights)
            accepted.append(weighted)
            if _WEIGHT.match(above.names[column]):
                mean, accepted, certain = weighted, [weighted], True
                break
    holds = any(rounds_to(value, match[1]) for value in accepted)
    # A share of the whole, or a mean that is weighted by something that the table does not show.
    if not certain and not holds:
        return None
    decimals = decimals_of(match[1])
    exact = percent(mean / 100, decimals if mean.denominator == 1 else decimals + 1)
    return Sum(exact, holds, match.span(), percent(mean / 100, decimals))


def _weights(rows: list[tuple[RawCell, ...]], column: int, texts: list[str]) -> list[Fraction]:
    """The numbers of another column, where each row that counts has one: scores give their whole."""
    found = []
    for cells, text in zip(rows, texts, strict=True):
        if _EMPTY.fullmatch(text):
            continue
        other = cells[column].text if column < len(cells) else ""
        score, share = only_cell(other, SCORE), only_cell(other, PERCENT)
        number = number_in(other)
        if score:
            found.append(Fraction(int(score[2])))
        elif share and other != text:
            found.append(Fraction(share[1]))
        elif number is not None:
            found.append(Fraction(number))
        else:
            return []
    return found if sum(found) else []


def _estimates(text: str, above: Addends) -> Sum | None:
    match = only_cell(text, ESTIMATE)
    found = [only_cell(each, ESTIMATE) for each in above.filled]
    known = [estimate_of(each) for each in found if each]
    elapsed = is_elapsed(above.name)
    if not match or len(known) < len(above.filled) or not _SUMS.match(above.label):
        return None
    stated, actual = estimate_of(match), sum_of(known)
    if actual is None or actual.unit != stated.unit or not (elapsed or is_work(above.name)):
        return None
    holds = (stated.least, stated.most) == (actual.least, actual.most)
    longest = max(each.least for each in known), max(each.most for each in known)
    holds = holds or (elapsed and (stated.least, stated.most) == longest)
    return Sum(str(actual), holds, match.span())


def _numbers(text: str, above: Addends) -> Sum | None:
    stated = number_in(text)
    known = [number for number in map(number_in, above.filled) if number is not None]
    if stated is None or len(known) < len(above.filled) or not _ADDED.match(above.label):
        return None
    series = any(map(_SERIES.match, above.names[:1])) and not is_work(above.name)
    if series or not adds_up(above.name):
        return None
    actual = sum(known, Decimal(0))
    start = len(text) - len(text.lstrip("*_`~ \t"))
    end = len(text.rstrip("*_`~ \t"))
    dollar = "$" if text[start] == "$" else ""
    shown = f"{dollar}{actual:,}" if "," in text else f"{dollar}{actual}"
    return Sum(shown, stated == actual, (start, end))


_READERS: tuple[Callable[[str, Addends], Sum | None], ...] = (_scores, _percentages, _estimates, _numbers)
