"""A question over a text of any length: a page that scrolls, with the keys of the answers always in sight."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType

from gonogo.core.safetext import safe
from gonogo.screens.dialogs.choose import Choice
from gonogo.screens.dialogs.paged import Paged
from gonogo.widgets.bars import MARGIN
from gonogo.widgets.page import Paragraph
from gonogo.widgets.pen import Span


class Decide(Paged[str | None], inherit_bindings=False):
    """Asks for one of a few keys; gives the key, or None after escape."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "leave", "Leave", show=False)]

    def __init__(self, question: str, choices: Sequence[Choice], lines: Sequence[str]) -> None:
        text = tuple(Paragraph((Span(safe(line)),), MARGIN, 2) for line in lines)
        keys = (*((choice.key, choice.word) for choice in choices), ("j", "read on"), ("esc", "leave"))
        super().__init__(question, text, keys)
        self._choices = {choice.key for choice in choices}

    def on_key(self, event: events.Key) -> None:
        """The answer is one key."""
        if event.character in self._choices:
            event.stop()
            if self.is_current:
                self.dismiss(event.character)

    def action_leave(self) -> None:
        """Leave without an answer."""
        if self.is_current:
            self.dismiss(None)
