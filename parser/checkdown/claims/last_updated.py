"""``Last Updated`` against the last commit that changed the document, where that is known.

Told from the second day on: a date may be written in one time zone and committed in the next. Nor is today's
date: the change that it speaks of may not be committed yet. A fix is itself such a change, and writes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from checkdown.findings.finding import Finding, Rule, Severity
from checkdown.findings.reading import Reading, finding, replacement
from checkdown.patterns import pattern

RULE = Rule(
    "last-updated-mismatch",
    Severity.WARNING,
    "'Last Updated' names another day than the last commit that changed the document.",
    "Write the day of the change; the fix writes today, since it changes the document.",
    fixable=True,
)

_NAME = pattern(r"(?:last\s+)?(?:updated|modified|changed)(?:\s+on)?", re.IGNORECASE)
_DATE = pattern(r"\d{4}-\d{2}-\d{2}")


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
        match = _DATE.search(each.value) if _NAME.fullmatch(each.name.strip()) else None
        stated = _day(match[0]) if match else None
        days = (changed, today)
        if match and stated and all(abs(day - stated) > timedelta(days=1) for day in days):
            column = each.column + match.start()
            message = f"{each.name}: {match[0]} stated, the last commit that changed it is of {changed}"
            edit = replacement(each.line, column, match[0], str(today))
            yield finding(RULE, each.line, column, message, match[0], str(changed), edit)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
