"""Rows that restate a section of the document (``| 2. Security | ✅ |``) against that section's items.

A row is done where, and only where, its section has no item that is written down as something else; rows
of its tables that state nothing do not count. A row that says how far it is (``✅ 15%``) claims no more.
"""

from __future__ import annotations

from collections.abc import Iterator

from checkdown.findings.finding import Finding, Rule, Severity
from checkdown.findings.reading import Reading, finding, lines_named
from checkdown.outline import number_and_label
from checkdown.states import Kind, Notation, Role, State
from checkdown.views import Item, Section

from .figures import PERCENT

RULE = Rule(
    "section-row-mismatch",
    Severity.ERROR,
    "A row that restates a section is marked done while items of that section are open, or the reverse.",
    "Set the row to what the section's items say, or finish the items.",
)

_SETTLED = (State.DONE, State.NA)


def look(reading: Reading) -> Iterator[Finding]:
    """Every such row that its section contradicts."""
    for index, part in enumerate(reading.checklist.parts):
        first = reading.checklist.shape.firsts[index]
        for position, record in enumerate(part.records, first):
            if record.role is Role.SUMMARY and record.state in (State.DONE, State.FAILED):
                yield from _of_row(reading, reading.checklist.item(position))


def _of_row(reading: Reading, row: Item) -> Iterator[Finding]:
    section = section_named(reading, row.text, row.section_index)
    if section is None or any(_partly(cell.text) for cell in row.cells):
        return
    items = list(_stated(reading, section))
    against = [item for item in items if item.state not in _SETTLED]
    if row.state is State.DONE and against:
        verb = "is" if len(against) == 1 else "are"
        where = lines_named([item.line for item in against])
        actual = f"{len(against)} of {len(items)} open"
        message = (
            f"{row.mark} stated, {len(against)} of {len(items)} items of that section {verb} open ({where})"
        )
        yield finding(RULE, row.line, row.column, message, row.mark, actual)
    elif row.state is State.FAILED and len(items) > 1 and not against:
        message = f"{row.mark} stated, all {len(items)} items of that section are done"
        yield finding(RULE, row.line, row.column, message, row.mark, "all done")


def _partly(text: str) -> bool:
    share = PERCENT.search(text)
    return share is not None and float(share[1]) < 100


def section_named(reading: Reading, text: str, own: int) -> Section | None:
    """The only section of a row's number and name that holds items, ``own`` aside."""
    number, label = number_and_label(text)
    found = [
        section
        for section in reading.named.get(label, ())
        if section.index != own
        and (not number or number == section.number)
        and reading.tally(section.index).total > 1
    ]
    return found[0] if len(found) == 1 else None


def _stated(reading: Reading, section: Section) -> Iterator[Item]:
    checklist = reading.checklist
    for index in range(section.index, checklist.subtree_end(section.index)):
        first = checklist.shape.firsts[index]
        for position, record in enumerate(checklist.parts[index].records, first):
            if (
                record.role is Role.ITEM
                and record.kind is not Kind.MARK
                and record.notation is not Notation.NONE
                and record.state is not State.NA
            ):
                yield checklist.item(position)
