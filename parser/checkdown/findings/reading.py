"""A checklist as the rules read it: prose lines and tables with their places, gathered once for all rules.

Lines are 1-based, columns of raw cells 0-based, as they are stored.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from checkdown.cells import RawCell
from checkdown.checklist import Checklist
from checkdown.edit import Edit, Splice
from checkdown.fields import Field, fields_in
from checkdown.outline import ESTIMATE, number_and_label
from checkdown.parts import Record, Table
from checkdown.prose import Prose, lines_by_section, prose_of
from checkdown.references import defined
from checkdown.signoffs import SignOff, signoffs_in
from checkdown.source import Source
from checkdown.states import LEADING_EMOJI
from checkdown.tables import is_total
from checkdown.tally import Tally
from checkdown.views import Section

from .finding import Finding, Rule
from .settings import Settings

LONGEST = 500
"""Characters of a heading or a cell in which claims are looked for: patterns are not let loose on more."""
_EVIDENCE = re.compile(
    r"[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+[*_]*(?:evidence|proof|see)[*_]*\s*:", re.IGNORECASE
)
"""The head of a bullet that gives evidence."""
_DONE_OF = re.compile(
    r"\b\d{1,5} of \d{1,5} (?:(?:items|tasks|checks) )?(?:done|complete[d]?)\b", re.IGNORECASE
)
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


class Text(NamedTuple):
    """A line of prose, a cell of a table, or a part of one, in which something is looked for."""

    line: int
    text: str
    offset: int
    """Characters of the line before it."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table and where it stands."""

    section: int
    base: int
    """Lines before its section."""
    table: Table

    @property
    def names(self) -> list[str]:
        """Its column names as they are written."""
        return [cell.text for cell in self.table.header]

    @property
    def rows(self) -> Iterator[tuple[int, tuple[RawCell, ...]]]:
        """(line, cells) of each body row."""
        return ((self.base + line + 1, cells) for line, cells in self.table.rows)


