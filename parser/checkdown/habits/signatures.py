"""Sign-offs that are ticked or dated while nobody has put a name to them."""

from __future__ import annotations

from collections.abc import Iterator

from checkdown.findings.finding import Finding, Rule, Severity
from checkdown.findings.reading import Reading, finding
from checkdown.signoffs import SignOff
from checkdown.states import State

RULE = Rule(
    "signoff-without-name",
    Severity.ERROR,
    "A sign-off is ticked or dated, but the name is still blank, or has a name without its date.",
    "Fill in the name and the date, or take the tick back.",
)


def look(reading: Reading) -> Iterator[Finding]:
    """Every sign-off that is given by nobody, or on no day."""
    for each in reading.signoffs:
        item = reading.checklist.item_at(each.line)
        ticked = item is not None and item.state is State.DONE
        if not each.name and (ticked or each.date):
            what = "ticked" if ticked else f"dated {each.date}"
            message = f"{each.role}: {what}, but the name is blank"
            column = item.column if item else 1
            yield finding(RULE, each.line, column, message, what, "no name")
        elif each.name and not each.date and _dated(reading, each):
            message = f"{each.role}: signed by {each.name}, but the date is blank"
            yield finding(RULE, each.line, 1, message, each.name, "no date")


def _dated(reading: Reading, each: SignOff) -> bool:
    """Whether the line has a blank for the date."""
    return not each.in_table and "___" in reading.source.line(each.line)
