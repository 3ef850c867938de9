"""Which panes there is room for, and what is shown where there is room for none."""

from __future__ import annotations

from typing import NamedTuple

from gonogo.core.safetext import safe
from gonogo.widgets.bars import Bar, BarLine
from gonogo.widgets.look import Tone
from gonogo.widgets.pen import Span

FEWEST_CELLS = 30
FEWEST_LINES = 8
"""Below these the panes are replaced by one plain line."""


class Panes(NamedTuple):
    """Cells of each pane; 0: it is not shown. The items get what the others leave."""

    outline: int
    details: int
    too_small: bool = False


def panes_for(cells: int, lines: int, *, details: bool = True) -> Panes:
    """The panes on a screen of this size: three from 120 columns, two from 60, one below.

    `details` says whether the person wants the details beside the items where there is room for them.
    """
    if cells < FEWEST_CELLS or lines < FEWEST_LINES:
        return Panes(0, 0, too_small=True)
    if cells < 60:
        return Panes(0, 0)
    outline = min(36, max(20, cells * 3 // 10 if cells < 120 else cells // 5))
    return Panes(outline, min(72, cells // 3) if details and cells >= 120 else 0)


class TooSmall(Bar):
    """One plain line that says what size would do."""

    def on_resize(self) -> None:
        """Say what size it needs, first of all, since the line may be cut; then how large the terminal is."""
        size = self.app.size
        need = f"needs {FEWEST_CELLS}x{FEWEST_LINES}, is {size.width}x{size.height}"
        self.show(BarLine((Span(safe(need), Tone.PLAIN),)))
