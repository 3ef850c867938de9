"""A list of any length whose lines are drawn when they come into view: cursor, scrolling, mouse.

Nothing is built per row: a line is drawn when it is looked at, and a move of the cursor repaints two. What
a line says and how it is drawn is left to the subclasses; what a key or a click means, to the screen that
gets the messages.
"""

from __future__ import annotations

from abc import abstractmethod
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.strip import Strip

from gonogo.core.actions import Place
from gonogo.core.safetext import Safe, safe
from gonogo.widgets.application import application_of
from gonogo.widgets.bindings import bindings_for
from gonogo.widgets.glyphs import Glyphs
from gonogo.widgets.lineview import LineView
from gonogo.widgets.look import Band, Look, Tone, look_of
from gonogo.widgets.pen import Pen

Row = TypeVar("Row")
Row_co = TypeVar("Row_co", covariant=True)

KEPT = 4096
"""Drawn lines that are kept."""
TRAILING = 3
"""Lines without a stop (notes) that are brought into view with the line they follow."""
PART = 2
"""A cursor that leaves the view takes it along by its height divided by this, at least. Measured: by a third
of its height, the keys of a way through a list cost an eighth more bytes than they may."""


class RowSource(Protocol[Row_co]):
    """Where the lines come from. Asked only for lines that are looked at, so it may build them then."""

    @property
    def headings(self) -> Sequence[int]:
        """The positions of the headings, ascending: for jumps, and for the one that stays in sight."""
        ...

    def __len__(self) -> int: ...

    def row(self, index: int) -> Row_co:
        """The line at `index`, from 0."""
        ...


class NoRows:
    """A source without lines."""

    headings: Sequence[int] = ()

    def __len__(self) -> int:
        return 0

    def row(self, index: int) -> object:
        raise IndexError(index)


