"""A page of text with a title: what a hook wrote, what is wrong in the configuration, help."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from gonogo.core.actions import Place
from gonogo.core.safetext import Safe, safe
from gonogo.screens.dialogs.paged import Paged
from gonogo.widgets.bindings import bindings_for
from gonogo.widgets.look import Tone
from gonogo.widgets.page import Paragraph
from gonogo.widgets.pen import Span


class PageScreen(Paged[None]):
    """A text to read, and how to get away from it: escape, and the keys that quit or help."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_for(Place.ANYWHERE),
        Binding("enter", "back", show=False),
    ]

    def __init__(self, title: str, text: tuple[Paragraph, ...]) -> None:
        super().__init__(title, text, (("esc", "back"), ("j k", "scroll")))

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
