"""TOTAL and OVERALL rows against their columns: sums of scores, numbers and estimates, means of percentages.

A column is compared only where every row above the total has a figure of the same form (or nothing at
all), so that what is added up is clear. A percentage may be the mean of its column, the mean weighted by
another column, or a sum of shares; it is told only where it is none of them.
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

from .figures import (
    ESTIMATE,
    PERCENT,
    SCORE,
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
    choices = _addends(rows, position, totals)
    scored = any(whole_cell(cell.text, SCORE) for cell in rows[position])
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
        found = [_sum(cell.text, column, chosen, grid.names, label) for chosen in choices]
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


def _sum(
    text: str, column: int, rows: list[tuple[RawCell, ...]], names: Sequence[str], label: str
) -> Sum | None:
    texts = [cells[column].text[:LONGEST] if column < len(cells) else "" for cells in rows]
    filled = [each for each in texts if not _EMPTY.fullmatch(each)]
    if len(filled) < 2:
        return None
    for read in _READERS:
        found = read(text, filled, texts, rows, names, label)
        if found:
            return found
    return None


Reader = Callable[[str, list[str], list[str], list[tuple[RawCell, ...]], Sequence[str], str], Sum | None]


def _scores(
    text: str, filled: list[str], _t: list[str], _r: object, _n: Sequence[str], _l: str
) -> Sum | None:
    match = whole_cell(text, SCORE)
    stated = score_of(match) if match else None
    found = [score_of(m) for m in (whole_cell(each, SCORE) for each in filled) if m]
    known = [each for each in found if each]
    if not match or not stated or len(known) < len(filled):
        return None
    part, whole = sum(each.part for each in known), sum(each.whole for each in known)
    holds = stated == (part, whole)
    if len({each.whole for each in known}) == 1 and stated.whole == known[0].whole:
        # Marks out of ten: their mean is as good a total as their sum.
        mean = Fraction(part, len(known))
        holds = (
            holds or rounds_to(mean, str(stated.part)) or stated.part in (mean.__floor__(), mean.__ceil__())
        )
    return Sum(f"{part}/{whole}", holds, match.span())


def _percentages(
    text: str,
    filled: list[str],
    texts: list[str],
    rows: list[tuple[RawCell, ...]],
    names: Sequence[str],
    _l: str,
) -> Sum | None:
    match = whole_cell(text, PERCENT)
    found = [whole_cell(each, PERCENT) for each in filled]
    values = [Fraction(each[1]) for each in found if each]
    if not match or len(values) < len(filled):
        return None
    whole = sum(values, Fraction(0))
    mean = whole / len(values)
    accepted = [mean, whole]
    for column in range(len(names)):
        weights = _weights(rows, column, texts)
        if weights:
            parts = (w * v for w, v in zip(weights, values, strict=True))
            weighted = sum(parts, Fraction(0)) / sum(weights)
            accepted.append(weighted)
            if _WEIGHT.match(names[column]):
                mean, accepted = weighted, [weighted]
                break
    decimals = decimals_of(match[1])
    holds = any(rounds_to(value, match[1]) for value in accepted)
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


def _estimates(
    text: str, filled: list[str], _t: list[str], _r: object, _n: Sequence[str], _l: str
) -> Sum | None:
    match = only_cell(text, ESTIMATE)
    found = [only_cell(each, ESTIMATE) for each in filled]
    known = [estimate_of(each) for each in found if each]
    if not match or len(known) < len(filled):
        return None
    stated, actual = estimate_of(match), sum_of(known)
    if actual is None or actual.unit != stated.unit:
        return None
    return Sum(str(actual), (stated.least, stated.most) == (actual.least, actual.most), match.span())


def _numbers(
    text: str, filled: list[str], _t: list[str], _r: object, _n: Sequence[str], label: str
) -> Sum | None:
    stated = number_in(text)
    known = [number for number in map(number_in, filled) if number is not None]
    if stated is None or len(known) < len(filled) or not _ADDED.match(label):
        return None
    actual = sum(known, Decimal(0))
    start = len(text) - len(text.lstrip("*_`~ \t"))
    end = len(text.rstrip("*_`~ \t"))
    dollar = "$" if text[start] == "$" else ""
    shown = f"{dollar}{actual:,}" if "," in text else f"{dollar}{actual}"
    return Sum(shown, stated == actual, (start, end))


_READERS: tuple[Reader, ...] = (_scores, _percentages, _estimates, _numbers)
