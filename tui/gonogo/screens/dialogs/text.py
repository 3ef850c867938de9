"""A page of text with a title: what a hook wrote, what is wrong in the configuration, help."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult

from gonogo.core.actions import Place
from gonogo.core.safetext import Safe, safe
from gonogo.screens.dialogs.frame import key_spans
from gonogo.widgets.application import application_of
from gonogo.widgets.bars import Bar, BarLine, Rule
from gonogo.widgets.bindings import bindings_for
from gonogo.widgets.footer import FooterBar
from gonogo.widgets.look import Tone
from gonogo.widgets.page import Page, Paragraph
from gonogo.widgets.pen import Span
from gonogo.widgets.screen import QuietScreen


class PageScreen(QuietScreen[None]):
    """A title, a text that scrolls, and how to get away from it: escape, and the keys that quit or help."""

    BINDINGS = bindings_for(Place.ANYWHERE)
    DEFAULT_CSS = "PageScreen Page { height: 1fr; }"

    def __init__(self, title: str, text: tuple[Paragraph, ...]) -> None:
        super().__init__()
        self._title = safe(title)
        self._text = text

    def compose(self) -> ComposeResult:
        """Title, text, footer."""
        glyphs = application_of(self).glyphs
        title = Bar(glyphs, id="title")
        title.show(BarLine((Span(self._title, Tone.STRONG),)))
        yield title
        yield Rule(glyphs, "across")
        yield Page(glyphs, id="text")
        yield Rule(glyphs, "across")
        footer = FooterBar(glyphs, id="footer")
        footer.show(BarLine(key_spans((("esc", "back"), ("j k", "scroll")))))
        yield footer

    def on_mount(self) -> None:
        """Show the text."""
        page = self.query_one("#text", Page)
        page.show(self._text)
        page.focus()

    def action_back(self) -> None:
        """Back to where one came from."""
        self.dismiss(None)

    def action_help(self) -> None:
        """The help key closes it too."""
        self.dismiss(None)

    def action_quit(self) -> None:
        """So does the key that quits."""
        self.dismiss(None)


class TextScreen(PageScreen):
    """A sentence, and lines beneath it as they are."""

    def __init__(self, title: str, sentence: str, lines: Sequence[Safe]) -> None:
        text = [Paragraph((Span(safe(sentence)),)), Paragraph()]
        super().__init__(title, (*text, *(Paragraph((Span(line, Tone.DIM),), indent=2) for line in lines)))
