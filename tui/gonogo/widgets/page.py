"""A text that scrolls: the details of an item, the help screen. Values in, wrapped lines out.

The text is paragraphs of spans; `lay_out` wraps them for a width, the widget draws the lines in view.
"""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from textual.binding import BindingType
from textual.strip import Strip

from gonogo.core.actions import Place
from gonogo.core.safetext import safe
from gonogo.widgets.bindings import bindings_for
from gonogo.widgets.cells import cut, width, wrap
from gonogo.widgets.glyphs import Glyphs
from gonogo.widgets.lineview import LineView
from gonogo.widgets.look import look_of
from gonogo.widgets.pen import Pen, Span

MARGIN = 1


class Paragraph(NamedTuple):
    """A piece of text that begins on a line of its own. An empty one is a blank line."""

    spans: tuple[Span, ...] = ()
    indent: int = 0
    """Cells before the first line."""
    hanging: int = 0
    """Cells more before each further line."""
    verbatim: bool = False
    """Cut at the edge instead of wrapped: the lines of a file."""


PageLine = tuple[Span, ...]


def lay_out(text: tuple[Paragraph, ...], cells: int, ellipsis: str) -> list[PageLine]:
    """`text` as lines of at most `cells` cells."""
    lines: list[PageLine] = []
    for paragraph in text:
        lines += _laid_out(paragraph, max(1, cells), ellipsis)
    return lines


def _laid_out(paragraph: Paragraph, cells: int, ellipsis: str) -> list[PageLine]:
    """One paragraph. It is wrapped as a whole, then its spans are found again in the lines."""
    whole = "".join(span.text for span in paragraph.spans)
    indent = min(paragraph.indent, cells // 3)
    further = indent + min(paragraph.hanging, cells // 3)
    if paragraph.verbatim or indent + width(whole) <= cells:
        texts = [cut(whole, cells - indent, ellipsis)]
    else:
        texts = wrap(whole, cells - indent, cells - further)
    return _with_tones(paragraph.spans, whole, texts, indent, further)


def _with_tones(
    spans: tuple[Span, ...], whole: str, texts: list[str], indent: int, further: int
) -> list[PageLine]:
    tones = [span.tone for span in spans for _ in span.text]
    lines: list[PageLine] = []
    at = 0
    for number, text in enumerate(texts):
        before = further if number else indent
        found = whole.find(text, at)
        start = at if found < 0 else found  # an ellipsis is not in the text
        line = [Span(safe(" " * before))] if before else []
        begun = 0
        for position in range(1, len(text) + 1):
            tone = tones[min(start + begun, len(tones) - 1)]
            if position == len(text) or tones[min(start + position, len(tones) - 1)] != tone:
                line.append(Span(safe(text[begun:position]), tone))
                begun = position
        at = start + len(text)
        lines.append(tuple(line))
    return lines


class Page(LineView, inherit_bindings=False):
    """A scrolling text. `show` says what."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_for(Place.PAGE)

    def __init__(self, glyphs: Glyphs, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(glyphs, id=id)
        self.text: tuple[Paragraph, ...] = ()
        """What is shown; change it with `show`."""
        self._lines: list[PageLine] = []

    def show(self, text: tuple[Paragraph, ...], *, keep_place: bool = False) -> None:
        """Show `text` from its top, or from where it is with `keep_place`."""
        if text != self.text:
            self.text = text
            if not keep_place and self.top:
                self.scroll_to_line(0)
            self._lay_out()

    def on_resize(self) -> None:
        """Wrap for the new width."""
        self._lay_out()

    def _lay_out(self) -> None:
        given = self.styles.width  # before the first layout nothing else says how wide it will be
        cells = self.size.width or (int(given.value) if given is not None and given.is_cells else 0)
        if cells:
            self._lines = lay_out(self.text, cells - 2 * MARGIN, self.glyphs.ellipsis)
            self.resize_to(len(self._lines))
            self.refresh()

    def draw_line(self, y: int, cells: int) -> Strip:
        """The line `y` of the view."""
        pen = Pen(look_of(self.app).styles(), cells, self.glyphs.ellipsis)
        pen.go(MARGIN)
        pen.put_spans(_at(self._lines, self.top + y))
        return pen.strip()

    def action_move(self, step: int) -> None:
        """One line up or down."""
        self.scroll_to_line(self.top + step)

    def action_page(self, step: int) -> None:
        """One page up or down, with two lines kept."""
        self.scroll_to_line(self.top + step * max(1, self.size.height - 2))

    def action_top(self) -> None:
        """To the top."""
        self.scroll_to_line(0)

    def action_bottom(self) -> None:
        """To the end."""
        self.scroll_to_line(self.count)


def _at(lines: list[PageLine], index: int) -> PageLine:
    return lines[index] if index < len(lines) else ()
