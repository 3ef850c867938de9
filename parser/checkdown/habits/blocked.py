"""Blocked items without a reason: nobody can see what would unblock them.

A task may give it in a bullet or a paragraph below it, or in its own text behind a dash, a colon or in
parentheses; a row in its Notes column. A table without such a column has no place for one and is passed
over, and so is ``[!]`` in a document with boxes of its own that it does not explain: it may mean anything.
"""

from __future__ import annotations

from collections.abc import Iterator

from checkdown.details import NOTES_HEADER, cell_or, raw_cells
from checkdown.findings.finding import Finding, Rule, Severity
from checkdown.findings.reading import Reading, finding
from checkdown.patterns import pattern
from checkdown.states import Kind, Notation, Role, State
from checkdown.views import Item

RULE = Rule(
    "blocked-without-reason",
    Severity.WARNING,
    "An item is blocked and nothing says why.",
    "Write below it `- blocked: what it waits for (date, who)`, or in a table's Notes column.",
)

_IN_TEXT = pattern(
    r"\s[-–—]\s|[:：]\s|\([^)]{6,200}\)|\b(?:because|waiting|until|blocked|needs|depends|pending)\b"
)


_TASK = pattern(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[.\][ \t]")


def look(reading: Reading) -> Iterator[Finding]:
    """Every blocked item that gives no reason."""
    own_boxes = _own_boxes(reading)
    for index, part in enumerate(reading.checklist.parts):
        first = reading.checklist.shape.firsts[index]
        for position, record in enumerate(part.records, first):
            if record.state is State.BLOCKED and record.role is Role.ITEM:
                if own_boxes and record.notation is Notation.BOX:
                    continue
                if record.table < 0 and _noted(reading.lines[index][record.text_end : record.end]):
                    continue
                item = reading.checklist.item(position)
                if not _explained(item):
                    message = f"blocked without a reason: {item.text[:60]}"
                    yield finding(RULE, item.line, item.column, message, item.mark)


def _own_boxes(reading: Reading) -> bool:
    """Whether the document uses boxes that mean nothing here, and has no legend."""
    return not reading.checklist.legend.entries and any(
        record.state is State.UNKNOWN and record.notation is Notation.BOX
        for part in reading.checklist.parts
        for record in part.records
    )


def _noted(below: list[str]) -> bool:
    """Whether anything but tasks stands under an item."""
    return any(line.strip(" \t>") and not _TASK.match(line) for line in below)


def _explained(item: Item) -> bool:
    if item.kind is not Kind.ROW:
        return _IN_TEXT.search(item.text) is not None
    places = [name for name, _ in raw_cells(item, status=False) if NOTES_HEADER.fullmatch(name)]
    return not places or bool(cell_or(item, NOTES_HEADER) or item.reason)
