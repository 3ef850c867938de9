"""Rows that restate a section of the document (``| 2. Security | ✅ |``) against that section's items.

A row is done where, and only where, its section has no item that is written down as something else; rows
of its tables that state nothing do not count. A row that says how far it is (``✅ 15%``, ``1/2 ✅``) claims
no more. A row is named like its section, or like its number (``Phase 2``), and half of its table is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from checkdown.cells import RawCell
from checkdown.findings.finding import Finding, Rule, Severity
from checkdown.findings.reading import LONGEST, Grid, Reading, finding, lines_named
from checkdown.marks import read_cell
from checkdown.outline import number_and_label
from checkdown.parts import Record
from checkdown.patterns import pattern
from checkdown.states import Kind, Notation, Role, State
from checkdown.views import Item, Section

from .figures import PERCENT, SCORE, only_cell, score_of
from .open_items import spared

RULE = Rule(
    "section-row-mismatch",
    Severity.ERROR,
    "A row that restates a section is marked done while items of that section are open, or the reverse.",
    "Set the row to what the section's items say, or finish the items.",
)

_SETTLED = (State.DONE, State.NA)
_STATUS = pattern(
    r"\W*(?:(?:overall|current)\s+)?(?:status|state|progress|completion|complete[d]?|done|result)\W*",
    re.IGNORECASE,
)
_SIGNED = pattern(r"\b(?:sign(?:ed|ature|[ -]?off)?|approv\w*|reviewer)\b", re.IGNORECASE)
_COUNTS = pattern(
    r"\W*(?:score|progress|items?|tasks?|checks?|(?:items|tasks|checks)?\s*(?:done|complete[d]?))?\W*",
    re.IGNORECASE,
)
_COMPLETE = pattern(r"\W*(?:complete[d]?|done|finished)\W*", re.IGNORECASE)
_STAGE = pattern(
    r"\W*(?P<stage>phase|stage|step|week|sprint|milestone|tier|part|wave|day)\s+(?P<number>\d+(?:\.\d+)*)\b",
    re.IGNORECASE,
)


class Row(NamedTuple):
    """A row that says of something that it is done, or that it is not."""

    done: bool
    mark: str
    line: int
    column: int
    """1-based."""


def look(reading: Reading) -> Iterator[Finding]:
    """Every such row that its section contradicts, and every one that its own score does."""
    for number, grid in enumerate(reading.grids):
        column = _status(grid)
        if column >= 0:
            yield from _of_grid(reading, grid, column, reading.totals.get(number, []))


def _status(grid: Grid) -> int:
    if grid.table.status >= 0:
        return grid.table.status
    named = [i for i, name in enumerate(grid.names) if i and _STATUS.fullmatch(name[:LONGEST])]
    return named[0] if named else -1


def _of_grid(reading: Reading, grid: Grid, column: int, totals: list[int]) -> Iterator[Finding]:
    records = {
        record.row: record
        for record in reading.checklist.parts[grid.section].records
        if record.table >= 0 and reading.checklist.parts[grid.section].tables[record.table] is grid.table
    }
    named, label, found = 0, grid.table.label, []
    for position, (line, cells) in enumerate(grid.rows):
        if position in totals or max(column, label) >= len(cells):
            continue
        record, cell = records.get(position), cells[column]
        row = _row(record, cell, line)
        section = section_named(reading, cells[label].text[:LONGEST], grid.section, least=1)
        named += section is not None
        if row is None or any(SCORE.search(cell.text[:LONGEST]) or _partly(each.text) for each in cells):
            continue
        told = list(_compared(reading, row, section)) if section else []
        if told and section:
            found.append((record is not None and record.role is Role.SUMMARY, told))
        elif row.done:
            yield from _beside_score(grid, row, cells)
    sure = 2 * named >= len(grid.table.rows) - len(totals) and not any(map(_SIGNED.search, grid.names))
    for summary, told in found:
        if summary or sure:
            yield from told


def _row(record: Record | None, cell: RawCell, line: int) -> Row | None:
    """What a row claims; None where it claims neither."""
    if record is not None:
        state, mark, column = record.state, record.mark, record.column + 1
    else:
        written = read_cell(cell.text[:LONGEST]) if cell.text else None
        if written is None:
            return None
        state, mark, column = written.state, written.mark, cell.column + written.offset + 1
    return Row(state is State.DONE, mark, line, column) if state in (State.DONE, State.FAILED) else None


def _compared(reading: Reading, row: Row, section: Section) -> Iterator[Finding]:
    items = list(_stated(reading, section))
    against = [item for item in items if item.state not in _SETTLED]
    if row.done and against:
        against = [item for item in against if not spared(reading, item)]
    if row.done and against:
        verb = "is" if len(against) == 1 else "are"
        where = lines_named([item.line for item in against])
        actual = f"{len(against)} of {len(items)} open"
        message = (
            f"{row.mark} stated, {len(against)} of {len(items)} items of that section {verb} open ({where})"
        )
        yield finding(RULE, row.line, row.column, message, row.mark, actual)
    elif not row.done and len(items) > 1 and not any(item.state not in _SETTLED for item in items):
        message = f"{row.mark} stated, all {len(items)} items of that section are done"
        yield finding(RULE, row.line, row.column, message, row.mark, "all done")


def _beside_score(grid: Grid, row: Row, cells: tuple[RawCell, ...]) -> Iterator[Finding]:
    """A row that calls itself complete beside a score of its own that says otherwise."""
    if not _COMPLETE.fullmatch(row.mark):
        return
    for index, cell in enumerate(cells):
        match = only_cell(cell.text, SCORE) if index < len(grid.names) and "/" in cell.text else None
        score = score_of(match) if match else None
        if score and score.part < score.whole and _COUNTS.fullmatch(grid.names[index][:LONGEST]):
            message = f"{row.mark} stated beside {score}"
            yield finding(RULE, row.line, row.column, message, row.mark, str(score))


def _partly(text: str) -> bool:
    share = PERCENT.search(text[:LONGEST]) if "%" in text else None
    return share is not None and float(share[1]) < 100


def section_named(reading: Reading, text: str, own: int, least: int = 2) -> Section | None:
    """The only section of a row's number and name that holds ``least`` items; none that holds ``own``."""
    number, label = number_and_label(text)
    if label:
        candidates = [s for s in reading.named.get(label, ()) if not number or number == s.number]
    else:
        stage = _STAGE.match(text) if number else None
        candidates = list(_numbered(reading, stage["stage"], number)) if stage else []
    found = [s for s in candidates if s.index != own and reading.tally(s.index).total >= least]
    section = found[0] if len(found) == 1 else None
    if section and section.index < own < reading.checklist.subtree_end(section.index):
        return None
    return section


def _numbered(reading: Reading, stage: str, number: str) -> Iterator[Section]:
    """The sections that a stage and a number name: ``Phase 2``."""
    for section in reading.sections[1:]:
        match = _STAGE.match(section.title)
        if match and match["number"] == number and match["stage"].lower() == stage.lower():
            yield section


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
