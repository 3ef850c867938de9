"""All lines of the item list, out of a checklist: which there are, and where each thing stands.

Each section has its own lines (`sectionlines`); an edit makes those of the sections that it changed, and
the others stay. What a line says (`rows`) is made when it comes into view, so any number of items costs
the same.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from checkdown import Checklist, Item, Section
from checkdown.parts import Record
from gonogo.screens.presentation.rows import Rows
from gonogo.screens.presentation.sectionlines import (
    BLANK,
    CELLS,
    CODE,
    COLUMNS,
    HEADING,
    ITEM,
    KINDS,
    NOTE,
    Codes,
    section_lines,
)
from gonogo.screens.presentation.signs import Signs
from gonogo.widgets.glyphs import Glyphs
from gonogo.widgets.rows import ListRow

if TYPE_CHECKING:
    from gonogo.core.workspace import Redraw

Path = tuple[str, ...]
Wanted = Callable[[Item], bool]


class ChecklistLines:
    """All lines of one checklist, as the item list asks for them.

    `whole`: this is all of the document. `expected`: how many items there may be in the sections that go on
    behind what was read first; their headings keep room for that.
    """

    def __init__(
        self,
        checklist: Checklist,
        glyphs: Glyphs,
        *,
        folded: Collection[Path] = (),
        wanted: Wanted | None = None,
        marked: Collection[str] = (),
        signs: Signs | None = None,
        whole: bool = True,
        expected: Mapping[int, int] | None = None,
    ) -> None:
        self.checklist = checklist
        self.folded = folded
        """Paths of the sections whose lines are hidden."""
        self.wanted = wanted
        """Which items there are lines for; None: all, and texts too."""
        self.own: list[Codes] = [section_lines(checklist, i, wanted) for i in range(len(checklist.parts))]
        """The lines of each section below its heading, whether they are shown or not."""
        self._signs = signs or Signs()
        expected = expected or {}
        self._rows = Rows(checklist, glyphs, marked, signs=self._signs, whole=whole, expected=expected)
        self._place()

    def renewed(self, checklist: Checklist, redraw: Redraw) -> ChecklistLines:
        """The lines of an edited checklist, of which `redraw` says which sections became others."""
        first, old_end, new_end = redraw.first, redraw.old_end, redraw.new_end
        fresh = object.__new__(ChecklistLines)
        fresh.checklist, fresh.folded, fresh.wanted = checklist, self.folded, self.wanted
        fresh._signs = self._signs
        changed = [section_lines(checklist, i, self.wanted) for i in range(first, new_end)]
        fresh.own = [*self.own[:first], *changed, *self.own[old_end:]]
        fresh._rows = self._rows.renewed(checklist, redraw)
        same = checklist.shape is self.checklist.shape and self.wanted is None
        if same and [*map(len, changed)] == [*map(len, self.own[first:old_end])]:
            fresh._starts, fresh._heads, fresh.headings = self._starts, self._heads, self.headings
        else:
            fresh._place()
        return fresh

    def refolded(self, folded: Collection[Path]) -> ChecklistLines:
        """The same lines with other sections folded."""
        fresh = object.__new__(ChecklistLines)
        fresh.__dict__.update(self.__dict__)
        fresh.folded = folded
        fresh._place()
        return fresh

    # -- where things stand

    def _place(self) -> None:
        """Settle which sections are shown, and on which line each of them begins."""
        checklist, title = self.checklist, self.checklist.title_index
        heads, sizes = [], []
        hidden = 0
        shown = self._shown() if self.wanted is not None else None
        anything = False
        for index, part in enumerate(checklist.parts):
            own = len(self.own[index])
            if hidden and part.level > hidden:
                heads.append(0)
                sizes.append(0)
                continue
            hidden = 0
            titled = part.level and (index != title or part.records) and (shown is None or shown[index])
            head = (2 if anything else 1) if titled else 0
            if head and self.folded and self.is_folded(index):
                hidden, own = part.level, 0
            heads.append(head)
            sizes.append(head + own)
            anything = anything or head + own > 0
        self._heads: list[int] = heads
        """Lines of each section before its own: a blank and the heading, the heading, or none."""
        self._starts: list[int] = [*accumulate(sizes, initial=0)]
        self.headings: Sequence[int] = [
            start + head - 1 for start, head in zip(self._starts, heads, strict=False) if head
        ]

    def _shown(self) -> list[bool]:
        """For each section whether it, or one in it, has lines."""
        shown = [bool(own) for own in self.own]
        parents = self.checklist.shape.parents
        for index in range(len(shown) - 1, -1, -1):
            if shown[index] and parents[index] >= 0:
                shown[parents[index]] = True
        return shown

    def is_folded(self, index: int) -> bool:
        """Whether the section's lines are hidden."""
        return bool(self.folded) and self.checklist.path_of(index) in self.folded

    def __len__(self) -> int:
        return self._starts[-1]

    def place(self, index: int, number: int) -> int | None:
        """Where line `number` of a section's own stands, -1 for its heading; None where it is hidden."""
        start, head = self._starts[index], self._heads[index]
        if number < 0:
            return start + head - 1 if head else None
        return start + head + number if start + head + number < self._starts[index + 1] else None

    def where(self, at: int) -> tuple[int, int]:
        """The section that a line stands in, and its number there; negative numbers are before its own."""
        index = bisect_right(self._starts, at) - 1
        return index, at - self._starts[index] - self._heads[index]

    def place_of_item(self, index: int) -> int | None:
        """Where an item (by its index) is shown; None where it is not."""
        section = bisect_right(self.checklist.shape.firsts, index) - 1
        code = (index - self.checklist.shape.firsts[section]) * KINDS + ITEM
        own = self.own[section]
        return self.place(section, own.index(code)) if code in own else None

    def place_of_section(self, index: int) -> int | None:
        """Where a section's heading is shown; None where it is not."""
        return self.place(index, -1)

    def place_of_line(self, line: int) -> int:
        """Where a line of the file is shown, or the last one above it that is."""
        index = self.checklist.section_index_at(line)
        heading = line <= self.checklist.starts[index] + self.checklist.parts[index].body
        place = self.place_of_section(index) if heading else None
        if place is not None:
            return place
        for number in range(len(self.own[index])):
            if self._file_line(index, *divmod(self.own[index][number], KINDS)) > line:
                break
            place = self.place(index, number)
        if place is None:
            place = self.place_of_section(index)
        return max(0, min(self._starts[index], len(self) - 1)) if place is None else place

    # -- what stands on a line

    def item_at(self, at: int) -> Item | None:
        """The item of a line: its own, or the one that a note belongs to."""
        if not 0 <= at < len(self):
            return None
        return self._item_of(*self.where(at))

    def _item_of(self, index: int, number: int) -> Item | None:
        own = self.own[index]
        while number > 0 and own[number] % KINDS == NOTE:
            number -= 1
        if number < 0 or own[number] % KINDS != ITEM:
            return None
        return self.checklist.item(self.checklist.shape.firsts[index] + own[number] // KINDS)

    def stop_of(self, index: int, number: int) -> int | None:
        """The line of a section at which the cursor stops for line `number`: for a note the one it is under.

        None for what belongs to no line in particular.
        """
        own = self.own[index]
        while number > 0 and own[number] % KINDS == NOTE:
            number -= 1
        return None if number >= 0 and own[number] % KINDS in (COLUMNS, BLANK, NOTE) else number

    def section_at(self, at: int) -> Section | None:
        """The section that a line stands in."""
        return self.checklist.sections[self.where(at)[0]] if 0 <= at < len(self) else None

    def is_heading(self, at: int) -> bool:
        """Whether a line is a heading."""
        return self.where(at)[1] == -1

    def is_table_row(self, at: int) -> bool:
        """Whether a line is a row of a table that has no state."""
        index, number = self.where(at)
        return number >= 0 and self.own[index][number] % KINDS == CELLS

    def is_code(self, at: int) -> bool:
        """Whether a line stands in a fence."""
        index, number = self.where(at)
        return number >= 0 and self.own[index][number] % KINDS == CODE

    def file_line(self, at: int) -> int:
        """The 1-based line of the file that a line shows."""
        if not 0 <= at < len(self):
            return 1
        index, number = self.where(at)
        about, kind = divmod(self.own[index][number], KINDS) if number >= 0 else (0, HEADING)
        return max(1, self._file_line(index, about, kind))

    def _file_line(self, index: int, about: int, kind: int) -> int:
        part, start = self.checklist.parts[index], self.checklist.starts[index] + 1
        if kind == ITEM:
            return start + part.records[about].line
        if kind == COLUMNS:
            return start + part.tables[about].line
        return start if kind in (HEADING, BLANK) else start + about

    def row(self, index: int) -> ListRow:
        """The line at `index`."""
        return self.row_of(*self.where(index))

    def row_of(self, section: int, number: int) -> ListRow:
        """Line `number` of a section, whether it is shown or not; -1 for its heading."""
        row = self._row_of(section, number)
        found = self._signs.of_line(self._file_line_of(section, number)) if self._signs.of_line else None
        return row if found is None else row._replace(finding=found[0], brief=found[1])

    def _file_line_of(self, section: int, number: int) -> int:
        """The line of the file that a line shows; 0 for one that shows none of its own."""
        about, kind = divmod(self.own[section][number], KINDS) if number >= 0 else (0, HEADING)
        return self._file_line(section, about, kind) if number >= -1 and kind != BLANK else 0

    def _row_of(self, section: int, number: int) -> ListRow:
        if number == -1:
            folded = self.is_folded(section)
            return self._rows.heading(section, -1 if folded else self._headed(section), folded=folded)
        about, kind = divmod(self.own[section][number], KINDS) if number >= 0 else (0, BLANK)
        if kind == NOTE:
            return self._rows.note(self._item_of(section, number), self._file_line(section, about, kind))
        return self._rows.row(section, about, kind)

    def _headed(self, index: int) -> int:
        """The number of the table whose columns a section's heading names; -1 for none."""
        part, own = self.checklist.parts[index], self.own[index]
        about, kind = divmod(own[0], KINDS) if own else (0, BLANK)
        if kind == ITEM:
            return part.records[about].table
        if kind == CELLS:
            return next(i for i, table in enumerate(part.tables) if table.line <= about < table.end)
        return -1

    # -- looking for lines

    def seek(self, at: int, step: int, found: Callable[[int], Sequence[int]]) -> tuple[int, int] | None:
        """The next line (-1: the previous) among those that `found` gives for a section, folded or not.

        `found` gives ascending numbers of a section's own lines, -1 for its heading. The search goes on at
        the other end, and the line at `at` comes last. (section, number), or None.
        """
        here, number = self.where(at) if len(self) else (0, -1)
        count = len(self.own)
        for away in range(count + 1):
            index = (here + step * away) % count
            numbers = found(index)[:: 1 if step > 0 else -1]
            for each in numbers:
                beyond = (each - number) * step > 0
                if (away == 0 and not beyond) or (away == count and beyond):
                    continue
                return index, each
        return None

    def items_where(self, wanted: Callable[[Record], bool]) -> Callable[[int], Sequence[int]]:
        """For `seek`: the items whose records `wanted` says yes to."""

        def found(index: int) -> Sequence[int]:
            records = self.checklist.parts[index].records
            if not any(map(wanted, records)):
                return ()
            return [
                number
                for number, code in enumerate(self.own[index])
                if code % KINDS == ITEM and wanted(records[code // KINDS])
            ]

        return found
