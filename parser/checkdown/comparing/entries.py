"""An item as comparing sees it: its words, what names it, where it hangs, and all its lines.

Made once for each item that stands in a section that is not the same in both versions.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from checkdown.cells import unescaped
from checkdown.checklist import Checklist
from checkdown.details import EVIDENCE_HEADER, NOTES_HEADER
from checkdown.outline import plain_words
from checkdown.parts import Part, Record, text_of
from checkdown.patterns import pattern
from checkdown.signlines import DATED, SIGNOFF

NUMBERED = r"^\W*(?:\d+(?:\.\d+)*[.):]|[A-Z]{2,8}-\d+(?:\*\*|__|[\])`:]))\W*\s+"
"""The number or code before an item's words, set apart from them: where it stands, not what it asks for."""
_PLAIN_HEADER = pattern(
    r"\W*(?:#|no\.?|nr\.?|index|owners?|assignee|assigned(?: to)?|responsible|dri|by|date|due|due date|eta"
    r"|deadline|updated|last (?:updated|checked|verified|run)|name|signature|signed by|approved by"
    r"|current|actual|measured|observed|result|score|progress|completion|duration|effort|estimate|probe)\W*",
    re.IGNORECASE,
)
"""Columns that say how far a row is or who has it, not what it asks for."""


class Entry(NamedTuple):
    """One item of one version."""

    position: int
    """Its position among all items."""
    section: int
    record: Record
    text: str
    """Without the state; for a row the cell that names it."""
    asks: str
    """The text, for a row with the cells that say what it asks for."""
    key: str
    """``asks`` where equal texts must be equal items; for a sign-off the role."""
    holder: str
    """What it hangs in: the keys of the items that hold it, or the header of its table."""
    raw: str
    """All lines that belong to it, without line endings."""


def entries_of(checklist: Checklist, section: int) -> list[Entry]:
    """The entries of a section's own items, in order."""
    part, first = checklist.parts[section], checklist.shape.firsts[section]
    start = checklist.starts[section]
    lines = checklist.source.lines(start + 1, start + part.count)
    entries: list[Entry] = []
    for number, record in enumerate(part.records):
        text = text_of(part, record, lines[record.line : record.text_end])
        asks = _row_asks(part, record) if record.table >= 0 else text
        parent = record.parent
        if record.table >= 0:
            holder = "|".join(cell.text for cell in part.tables[record.table].header)
        else:
            holder = f"{entries[parent].holder}\x1f{entries[parent].key}" if parent >= 0 else ""
        key = _role(text) if record.table < 0 and (":" in text or "：" in text) else ""
        raw = "\n".join(lines[record.line : max(record.end, record.line + 1)]).rstrip()
        entries.append(Entry(first + number, section, record, text, asks, key or asks, holder[-300:], raw))
    return entries


def _role(text: str) -> str:
    """The role of a line for a name and a date, whoever signed it by now; "" for every other text."""
    signoff = SIGNOFF.match(text) if "___" in text or DATED.search(text) else None
    return f"sign-off {plain_words(signoff['role'])}" if signoff else ""


def _row_asks(part: Part, record: Record) -> str:
    """A row's name and the other cells that say what it asks for, as one text."""
    table = part.tables[record.table]
    cells = table.rows[record.row][1]
    words = [unescaped(cells[table.label].text) if table.label < len(cells) else ""]
    for column, (name, cell) in enumerate(zip(table.header, cells, strict=False)):
        if column not in (table.label, table.status) and asks_something(name.text) and cell.text:
            words.append(unescaped(cell.text))
    return " | ".join(words)


def asks_something(header: str) -> bool:
    """Whether the cells of a column with this name say what a row asks for."""
    header = header[:200]
    return not any(each.fullmatch(header) for each in (EVIDENCE_HEADER, NOTES_HEADER, _PLAIN_HEADER))
