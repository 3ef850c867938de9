"""Lines that stand still: bars of text, and the rules between panes.

A bar repaints a line only when what it says has changed. What the header and the footer say is made in
`header` and `footer`, by pure functions; a screen calls `show` with the result.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from textual.strip import Strip

from gonogo.widgets.drawn import Drawn
from gonogo.widgets.glyphs import Glyphs
from gonogo.widgets.look import Tone, look_of
from gonogo.widgets.pen import Pen, Span, span_width

GAP = 2
MARGIN = 1


class BarLine(NamedTuple):
    """One line: something at its left, something at its right. The left gives way."""

    left: tuple[Span, ...] = ()
    right: tuple[Span, ...] = ()


class Bar(Drawn):
    """One or more lines of text. `show` says what; the height is the number of lines."""

    DEFAULT_CSS = """
    Bar { width: 1fr; height: auto; background: $background; }
    """

    def __init__(self, glyphs: Glyphs, lines: int = 1, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.glyphs = glyphs
        self.lines: tuple[BarLine, ...] = (BarLine(),) * lines
        """What is shown; change it with `show`."""
        self.styles.height = lines

    def show(self, *lines: BarLine) -> None:
        """Show these lines. A line that says what it said before is not sent again."""
        before, self.lines = self.lines, lines
        if lines == before:
            return
        if len(lines) != len(before):
            self.styles.height = len(lines)
        self.refresh()

    def whole_line(self, y: int) -> Strip:
        """The line `y`."""
        pen = Pen(look_of(self.app).styles(), self.size.width, self.glyphs.ellipsis)
        if y < len(self.lines):
            draw_bar(pen, self.lines[y])
        return pen.strip()


def draw_bar(pen: Pen, line: BarLine) -> None:
    """Draw `line` over the whole width of `pen`."""
    right = min(span_width(line.right), max(0, pen.cells - 2 * MARGIN))
    edge = pen.cells - MARGIN - right
    pen.go(MARGIN)
    pen.put_spans(line.left, edge - GAP if right else edge)
    if right:
        pen.go(edge)
        pen.put_spans(line.right, edge + right)


class Rule(Drawn):
    """A thin line between panes, across or down; an across one can join lines that go down or up."""

    DEFAULT_CSS = """
    Rule { background: $background; height: 1; width: 1fr; }
    Rule.-down { width: 1; height: 1fr; }
    """

    def __init__(self, glyphs: Glyphs, way: Literal["across", "down"], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes="-down" if way == "down" else "")
        self.glyphs = glyphs
        self.way = way
        self.joins: Mapping[int, Literal["down", "up"]] = {}
        """Columns at which an across rule meets one that goes down or up; change it with `join`."""

    def join(self, joins: Mapping[int, Literal["down", "up"]]) -> None:
        """Meet other rules at these columns."""
        if joins != self.joins:
            self.joins = dict(joins)
            self.refresh()

    def whole_line(self, y: int) -> Strip:
        """The line `y`."""
        glyphs, cells = self.glyphs, self.size.width
        pen = Pen(look_of(self.app).styles(), cells, glyphs.ellipsis)
        if self.way == "down":
            pen.put(glyphs.down, Tone.RULE)
        else:
            signs = {"down": glyphs.join_down, "up": glyphs.join_up}
            line = [glyphs.across] * cells
            for x, way in self.joins.items():
                if 0 <= x < cells:
                    line[x] = signs[way]
            pen.put("".join(line), Tone.RULE)
        return pen.strip()