class Reading:
    """One checklist, the settings, and what several rules look at. Computed when first asked for."""

    def __init__(self, checklist: Checklist, settings: Settings) -> None:
        self.checklist = checklist
        self.settings = settings
        self._evidence: dict[int, list[int]] = {}
        """For each section that somebody asked about, its lines that are bullets for evidence."""

    @property
    def source(self) -> Source:
        """The text."""
        return self.checklist.source

    @cached_property
    def lines(self) -> tuple[list[str], ...]:
        """The lines of each section, the heading's own first; as they are counted in records."""
        return lines_by_section(self.checklist)

    @cached_property
    def prose(self) -> tuple[Prose, ...]:
        """All prose lines that are not empty, items' own lines among them."""
        return tuple(prose_of(self.checklist, self.lines))

    @cached_property
    def cells(self) -> tuple[Text, ...]:
        """All cells of tables that are not empty, but those of legends and of headers."""
        return tuple(
            Text(line, cell.text, cell.column)
            for grid in self.grids
            for line, cells in grid.rows
            for cell in cells
            if cell.text
        )

    def texts(self, sign: str) -> list[Text]:
        """The prose lines, and behind them the cells, that hold a string."""
        found = [Text(line, text, 0) for line, text, _ in self.prose if sign in text]
        return found + [each for each in self.cells if sign in each.text]

    @cached_property
    def definitions(self) -> tuple[Text, ...]:
        """The targets of the links that are defined on a line of their own."""
        found = ((line, defined(text)) for line, text, _ in self.prose if "]:" in text)
        return tuple(Text(line, target[1], target[0]) for line, target in found if target)

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """What the document states about itself by name."""
        return fields_in(self.prose)

    @cached_property
    def own_fields(self) -> tuple[Field, ...]:
        """Those that stand in no item: what one inside an item states is stated of that item."""
        return tuple(each for each in self.fields if not self.inside_item(each.section_index, each.line))

    @cached_property
    def signoffs(self) -> tuple[SignOff, ...]:
        """Lines and rows on which a role signs."""
        return signoffs_in(self.checklist, self.lines, self.prose)

    def evidence_below(self, section: int, record: Record) -> bool:
        """Whether a bullet for evidence stands below an item's own paragraph, in it or in what it holds."""
        if record.end <= record.text_end:
            return False
        if section not in self._evidence:
            lines = enumerate(self.lines[section])
            self._evidence[section] = [n for n, text in lines if ":" in text and _EVIDENCE.match(text)]
        known = self._evidence[section]
        return bool(known) and bisect_left(known, record.text_end) < bisect_left(known, record.end)

    def inside_item(self, section: int, line: int) -> bool:
        """Whether a line (1-based) stands in an item, below its first: it speaks of that item then."""
        part = self.checklist.parts[section]
        relative = line - 1 - self.checklist.starts[section]
        position = bisect_left(part.records, relative, key=attrgetter("line")) - 1
        while position >= 0:
            record = part.records[position]
            if record.line < relative < record.end:
                return True
            position = record.parent
        return False

    @cached_property
    def grids(self) -> tuple[Grid, ...]:
        """All tables but legends, in document order."""
        return tuple(
            Grid(index, self.checklist.starts[index], table)
            for index, part in enumerate(self.checklist.parts)
            for table in part.tables
            if not table.legend
        )

    @cached_property
    def totals(self) -> dict[int, list[int]]:
        """For each grid that has some, the positions of its TOTAL rows."""
        found = {}
        for number, grid in enumerate(self.grids):
            rows = [i for i, (_, cells) in enumerate(grid.table.rows) if is_total(grid.table, cells)]
            if rows:
                found[number] = rows
        return found

    @cached_property
    def marked(self) -> Tally:
        """The document's tally, marks among it."""
        return self.checklist.tally(marks=True)

    @cached_property
    def priorities(self) -> tuple[Tally, ...]:
        """The tallies of the priorities that occur."""
        return tuple(self.checklist.priorities().values())

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """All sections."""
        return tuple(self.checklist.sections)

    @cached_property
    def named(self) -> dict[str, list[Section]]:
        """Sections by their names without number and what stands in parentheses."""
        found: dict[str, list[Section]] = {}
        for section in self.sections[1:]:
            found.setdefault(core_name(section.title), []).append(section)
        return found

    def tally(self, section: int) -> Tally:
        """The tally of a section with all in it; of the document for the preamble and the title."""
        if section <= 0 or section == self.checklist.title_index:
            return self.checklist.tally()
        return self.checklist.tally(self.sections[section])

    def title_column(self, section: Section) -> int:
        """1-based column at which a heading's text begins on its first line."""
        return max(0, self.source.line(section.line).find(section.title)) + 1


def claimed(title: str) -> str:
    """What of a heading can claim something: its text up to the comments at its end."""
    end = len(title)
    while "<!--" in title[:end] and title[:end].rstrip().endswith("-->"):
        end = title.rindex("<!--", 0, end)
    return title if end == len(title) else title[:end].rstrip()


def core_name(title: str) -> str:
    """A heading's name for comparing: no number, marks, case, estimate, nor what stands in parentheses."""
    title = title[:LONGEST]
    plain = _ASIDE.sub(" ", title) if "(" in title or "[" in title else title
    plain = plain if plain.isascii() else LEADING_EMOJI.sub(" ", plain)
    if any(map(str.isdigit, plain)):
        plain = _DONE_OF.sub(" ", ESTIMATE.sub(" ", plain))
    return number_and_label(plain)[1]


def plural(count: int, word: str) -> str:
    """``1 item``, ``2 items``."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def lines_named(lines: list[int]) -> str:
    """``line 4``, ``lines 4, 5, 6 and 3 more``: where things stand, for a message."""
    if len(lines) == 1:
        return f"line {lines[0]}"
    shown = ", ".join(map(str, lines[:5]))
    return f"lines {shown}" + (f" and {len(lines) - 5} more" if len(lines) > 5 else "")


def finding(
    rule: Rule,
    line: int,
    column: int,
    message: str,
    claimed: str = "",
    actual: str = "",
    edit: Edit | None = None,
) -> Finding:
    """A finding of a rule, with its severity."""
    return Finding(rule.name, rule.severity, line, column, message, claimed, actual, edit)


def replacement(line: int, column: int, old: str, new: str) -> Edit:
    """The edit that puts ``new`` for ``old`` at a place, and says so."""
    return Edit(
        (Splice(line, column, old, new),), f"{old.strip() or 'nothing'} -> {new.strip() or 'nothing'}"
    )
