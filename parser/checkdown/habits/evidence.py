"""Done items without evidence, in lists and tables that use evidence.

A table uses it where it has a column for it and most done rows fill it; a list where most of its done tasks
have a bullet for it. Settings may ask for it everywhere, or nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from checkdown.details import EVIDENCE_HEADER
from checkdown.entries import without_labelled
from checkdown.findings.finding import Finding, Rule, Severity
from checkdown.findings.reading import Reading, finding
from checkdown.findings.settings import EvidenceDemand
from checkdown.parts import Record, Table
from checkdown.patterns import pattern
from checkdown.states import Kind, Role, State

RULE = Rule(
    "done-without-evidence",
    Severity.WARNING,
    "An item is done without evidence where the others of its list or table have some.",
    "Attach what shows it: a path, an address, a commit, a note.",
)

_FEWEST = 3
"""Done items with evidence that make it a habit of their list."""
_WORD = pattern(r"\w")


def look(reading: Reading) -> Iterator[Finding]:
    """Every done item that lacks what it should have."""
    demand = reading.settings.evidence
    if demand is EvidenceDemand.NEVER:
        return
    for index, part in enumerate(reading.checklist.parts):
        groups: dict[tuple[int, int], list[int]] = {}
        for position, record in enumerate(part.records):
            if record.state is State.DONE and record.role is Role.ITEM and record.kind is not Kind.MARK:
                groups.setdefault((record.table, record.parent), []).append(position)
        for (table, _), positions in groups.items():
            columns = _columns(part.tables[table]) if table >= 0 else []
            without = [p for p in positions if not _has_own(reading, index, part.records[p], columns)]
            used = len(positions) - len(without)
            if demand is EvidenceDemand.ALWAYS or (used >= _FEWEST and without):
                yield from _lacking(reading, index, without, used)


def _lacking(reading: Reading, index: int, without: list[int], used: int) -> Iterator[Finding]:
    """Findings for those that refer to nothing in their own words either, if they are the exception."""
    first = reading.checklist.shape.firsts[index]
    items = [reading.checklist.item(first + position) for position in without]
    items = [item for item in items if not item.evidence]
    if reading.settings.evidence is EvidenceDemand.ALWAYS or used > len(items):
        for item in items:
            message = f"done without evidence: {item.text[:60]}"
            yield finding(RULE, item.line, item.column, message, item.mark)


def _columns(table: Table) -> list[int]:
    return [column for column, cell in enumerate(table.header) if EVIDENCE_HEADER.fullmatch(cell.text)]


def _has_own(reading: Reading, index: int, record: Record, columns: list[int]) -> bool:
    """Whether it has a bullet or cell for evidence; a path in its own words makes no habit."""
    if record.table >= 0:
        cells = reading.checklist.parts[index].tables[record.table].rows[record.row][1]
        return any(column < len(cells) and _proves(cells[column].text) for column in columns)
    return reading.evidence_below(index, record)


def _proves(text: str) -> bool:
    """Whether a cell for evidence says more than a reason or a note with its label."""
    return _WORD.search(without_labelled(text)) is not None
