"""Waivers: an item that need not be done for now, with a reason, a last day and a name.

Under a task or mark ``- waived: REASON (until 2026-12-31, Ada Lovelace)``; in a row the same words in its
Notes cell. A waiver that lacks any of the three waives nothing, one whose day has passed waives no longer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from checkdown.checklist import Checklist
from checkdown.details import NOTES_HEADER, cell_or, labelled
from checkdown.patterns import pattern
from checkdown.states import Kind
from checkdown.views import Item

_WORDS = pattern(
    r"(?P<reason>.*?\S)\s*\(\s*until\s+(?P<until>\d{4}-\d{2}-\d{2})\s*,\s*(?P<by>[^()]*\S)\s*\)\W*$"
)
_IN_CELL = pattern(r"(?:.*[.;]\s+)?\W*waived\W*:\W*(.*)$", re.IGNORECASE)

_LONGEST = 500
"""Characters of a cell in which a waiver is looked for."""


@dataclass(frozen=True, slots=True)
class Waiver:
    """What an item's waiver says."""

    reason: str
    until: date | None
    """The last day on which it holds; None where it names none, or no day of the calendar."""
    by: str

    def holds(self, today: date) -> bool:
        """Whether it waives on a day."""
        return bool(self.reason and self.by) and self.until is not None and today <= self.until

    def shortcoming(self, today: date) -> str:
        """Why it does not waive, as the end of a sentence; "" where it does."""
        if self.holds(today):
            return ""
        if self.until is not None and self.reason and self.by:
            return f"its waiver ended on {self.until}"
        return "its waiver lacks a reason, a last day or a name"


def waived_anywhere(checklist: Checklist) -> bool:
    """Whether a document may hold a waiver at all."""
    lines = checklist.source.lines(1, checklist.source.line_count)
    return any("aived" in line or "AIVED" in line for line in lines)


def waiver_of(item: Item) -> Waiver | None:
    """The waiver that stands at an item; None where there is none."""
    if item.kind is Kind.ROW:
        match = _IN_CELL.match(cell_or(item, NOTES_HEADER)[:_LONGEST])
        text = match[1] if match else ""
        stands = match is not None
    else:
        stands = any(detail.label == "waived" for detail in item.detail_lines)
        text = labelled(item, "waived")
    if not stands:
        return None
    words = _WORDS.match(text)
    if words is None:
        return Waiver(text, None, "")
    return Waiver(words["reason"], _day(words["until"]), words["by"])


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
