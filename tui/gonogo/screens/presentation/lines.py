"""The lines of the item list, out of a checklist: headings, items, reasons, tables, text to read.

Only which line is what is settled beforehand, in a list of numbers; a line's content is made when it
comes into view, so a hundred thousand items cost some milliseconds.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Sequence

from checkdown import Checklist, Item, Kind, Role, Section, State
from gonogo.core.safetext import Safe, safe
from gonogo.screens.presentation.words import plain
from gonogo.widgets.glyphs import Glyphs
from gonogo.widgets.look import Tone
from gonogo.widgets.pen import Span
from gonogo.widgets.rows import Columns, ListRow, RowKind, columns_of

_ITEM, _HEADING, _REASON, _COLUMNS, _TEXT, _BLANK = range(6)
_KINDS = 6
_STUCK = frozenset({State.BLOCKED, State.FAILED})


class ChecklistLines:
    """All lines of one checklist, as the item list asks for them."""

    def __init__(
        self,
        checklist: Checklist,
        glyphs: Glyphs,
        *,
        folded: Collection[tuple[str, ...]] = (),
        wanted: Callable[[Item], bool] | None = None,
        marked: Collection[str] = (),
    ) -> None:
        self.checklist = checklist
        self._glyphs = glyphs
        self._folded = folded
        self._wanted = wanted
        self.marked = marked
        """Ids of the items that are marked for the next action."""
        self._codes: list[int] = []
        self.headings: Sequence[int] = ()
        self._layouts: dict[tuple[int, int], tuple[tuple[Safe, ...], Columns]] = {}
        self._index()

    def renewed(self, checklist: Checklist) -> ChecklistLines | None:
        """The same lines over an edited checklist; None where there may be other lines now."""
        if self._wanted is not None or checklist.shape is not self.checklist.shape:
            return None
        for old, new in zip(self.checklist.parts, checklist.parts, strict=True):
            if old is not new and any(
                (a.state in _STUCK) != (b.state in _STUCK)
                for a, b in zip(old.records, new.records, strict=True)
            ):
                return None
        fresh = object.__new__(ChecklistLines)
        fresh.__dict__.update(self.__dict__)
        fresh.checklist, fresh._layouts = checklist, {}
        return fresh

    # -- which lines there are

    def _index(self) -> None:
        codes, headings = self._codes, []
        checklist, hidden = self.checklist, 0
        for index, part in enumerate(checklist.parts):
            if hidden and part.level > hidden:
                continue
            hidden = 0
            shown = self._shown_items(index)
            title = index == checklist.title_index
            if part.level and not (title and not shown) and (self._wanted is None or self._has_shown(index)):
                if codes:
                    codes.append(_BLANK)
                headings.append(len(codes))
                codes.append(index * _KINDS + _HEADING)
                if self.is_folded(index):
                    hidden = part.level
                    continue
            if part.records:
                self._index_items(index, shown)
            elif part.level and not title and self._wanted is None:
                self._index_text(index)
        self.headings = headings

    def _shown_items(self, index: int) -> Sequence[int]:
        first = self.checklist.shape.firsts[index]
        every = range(first, first + len(self.checklist.parts[index].records))
        if self._wanted is None:
            return every
        return [i for i in every if self._wanted(self.checklist.item(i))]

    def _has_shown(self, index: int) -> bool:
        return any(self._shown_items(inner) for inner in range(index, self.checklist.subtree_end(index)))

    def _index_items(self, index: int, shown: Sequence[int]) -> None:
        codes = self._codes
        records = self.checklist.parts[index].records
        first = self.checklist.shape.firsts[index]
        table = -1
        for position in shown:
            record = records[position - first]
            if record.table != table:
                table = record.table
                if table >= 0:
                    codes.append(position * _KINDS + _COLUMNS)
            codes.append(position * _KINDS + _ITEM)
            if record.state in _STUCK and record.table < 0 and self.checklist.item(position).reason:
                codes.append(position * _KINDS + _REASON)

    def _index_text(self, index: int) -> None:
        checklist = self.checklist
        part, start = checklist.parts[index], checklist.starts[index]
        for line in range(start + part.body + 1, start + part.count + 1):
            text = checklist.source.line(line).strip()
            if text and not set(text) <= set("-=*_|: `~"):
                self._codes.append(line * _KINDS + _TEXT)

    def is_folded(self, index: int) -> bool:
        """Whether the section's lines are hidden."""
        return bool(self._folded) and self.checklist.path_of(index) in self._folded

    # -- what stands on a line

    def __len__(self) -> int:
        return len(self._codes)

    def item_at(self, at: int) -> Item | None:
        """The item of a line: its own, or the one that a reason belongs to."""
        if not 0 <= at < len(self._codes):
            return None
        number, kind = divmod(self._codes[at], _KINDS)
        return self.checklist.item(number) if kind in (_ITEM, _REASON) else None

    def section_at(self, at: int) -> Section | None:
        """The section that a line stands in."""
        if not 0 <= at < len(self._codes):
            return None
        number, kind = divmod(self._codes[at], _KINDS)
        if kind == _HEADING:
            return self.checklist.sections[number]
        if kind == _TEXT:
            return self.checklist.sections[self.checklist.section_index_at(number)]
        return None if kind == _BLANK else self.checklist.item(number).section

    def is_heading(self, at: int) -> bool:
        """Whether a line is a heading."""
        return self._codes[at] % _KINDS == _HEADING

    def file_line(self, at: int) -> int:
        """The 1-based line of the file that a line shows."""
        number, kind = divmod(self._codes[at], _KINDS)
        if kind == _HEADING:
            return self.checklist.sections[number].line
        if kind == _BLANK:
            return 1
        return number if kind == _TEXT else self.checklist.item(number).line

    def place_of_item(self, index: int) -> int | None:
        """Where an item (by its index) is shown; None where it is not."""
        return self._place(index * _KINDS + _ITEM)

    def place_of_section(self, index: int) -> int | None:
        """Where a section's heading is shown; None where it is not."""
        return self._place(index * _KINDS + _HEADING)

    def _place(self, code: int) -> int | None:
        try:
            return self._codes.index(code)
        except ValueError:
            return None

    def place_of_line(self, line: int) -> int:
        """Where the last line at or above a line of the file is shown."""
        places = range(len(self._codes))
        at = bisect_left(places, line + 1, key=self._sort_line) - 1
        return max(0, at)

    def _sort_line(self, at: int) -> int:
        while at < len(self._codes) and self._codes[at] % _KINDS == _BLANK:
            at += 1
        return self.file_line(at) if at < len(self._codes) else self.checklist.source.line_count + 1

    def is_open(self, at: int) -> bool:
        """Whether an item that is not done stands there."""
        item = self._own_item(at)
        return item is not None and item.role is Role.ITEM and item.state not in (State.DONE, State.NA)

    def is_stuck(self, at: int) -> bool:
        """Whether a blocked or failed item stands there."""
        item = self._own_item(at)
        return item is not None and item.role is Role.ITEM and item.state in _STUCK

    def _own_item(self, at: int) -> Item | None:
        number, kind = divmod(self._codes[at], _KINDS)
        return self.checklist.item(number) if kind == _ITEM else None

    # -- how a line is drawn

    def row(self, index: int) -> ListRow:
        """The line at ``index``."""
        number, kind = divmod(self._codes[index], _KINDS)
        if kind == _ITEM:
            return self._item_row(self.checklist.item(number))
        if kind == _HEADING:
            return self._heading_row(number)
        if kind == _REASON:
            item = self.checklist.item(number)
            return ListRow(RowKind.NOTE, plain(f"blocked: {item.reason}"), depth=item.depth)
        if kind == _COLUMNS:
            return self._columns_row(self.checklist.item(number))
        if kind == _TEXT:
            return ListRow(
                RowKind.TEXT, safe(self.checklist.source.line(number).rstrip()), tone=Tone.DIM, depth=1
            )
        return ListRow(RowKind.BLANK, safe(""))

    def _heading_row(self, index: int) -> ListRow:
        section = self.checklist.sections[index]
        tally = self.checklist.tally(section)
        right: tuple[Span, ...] = ()
        if tally.total:
            tone = Tone.DONE if tally.done == tally.total else Tone.DIM
            right = (Span(safe(f"{tally.done}/{tally.total}"), tone),)
        return ListRow(RowKind.HEADING, plain(section.title), right=right, folded=self.is_folded(index))

    def _item_row(self, item: Item) -> ListRow:
        if item.kind is Kind.ROW:
            return self._table_row(item)
        count = sum(not e.cited for e in item.evidence)
        right = (Span(safe(f"{self._glyphs.evidence}{count}"), Tone.DIM),) if count else ()
        return ListRow(
            RowKind.ITEM,
            plain(item.text),
            state=item.state.value,
            depth=item.depth,
            right=right,
            marked=item.id in self.marked if self.marked else False,
        )

    def _table_row(self, item: Item) -> ListRow:
        _, columns = self._layout(item)
        role = item.role
        return ListRow(
            RowKind.ITEM,
            plain(item.text),
            state=item.state.value,
            glyph=self._glyphs.total if role is Role.TOTAL else "",
            tone=Tone.STRONG if role is Role.TOTAL else Tone.DIM if role is not Role.ITEM else Tone.PLAIN,
            cells=self._other_cells(item),
            columns=columns,
            marked=item.id in self.marked if self.marked else False,
        )

    def _columns_row(self, item: Item) -> ListRow:
        header, columns = self._layout(item)
        return ListRow(RowKind.COLUMNS, header[0], cells=header[1:], columns=columns)

    def _layout(self, item: Item) -> tuple[tuple[Safe, ...], Columns]:
        """Names and widths of a table's columns, the label's first."""
        record = item.record
        key = (item.section_index, record.table)
        if key not in self._layouts:
            part, first = self.checklist.parts[key[0]], self.checklist.shape.firsts[key[0]]
            rows = [
                self.checklist.item(first + i) for i, r in enumerate(part.records) if r.table == record.table
            ]
            table = part.tables[record.table]
            names = [plain(cell.text) for cell in table.header]
            order = [table.label, *(c for c in range(len(names)) if c != table.label)]
            header = tuple(names[c] for c in order)
            labels = [plain(row.text) for row in rows[:200]]
            body = [self._other_cells(row) for row in rows[:200]]
            self._layouts[key] = (header, columns_of(header[1:], labels, body))
        return self._layouts[key]

    def _other_cells(self, item: Item) -> tuple[Safe, ...]:
        label = self.checklist.parts[item.section_index].tables[item.record.table].label
        return tuple(plain(cell.text) for number, cell in enumerate(item.cells) if number != label)
