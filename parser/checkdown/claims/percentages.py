"""A percentage beside the score that it is of: ``94/96 (98%)``, or in two cells of one row.

It holds where the score comes to it, rounded half up or down to as many digits as it has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from checkdown.cells import RawCell
from checkdown.findings.finding import Finding, Rule, Severity
from checkdown.findings.reading import Grid, Reading, finding, replacement
from checkdown.patterns import pattern

from .columns import done_of_total
from .figures import (
    PERCENT,
    SCORE,
    decimals_of,
    number_in,
    only_cell,
    percent,
    rounds_to,
    score_of,
    whole_cell,
)

RULE = Rule(
    "percentage-mismatch",
    Severity.ERROR,
    "A percentage is not what the score beside it comes to.",
    "Correct the percentage, or the score.",
    fixable=True,
)

_BETWEEN = pattern(r"[\w\s]{0,24}[*_`]{0,3}\s?[(\[=:—–,-]{1,2}\s?[*_`]{0,3}")
"""What may stand between a score and its percentage: ``items (``, `` = ``."""
_OPENS = pattern(r"[\w\s]{0,24}[*_`]{0,3}\s?\(")
_CLOSES = pattern(r"[^()%]{0,40}\)")
_OF_COLUMN = pattern(
    r"\W*(?:%|percent(?:age)?|progress|complet(?:e|ed|ion)|status|rate|score|total|done"
    r"|pass(?:ed|ing)? ?(?:rate|%)?)\W*",
    re.IGNORECASE,
)


def look(reading: Reading) -> Iterator[Finding]:
    """Every percentage that differs from its score."""
    for section in reading.sections[1:]:
        if "%" in section.title:
            yield from _in_text(reading.source.line(section.line), section.line, 0)
    for prose in reading.prose:
        if "%" in prose.text:
            yield from _in_text(prose.text, prose.line, 0)
    for grid in reading.grids:
        for line, cells in grid.rows:
            if any("%" in cell.text for cell in cells):
                yield from _in_row(grid, line, cells)
        yield from _of_counts(grid)


def _in_text(text: str, line: int, offset: int) -> Iterator[Finding]:
    for match in SCORE.finditer(text):
        score = score_of(match)
        gap = _BETWEEN.match(text, match.end())
        share = PERCENT.match(text, gap.end()) if gap else None
        # `94/96`, `66%` in code marks of their own are two examples, not one claim.
        if score and gap and share and not ("`" in gap[0] and "," in gap[0]):
            yield from _compared(score.part, score.whole, share, line, offset)
    for share in PERCENT.finditer(text):
        gap = _OPENS.match(text, share.end())
        behind = SCORE.match(text, gap.end()) if gap else None
        score = score_of(behind) if behind else None
        if score and behind and _CLOSES.match(text, behind.end()):
            yield from _compared(score.part, score.whole, share, line, offset)


def _in_row(grid: Grid, line: int, cells: tuple[RawCell, ...]) -> Iterator[Finding]:
    scores = [m for m in (only_cell(cell.text, SCORE) for cell in cells) if m and score_of(m)]
    shares = [
        (column, match)
        for column, match in ((i, whole_cell(cell.text, PERCENT)) for i, cell in enumerate(cells))
        if match
    ]
    if len(scores) == 1 and len(shares) == 1:
        column, share = shares[0]
        name = grid.names[column] if column < len(grid.names) else ""
        if _OF_COLUMN.fullmatch(name) or "%" in name:
            yield from _compared(int(scores[0][1]), int(scores[0][2]), share, line, cells[column].column)
    for cell in cells:
        if "%" in cell.text and "/" in cell.text:
            yield from _in_text(cell.text, line, cell.column)


def _of_counts(grid: Grid) -> Iterator[Finding]:
    """The percentages of rows that have what is done and how much there is in columns of their own."""
    columns = done_of_total(grid.names)
    if columns is None:
        return
    part, whole, share = columns
    found, held = [], 0
    for line, cells in grid.rows:
        if max(columns) >= len(cells):
            continue
        numbers = number_in(cells[part].text), number_in(cells[whole].text)
        match = whole_cell(cells[share].text, PERCENT)
        if match and numbers[0] is not None and numbers[1] and numbers[0] <= numbers[1]:
            if any(each != int(each) for each in numbers if each is not None):
                return
            told = list(_compared(int(numbers[0]), int(numbers[1]), match, line, cells[share].column))
            held += not told
            found += told
    # Where it fits in no row of several, it is a percentage of something else.
    if held or len(found) < 2:
        yield from found


def _compared(part: int, whole: int, share: re.Match[str], line: int, offset: int) -> Iterator[Finding]:
    value = Fraction(part, whole)
    if rounds_to(value * 100, share[1]):
        return
    actual = percent(value, decimals_of(share[1]))
    claimed, column = share[0], offset + share.start() + 1
    message = f"{claimed} stands beside {part}/{whole}, which is {actual}"
    yield finding(RULE, line, column, message, claimed, actual, replacement(line, column, claimed, actual))
