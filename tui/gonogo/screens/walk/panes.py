"""The panes of the walk: two lines at the top, one item in the middle, what is next and the keys below."""

from __future__ import annotations

from textual.app import ComposeResult

from gonogo.core.actions import Place
from gonogo.core.safetext import safe
from gonogo.screens.presentation.walking import walk_keys
from gonogo.widgets.application import application_of
from gonogo.widgets.bars import MARGIN, Bar, BarLine, Rule
from gonogo.widgets.bindings import bindings_for
from gonogo.widgets.cells import wrap
from gonogo.widgets.look import Tone
from gonogo.widgets.page import Page, Paragraph
from gonogo.widgets.pen import Span
from gonogo.widgets.screen import QuietScreen

SAID_LINES = 3
"""Lines that a sentence at the bottom takes at most."""


class WalkPanes(QuietScreen[None]):
    """Header, item, what is next, footer."""

    PLACE = Place.WALK
    BINDINGS = bindings_for(PLACE)
    DEFAULT_CSS = """
    WalkPanes { layout: vertical; background: $background; }
    WalkPanes #item { width: 1fr; height: 1fr; }
    """

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        glyphs = application_of(self).glyphs
        yield Bar(glyphs, 2, id="header")
        yield Rule(glyphs, "across")
        yield Page(glyphs, id="item")
        yield Bar(glyphs, id="next")
        yield Rule(glyphs, "across")
        yield Bar(glyphs, id="footer")

    _at_end = False
    _keys_shown = False

    def show_keys(self, *, end: bool) -> None:
        """At the end, where no item is shown, other keys apply."""
        changed, self._at_end = self._at_end is not end, end
        if changed and self._keys_shown:
            self.say("")

    @property
    def page(self) -> Page:
        """The item."""
        return self.query_one("#item", Page)

    def show_item(self, text: tuple[Paragraph, ...], *, keep_place: bool) -> None:
        """Show what is walked."""
        self.page.show(text, keep_place=keep_place)

    def show_header(self, *lines: BarLine) -> None:
        """The two lines at the top."""
        self.query_one("#header", Bar).show(*lines)

    def show_next(self, line: BarLine) -> None:
        """What is next."""
        self.query_one("#next", Bar).show(line)

    def say(self, sentence: str, tone: Tone = Tone.PLAIN) -> None:
        """Say something in the last line; "" shows the keys."""
        footer = self.query_one("#footer", Bar)
        cells = self.app.size.width
        self._keys_shown = not sentence
        if sentence:
            lines = wrap(safe(" ".join(sentence.split())), max(1, cells - 2 * MARGIN))
            footer.show(*(BarLine((Span(safe(line), tone),)) for line in lines[:SAID_LINES]))
        else:
            footer.show(walk_keys(application_of(self).config.keys, cells, end=self._at_end))
