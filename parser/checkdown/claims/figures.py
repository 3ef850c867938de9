"""Figures as documents write them: scores, percentages, numbers and estimates, read and compared.

Reads text only; which figure speaks of what is the rules' business. A figure that is said to be rough
(``~66%``, ``120+``) is none: it claims nothing that could be wrong.
"""

from __future__ import annotations

import re
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import NamedTuple

from checkdown.patterns import pattern

_NOT_ROUGH = r"(?<![\d.,/~≈<>=≥≤$#v:_-])(?<![~≈<>≥≤] )(?<![A-Za-z])"
SCORE = pattern(rf"{_NOT_ROUGH}(\d{{1,6}})\s?/\s?(\d{{1,6}})(?![\d/%+:]|[.,]\d|-\d)")
"""``94/96``: a part, and the whole that it is of."""
COOKIE = pattern(r"\[(?:(\d{1,6})/(\d{1,6})|(\d{1,3})%)\](?![(\[:])")
"""``[3/7]`` and ``[43%]`` as Org mode keeps them."""
PERCENT = pattern(rf"{_NOT_ROUGH}(\d{{1,3}}(?:\.\d{{1,3}})?)\s?%(?!\+)")
_NUMBER = pattern(r"\$?(\d{1,3}(?:,\d{3})+|\d{1,9})(\.\d{1,3})?")
_AMOUNT = r"\d{1,4}(?:\.\d{1,2})?"
_UNITS = {
    "minute": "minutes?|mins?",
    "hour": "hours?|hrs?|h",
    "day": "days?|d",
    "week": "weeks?|wks?|w",
    "month": "months?",
}
ESTIMATE = pattern(
    rf"{_NOT_ROUGH}({_AMOUNT})(?:\s?(?:-|–|—|to)\s?({_AMOUNT}))?\s?({'|'.join(_UNITS.values())})(?![\w/+-])",
    re.IGNORECASE,
)
_WRAP = "*_`~ \t"


class Score(NamedTuple):
    """``94/96``."""

    part: int
    whole: int

    def __str__(self) -> str:
        return f"{self.part}/{self.whole}"


class Estimate(NamedTuple):
    """``1-2 days``: a range, both ends the same where it is none."""

    least: Decimal
    most: Decimal
    unit: str

    def __str__(self) -> str:
        plural = "" if self.most <= 1 else "s"
        least, most = f"{self.least.normalize():f}", f"{self.most.normalize():f}"
        return f"{least if least == most else f'{least}-{most}'} {self.unit}{plural}"


def score_of(match: re.Match[str]) -> Score | None:
    """The score that SCORE found; None for what cannot be one (``24/7``)."""
    score = Score(int(match[1]), int(match[2]))
    return score if score.part <= score.whole and score.whole else None


def whole_cell(text: str, wanted: re.Pattern[str]) -> re.Match[str] | None:
    """The figure that a cell is, emphasis around it and words behind it aside; None where it is none."""
    at = len(text) - len(text.lstrip(_WRAP))
    return wanted.match(text, at)


def only_cell(text: str, wanted: re.Pattern[str]) -> re.Match[str] | None:
    """The figure that a cell consists of, but for emphasis."""
    match = whole_cell(text, wanted)
    return match if match and not text[match.end() :].strip(_WRAP) else None


def number_in(text: str) -> Decimal | None:
    """The number that a cell consists of."""
    match = only_cell(text, _NUMBER)
    return Decimal(match[1].replace(",", "") + (match[2] or "")) if match else None


def percent(share: Fraction, decimals: int) -> str:
    """A share of one as a percentage, rounded half up."""
    return f"{_rounded(share * 100, decimals, ROUND_HALF_UP)}%"


def _rounded(value: Fraction, decimals: int, how: str) -> Decimal:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal(1).scaleb(-decimals), rounding=how)


def decimals_of(text: str) -> int:
    """How many digits stand behind the point."""
    return len(text.partition(".")[2])


def rounds_to(value: Fraction, stated: str) -> bool:
    """Whether a value is ``stated`` when it is rounded to as many digits, half up or down."""
    decimals = decimals_of(stated)
    return Decimal(stated) in (
        _rounded(value, decimals, ROUND_HALF_UP),
        _rounded(value, decimals, ROUND_FLOOR),
    )


def estimate_of(match: re.Match[str]) -> Estimate:
    """The estimate that ESTIMATE found."""
    word = match[3].lower()
    unit = next(name for name, words in _UNITS.items() if re.fullmatch(words, word))
    least = Decimal(match[1])
    return Estimate(least, Decimal(match[2]) if match[2] else least, unit)


def estimate_in(text: str) -> Estimate | None:
    """The only estimate in a text; None where there is none or several."""
    found = list(ESTIMATE.finditer(text))
    return estimate_of(found[0]) if len(found) == 1 else None


def sum_of(estimates: list[Estimate]) -> Estimate | None:
    """What estimates come to; None where their units differ."""
    if len({each.unit for each in estimates}) != 1:
        return None
    return Estimate(
        sum((each.least for each in estimates), Decimal(0)),
        sum((each.most for each in estimates), Decimal(0)),
        estimates[0].unit,
    )
