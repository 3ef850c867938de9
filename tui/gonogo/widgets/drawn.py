"""Widgets that draw their lines themselves, and are repainted only where they look different.

Textual repaints a whole widget when it gets the focus, a value, a style or a place, and again after the
first layout. A line drawn here is a pure function of the widget's state, so a repaint can be cut down to
the lines that differ from what is on the screen. `Beside` does the same for a container, which shows
nothing of its own.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import Self

from textual.containers import Horizontal
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class Drawn(Widget):
    """A widget whose lines come from `whole_line`."""

    ALLOW_SELECT = False

    _shown_lines: dict[int, Strip]

    @abstractmethod
    def whole_line(self, y: int) -> Strip:
        """The line `y` of the widget, exactly as wide as the widget is."""

    def shown_lines(self) -> dict[int, Strip]:
        """The lines as they were drawn last."""
        try:
            return self._shown_lines
        except AttributeError:  # asked for while Textual makes the widget
            self._shown_lines = {}
            return self._shown_lines

    def render_line(self, y: int) -> Strip:
        """The line `y` of the widget, for Textual."""
        strip = self.shown_lines()[y] = self.whole_line(y)
        return strip

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Repaint `regions`; without any, the lines that look different from what is on the screen."""
        if regions or not repaint or recompose:
            return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        if layout:
            super().refresh(repaint=False, layout=True)
        # what has never been drawn is drawn when it comes into sight
        drawn = self.shown_lines()
        if drawn and self.is_attached:
            height, width = self.size.height, self.size.width
            if not height:  # it is hidden; what it shows when it comes back is drawn then
                return super().refresh()
            changed = [y for y in drawn if y < height and drawn[y] != self.whole_line(y)]
            if changed:
                super().refresh(*(Region(0, y, width, 1) for y in changed))
        return self


class Beside(Horizontal):
    """Panes beside one another. A change of layout repaints the panes that it moves, not all of them."""

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Repaint; a container has nothing to show of its own."""
        return super().refresh(*regions, repaint=repaint and not layout, layout=layout, recompose=recompose)
