"""A text to be edited and given: the message that puts a review on record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import TextArea

from gonogo.core.safetext import safe, safe_block
from gonogo.screens.dialogs.frame import Dialog, lines_of
from gonogo.widgets.look import Tone


class MessageDialog(Dialog[str | None]):
    """Shows a text; gives it as it was edited, or None after escape."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *Dialog.BINDINGS,
        Binding("ctrl+s", "give", "Go on", show=False, priority=True),
        Binding("f2", "give", "Go on", show=False, priority=True),
    ]

    def __init__(self, title: str, text: str, word: str, told: Sequence[str] = ()) -> None:
        super().__init__(title, (("ctrl+s", word), ("esc", "leave, nothing is lost")))
        self._text = text
        self._told = told

    def body(self) -> ComposeResult:
        """The text, and what becomes of it."""
        area = TextArea("\n".join(safe_block(self._text)).rstrip("\n"), soft_wrap=True, id="message")
        area.cursor_blink = False
        yield area
        for sentence in self._told:
            yield from lines_of(self, safe(sentence), Tone.DIM)

    def action_give(self) -> None:
        """Give the text."""
        self.dismiss(self.query_one("#message", TextArea).text)
