"""What full pages share: a title, a text that scrolls, and a line with the keys, with thin rules between."""

from __future__ import annotations

from typing import Generic, TypeVar

from textual.app import ComposeResult

from gonogo.core.safetext import safe
from gonogo.screens.dialogs.frame import key_spans
from gonogo.widgets.application import application_of
from gonogo.widgets.bars import Bar, BarLine, Rule
from gonogo.widgets.footer import FooterBar
from gonogo.widgets.look import Tone
from gonogo.widgets.page import Page, Paragraph
from gonogo.widgets.pen import Span
from gonogo.widgets.screen import QuietScreen

Answer = TypeVar("Answer")
Keys = tuple[tuple[str, str], ...]
"""Keys and what they do."""


class Paged(QuietScreen[Answer], Generic[Answer], inherit_bindings=False):
    """A page over the whole screen. Subclasses show its text and say what its keys do."""

    DEFAULT_CSS = "Paged Page { height: 1fr; }"

    def __init__(self, title: str, text: tuple[Paragraph, ...] = (), keys: Keys = ()) -> None:
        super().__init__()
        self._title = safe(title)
        self._text = text
        self._keys = keys
        self.page: Page
        self._footer: FooterBar

    def compose(self) -> ComposeResult:
        """Title, text, keys."""
        glyphs = application_of(self).glyphs
        title = Bar(glyphs, id="title")
        title.show(BarLine((Span(self._title, Tone.STRONG),)))
        self.page, self._footer = Page(glyphs, id="text"), FooterBar(glyphs, id="footer")
        yield title
        yield Rule(glyphs, "across")
        yield self.page
        yield Rule(glyphs, "across")
        yield self._footer

    def on_mount(self) -> None:
        """Show what there is."""
        self.page.show(self._text)
        self.page.focus()
        self.tell_keys(self._keys)

    def tell_keys(self, keys: Keys) -> None:
        """Say what the keys do now."""
        self._footer.show(BarLine(key_spans(keys)))

    @property
    def at_end(self) -> bool:
        """Whether the last line of the text is in sight."""
        return self.page.top + self.page.size.height >= self.page.count
