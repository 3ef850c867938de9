"""A question with a few answers, each with its key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult

from gonogo.core.safetext import safe
from gonogo.screens.dialogs.frame import Dialog, lines_of
from gonogo.widgets.look import Tone


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer."""

    key: str
    word: str
    """What the key does, a word or two."""


class Choose(Dialog[str | None]):
    """Asks for one of a few keys; gives the key, or None after escape."""

    def __init__(self, question: str, choices: Sequence[Choice], lines: Sequence[str] = ()) -> None:
        super().__init__(question, (*((c.key, c.word) for c in choices), ("esc", "leave")))
        self._choices = {choice.key for choice in choices}
        self._lines = lines

    def body(self) -> ComposeResult:
        """What the question is about."""
        for line in self._lines:
            yield from lines_of(self, safe(line), Tone.DIM)

    def on_key(self, event: events.Key) -> None:
        """The answer is one key."""
        if (event.character or event.key) in self._choices or event.key in self._choices:
            event.stop()
            self.dismiss(event.character if event.character in self._choices else event.key)
