"""A scrolling view that draws the lines which are in sight.

Textual's ScrollView with `render_line`. The scroll bar is drawn in the last column as part of the lines,
since Textual's own repaints itself at every turn. Lists and texts build on this: they say how many lines
there are and how one looks.
"""

from __future__ import annotations

from abc import abstractmethod

from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from gonogo.widgets.drawn import Drawn
from gonogo.widgets.glyphs import Glyphs
from gonogo.widgets.look import Tone, look_of

WHEEL = 3
"""Lines for one step of the wheel."""


class LineView(ScrollView, Drawn, can_focus=True, inherit_bindings=False):
    """A scrolling view of `count` lines, each drawn by `draw_line`."""

    HAS_BAR = True
    """Whether the last column is kept for a scroll bar."""
    partial = False
    """Whether further lines are on their way: the bar comes with them, since nobody knows its size before."""
    DEFAULT_CSS = """
    LineView { overflow: hidden hidden; background: $background; }
    """

    def __init__(self, glyphs: Glyphs, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.glyphs = glyphs
        self._grabbed: int | None = None

    @abstractmethod
    def draw_line(self, y: int, cells: int) -> Strip:
        """The line at `y` from the top of the view, as it is scrolled, in exactly `cells` cells."""

    @property
    def top(self) -> int:
        """The number of lines that are scrolled out above."""
        return self.scroll_offset.y

    @property
    def count(self) -> int:
        """The number of lines there are."""
        return self.virtual_size.height

    def resize_to(self, count: int) -> None:
        """There are `count` lines now."""
        if count != self.count:
            self.virtual_size = Size(1, count)

    def scroll_to_line(self, top: int) -> None:
        """Scroll so that the line `top` is the first, or as near to that as there are lines."""
        self.scroll_to(y=max(0, min(top, self.count - self.size.height)), animate=False, force=True)

    # -- drawing

    def refresh_line_at(self, y: int) -> None:
        """Repaint one line, `y` from the top of the view; nothing where it is out of sight."""
        if 0 <= y < self.size.height:
            self.refresh(Region(0, y, self.size.width, 1))

    def whole_line(self, y: int) -> Strip:
        """The line `y` with the scroll bar in its last column."""
        cells = self.size.width
        if not self.HAS_BAR:
            return self.draw_line(y, cells)
        thumb = y in self._thumb()
        style = look_of(self.app).styles()[Tone.RULE if thumb else Tone.PLAIN]
        sign = self.glyphs.bar if thumb else " "
        return Strip([*self.draw_line(y, cells - 1), Segment(sign, style)], cells)

    def _thumb(self) -> range:
        """The lines of the view on which the scroll bar's thumb stands."""
        height, count = self.size.height, self.count
        if count <= height or not height or self.partial:
            return range(0)
        size = max(1, height * height // count)
        start = (height - size) * self.top // (count - height)
        return range(start, start + size)

    # -- mouse

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel scrolls; the cursor stays."""
        event.stop()
        self.scroll_to_line(self.top + WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel scrolls; the cursor stays."""
        event.stop()
        self.scroll_to_line(self.top - WHEEL)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A press on the scroll bar takes hold of it."""
        if self.HAS_BAR and event.x == self.size.width - 1 and self._thumb():
            event.stop()
            self.capture_mouse()
            thumb = self._thumb()
            self._grabbed = event.y - thumb.start if event.y in thumb else len(thumb) // 2
            self._drag_to(event.y)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """The scroll bar follows a drag."""
        if self._grabbed is not None:
            event.stop()
            self._drag_to(event.y)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let go of the scroll bar."""
        if self._grabbed is not None:
            event.stop()
            self._grabbed = None
            self.release_mouse()

    def _drag_to(self, y: int) -> None:
        room = self.size.height - len(self._thumb())
        start = max(0, min(room, y - (self._grabbed or 0)))
        self.scroll_to_line((self.count - self.size.height) * start // room if room else 0)
