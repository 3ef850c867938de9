"""What one line of the item list says: values of the list's rows, out of a section of a checklist."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from checkdown import Checklist, Item, Kind
from gonogo.core.safetext import EMPTY, Safe, safe
from gonogo.screens.presentation import tables
from gonogo.screens.presentation.sectionlines import BLANK, CELLS, CODE, COLUMNS, ITEM
from gonogo.screens.presentation.signs import Signs, Spans
from gonogo.screens.presentation.tables import Layout
from gonogo.screens.presentation.words import plain
from gonogo.widgets.glyphs import Glyphs
from gonogo.widgets.look import Tone
from gonogo.widgets.pen import Span
from gonogo.widgets.rows import ListRow, RowKind

if TYPE_CHECKING:
    from gonogo.core.workspace import Redraw

_BLANK = ListRow(RowKind.BLANK, EMPTY)


class Rows:
    """Makes the rows of one checklist."""

    def __init__(
        self,
        checklist: Checklist,
        glyphs: Glyphs,
        marked: Collection[str],
        *,
        signs: Signs | None = None,
        whole: bool = True,
        expected: Mapping[int, int] | None = None,
    ) -> None:
        self._signs = signs or Signs()
        self._checklist = checklist
        self._glyphs = glyphs
        self._marked = marked
        self._whole = whole
        self._expected = expected or {}
        self._layouts: dict[tuple[int, int], Layout] = {}
        """Of each table that came into view, by section and number."""
        self._former: dict[tuple[int, int], Layout] = {}
        """The same before the last edit, of tables that it changed."""

    def renewed(self, checklist: Checklist, redraw: Redraw) -> Rows:
        """The same over an edited checklist; tables keep their columns in place as long as all fits."""
        fresh = Rows(checklist, self._glyphs, self._marked, signs=self._signs, whole=self._whole)
        moved = redraw.new_end - redraw.old_end
        for (section, number), layout in self._layouts.items():
            if section < redraw.first:
                fresh._layouts[section, number] = layout
            elif section >= redraw.old_end:
                fresh._layouts[section + moved, number] = layout
            elif not moved:
                fresh._former[section, number] = layout
        return fresh

    def row(self, section: int, about: int, kind: int) -> ListRow:
        """A line below a heading, but for notes."""
        if kind == ITEM:
            return self._item(self._checklist.item(self._checklist.shape.firsts[section] + about))
        if kind == BLANK:
            return _BLANK
        part = self._checklist.parts[section]
        if kind == COLUMNS:
            return tables.header_row(self._layout(section, about))
        if kind == CELLS:
            number = next(i for i, table in enumerate(part.tables) if table.line <= about < table.end)
            return tables.plain_row(part, number, about, self._layout(section, number))
        text = self._checklist.source.line(self._checklist.starts[section] + about + 1).rstrip()
        words = safe(text) if kind == CODE else plain(text)
        sign = self._signs.of_command(text) if kind == CODE and self._signs.of_command is not None else ()
        return ListRow(RowKind.TEXT, words, tone=Tone.DIM, depth=1, right=sign)

    def heading(self, section: int, table: int, *, folded: bool) -> ListRow:
        """A section's heading with its tally; it names the columns of a table right below (-1: none)."""
        found = self._checklist.sections[section]
        tally = self._checklist.tally(found)
        right: tuple[Span, ...] = ()
        expected = self._expected.get(section, 0)
        room = len(f"{expected}/{expected}") if expected else 0
        if expected and not self._whole:
            right = (Span(safe(" " * room)),)
        elif tally.total:
            tone = Tone.DONE if tally.done == tally.total else Tone.DIM
            right = (Span(safe(f"{tally.done}/{tally.total}".rjust(room)), tone),)
        row = ListRow(RowKind.HEADING, plain(found.title), right=right, folded=folded)
        if table < 0:
            return row
        layout = self._layout(section, table)
        return row._replace(cells=layout.headers, columns=layout.columns)

    def note(self, item: Item | None, line: int) -> ListRow:
        """A reason or a note, which stands under its item."""
        if item is None:
            return _BLANK
        detail = next((detail for detail in item.detail_lines if detail.line == line), None)
        text = "" if detail is None else f"{detail.label}: {detail.text}" if detail.label else detail.text
        return ListRow(RowKind.NOTE, plain(text), depth=item.depth)

    def _item(self, item: Item) -> ListRow:
        marked = bool(self._marked) and item.id in self._marked
        if item.kind is Kind.ROW:
            layout = self._layout(item.section_index, item.record.table)
            row = tables.row_of_item(item, layout, self._glyphs, marked=marked)
            return row._replace(right=self._probes(item, row.right))
        return ListRow(
            RowKind.ITEM,
            plain(item.text),
            state=item.state.value,
            depth=item.depth,
            right=self._probes(item, self._evidence(item)),
            marked=marked,
        )

    def _probes(self, item: Item, before: Spans) -> Spans:
        """What stands at the right edge, with what came of the item's probes at its end."""
        sign = self._signs.of_item(item) if self._signs.of_item is not None else ()
        shown = (*before, Span(safe(" ")), *sign) if sign and before else sign or before
        others = self._signs.others(item) if self._signs.others is not None else ()
        return (*shown, *others) if others else shown

    def _evidence(self, item: Item) -> tuple[Span, ...]:
        """How many pieces there are, which an item without anything nested need not be asked for."""
        count = sum(not each.cited for each in item.evidence)
        return (Span(safe(f"{self._glyphs.evidence}{count}"), Tone.DIM),) if count else ()

    def _layout(self, section: int, number: int) -> Layout:
        key = (section, number)
        if key not in self._layouts:
            fresh = tables.layout_of(self._checklist.parts[section], number)
            self._layouts[key] = tables.calm(self._former.pop(key, None), fresh)
        return self._layouts[key]


def text_of(row: ListRow) -> Safe:
    """All that a row says, for a search."""
    return safe(" ".join([row.text, row.more, *row.cells]).strip())
