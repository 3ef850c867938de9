"""Drawing one line: spans of text with a tone, put from left to right, into a Strip of an exact width."""

from __future__ import annotations

import re
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from gonogo.core.safetext import Safe
from gonogo.widgets.cells import cut, width
from gonogo.widgets.look import Styles, Tone


class Span(NamedTuple):
    """A piece of a line that has one tone."""

    text: Safe
    tone: Tone = Tone.PLAIN


def span_width(spans: tuple[Span, ...]) -> int:
    """The cells that the spans take side by side."""
    return sum(width(span.text) for span in spans)


class Pen:
    """Collects the segments of one line of `cells` cells; nothing is ever drawn beyond them."""

    def __init__(self, styles: Styles, cells: int, ellipsis: str) -> None:
        self.x = 0
        """The column that is drawn next."""
        self.cells = cells
        """The width of the whole line."""
        self._styles = styles
        self._ellipsis = ellipsis
        self._texts: list[str] = []
        self._looks: list[Style | None] = []

    def put(self, text: str, tone: Tone = Tone.PLAIN, limit: int | None = None) -> None:
        """Draw `text` here, cut so that it ends at column `limit` (or the end of the line) at the latest."""
        room = (self.cells if limit is None else min(limit, self.cells)) - self.x
        size = width(text)
        if size > room:
            text = cut(text, room, self._ellipsis)
            size = width(text)
        if text.isspace() and tone is not Tone.MATCH:
            self.go(self.x + size)  # blanks have no colour of their own
            return
        self._add(text, size, self._styles[tone])

    def put_spans(self, spans: tuple[Span, ...], limit: int | None = None) -> None:
        """Draw several spans side by side."""
        for span in spans:
            self.put(span.text, span.tone, limit)

    def put_found(self, text: str, tone: Tone, found: re.Pattern[str] | None, limit: int) -> None:
        """Draw `text` with what `found` matches in it standing out."""
        if found is None or not found.search(text):
            self.put(text, tone, limit)
            return
        room = max(0, min(limit, self.cells) - self.x)
        shown = cut(text, room, self._ellipsis)
        done = 0
        for match in found.finditer(shown):
            if match.end() > match.start():
                self.put(shown[done : match.start()], tone)
                self.put(shown[match.start() : match.end()], Tone.MATCH)
                done = match.end()
        self.put(shown[done:], tone)

    def go(self, x: int) -> None:
        """Leave spaces up to column `x`."""
        gap = min(x, self.cells) - self.x
        if gap <= 0:
            return
        # spaces look alike in every tone but a match: carry on in the style that is on, which costs no bytes
        look = self._looks[-1] if self._looks else self._styles[Tone.PLAIN]
        if look is self._styles[Tone.MATCH]:
            look = self._styles[Tone.PLAIN]
        self._add(" " * gap, gap, look)

    def strip(self) -> Strip:
        """The line, filled up with spaces to its whole width."""
        if self.cells > self.x:
            gap = self.cells - self.x
            self._add(" " * gap, gap, self._styles[Tone.PLAIN])
        segments = [Segment(text, look) for text, look in zip(self._texts, self._looks, strict=True)]
        return Strip(segments, self.cells)

    def _add(self, text: str, size: int, look: Style | None) -> None:
        if not text:
            return
        if self._looks and self._looks[-1] is look:
            self._texts[-1] += text
        else:
            self._texts.append(text)
            self._looks.append(look)
        self.x += size
