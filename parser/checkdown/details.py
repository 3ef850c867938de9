"""What stands at an item beside its state: reasons, probes, notes; which of it is evidence is `attached`'s.

Reads the nested bullets and the other cells of an item when somebody asks; nothing here is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from .blocks import CODE, FENCE
from .cells import RawCell, unescaped
from .entries import labelled_entries
from .outline import due_of, owner_of, priority_of, priority_stated, priority_word
from .patterns import pattern
from .references import PATH, Evidence, looks_like_path
from .states import Kind, State

if TYPE_CHECKING:
    from .views import Item

__all__ = ["PATH", "Detail", "Evidence", "ProbeText", "looks_like_path"]

_BULLET = pattern(r"([ \t>]*)(?:[-*+]|\d{1,9}[.)])[ \t]+(.*)")
_WORDS = -1
_NOWHERE = 1_000_000
_LABEL = r"evidence|proof|see|(?:was )?(?:blocked(?: by)?|blocker)|probe|owner|due|waived|note|notes|reason"
_LABELLED = pattern(rf"(?:\*\*|__|\*)?({_LABEL})(?:\*\*|__|\*)?\s*:(?:\*\*|__|\*)?\s*(.*)", re.IGNORECASE)
_CANON = {
    "proof": "evidence",
    "see": "evidence",
    "blocked by": "blocked",
    "blocker": "blocked",
    "was blocked by": "was blocked",
    "was blocker": "was blocked",
    "reason": "blocked",
    "notes": "",
    "note": "",
}
EVIDENCE_HEADER = pattern(
    r"\W*(?:evidence|proof|reference|references|link|links|artifacts?|artefacts?|see)\W*", re.IGNORECASE
)
NOTES_HEADER = pattern(
    r"\W*(?:notes?|comments?|remarks?|reason|details?|blockers?|ملاحظات|备注)\W*", re.IGNORECASE
)
"""Columns whose words are told as a row's notes."""
WORDS_HEADER = pattern(r"\W*(?:notes?|comments?|remarks?|details?|ملاحظات|备注)\W*", re.IGNORECASE)
"""Those among them that hold evidence too, where no column is for that alone."""
REASON_HEADER = pattern(r"\W*reason\W*", re.IGNORECASE)
BLOCKERS_HEADER = pattern(r"\W*blockers?\W*", re.IGNORECASE)
"""Columns that hold why a row waits, or only how many things hold it up."""
PRIORITY_HEADER = pattern(r"\W*(?:priority|severity|prio)\W*", re.IGNORECASE)
_OWNER_HEADER = pattern(
    r"\W*(?:owners?|assignee|assigned(?: to)?|responsible|dri|负责人|المسؤول)\W*", re.IGNORECASE
)
_DUE_HEADER = pattern(r"\W*(?:due|due date|due by|deadline|eta|target|target date)\W*", re.IGNORECASE)
PROBE_HEADER = pattern(r"\W*(?:probe|check command)\W*", re.IGNORECASE)
_EXPECTS = pattern(r"[ \t>]*expect[ \t]")
_PROBE = pattern(r"\s*probe\s*:", re.IGNORECASE)
_EMPTY_CELL = pattern(r"[\W_]*(?:n/?a|none|tbd|tba|unassigned)?[\W_]*", re.IGNORECASE)


class ProbeText(NamedTuple):
    """A probe as it is written."""

    text: str
    """The words after ``probe:``."""
    line: int
    script: str = ""
    """The lines of the fenced block nested under its bullet, without the fence; "" where there is none."""
    end: int = 0
    """Its last line; 0 where that is ``line``."""


class Piece(NamedTuple):
    """A text and its place (1-based)."""

    text: str
    line: int
    column: int


class Detail(NamedTuple):
    """One nested plain bullet, or a line of a nested paragraph that begins with a label."""

    label: str
    """``evidence``, ``blocked``, ``was blocked``, ``probe``, ``owner``, ``due``, ``waived``; "": a note."""
    text: str
    """Without the label; lines that continue it joined by a blank."""
    line: int
    """1-based."""
    column: int
    """1-based column of ``text``."""
    prefix: str
    """What stands before the bullet on its line (indent and quote marks)."""
    pieces: tuple[Piece, ...]
    """The text line by line."""
    script: str = ""
    """The lines of a fenced block nested under it."""
    end: int = 0
    """The last line of all that; 0 where it is ``line``."""


def is_labelled(text: str) -> bool:
    """Whether a bullet's text begins with a label such as ``evidence:`` or ``blocked:``."""
    return _LABELLED.match(text) is not None


