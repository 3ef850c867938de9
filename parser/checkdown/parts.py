"""The stored form of a checklist: parts, tables and records, with lines relative to their part.

A part is a top-level heading with what follows it up to the next one. Because nothing in it knows
where it stands, an edit replaces one part and shares all others. ``Item`` and ``Section`` (in
``views``) are what callers see. Lines and columns are 0-based in here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from .cells import RawCell, unescaped
from .states import Kind, Notation, Role, State
from .tally import Counts, counted


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
        "own",
        "records",
        "spans",
        "tables",
        "title",
        "weighed",
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
        self.weighed = False
        """Whether a list in it might have been a legend: what its boxes show decides on that."""
        self.own: Counts | None = None
        """Its own work by state, once somebody asked."""
        self.ids: tuple[str, tuple[str, ...]] | None = None
        """The path that its ids are made for, and the ids, once somebody asked."""

    @property
    def counts(self) -> Counts:
        """Its own tasks and rows of role item, by state."""
        if self.own is None:
            self.own = counted(
                record.state
                for record in self.records
                if record.role is Role.ITEM and record.kind is not Kind.MARK
            )
        return self.own

    def records_on(self, line: int) -> range:
        """Positions of the records whose state stands on a line (relative to the part)."""
        first = bisect_left(self.records, line, key=_line_of)
        return range(first, bisect_right(self.records, line, first, key=_line_of))

    def with_record(self, number: int, record: Record) -> Part:
        """The same part with another record of the same text at a position."""
        records = list(self.records)
        records[number] = record
        return self.with_records(tuple(records))

    def with_records(self, records: tuple[Record, ...]) -> Part:
        """The same part with other records in the same places."""
        part = Part(self.level, self.title, self.body, self.count)
        part.records = records
        part.tables = self.tables
        part.spans = self.spans
        part.entries = self.entries
        part.labels = self.labels
        part.nested = self.nested
        part.weighed = self.weighed
        part.ids = self.ids
        return part


_line_of = attrgetter("line")


def text_of(part: Part, record: Record, own: Sequence[str]) -> str:
    """An item's text as written, on one line, without its state; ``own`` are the lines of its paragraph.

    For a row it is the cell that names it, and ``own`` is not looked at.
    """
    if record.table >= 0:
        table = part.tables[record.table]
        cells = table.rows[record.row][1]
        return unescaped(cells[table.label].text) if table.label < len(cells) else ""
    text = own[0][record.text_column :].strip(" \t")
    if len(own) > 1:
        text = " ".join([text, *(_unquoted(line, record.quotes) for line in own[1:])])
    return text.strip()


def _unquoted(line: str, quotes: int) -> str:
    """A line's text without the marks of the quotes that hold it (a lazy line may lack them)."""
    for _ in range(quotes):
        text = line.lstrip(" \t")
        if not text.startswith(">"):
            break
        line = text[1:]
    return line.strip(" \t")
