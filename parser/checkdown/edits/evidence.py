"""Attaching and detaching evidence: a nested bullet of a task or mark, the Evidence cell of a row."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checkdown.details import (
    BLOCKERS_HEADER,
    EVIDENCE_HEADER,
    NOTES_HEADER,
    PROBE_HEADER,
    WORDS_HEADER,
    Detail,
)
from checkdown.edit import Splice
from checkdown.edits.bullets import detail_end, insertion
from checkdown.edits.lines import removed
from checkdown.edits.references import sort_of, written_reference
from checkdown.edits.rows import Row, extended, is_blank, replaced, row_of
from checkdown.edits.writing import for_cell, one_line, stamp
from checkdown.errors import ColumnMissing, EditRefused
from checkdown.intents import Attach, Detach
from checkdown.patterns import pattern
from checkdown.references import Evidence, own_references, reference_spans
from checkdown.states import Kind
from checkdown.views import Item

_FIGURE = pattern(r"[\W_]*(?:\d[\d.,/% ]*|n/?a|none|no|yes)[\W_]*", re.IGNORECASE)
"""What a column that counts holds: `3`, `2/5`, `none`."""


def attach_splices(item: Item, intent: Attach) -> list[Splice]:
    """The splices that put a reference at an item; none where it is its evidence already."""
    target = one_line(intent.reference)
    if not own_references(target, 1, 1):
        raise EditRefused("there is nothing to attach: the reference says nothing")
    if any(not each.cited and full_target(each) == target for each in item.evidence):
        return []
    sort = intent.sort or sort_of(target)
    words = written_reference(target, sort)
    body = _entry(words, sort, one_line(intent.note), stamp(intent.on, intent.by))
    if item.kind is not Kind.ROW:
        if any(detail.label == "evidence" and _begins(detail.text, words) for detail in item.detail_lines):
            return []
        return [insertion(item, f"evidence: {body}", label="evidence")]
    row = row_of(item)
    column = column_for(row, (EVIDENCE_HEADER, WORDS_HEADER), "evidence")
    cell = row.cell(column)
    if cell is not None and any(_begins(said, for_cell(words)) for said in cell.text.split("; ")):
        return []
    return [extended(row, column, for_cell(body))]


def _entry(words: str, sort: str, note: str, signed: str) -> str:
    """A reference with the note behind it, then the date and the name: `health.txt exit 0, 2026-11-21, Ada`.

    Words that are attached have a comma before the note, as before what follows.
    """
    noted = f"{words}{', ' if sort == 'note' else ' '}{note}" if note else words
    return f"{noted}, {signed}" if signed else noted


def _begins(said: str, words: str) -> bool:
    """Whether an entry is these words, or these words and what was noted behind them."""
    return said == words.rstrip() or said.startswith((f"{words} ", f"{words}, "))


def full_target(evidence: Evidence) -> str:
    """A reference as a person would type it: a path with its lines."""
    return f"{evidence.target}:{evidence.lines}" if evidence.lines else evidence.target


def column_for(row: Row, headers: Sequence[re.Pattern[str]], what: str) -> int:
    """Index of the first column with one of these names; ColumnMissing where the table has none."""
    for header in headers:
        for column, name in enumerate(row.table.header):
            if column in (row.table.status, row.table.label) or not header.fullmatch(name.text):
                continue
            if header is not BLOCKERS_HEADER or _holds_words(row, column):
                return column
    line = row.base + row.table.line + 1
    wanted = {EVIDENCE_HEADER: "Evidence", PROBE_HEADER: "Probe"}.get(headers[0], "Notes")
    fitting = wanted if wanted == "Probe" else "Evidence or Notes"
    sentence = f"the table on line {line} has no column for {what}; give it one first ({fitting})"
    raise ColumnMissing(sentence, line, wanted)


def _holds_words(row: Row, column: int) -> bool:
    """Whether a column certainly holds words: some cell does, and none is a figure."""
    said = [cells[column] for _, cells in row.table.rows if column < len(cells)]
    texts = [cell.text for cell in said if not is_blank(cell)]
    return any(re.search(r"[^\W\d]{2}", text) for text in texts) and not any(map(_FIGURE.fullmatch, texts))


def detach_splices(item: Item, intent: Detach) -> list[Splice]:
    """The splices that take a reference away: its bullet, or its words where other references share it."""
    wanted = one_line(intent.target)
    found = [each for each in item.evidence if wanted in (full_target(each), each.target)]
    if item.kind is Kind.ROW:
        row = row_of(item)
        for evidence in found:
            splices = _out_of_row(row, evidence)
            if splices:
                return splices
    for evidence in found:
        for detail in item.detail_lines:
            if not evidence.cited and any(piece.line == evidence.line for piece in detail.pieces):
                return [_out_of_bullet(item, detail, evidence)]
    mentioned = "; its text mentions it, reword that" if found else ""
    raise EditRefused(f"{item.text!r} has no evidence {wanted!r} of its own{mentioned}")


def _out_of_bullet(item: Item, detail: Detail, evidence: Evidence) -> Splice:
    source = item.checklist.source
    lines = range(detail.line, detail.pieces[-1].line + 1)
    shared = [each for each in item.evidence if each.line in lines and each.kind != "note" and not each.cited]
    if len(shared) <= 1:
        return removed(source, detail.line, detail_end(item, detail))
    piece = next(piece for piece in detail.pieces if piece.line == evidence.line)
    start, end = _reach(piece.text, evidence.column - piece.column)
    return Splice(piece.line, piece.column + start, piece.text[start:end], "")


def _reach(text: str, at: int) -> tuple[int, int]:
    """Where the reference whose target stands at ``at`` begins and ends, with the glue to one side of it."""
    spans = reference_spans(text)
    number = next(n for n, (_, _, target) in enumerate(spans) if target == at)
    start = spans[number][0]
    if number + 1 < len(spans):
        return start, spans[number + 1][0]
    before = spans[number - 1][1] if number else 0
    glue = re.search(r"(?:[,;]\s*|\s+)$", text[before:start])
    return (before + glue.start() if glue else start), len(text)


def _out_of_row(row: Row, evidence: Evidence) -> list[Splice]:
    """The splices that cut one of a cell's entries, which semicolons divide; none in other columns."""
    for column, (name, cell) in enumerate(zip(row.table.header, row.cells, strict=False)):
        own = EVIDENCE_HEADER.fullmatch(name.text) or NOTES_HEADER.fullmatch(name.text)
        if not cell.left < evidence.column <= cell.right or not own or column == row.table.status:
            continue
        pieces = re.split(r"(;\s*)", cell.text)
        at = cell.column
        for number in range(0, len(pieces), 2):
            end = at + len(pieces[number])
            if at < evidence.column <= end:
                before = pieces[number - 1] if number else ""
                after = pieces[number + 1] if number + 1 < len(pieces) and not number else ""
                return replaced(row, column, at - len(before), before + pieces[number] + after, "")
            at = end + len(pieces[number + 1]) if number + 1 < len(pieces) else end
    return []