class LineList(LineView, Generic[Row], inherit_bindings=False):
    """A list of lines with a cursor. Subclasses draw a line and say where the cursor stops."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_for(Place.ROWS)

    class About(Message):
        """Something that a person did to the line at `index`."""

        def __init__(self, lines: LineList[Any], index: int) -> None:
            super().__init__()
            self.lines = lines
            self.index = index

        @property
        def control(self) -> LineList[Any]:
            """The list, for `on(…, "#id")`."""
            return self.lines

    class Moved(About):
        """The cursor went to another line."""

    class Chosen(About):
        """Enter, or a double click."""

    class SignClicked(About):
        """A click on the sign before a line: its state, or its fold."""

    def __init__(self, glyphs: Glyphs, *, id: str | None = None, empty: str = "") -> None:  # noqa: A002
        super().__init__(glyphs, id=id)
        self.source: RowSource[Row] = NoRows()  # type: ignore[assignment]
        """The lines that are shown; change it with `show`."""
        self.cursor = 0
        """The position of the line with the cursor; change it with `move_to`."""
        self.empty: Safe = safe(empty)
        """What stands there when there are no lines."""
        self.on_move: Callable[[int], None] | None = None
        """Called with the cursor's position as soon as it has moved: what it changes is painted together with
        the move, while what answers the message Moved comes a frame later."""
        self._colours: Look | None = None
        self._drawn: dict[int, Strip] = {}
        self._rows: dict[int, Row] = {}

    @abstractmethod
    def draw(self, row: Row, cells: int, look: Look, band: Band) -> Strip:
        """`row` as a line of exactly `cells` cells."""

    def rests(self, row: Row) -> bool:
        """Whether the cursor may stop at `row`."""
        return True

    def is_gap(self, row: Row) -> bool:
        """Whether `row` only parts others."""
        return False

    def sign_columns(self, row: Row) -> range:
        """The columns in which a click means the sign of `row` and not the line."""
        return range(0)

    # -- what is shown

    def show(self, source: RowSource[Row], cursor: int | None = None) -> None:
        """Show other lines, the cursor at `cursor` (or where it is). Repaints only what looks different."""
        self.source = source
        self._forget()
        self.resize_to(len(source))
        self.cursor = self._stop_near(self.cursor if cursor is None else cursor)
        self._reveal()
        self.refresh()

    def refresh_rows(self, indexes: Iterable[int]) -> None:
        """Draw these lines again: the source has other values for them."""
        for index in indexes:
            self._drawn.pop(index, None)
            self._rows.pop(index, None)
        self.refresh()

    def redraw(self) -> None:
        """Draw every line again: something that all of them depend on has changed."""
        self._forget()
        self.refresh()

    def row(self, index: int) -> Row:
        """The row at `index`. Kept, since a move of the cursor asks for the same few again and again."""
        row = self._rows.get(index)
        if row is None:
            if len(self._rows) >= KEPT:
                self._rows.clear()
            row = self._rows[index] = self.source.row(index)
        return row

    def _forget(self) -> None:
        self._drawn.clear()
        self._rows.clear()

    def draw_line(self, y: int, cells: int) -> Strip:
        """The line `y` of the view: a row, or the heading that stays in sight."""
        look = look_of(self.app)
        if look is not self._colours:
            self._colours = look
            self._drawn.clear()
        index = self.top + y
        if y == 0 and (heading := self._covering(index)) is not None:
            index = heading
        if index >= len(self.source):
            return self._beyond(y, cells, look)
        if index == self.cursor:
            band = Band.CURSOR if self.has_focus else Band.RESTING
            return self.draw(self.row(index), cells, look, band)
        if (strip := self._drawn.get(index)) is None or strip.cell_length != cells:
            if len(self._drawn) >= KEPT:
                self._drawn.clear()
            strip = self._drawn[index] = self.draw(self.row(index), cells, look, Band.NONE)
        return strip

    def _beyond(self, y: int, cells: int, look: Look) -> Strip:
        pen = Pen(look.styles(), cells, self.glyphs.ellipsis)
        if self.empty and not len(self.source) and not self.partial and y == 1:
            pen.put(f"  {self.empty}", Tone.DIM)
        return pen.strip()

    def _covering(self, top: int) -> int | None:
        """The heading that stays in sight on the first line although it is scrolled out, if there is one.

        None where the line below it would not be of its section: then it would head nothing.
        """
        heading = self.heading_of(top)
        if heading in (None, top) or top + 1 >= len(self.source) or self.heading_of(top + 1) != heading:
            return None
        return None if self.is_gap(self.row(top + 1)) else heading

    def _repaint(self, *indexes: int) -> None:
        """Repaint the lines of these rows, as far as they are in sight."""
        for index in indexes:
            self.refresh_line_at(index - self.top)
        if self._covering(self.top) in indexes:
            self.refresh_line_at(0)

    # -- where the cursor is

    def move_to(self, index: int, *, ahead: bool = True) -> None:
        """Put the cursor on the line at `index` (or the nearest where it may stop), and show it.

        Where that scrolls, it does so by several lines at once (see `_stride`) if `ahead`.
        """
        before = self.cursor
        self.cursor = self._stop_near(index, toward=1 if index >= before else -1)
        if self.cursor != before:
            self._repaint(before, self.cursor)
            self.post_message(self.Moved(self, self.cursor))
        self._reveal(self._stride() if ahead else 1)
        if self.cursor != before and self.on_move is not None:
            self.on_move(self.cursor)

    def heading_of(self, index: int) -> int | None:
        """The position of the last heading at or above `index`."""
        at = bisect_right(self.source.headings, index) - 1
        return self.source.headings[at] if at >= 0 else None

    def jump(self, among: Sequence[int], step: int) -> bool:
        """Go to the next (`step` 1) or previous (-1) of ascending positions; False where there is none."""
        at = bisect_right(among, self.cursor) if step > 0 else bisect_left(among, self.cursor) - 1
        if not 0 <= at < len(among):
            return False
        self.move_to(among[at])
        return True

    def seek(self, wanted: Callable[[int], bool], step: int, *, around: bool = True) -> bool:
        """Go to the next (or previous) line that `wanted` says yes to; from the end it starts over."""
        count = len(self.source)
        for away in range(1, count + 1 if around else count):
            index = self.cursor + step * away
            if not around and not 0 <= index < count:
                break
            if wanted(index % count):
                self.move_to(index % count)
                return True
        return False

    def _stop_near(self, index: int, toward: int = 1) -> int:
        """The nearest line at which the cursor may stop, looking in the direction `toward` first."""
        count = len(self.source)
        if not count:
            return 0
        index = max(0, min(count - 1, index))
        for steps in (range(index, count), range(index, -1, -1))[:: 1 if toward > 0 else -1]:
            for at in steps:
                if self.rests(self.row(at)):
                    return at
        return index

    def _stride(self) -> int:
        """The lines by which the view moves at least when a key takes the cursor out of it.

        Scrolling costs a slow line many times what a move within the view does, so it is done seldom and
        then by several lines, as mutt does it and vim with `scrolljump`; it also shows what comes next.
        """
        return application_of(self).config.scroll_lines or max(1, self.size.height // PART)

    def _reveal(self, stride: int = 1) -> None:
        """Scroll so that the cursor's line is in sight, with the notes below it and a heading above it.

        If it has to scroll, then by `stride` lines at least, as far as the cursor stays in sight.
        """
        height, top, count = self.size.height, self.top, len(self.source)
        if not height or not self.is_mounted:
            return
        first = last = self.cursor
        while last + 1 < count and last - first < TRAILING and not self.rests(self.row(last + 1)):
            last += 1
        if first and not any(self.rests(self.row(at)) for at in range(min(first, TRAILING))):
            first = 0  # nothing above it can be reached, so show it
        elif self.heading_of(first) not in (None, first):
            first -= 1  # the line above will be covered by the heading
        if first >= top and last < top + height:
            return
        if first < top - height or last >= top + 2 * height:
            target = self.cursor - height // 3
        elif first < top:
            target = min(first, max(top - stride, last - height + 1))
        else:
            target = min(first, max(top + stride, last - height + 1))
        self.scroll_to_line(target)

    def begin_at(self, height: int) -> None:
        """Have the cursor in sight from the first frame on, in a view that will be `height` lines high."""
        if self.cursor >= height - TRAILING:
            top = max(0, min(self.cursor - height // 3, self.count - height))
            self.scroll_y = self.scroll_target_y = top

    # -- keys

    def action_move(self, step: int) -> None:
        """One line up or down."""
        index = self.cursor + step
        while 0 <= index < len(self.source) and not self.rests(self.row(index)):
            index += step
        if 0 <= index < len(self.source):
            self.move_to(index)
        else:
            self.scroll_to_line(0 if step < 0 else self.count)

    def action_page(self, step: int) -> None:
        """One page up or down, with two lines kept."""
        self.move_to(self.cursor + step * max(1, self.size.height - 2))

    def action_top(self) -> None:
        """To the first line."""
        self.move_to(0)
        self.scroll_to_line(0)

    def action_bottom(self) -> None:
        """To the last line."""
        self.move_to(len(self.source) - 1)
        self.scroll_to_line(self.count)

    def action_choose(self) -> None:
        """Open the line with the cursor."""
        if len(self.source):
            self.post_message(self.Chosen(self, self.cursor))

    # -- events

    def on_click(self, event: events.Click) -> None:
        """The cursor follows a click; a click on a sign and a double click mean more."""
        event.stop()
        heading = self._covering(self.top) if event.y == 0 else None
        index = self.top + event.y if heading is None else heading
        if not 0 <= index < len(self.source) or (self.HAS_BAR and event.x == self.size.width - 1):
            return
        row = self.row(index)
        if not self.rests(row):
            return
        self.move_to(index, ahead=False)  # what was clicked stays under the mouse
        if event.x in self.sign_columns(row):
            self.post_message(self.SignClicked(self, index))
        elif event.chain == 2:
            self.post_message(self.Chosen(self, index))

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._reveal()
