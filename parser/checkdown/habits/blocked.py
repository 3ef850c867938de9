"""Blocked items without a reason: nobody can see what would unblock them.

A task may give it in a bullet or a paragraph below it, or in its own text behind a dash, a colon or in
parentheses. Where most of the list's other tasks go on in the same way (``GET /events - one event``), what
stands there describes the task, and has to speak of an obstacle to be a reason. A row gives it in its Notes
column; a table without such a column has no place for one and is passed over, and so is ``[!]`` in a
document with boxes of its own that it does not explain: it may mean anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from checkdown.details import NOTES_HEADER, cell_or, raw_cells
from checkdown.findings.finding import Finding, Rule, Severity
from checkdown.findings.reading import Reading, finding
from checkdown.parts import Part, Record
from checkdown.patterns import pattern
from checkdown.states import Kind, Notation, Role, State
from checkdown.views import Item

RULE = Rule(
    "blocked-without-reason",
    Severity.WARNING,
    "An item is blocked and nothing says why; words behind a dash that most of its list have describe it.",
    "Write below it `- blocked: what it waits for (date, who)`, or in a table's Notes column.",
)

_SIGNS = (
    pattern(r"\s[-–—]\s+(?=\S)"),
    pattern(r"[:：][*_]*\s+(?=\S)"),
    pattern(r"[(（](?=[^)）]{6,200}[)）][*_.\s]*$)"),
)
"""Behind what a task's text may say why."""
_SAYS_WHY = pattern(r"\b(?:because|waiting|until|blocked|needs|depends|pending)\b", re.IGNORECASE)
_OBSTACLE = pattern(
    r"\b(?:awaiting|due to|missing|lacks?|lacking|without|not|cannot|no|never|none|stuck|on hold|broken"
    r"|breaks|down|fails?|failed|failing|unavailable|unknown|unclear|unresolved|refused|rejected|denied|expired"
    r"|delayed|late|requires?|need|still|yet|only after|blocks?|blocker|outage|bug)\b|n't\b",
    re.IGNORECASE,
)
_TASK = pattern(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[.\][ \t]")


def look(reading: Reading) -> Iterator[Finding]:
    """Every blocked item that gives no reason."""
    own_boxes = _own_boxes(reading)
    for index, part in enumerate(reading.checklist.parts):
        first = reading.checklist.shape.firsts[index]
        usual = _Usual(part, reading.lines[index])
        for position, record in enumerate(part.records):
            if record.state is not State.BLOCKED or record.role is not Role.ITEM:
                continue
            if own_boxes and record.notation is Notation.BOX:
                continue
            if record.table < 0 and _noted(reading.lines[index][record.text_end : record.end]):
                continue
            item = reading.checklist.item(first + position)
            explained = _in_notes(item) if record.table >= 0 else _in_text(item.text, record, usual)
            if not explained:
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


def _in_notes(row: Item) -> bool:
    places = [name for name, _ in raw_cells(row, status=False) if NOTES_HEADER.fullmatch(name)]
    return not places or bool(cell_or(row, NOTES_HEADER) or row.reason)


class _Usual:
    """Which signs most tasks of a list have, those that are blocked aside; looked up once for a section."""

    def __init__(self, part: Part, lines: Sequence[str]) -> None:
        self._part = part
        self._lines = lines

    @cached_property
    def _counted(self) -> dict[tuple[Kind, int], list[int]]:
        """For each list how many such tasks it has, and how many with each of the signs."""
        counted: dict[tuple[Kind, int], list[int]] = {}
        for record in self._part.records:
            if record.state is not State.BLOCKED and record.table < 0:
                counts = counted.setdefault((record.kind, record.parent), [0] * (len(_SIGNS) + 1))
                text = self._lines[record.line][record.text_column :]
                counts[0] += 1
                for number, sign in enumerate(_SIGNS, 1):
                    counts[number] += sign.search(text) is not None
        return counted

    def signs(self, own: Record) -> list[bool]:
        """For each of the signs, whether most others of the record's list have it."""
        total, *having = self._counted.get((own.kind, own.parent), [0] * (len(_SIGNS) + 1))
        return [total > 0 and 2 * count >= total for count in having]


def _in_text(text: str, record: Record, usual: _Usual) -> bool:
    """Whether an item's own text says why."""
    if _SAYS_WHY.search(text):
        return True
    for sign, describes in zip(_SIGNS, usual.signs(record), strict=True):
        match = sign.search(text)
        if match and (not describes or _OBSTACLE.search(text, match.end())):
            return True
    return False
