"""What callers see of a checklist: sections and items, made when they are asked for.

A view is a value: it names its checklist and its place there, and computes the rest from the text.
All lines and columns are 1-based.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, overload

from . import details
from .attached import evidence_of
from .cells import RawCell, unescaped
from .details import Evidence, ProbeText
from .outline import heading_facts, section_label
from .parts import text_of
from .signlines import is_signoff
from .states import Kind, Notation, Role, State

if TYPE_CHECKING:
    from .checklist import Checklist
    from .parts import Record, Table


class Cell(NamedTuple):
    """One cell of a table row."""

    header: str
    """The column's name as it is written."""
    text: str
    r"""What the cell holds, ``\|`` shown as a pipe."""
    line: int
    column: int
    """Where the trimmed text begins; in an empty cell, where it would."""
    width: int
    """Characters of the text as it is written."""


class Section:
    """A heading and what it holds. Section 0 is what stands before the first heading."""

    __slots__ = ("_doc", "index")

    def __init__(self, doc: Checklist, index: int) -> None:
        self._doc = doc
        self.index = index

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Section) and other.index == self.index and other._doc is self._doc

    def __hash__(self) -> int:
        return hash((self.index, id(self._doc)))

    @property
    def checklist(self) -> Checklist:
        """The checklist that it is a view of."""
        return self._doc

    def __repr__(self) -> str:
        return f"Section({self.index}, line {self.line}, {self.title!r})"

    @property
    def level(self) -> int:
        """Heading level 1 to 6; 0 for the preamble."""
        return self._doc.parts[self.index].level

    @property
    def title(self) -> str:
        """The heading's text as it is written."""
        return self._doc.parts[self.index].title

    @property
    def label(self) -> str:
        """The name without number, marks, scores and case, for comparing."""
        return section_label(self.title)

    @property
    def line(self) -> int:
        """Line of the heading; 0 for the preamble."""
        return self._doc.starts[self.index] + 1 if self.level else 0

    @property
    def end(self) -> int:
        """Last line before the next heading."""
        return self._doc.starts[self.index] + self._doc.parts[self.index].count

    @property
    def parent(self) -> Section | None:
        """The section that holds this one."""
        parent = self._doc.shape.parents[self.index]
        return Section(self._doc, parent) if parent >= 0 else None

    @property
    def path(self) -> tuple[str, ...]:
        """Titles from the outermost section to this one (the document's own title left out)."""
        return self._doc.path_of(self.index)

    @property
    def number(self) -> str:
        """``13.1`` of "13.1 Health Checks", else ""."""
        return heading_facts(self.title).number

    @property
    def priority(self) -> str:
        """``P0`` … or critical/high/medium/low, its own or that of the section that holds it; else ""."""
        section: Section | None = self
        while section is not None:
            found = heading_facts(section.title).priority
            if found:
                return found
            section = section.parent
        return ""

    @property
    def estimate(self) -> str:
        """``1-2 days`` as it is written, else ""."""
        return heading_facts(self.title).estimate

    @property
    def owner(self) -> str:
        """The owner that the heading names, else ""."""
        return heading_facts(self.title).owner

    @property
    def is_phase(self) -> bool:
        """Whether it is one of the checklist's phases."""
        return self.index in self._doc.phase_indexes

    @property
    def phase(self) -> Section | None:
        """The phase that holds it, or that it is."""
        section: Section | None = self
        while section is not None and not section.is_phase:
            section = section.parent
        return section

    @property
    def items(self) -> Sequence[Item]:
        """Its own items, without those of the sections in it."""
        first = self._doc.shape.firsts[self.index]
        return self._doc.items[first : first + len(self._doc.parts[self.index].records)]


