"""The document's own words for its verdict: fields, headings and rows of decision tables that state it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checkdown import Checklist, Fix, Role
from checkdown.cells import RawCell
from checkdown.edits.rows import Row, is_aligned, row_at
from checkdown.edits.writing import display_width
from checkdown.parts import Table

_NAME = re.compile(
    r"(?:(?:ship|launch|release|final|overall|deployment|production|readiness)\s+)?"
    r"(?:decision|verdict|go\s?/\s?no-?go|recommendation)",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"#{1,6}[ \t].*?\b(?:decision|verdict|go\s?/\s?no-?go)\b[^:：—–]*[:：—–][ \t]*(?P<value>\S.*)",
    re.IGNORECASE,
)
_LAUNCH = re.compile(
    r"(?:(?:can|shall|may) we |ready (?:to|for) (?:the )?)?(?:(?:go|going|go to|full|overall|this) )?"
    r"(?:overall|final|launch|release|production|go[ -]?live|live|ship)(?: it| readiness| launch)?\??",
    re.IGNORECASE,
)
"""Rows of a decision table that speak of this launch, where others speak of a pilot or a later stage."""
_PAIRS = (
    ("PRODUCTION READY", "NOT READY"),
    ("READY", "NOT READY"),
    ("APPROVED", "REJECTED"),
    ("SHIP IT", "DO NOT SHIP"),
    ("SHIP", "DO NOT SHIP"),
    ("GO", "NO-GO"),
    ("YES", "NO"),
)
"""How documents say both verdicts."""
_OPEN = re.compile(
    r"(?P<sign>[⬜☐⏳⚠🟡]\ufe0f?[ \t]*)?"
    r"(?:_{3,}|\[[^\]]*\]|\bgo\s?/\s?no-?go\b|\b(?:pending|tbd|tba|undecided|open|maybe)\b)|[⬜☐⏳]\ufe0f?",
    re.IGNORECASE,
)
_SIGNS = {True: "✅", False: "❌"}
_SIGN = re.compile(r"[✅✔☑🟢❌✗✘🔴⛔🚫]\ufe0f?")
_BARE = "*_` :："


def verdict_fixes(checklist: Checklist, *, go: bool) -> tuple[Fix, ...]:
    """What makes the document's own verdict say this one, in its own words; none where it does.

    That is a field (`**Ship Decision:** ✅ READY`), a heading (`## Decision: GO`), a row of a table that is
    called so (`| Verdict | TBD |`), and of a decision table the row that speaks of the launch, or its only
    row. What says neither is left alone, but for a blank, a placeholder or `GO / NO-GO`, which are filled.
    """
    fixes = [*_in_lines(checklist, go), *_in_tables(checklist, go)]
    return tuple(sorted(fixes, key=lambda fix: (fix.line, fix.column)))


def _in_lines(checklist: Checklist, go: bool) -> Iterator[Fix]:
    source = checklist.source
    places = [
        (field.line, field.column, field.value) for field in checklist.fields if _NAME.fullmatch(field.name)
    ]
    for section in checklist.sections[1:]:
        heading = _HEADING.fullmatch(source.line(section.line))
        if heading is not None:
            places.append((section.line, heading.start("value") + 1, heading["value"]))
    for line, column, value in places:
        new = _said(value, go)
        if new is not None and new != value:
            yield Fix("verdict", line, column, value, new, source.line(line))


def _in_tables(checklist: Checklist, go: bool) -> Iterator[Fix]:
    for section, part in enumerate(checklist.parts):
        for number, table in enumerate(part.tables):
            stated = {r.row for r in part.records if r.table == number and r.role is Role.VERDICT}
            for at, (_, cells) in enumerate(table.rows):
                column = _verdict_column(table, cells, at in stated, only=len(stated) == 1)
                fix = _in_cell(row_at(checklist, section, table, at), column, go) if column >= 0 else None
                if fix is not None:
                    yield fix


def _verdict_column(table: Table, cells: tuple[RawCell, ...], stated: bool, *, only: bool) -> int:
    """The column in which a row says the verdict, -1 where the row is about something else."""
    label = cells[table.label].text.strip(_BARE) if table.label < len(cells) else ""
    if stated:
        return table.status if only or _NAME.fullmatch(label) or _LAUNCH.fullmatch(label) else -1
    if not _NAME.fullmatch(label):
        return -1
    beside = (
        n for n in range(table.label + 1, len(cells)) if not cells[n].text or _said(cells[n].text, True)
    )
    return next(beside, -1)


def _in_cell(row: Row, column: int, go: bool) -> Fix | None:
    """The mending of a cell; in an aligned table the blanks behind its text make up for the difference."""
    cell = row.cell(column)
    if cell is None:
        return None
    new = _said(cell.text, go) if cell.text else "GO" if go else "NO-GO"
    if new is None or new == cell.text:
        return None
    if not cell.text:
        if cell.left < 1 or cell.right >= len(row.text):
            return None
        old = row.text[cell.left - 1 : cell.right + 1]
        pad = max(1, len(old) - 3 - len(new)) if is_aligned(row, column) else 1
        return Fix("verdict", row.line, cell.left, old, f"| {new}{' ' * pad}|", row.text)
    old = row.text[cell.column : cell.right]
    pad = len(old) - len(cell.text)
    if pad and is_aligned(row, column):
        pad = max(1, pad + display_width(cell.text) - display_width(new))
    return Fix("verdict", row.line, cell.column + 1, old, new + " " * pad, row.text)


def _said(value: str, go: bool) -> str | None:
    """The value with the other verdict in it; None where it says none."""
    offered = _OPEN.search(value)
    if offered and re.fullmatch(r"\W*", value[: offered.start()]):
        sign = f"{_SIGNS[go]} " if offered["sign"] else ""
        return value[: offered.start()] + sign + ("GO" if go else "NO-GO") + value[offered.end() :]
    for positive, negative in _PAIRS:
        for word, means in ((negative, False), (positive, True)):
            found = re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", value, re.IGNORECASE)
            if found is None or not re.fullmatch(r"\W*", value[: found.start()]):
                continue
            if means is go:
                return value
            new = positive if go else negative
            written = new if found[0].isupper() else new.capitalize()
            before = _SIGN.sub(_SIGNS[go], value[: found.start()])
            return before + written + value[found.end() :]
    return None
