"""Cookies as Org mode keeps them, ``[3/7]`` and ``[43%]``: on a heading they count the items of its section,
on an item the items right under it.

A cookie counts nothing else, so a whole that differs is wrong too. ``[1/3]`` before other words of a title
that has no items below it is a number of parts, and passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from checkdown.findings.finding import Finding, Rule, Severity
from checkdown.findings.reading import Reading, finding, replacement
from checkdown.states import Kind, Role, State
from checkdown.tally import Tally

from .figures import COOKIE, percent, rounds_to

RULE = Rule(
    "cookie-mismatch",
    Severity.ERROR,
    "A cookie such as [3/7] or [43%] does not count what stands under it.",
    "Let the fix write the count.",
    fixable=True,
)


def look(reading: Reading) -> Iterator[Finding]:
    """Every cookie that miscounts."""
    for section in reading.sections[1:]:
        if "[" in section.title:
            text = reading.source.line(section.line)
            tallies = [reading.tally(section.index), _top(reading, section.index)]
            yield from _in_text(text, section.line, tallies)
    for index, part in enumerate(reading.checklist.parts):
        children = _children(reading, index)
        for position, states in children.items():
            record = part.records[position]
            line = reading.checklist.starts[index] + record.line + 1
            text = reading.source.line(line)
            if "[" in text[record.text_column :]:
                yield from _in_text(text, line, [Tally.of(states)], record.text_column)


def _top(reading: Reading, index: int) -> Tally:
    """A section's own items that are nested in none: what Org counts."""
    records = reading.checklist.parts[index].records
    return Tally.of(
        r.state for r in records if r.parent < 0 and r.role is Role.ITEM and r.kind is not Kind.MARK
    )


def _children(reading: Reading, index: int) -> dict[int, list[State]]:
    found: dict[int, list[State]] = {}
    for record in reading.checklist.parts[index].records:
        if record.parent >= 0 and record.kind is Kind.TASK:
            found.setdefault(record.parent, []).append(record.state)
    return found


def _in_text(text: str, line: int, tallies: list[Tally], start: int = 0) -> Iterator[Finding]:
    for match in COOKIE.finditer(text, start):
        counted = [tally for tally in tallies if tally.total]
        if not counted or any(_holds(match, tally) for tally in counted):
            continue
        tally = counted[0]
        if match[3]:
            actual = f"[{percent(Fraction(tally.done, tally.total), 0)}]"
        else:
            actual = f"[{tally.done}/{tally.total}]"
        column = match.start() + 1
        message = f"{match[0]} stated, {tally.done} of {tally.total} under it are done"
        edit = replacement(line, column, match[0], actual)
        yield finding(RULE, line, column, message, match[0], actual, edit)


def _holds(match: re.Match[str], tally: Tally) -> bool:
    if match[3]:
        return rounds_to(Fraction(100 * tally.done, tally.total), match[3])
    return (int(match[1]), int(match[2])) == (tally.done, tally.total)
