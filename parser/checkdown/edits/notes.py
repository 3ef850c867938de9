"""Writing why an item is blocked, and plain notes: as nested bullets, or into a row's Notes cell."""

from __future__ import annotations

import re

from checkdown.details import (
    BLOCKERS_HEADER,
    EVIDENCE_HEADER,
    REASON_HEADER,
    WORDS_HEADER,
    is_labelled,
)
from checkdown.edit import Splice
from checkdown.edits.bullets import insertion
from checkdown.edits.evidence import column_for
from checkdown.edits.rows import extended, replaced, row_of
from checkdown.edits.writing import for_bullet, for_cell, one_line, stamp
from checkdown.entries import entry_of, labelled_entries
from checkdown.errors import EditRefused
from checkdown.intents import AddNote, SetState
from checkdown.marks import MARK
from checkdown.states import Kind, State
from checkdown.views import Item


def reason_splices(item: Item, intent: SetState) -> list[Splice]:
    """The splices that say why an item has its state: for blocked in place of the reason given before."""
    signed = stamp(intent.on, intent.by)
    body = f"{one_line(intent.reason)} ({signed})" if signed else one_line(intent.reason)
    if item.kind is Kind.ROW:
        return _why_of_row(item, body, blocked=intent.state is State.BLOCKED)
    if intent.state is not State.BLOCKED:
        return [insertion(item, _as_note(body), label="")]
    for detail in item.detail_lines:
        if detail.label == "blocked":
            return _over(item, detail.line, detail.column, detail.pieces[-1].line, detail.text, body)
    return [insertion(item, f"blocked: {body}", label="blocked")]


def _over(item: Item, line: int, column: int, last: int, said: str, body: str) -> list[Splice]:
    """The splice that puts ``body`` for what a bullet says from (line, column) through line ``last``."""
    if said == body:
        return []
    source = item.checklist.source
    old = source.line(line)[column - 1 :].rstrip(" \t")
    if last > line:
        raws = [source.raw(line)[column - 1 :], *source.slice(line + 1, last - 1)]
        old = "".join(raws) + source.line(last).rstrip(" \t")
    glue = "" if column == 1 or source.line(line)[column - 2] in " \t" else " "
    return [Splice(line, column, old, glue + body)]


def note_splices(item: Item, intent: AddNote) -> list[Splice]:
    """The splices that put a plain bullet under an item, or its words into the Notes cell."""
    if not one_line(intent.text):
        raise EditRefused("there is nothing to write: the note is empty")
    if item.kind is Kind.ROW:
        return _in_notes(item, intent.text, (WORDS_HEADER, REASON_HEADER, EVIDENCE_HEADER), "a note")
    return [insertion(item, _as_note(intent.text), label="")]


def _as_note(text: str) -> str:
    """A bullet's text that is read as a note: no label of its own, no emoji that makes it an item."""
    flat = one_line(text)
    return f"note: {flat}" if is_labelled(flat) or MARK.match(flat + " ") else for_bullet(flat)


def _why_of_row(item: Item, body: str, *, blocked: bool) -> list[Splice]:
    """The splices that say it in a row: why it is blocked under that label, in place of what was told."""
    headers = (WORDS_HEADER, REASON_HEADER, BLOCKERS_HEADER, EVIDENCE_HEADER)
    if not blocked:
        return _in_notes(item, body, headers, "the reason")
    row = row_of(item)
    words = for_cell(entry_of("blocked", body))
    for column, (_, cell) in enumerate(zip(row.table.header, row.cells, strict=False)):
        if column in (row.table.status, row.table.label):
            continue
        for entry in labelled_entries(cell.text):
            if entry.label == "blocked":
                said = cell.text[entry.start : entry.end]
                at = cell.column + entry.start
                return replaced(row, column, at, said, words) if said != words else []
    return [extended(row, column_for(row, headers, "the reason"), words)]


def _in_notes(item: Item, words: str, headers: tuple[re.Pattern[str], ...], what: str) -> list[Splice]:
    """The splices that add words to a row's notes; what would be read as something else gets a label."""
    row = row_of(item)
    column = column_for(row, headers, what)
    flat = one_line(words)
    if EVIDENCE_HEADER.fullmatch(row.table.header[column].text) or any(labelled_entries(flat)):
        flat = entry_of("note", flat)
    cell = row.cell(column)
    if cell is not None and for_cell(flat) in cell.text.split("; "):
        return []
    return [extended(row, column, for_cell(flat))]
