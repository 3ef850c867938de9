"""The list of items under their headings: the widget in the middle of the checklist screen."""

from __future__ import annotations

import re

from textual.strip import Strip

from gonogo.widgets.linelist import LineList
from gonogo.widgets.look import Band, Look
from gonogo.widgets.rows import RESTS, ListRow, RowKind, draw_row


class ItemList(LineList[ListRow]):
    """Headings, items, notes and table rows. Posts Moved, Chosen and SignClicked; changes nothing itself."""

    found: re.Pattern[str] | None = None
    """What a search is looking for; change it with `highlight`."""

    def highlight(self, found: re.Pattern[str] | None) -> None:
        """Make what `found` matches stand out in the text of every line; None: nothing."""
        if found != self.found:
            self.found = found
            self.redraw()

    def section(self, step: int) -> bool:
        """Go to the next or the previous heading; False where there is none."""
        return self.jump(self.source.headings, step)

    def draw(self, row: ListRow, cells: int, look: Look, band: Band) -> Strip:
        """One line."""
        return draw_row(row, cells, look, self.glyphs, band, self.found)

    def rests(self, row: ListRow) -> bool:
        """The cursor passes notes, table headers and blank lines."""
        return row.kind in RESTS

    def is_gap(self, row: ListRow) -> bool:
        """Blank lines part sections."""
        return row.kind is RowKind.BLANK

    def sign_columns(self, row: ListRow) -> range:
        """The box of an item; the triangle of a folded heading."""
        start = 1 + 2 * row.depth
        if row.kind is RowKind.ITEM:
            return range(start, start + 1)
        return range(start, start + 1) if row.kind is RowKind.HEADING and row.folded else range(0)
