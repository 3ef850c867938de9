"""Which lines of the list one section becomes: items, reasons, tables, text to read.

A line is a number: what it is about (an item, a line, a table, counted within the section) times
KINDS plus its kind. So a section's lines hold for as long as the section is the same value, wherever
an edit elsewhere moves it. What a line says is made when it comes into view, by `lines`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from checkdown import Checklist, Item, State
from checkdown.parts import Record
from gonogo.screens.presentation.tables import fits_heading

HEADING, ITEM, NOTE, COLUMNS, CELLS, TEXT, CODE, BLANK = range(8)
"""HEADING: the section's own. ITEM: its position in the section. NOTE: a line that belongs to the item
above, as its line in the section. COLUMNS: the header of a table, by its number; a heading right above
the table shows the names itself where it has room. CELLS: a row of a table
without a state, TEXT and CODE: a line, by its number in the section from 0. BLANK: nothing."""
KINDS = 8
STUCK = frozenset({State.BLOCKED, State.FAILED})
NOTES = 4
"""Notes of one item that stand in the list at most; the details have all of them."""

Codes = tuple[int, ...]
_RULE = frozenset("-=*_ \t")


def section_lines(checklist: Checklist, index: int, wanted: Callable[[Item], bool] | None = None) -> Codes:
    """The lines of section `index` below its heading; with `wanted` those of such items alone."""
    if wanted is not None:
        return tuple(_wanted(checklist, index, wanted))
    return tuple(_trimmed(_all(checklist, index)))


def _wanted(checklist: Checklist, index: int, wanted: Callable[[Item], bool]) -> Iterator[int]:
    part, first = checklist.parts[index], checklist.shape.firsts[index]
    table = -1
    for position, record in enumerate(part.records):
        item = checklist.item(first + position)
        if not wanted(item):
            continue
        if record.table >= 0 and record.table != table:
            yield record.table * KINDS + COLUMNS
        table = record.table
        yield position * KINDS + ITEM
        if record.table < 0 and record.end > record.text_end:
            yield from _notes(checklist, index, item)


def _all(checklist: Checklist, index: int) -> Iterator[int]:
    """Every line, with at most one blank between two things that are not both items."""
    part, start = checklist.parts[index], checklist.starts[index]
    lines = checklist.source.lines(start + part.body + 1, start + part.count)
    records, spans = part.records, {span.line: span for span in part.spans}
    disputed = {line for span in part.spans if span.kind == "dispute" for line in range(span.line, span.end)}
    tables = {table.line: number for number, table in enumerate(part.tables)}
    first = checklist.shape.firsts[index]
    position, count = 0, len(records)
    line, covered, gap, before = part.body, 0, False, HEADING
    while line < part.count:
        if position < count and records[position].line == line and records[position].table < 0:
            record = records[position]
            if gap and before != ITEM:
                yield BLANK
            yield position * KINDS + ITEM
            position += 1
            if _has_text(lines, part.body, record, records[position : position + 1]):
                yield from _notes(checklist, index, checklist.item(first + position - 1))
            covered = max(covered, record.end)
            gap, before = False, ITEM
            if position < count and records[position].line == line:
                continue
            line += 1
        elif line < covered and line not in disputed:
            line += 1
        elif line in tables:
            if gap and before != HEADING:
                yield BLANK
            number = tables[line]
            table = part.tables[number]
            if before != HEADING or not part.level or not fits_heading(part, number):
                yield number * KINDS + COLUMNS
            for row, (place, _) in enumerate(table.rows):
                if position < count and (records[position].table, records[position].row) == (number, row):
                    yield position * KINDS + ITEM
                    position += 1
                else:
                    yield place * KINDS + (TEXT if place in disputed else CELLS)
            line, gap, before = max(table.end, line + 1), False, CELLS
        elif line in spans and spans[line].kind != "code":
            span = spans[line]
            inner = list(_inside(span.kind, span.line, span.end, part.body, lines))
            if inner and gap and before != HEADING:
                yield BLANK
            yield from inner
            line, gap, before = max(span.end, line + 1), gap and not inner, TEXT if inner else before
        else:
            text = lines[line - part.body]
            if not text or _RULE.issuperset(text):
                gap = True
            else:
                if gap and before != HEADING:
                    yield BLANK
                yield line * KINDS + TEXT
                gap, before = False, TEXT
            line += 1


def _inside(kind: str, first: int, end: int, body: int, lines: list[str]) -> Iterator[int]:
    """A fence without its marks; of HTML what is no tag; of front matter nothing; conflict markers."""
    if kind == "fence":
        last = lines[end - 1 - body].strip(" >\t") if end - 1 > first else ""
        closed = last[:3] in ("```", "~~~") and not last.strip("`~")
        for line in range(first + 1, end - closed):
            yield line * KINDS + CODE
    elif kind == "dispute":
        for line in range(first, end):
            yield line * KINDS + TEXT
    elif kind == "html":
        text = "".join(lines[first - body : end - body]).lstrip()
        if not text.startswith("<!--"):
            for line in range(first, end):
                shown = lines[line - body].strip()
                if shown and not (shown.startswith("<") and shown.endswith(">")):
                    yield line * KINDS + TEXT


def _has_text(lines: list[str], body: int, record: Record, following: Sequence[Record]) -> bool:
    """Whether lines stand under an item, before the next one: only then is it asked what they say."""
    end = min(record.end, following[0].line) if following else record.end
    return end > record.text_end and any(map(str.strip, lines[record.text_end - body : end - body]))


def _notes(checklist: Checklist, index: int, item: Item) -> Iterator[int]:
    """The item's reason and its notes, by the lines they stand on."""
    start = checklist.starts[index]
    found = [
        detail.line - 1 - start
        for detail in item.detail_lines
        if detail.label == "" or (detail.label == "blocked" and item.state in STUCK)
    ]
    for line in found[:NOTES]:
        yield line * KINDS + NOTE


def _trimmed(codes: Iterator[int]) -> list[int]:
    found = list(codes)
    while found and found[-1] == BLANK:
        found.pop()
    return found
