"""Giving an item another text; its state, evidence and notes stay as they are."""

from __future__ import annotations

from checkdown.edit import Splice
from checkdown.edits.rows import filled, replaced, row_of
from checkdown.edits.writing import for_cell, one_line
from checkdown.errors import EditRefused
from checkdown.states import Kind
from checkdown.views import Item


def reword_splices(item: Item, text: str) -> list[Splice]:
    """The splices that give an item another text; none where it has that text."""
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
    return [Splice(item.line, at + 1, old, words)] if old.rstrip(" \t") != words else []


def _in_row(item: Item, words: str) -> list[Splice]:
    row = row_of(item)
    column = row.table.label
    if column == row.table.status:
        raise EditRefused(f"line {item.line} names the item in its status column; change it in an editor")
    cell = row.cell(column)
    if cell is None or not cell.text:
        return [filled(row, column, words)]
    return replaced(row, column, cell.column, cell.text, words) if cell.text != words else []
