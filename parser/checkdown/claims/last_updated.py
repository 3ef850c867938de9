"""``Last Updated`` against the last commit that changed the document, where that is known.

Told from the second day on: a date may be written in one time zone and committed in the next. Nor is today's
date: the change that it speaks of may not be committed yet. A fix is itself such a change, and writes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from checkdown.findings.finding import Finding, Rule, Severity
from checkdown.findings.reading import LONGEST, Reading, finding, replacement
from checkdown.patterns import pattern

RULE = Rule(
    "last-updated-mismatch",
    Severity.WARNING,
    "'Last Updated' names another day than the last commit that changed the document.",
    "Write the day of the change; the fix writes today, since it changes the document.",
    fixable=True,
)

_NAME = pattern(
    r"(?:last\s+)?(?:updated|modified|changed)(?:\s+on)?|last\s+(?:update|change|revised|edited)",
    re.IGNORECASE,
)
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october"),
    *("november", "december"),
)
_MONTH = rf"(?P<name>{'|'.join(f'{each}|{each[:3]}' for each in _MONTHS)}|sept)"
_DATE = pattern(r"(?P<y>\d{4})(?P<sep>[-/.])(?P<m>\d{2})(?P=sep)(?P<d>\d{2})(?!\d)")
_WRITTEN = pattern(
    rf"(?<!\w)(?:{_MONTH}\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\.?\s+"
    rf"{_MONTH.replace('<name>', '<name2>')}\.?,?)\s+(?P<y>\d{{4}})(?!\d)",
    re.IGNORECASE,
)


def speaks_of_a_day(reading: Reading) -> bool:
    """Whether there is such a field at all: else nobody needs to ask for the commit."""
    return any(_NAME.fullmatch(each.name.strip()) for each in reading.own_fields)


def look(reading: Reading) -> Iterator[Finding]:
    """Every such field that is a day or more off."""
    changed = reading.settings.changed_on
    if changed is None:
        return
    today = reading.settings.today or changed
    for each in reading.own_fields:
        stated = _stated(each.value) if _NAME.fullmatch(each.name.strip()) else None
        if stated and all(abs(day - stated.day) > timedelta(days=1) for day in (changed, today)):
            column = each.column + stated.start
            message = f"{each.name}: {stated.text} stated, the last commit that changed it is of {changed}"
            edit = replacement(each.line, column, stated.text, stated.written(today))
            yield finding(RULE, each.line, column, message, stated.text, str(changed), edit)


class Stated(NamedTuple):
    """A day as it is written."""

    day: date
    text: str
    start: int
    """Characters of the value before it."""

    def written(self, day: date) -> str:
        """Another day, written like this one."""
        match = _DATE.fullmatch(self.text)
        if match:
            return day.isoformat().replace("-", match["sep"])
        month = _MONTHS[day.month - 1].title()
        words = re.findall(r"[A-Za-z]{3,}", self.text)[0]
        month = month if len(words) > 4 or words.lower() in _MONTHS else month[:3]
        comma = "," if "," in self.text else ""
        if self.text[0].isdigit():
            return f"{day.day} {month}{comma} {day.year}"
        return f"{month} {day.day}{comma} {day.year}"


def _stated(value: str) -> Stated | None:
    match = _DATE.search(value)
    if match:
        month, day = int(match["m"]), int(match["d"])
    else:
        match = _WRITTEN.search(value[:LONGEST])
        if match is None:
            return None
        name = (match["name"] or match["name2"]).lower()[:3]
        month = next(number for number, each in enumerate(_MONTHS, 1) if each.startswith(name))
        day = int(match["d"] or match["d2"])
    try:
        return Stated(date(int(match["y"]), month, day), match[0], match.start())
    except ValueError:
        return None