def of_item(item: Item) -> tuple[Detail, ...]:
    """The nested plain bullets of a task or mark, direct children only, nested items left out.

    Bullets under an ``evidence:`` bullet without words are evidence themselves. Words in a ``probe:`` bullet
    are the probe's wherever in it they stand, but for nested bullets with a label of their own.
    """
    if item.kind is Kind.ROW or item.text_end >= item.end:
        return ()
    source = item.checklist.source
    found: list[Detail] = []
    indent: int | None = None
    goes_on = False
    aside = _NOWHERE  # how far the bullet is indented whose words are nobody's
    closed = _closed_lines(item)
    for line in range(item.text_end + 1, item.end + 1):
        text = source.line(line)
        if line in closed or not text.strip(" \t>"):
            goes_on = False
            if found and closed.get(line):
                found[-1] = _with_block(found[-1], text, line, closed[line])
            continue
        match = _BULLET.match(text)
        if match is None:
            if goes_on:
                found[-1] = _continued(found[-1], text, line)
            elif _LABELLED.match(text.lstrip(" \t>")):
                found.append(_detail(text, line, len(text) - len(text.lstrip(" \t>")), ""))
                goes_on = True
            elif found and _width(text) <= aside and _in_probe(found[-1], text):
                found[-1] = _continued(found[-1], text, line)
            continue
        width = len(match[1].expandtabs(4))
        indent = width if indent is None else indent
        under = found[-1] if found and width > indent + 1 else None
        goes_on = under is None or (under.label == "evidence" and _opens(found, indent))
        aside = width + 1 if under is not None and is_labelled(match[2]) else _NOWHERE
        if goes_on:
            found.append(_detail(text, line, match.start(2), match[1], under.label if under else ""))
        elif under is not None and aside == _NOWHERE and _in_probe(under, text):
            found[-1] = _continued(under, text, line, match[2].strip())
    return tuple(found)


def _width(text: str) -> int:
    """How far a line is indented, quote marks counted."""
    return len(text[: len(text) - len(text.lstrip(" \t>"))].expandtabs(4))


def _in_probe(detail: Detail, text: str) -> bool:
    """Whether a line stands in this ``probe:`` bullet; of a paragraph, whether it goes on with it."""
    if detail.label != "probe":
        return False
    if not detail.prefix:
        return _EXPECTS.match(text) is not None
    return _width(text) > len(detail.prefix.expandtabs(4)) + 1


def _opens(found: list[Detail], indent: int) -> bool:
    """Whether the last direct child is an evidence bullet without words of its own."""
    direct = next((d for d in reversed(found) if len(d.prefix.expandtabs(4)) <= indent + 1), None)
    return direct is not None and direct.label == "evidence" and not direct.text


def _detail(text: str, line: int, at: int, prefix: str, label: str = "") -> Detail:
    labelled = _LABELLED.match(text, at)
    if labelled:
        name = labelled[1].lower()
        label, at = _CANON.get(name, name), labelled.start(2)
    words = text[at:].strip()
    return Detail(label, words, line, at + 1, prefix, (Piece(words, line, at + 1),))


def _continued(detail: Detail, text: str, line: int, words: str = "") -> Detail:
    words = words or text.strip(" \t>")
    piece = Piece(words, line, text.index(words) + 1)
    if not detail.text:
        return detail._replace(text=words, pieces=(piece,), end=line)
    return detail._replace(text=f"{detail.text} {words}", pieces=(*detail.pieces, piece), end=line)


def _with_block(detail: Detail, text: str, line: int, column: int) -> Detail:
    """With a line of a block that is nested under it: of a fence at this column, or `_WORDS`."""
    if column == _WORDS:
        return _continued(detail, text, line) if _in_probe(detail, text) else detail
    if len(detail.prefix) >= column:
        return detail
    lead = len(text) - len(text.lstrip(" \t>"))
    words = text[min(lead, column - 1) :]
    return detail._replace(script=f"{detail.script}\n{words}" if detail.script else words, end=line + 1)


def _closed_lines(item: Item) -> dict[int, int]:
    """Lines of an item that hold no bullet of its own: nested items, code, HTML and tables.

    The value is the 1-based column of a fence for the lines inside it, `_WORDS` for tables and for code that
    is only indented, else 0.
    """
    doc = item.checklist
    start, part = doc.starts[item.section_index], doc.parts[item.section_index]
    first, last = item.text_end, item.end
    closed: dict[int, int] = {}
    for span in part.spans:
        if start + span.end > first and start + span.line < last:
            inside = span.column + 1 if span.kind == FENCE else 0
            outer = _WORDS if span.kind == CODE else 0
            closed |= dict.fromkeys(range(start + span.line + 1, start + span.end + 1), outer)
            if inside:
                last_inside = _fence_end(item, start + span.end)
                closed |= dict.fromkeys(range(start + span.line + 2, last_inside), inside)
    for table in part.tables:
        if start + table.end > first and start + table.line < last:
            closed |= dict.fromkeys(range(start + table.line + 1, start + table.end + 1), _WORDS)
    for nested in _nested(item):
        closed |= dict.fromkeys(range(nested.line, nested.end + 1), 0)
    return closed


def _fence_end(item: Item, last: int) -> int:
    """The line behind a fence's own lines; ``last`` is its last line, which may close it."""
    closing = item.checklist.source.line(last).strip(" \t>")
    return last if closing and set(closing) in ({"`"}, {"~"}) else last + 1


