"""Which references of an item are its evidence, and which it only mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .cells import RawCell, unescaped
from .details import EVIDENCE_HEADER, NOTES_HEADER, raw_cells
from .entries import labelled_entries
from .patterns import pattern
from .references import Evidence, own_references, references
from .states import Kind

if TYPE_CHECKING:
    from .views import Item

_IN_TEXT = pattern(
    r"(?:^|(?<=[\s(–—-]))(?:\*\*|__)?(?:evidence|proof|see)(?:\*\*|__)?\s*:(?:\*\*|__)?\s*(.*)", re.IGNORECASE
)


def evidence_of(item: Item) -> tuple[Evidence, ...]:
    """All references of an item in the order of its text; those that it only mentions are ``cited``."""
    if item.kind is Kind.ROW:
        return tuple(_evidence_of_row(item))
    source = item.checklist.source
    at = item.record.text_column
    found = _evidence_of_text(source.line(item.line)[at:], item.line, at + 1)
    for line in range(item.line + 1, item.text_end + 1):
        found += _evidence_of_text(source.line(line), line, 1)
    return (*found, *_evidence_of_details(item))


def attached_to(item: Item) -> tuple[Evidence, ...]:
    """Those references of an item that are its evidence, without those that it only mentions.

    A row's are those in its notes too: without a column for evidence they are attached there.
    """
    if item.kind is not Kind.ROW:
        return tuple(each for each in _evidence_of_details(item) if not each.cited)
    return tuple(each for each in _evidence_of_row(item) if not each.cited or in_notes(item, each))


def in_notes(item: Item, evidence: Evidence) -> bool:
    """Whether a reference stands in the notes of a row, and not in a reason or a note with a label there."""
    for name, cell in raw_cells(item):
        if cell.left < evidence.column <= cell.right and NOTES_HEADER.fullmatch(name):
            at = evidence.column - 1 - cell.column
            return not any(entry.start <= at < entry.end for entry in labelled_entries(cell.text))
    return False


def _evidence_of_details(item: Item) -> list[Evidence]:
    found: list[Evidence] = []
    for detail in item.detail_lines:
        for piece in detail.pieces:
            if detail.label == "evidence":
                found += own_references(piece.text, piece.line, piece.column)
            elif detail.label in ("", "blocked", "was blocked"):
                found += references(piece.text, piece.line, piece.column, cited=True)
    return found


def _evidence_of_text(text: str, line: int, column: int) -> list[Evidence]:
    """What an item's own words refer to; behind ``evidence:`` bare paths and commits count too."""
    label = _IN_TEXT.search(text) if ":" in text else None
    if label is None:
        return references(text, line, column, cited=True)
    own = own_references(label[1], line, column + label.start(1))
    return references(text[: label.start()], line, column, cited=True) + [
        each._replace(cited=True, note="") for each in own if each.kind != "note"
    ]


def _evidence_of_row(item: Item) -> Iterator[Evidence]:
    for name, cell in raw_cells(item):
        if EVIDENCE_HEADER.fullmatch(name):
            found = _evidence_of_cell(cell, item.line)
        else:
            found = references(cell.text, item.line, cell.column + 1, cited=True)
        for each in found:
            yield each._replace(target=unescaped(each.target), note=unescaped(each.note))


def _evidence_of_cell(cell: RawCell, line: int) -> list[Evidence]:
    """What a cell of an Evidence column refers to; what a reason or a note in it refers to is only cited."""
    found: list[Evidence] = []
    at = 0
    for entry in labelled_entries(cell.text):
        found += _proof(cell, at, entry.start, line)
        found += references(entry.text, line, cell.column + 1 + entry.column, cited=True)
        at = entry.end
    return found + _proof(cell, at, len(cell.text), line)


def _proof(cell: RawCell, start: int, end: int, line: int) -> list[Evidence]:
    """What a stretch of a cell refers to, the semicolons around it left out where it is not the whole."""
    words = cell.text[start:end]
    if len(words) < len(cell.text):
        start += len(words) - len(words.lstrip("; "))
        words = words.strip("; ")
    return own_references(words, line, cell.column + 1 + start)
