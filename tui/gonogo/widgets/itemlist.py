"""The list of items under their headings: the widget in the middle of the checklist screen."""

from __future__ import annotations

import re
from collections.abc import Callable

from textual.strip import Strip

from gonogo.widgets.linelist import LineList
from gonogo.widgets.look import Band, Look
from gonogo.widgets.rows import RESTS, ListRow, RowKind, draw_row


class ItemList(LineList[ListRow]):
    """Headings, items, notes and table rows. Posts Moved, Chosen and SignClicked; changes nothing itself."""

    found: re.Pattern[str] | None = None
    """What a search is looking for; change it with `highlight`."""

    _sent_to_end = -1
    """Where the cursor went when it was sent to an end that is not there yet."""
    on_end_awaited: Callable[[], None] | None = None
    """Called then: somebody should say so."""

    def action_bottom(self) -> None:
        """To the last line; where that is still on its way, as soon as it is there."""
        super().action_bottom()
        if self.partial:
            self._sent_to_end = self.cursor
            if self.on_end_awaited is not None:
                self.on_end_awaited()

    @property
    def awaits_end(self) -> bool:
        """Whether the cursor was sent to an end that is not there yet, and has not been moved since."""
        return self.partial and self._sent_to_end == self.cursor

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