def _nested(item: Item) -> Iterator[Item]:
    """The tasks and marks inside an item."""
    doc, last = item.checklist, item.end
    for position in range(item.index + 1, len(doc.items)):
        nested = doc.items[position]
        if nested.line > last or nested.section_index != item.section_index:
            return
        if nested.record.parent >= 0 and nested.kind is not Kind.ROW:
            yield nested


def raw_cells(item: Item, *, status: bool = True) -> Iterator[tuple[str, RawCell]]:
    """Column name and cell (text as it is written) of a row, with the status column or without."""
    if item.kind is Kind.ROW:
        table = item.checklist.parts[item.section_index].tables[item.record.table]
        for column, (name, cell) in enumerate(
            zip(table.header, table.rows[item.record.row][1], strict=False)
        ):
            if status or column != table.status:
                yield unescaped(name.text), cell


def reason_of(item: Item) -> str:
    """Why an item is blocked: its ``blocked:`` bullet, or for a blocked or failed row its notes.

    In a row an entry of a cell may have the label. What is done is not held up: what is still there tells
    of the past (``past_reason_of``).
    """
    if item.state is State.DONE:
        return ""
    reason = _said(item, "blocked")
    if reason or item.kind is not Kind.ROW or item.state not in (State.BLOCKED, State.FAILED):
        return reason
    return cell_or(item, NOTES_HEADER, called=False)


def past_reason_of(item: Item) -> str:
    """What held an item up before: its ``was blocked:`` words, or if it is done ``blocked:``; else ""."""
    return _said(item, "was blocked") or (_said(item, "blocked") if item.state is State.DONE else "")


def notes_of(item: Item) -> tuple[str, ...]:
    """What else is said at an item: its plain bullets, of a row the entries of its cells with that label."""
    if item.kind is not Kind.ROW:
        return tuple(detail.text for detail in item.detail_lines if detail.label == "")
    return tuple(_entries(item, ""))


def _said(item: Item, label: str) -> str:
    """What an item's bullet of this label says, of a row the entry of a cell; else ""."""
    return next(_entries(item, label), "") if item.kind is Kind.ROW else labelled(item, label)


def _entries(row: Item, label: str) -> Iterator[str]:
    """What the entries with a label in the cells of a row say, but for its state and what it is called by."""
    called = _label_cell(row)
    for _, cell in raw_cells(row, status=False):
        if cell.text != called:
            entries = labelled_entries(cell.text)
            yield from (unescaped(each.text) for each in entries if each.label == label and each.text)


def probes_of(item: Item) -> tuple[ProbeText, ...]:
    """Probes at an item: its ``probe:`` bullets; a row's Probe cell and cells that begin with ``probe:``."""
    if item.kind is not Kind.ROW:
        return tuple(
            ProbeText(d.text, d.line, d.script, d.end) for d in item.detail_lines if d.label == "probe"
        )
    found = []
    for name, cell in raw_cells(item, status=False):
        label = _PROBE.match(cell.text)
        words = unescaped(cell.text[label.end() :] if label else cell.text).strip()
        if words.strip("-–— _") and (label or PROBE_HEADER.fullmatch(name)):
            found.append(ProbeText(words, item.line))
    return tuple(found)


def labelled(item: Item, label: str) -> str:
    """The text of the item's bullet of this label, else ""."""
    return next((d.text for d in item.detail_lines if d.label == label), "")


def cell_or(item: Item, header: re.Pattern[str], *, called: bool = True) -> str:
    """The text of the row's cell under a column of this name, else "".

    Blanks, dashes and the status column are passed over; without ``called`` what the row is called by, too.
    """
    own = "" if called or item.kind is not Kind.ROW else _label_cell(item)
    for name, cell in raw_cells(item, status=False):
        if header.fullmatch(name) and not _EMPTY_CELL.fullmatch(cell.text) and cell.text != own:
            return unescaped(cell.text)
    return ""


def _label_cell(item: Item) -> str:
    """The cell by which a row is called, as it is written."""
    table = item.checklist.parts[item.section_index].tables[item.record.table]
    cells = table.rows[item.record.row][1]
    return cells[table.label].text if 0 <= table.label < len(cells) else ""


def priority_at(item: Item) -> str:
    """An item's own priority, by its cell or its text, else ""."""
    cell = cell_or(item, PRIORITY_HEADER)
    return priority_of(cell) or priority_word(cell) or priority_stated(item.text)


def owner_at(item: Item) -> str:
    """Who owns an item by its own bullet, cell or text, else ""."""
    return labelled(item, "owner") or cell_or(item, _OWNER_HEADER).strip("*_` ") or owner_of(item.text)


def due_at(item: Item) -> str:
    """The ISO date by which an item is due by its own text, bullet or cell, else ""."""
    stated = labelled(item, "due") or cell_or(item, _DUE_HEADER)
    return due_of(item.text) or due_of(f"due {stated.strip('*_` ')}")