class Item:
    """Anything that carries a state."""

    __slots__ = ("_detail_lines", "_doc", "_record", "_text", "index", "section_index")

    # Made when they are first asked for: most of the properties begin with one of them.
    _text: str
    _detail_lines: tuple[details.Detail, ...]

    def __init__(self, doc: Checklist, index: int, section_index: int, record: Record) -> None:
        self._doc = doc
        self.index = index
        self.section_index = section_index
        self._record = record

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Item) and other.index == self.index and other._doc is self._doc

    def __hash__(self) -> int:
        return hash((self.index, id(self._doc)))

    @property
    def checklist(self) -> Checklist:
        """The checklist that it is a view of."""
        return self._doc

    def __repr__(self) -> str:
        return f"Item({self.kind.value} line {self.line} {self.state.value} {self.text!r})"

    @property
    def record(self) -> Record:
        """The stored form (lines relative to the part)."""
        return self._record

    @property
    def id(self) -> str:
        """Short name that survives edits elsewhere; ``~2`` and so on tell equal items apart."""
        return self._doc.id_of(self.index)

    @property
    def kind(self) -> Kind:
        """Task, row or mark."""
        return self._record.kind

    @property
    def role(self) -> Role:
        """What it is to its document."""
        return self._record.role

    @property
    def state(self) -> State:
        """What it has come to."""
        return self._record.state

    @property
    def mark(self) -> str:
        """The state as it is written."""
        return self._record.mark

    @property
    def stateless(self) -> bool:
        """Whether it is no work and says no state of its own, as a TOTAL that holds figures alone.

        Its `state` is todo then; who asks for what is to do does not mean it.
        """
        return self._record.role is not Role.ITEM and self._record.notation is Notation.NONE

    @property
    def notation(self) -> Notation:
        """How the state is written."""
        return self._record.notation

    @property
    def line(self) -> int:
        """Line of the state's own text."""
        return self._doc.starts[self.section_index] + self._record.line + 1

    @property
    def column(self) -> int:
        """Column of the state's own text; for a row without one, of its status cell."""
        return self._record.column + 1

    @property
    def end(self) -> int:
        """Last line that belongs to the item (nested content included, blank lines behind it not)."""
        end = self._doc.starts[self.section_index] + self._record.end
        while end > self.line and not self._doc.source.line(end).strip(" \t>"):
            end -= 1
        return end

    @property
    def text_end(self) -> int:
        """Last line of the item's own text."""
        return self._doc.starts[self.section_index] + self._record.text_end

    @property
    def text(self) -> str:
        """Its text as written, on one line, without the state (for a row: the cell that names it)."""
        try:
            return self._text
        except AttributeError:
            self._text = self._read_text()
            return self._text

    def _read_text(self) -> str:
        doc, record = self._doc, self._record
        start = doc.starts[self.section_index]
        if record.table >= 0:
            own = []
        elif record.text_end == record.line + 1:
            own = [doc.source.line(start + record.text_end)]
        else:
            own = doc.source.lines(start + record.line + 1, start + record.text_end)
        return text_of(doc.parts[self.section_index], record, own)

    @property
    def section(self) -> Section:
        """The section that holds it."""
        return Section(self._doc, self.section_index)

    @property
    def path(self) -> tuple[str, ...]:
        """Titles of the sections that hold it, outermost first."""
        return self._doc.path_of(self.section_index)

    @property
    def parent(self) -> Item | None:
        """The item that it is nested in."""
        if self._record.parent < 0:
            return None
        return self._doc.items[self._doc.shape.firsts[self.section_index] + self._record.parent]

    @property
    def depth(self) -> int:
        """How many items it is nested in."""
        depth, parent = 0, self.parent
        while parent is not None:
            depth, parent = depth + 1, parent.parent
        return depth

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All cells of a row with their column names; empty for tasks and marks."""
        if self._record.kind is not Kind.ROW:
            return ()
        table, cells = self._table_row()
        return tuple(
            Cell(unescaped(name.text), unescaped(cell.text), self.line, cell.column + 1, len(cell.text))
            for name, cell in zip(table.header, cells, strict=False)
        )

    def _table_row(self) -> tuple[Table, tuple[RawCell, ...]]:
        table = self._doc.parts[self.section_index].tables[self._record.table]
        return table, table.rows[self._record.row][1]

    @property
    def status_header(self) -> str:
        """For a row the name of its status column, else ""."""
        if self._record.kind is not Kind.ROW:
            return ""
        table, _ = self._table_row()
        return unescaped(table.header[table.status].text)

    @property
    def detail_lines(self) -> tuple[details.Detail, ...]:
        """Its nested plain bullets, read: evidence, reasons, probes and notes."""
        try:
            return self._detail_lines
        except AttributeError:
            self._detail_lines = details.of_item(self)
            return self._detail_lines

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """What shows that it is in its state, in the order of the text."""
        return evidence_of(self)

    @property
    def reason(self) -> str:
        """Why it is blocked, as its ``blocked:`` bullet or Notes cell says; else ""."""
        return details.reason_of(self)

    @property
    def past_reason(self) -> str:
        """What held it up before: its ``was blocked:`` bullet, or of a done item ``blocked:``; else ""."""
        return details.past_reason_of(self)

    @property
    def notes(self) -> tuple[str, ...]:
        """Its other nested bullets; of a row the entries of its cells that begin with ``note:``."""
        return details.notes_of(self)

    @property
    def probes(self) -> tuple[ProbeText, ...]:
        """Probes written at it, as text; nothing is run."""
        return details.probes_of(self)

    @property
    def priority(self) -> str:
        """Its own priority or its section's, else ""."""
        return details.priority_at(self) or self.section.priority

    @property
    def owner(self) -> str:
        """Who owns it, by its text, cell or bullet; else its section's owner."""
        return details.owner_at(self) or self.section.owner

    @property
    def due(self) -> str:
        """The ISO date by which it is due, else ""."""
        return details.due_at(self)

    @property
    def signoff(self) -> bool:
        """Whether it is a line on which a named role signs, or a row whose state is its signature."""
        return self._is_signature() if self.kind is Kind.ROW else is_signoff(self)

    def _is_signature(self) -> bool:
        from .signoffs import signature_columns  # loaded when somebody asks: reading a file needs it not

        tables = self._doc.parts[self.section_index].tables
        table = tables[self._record.table] if 0 <= self._record.table < len(tables) else None
        return table is not None and table.status in signature_columns(
            tuple(cell.text for cell in table.header)
        )


class Items(Sequence[Item]):
    """All items of a checklist, or a run of them; views are made on access."""

    __slots__ = ("_doc", "_range")

    def __init__(self, doc: Checklist, span: range) -> None:
        self._doc = doc
        self._range = span

    def __len__(self) -> int:
        return len(self._range)

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> Items: ...
    def __getitem__(self, index: int | slice) -> Item | Items:
        if isinstance(index, slice):
            return Items(self._doc, self._range[index])
        return self._doc.item(self._range[index])

    def __iter__(self) -> Iterator[Item]:
        return self._doc.items_in(self._range)

    def __repr__(self) -> str:
        return f"<{len(self)} items>"


class Sections(Sequence[Section]):
    """All sections of a checklist; views are made on access."""

    __slots__ = ("_doc",)

    def __init__(self, doc: Checklist) -> None:
        self._doc = doc

    def __len__(self) -> int:
        return len(self._doc.parts)

    @overload
    def __getitem__(self, index: int) -> Section: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Section, ...]: ...
    def __getitem__(self, index: int | slice) -> Section | tuple[Section, ...]:
        if isinstance(index, slice):
            return tuple(Section(self._doc, i) for i in range(len(self))[index])
        return Section(self._doc, range(len(self))[index])
