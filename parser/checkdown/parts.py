"""The stored form of a checklist: parts, tables and records, with lines relative to their part.

A part is a top-level heading with what follows it up to the next one. Because nothing in it knows
where it stands, an edit replaces one part and shares all others. ``Item`` and ``Section`` (in
``views``) are what callers see. Lines and columns are 0-based in here.
"""

from __future__ import annotations

from typing import NamedTuple

from .cells import RawCell
from .states import Kind, Notation, Role, State
from .tally import Tally


class Record(NamedTuple):
    """One item inside its part."""

    line: int
    """Line of the state (relative to the part)."""
    column: int
    """Column of the state's own text; where there is none, of the cell that would hold it."""
    mark: str
    """The state as it is written, without the brackets of a box."""
    state: State
    kind: Kind
    notation: Notation
    role: Role
    text_column: int
    """Where the item's text begins on its line (for a row: the column of its label)."""
    text_end: int
    """Line after the item's own paragraph."""
    end: int
    """Line after everything that belongs to the item."""
    parent: int
    """Index in the part of the item that this one is nested in, or -1."""
    depth: int
    """How many list items hold it, itself included."""
    quotes: int
    """How many block quotes hold it."""
    table: int
    """For a row the index of its table in the part, else -1."""
    row: int
    """For a row its index among the table's body rows, else -1."""


class Table(NamedTuple):
    """A table: all of its cells, and which columns carry state and label."""

    line: int
    end: int
    header: tuple[RawCell, ...]
    rows: tuple[tuple[int, tuple[RawCell, ...]], ...]
    """(line relative to the part, cells) of each body row."""
    status: int
    """Index of the status column, or -1."""
    label: int
    """Index of the column that names the row."""
    legend: bool
    """Whether the table explains states instead of having them."""


class Span(NamedTuple):
    """Lines that are not prose: a fence, indented code or HTML."""

    kind: str
    line: int
    end: int
    column: int
    info: str


class LegendEntry(NamedTuple):
    """One line of a legend: a mark and the words that explain it."""

    line: int
    mark: str
    meaning: str


class Part:
    """A top-level heading (none for what stands before the first) and what follows it."""

    __slots__ = (
        "body",
        "count",
        "entries",
        "ids",
        "labels",
        "level",
        "nested",
        "records",
        "spans",
        "tables",
        "tally",
        "title",
    )

    def __init__(self, level: int, title: str, body: int, count: int) -> None:
        self.level = level
        self.title = title
        self.body = body
        """Lines that the heading itself takes."""
        self.count = count
        """Lines in all."""
        self.records: tuple[Record, ...] = ()
        self.tables: tuple[Table, ...] = ()
        self.spans: tuple[Span, ...] = ()
        self.entries: tuple[LegendEntry, ...] = ()
        self.labels: frozenset[str] = frozenset()
        """One-character link labels that it defines, lower case, without those of plain boxes."""
        self.nested: tuple[tuple[int, int, str], ...] = ()
        """Headings inside lists and quotes: (line, level, title); they open no section."""
        self.tally: Tally | None = None
        self.ids: tuple[str, tuple[str, ...]] | None = None

    def with_records(self, records: tuple[Record, ...]) -> Part:
        """The same part with other records in the same places."""
        part = Part(self.level, self.title, self.body, self.count)
        part.records = records
        part.tables = self.tables
        part.spans = self.spans
        part.entries = self.entries
        part.labels = self.labels
        part.nested = self.nested
        part.ids = self.ids
        return part
