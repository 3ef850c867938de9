"""Giving an item another text; its state, evidence and notes stay as they are, and so do words it keeps."""

from __future__ import annotations

from collections.abc import Iterator

from checkdown.edit import Splice, end_of
from checkdown.edits.rows import filled, replaced, row_of
from checkdown.edits.writing import for_cell, one_line
from checkdown.errors import EditRefused
from checkdown.matching import common_ends
from checkdown.patterns import pattern
from checkdown.states import Kind
from checkdown.views import Item

_WORD = pattern(r"\S+")
_LINE_END = pattern(r"[\r\n]")


def reword_splices(item: Item, text: str) -> list[Splice]:
    """The splices that give an item another text; none where it has that text.

    Of a task or mark only the words that differ are written: line breaks, tabs and blanks between the
    others stay.
    """
    words = for_cell(text) if item.kind is Kind.ROW else one_line(text)
    if not words:
        raise EditRefused("an item cannot be without text")
    if item.kind is Kind.ROW:
        return _in_row(item, words)
    source = item.checklist.source
    at = item.record.text_column
    old = source.line(item.line)[at:]
    if item.text_end > item.line:
        raws = [source.raw(item.line)[at:], *source.slice(item.line + 1, item.text_end - 1)]
        old = "".join(raws) + source.line(item.text_end)
    if _WORD.findall(old) != item.text.split():  # signs of a quote stand between the lines
        return [Splice(item.line, at + 1, old, words)] if old.rstrip(" \t") != words else []
    return [
        Splice(*end_of(item.line, at + 1, old[:first]), old[first:last], new)
        for first, last, new in _differing(old, words)
    ]


def _differing(old: str, words: str) -> Iterator[tuple[int, int, str]]:
    """What of a text gives way to what, so that it has these words: nothing, or one place (from, to, new)."""
    spans = [found.span() for found in _WORD.finditer(old)]
    now = words.split()
    head, tail = common_ends([old[start:end] for start, end in spans], now)
    gone, come = spans[head : len(spans) - tail], " ".join(now[head : len(now) - tail])
    before = spans[head - 1][1] if head else 0
    if not gone:
        if come:
            yield (before, before, f" {come}") if head else (spans[0][0], spans[0][0], f"{come} ")
    elif not come:
        yield (before, gone[-1][1], "") if head else (gone[0][0], spans[len(gone)][0], "")
    elif head and _LINE_END.search(old, before, gone[0][0]):
        yield before, gone[-1][1], f" {come}"  # at the beginning of a line it might begin a list
    else:
        yield gone[0][0], gone[-1][1], come


def _in_row(item: Item, words: str) -> list[Splice]:
    row = row_of(item)
    column = row.table.label
    if column == row.table.status:
        raise EditRefused(f"line {item.line} names the item in its status column; change it in an editor")
    cell = row.cell(column)
    if cell is None or not cell.text:
        return [filled(row, column, words)]
    return replaced(row, column, cell.column, cell.text, words) if one_line(cell.text) != words else []
