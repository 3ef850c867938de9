"""A question with one line for the answer."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.widgets import Input

from gonogo.core.safetext import safe
from gonogo.screens.dialogs.frame import Dialog, field
from gonogo.widgets.bars import Bar, BarLine
from gonogo.widgets.look import Tone
from gonogo.widgets.pen import Span


class Ask(Dialog[str | None]):
    """Asks for a line of text; gives it, or None after escape."""

    def __init__(
        self, question: str, hint: str = "", *, value: str = "", typed: Callable[[str], None] | None = None
    ) -> None:
        super().__init__(question, (("enter", "go on"), ("esc", "leave")))
        self._hint = hint
        self._value = value
        self._typed = typed

    def body(self) -> ComposeResult:
        """The line for the answer."""
        yield field(self._value, self._hint)

    def tell(self, words: str, tone: Tone) -> None:
        """Say something about what is typed, at the right of the question."""
        title = Span(self._title, Tone.STRONG)
        self.query_one("#title", Bar).show(BarLine((title,), (Span(safe(words), tone),)))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell whoever follows the typing."""
        if self._typed is not None:
            self._typed(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """The answer."""
        self.dismiss(event.value)
