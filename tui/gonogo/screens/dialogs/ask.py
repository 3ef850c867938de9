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
    """Asks for a line of text; gives it, or None after escape.

    Where words are `needed`, an answer without any is none: the sentence is said and the question stays, for
    what is typed next would be taken for keys. So it is with an answer of which `wrong` says what is wrong.
    With `replace`, the value is selected: typing puts other words in its place.
    """

    def __init__(
        self,
        question: str,
        hint: str = "",
        *,
        value: str = "",
        typed: Callable[[str], None] | None = None,
        needed: str = "",
        wrong: Callable[[str], str] | None = None,
        replace: bool = False,
    ) -> None:
        super().__init__(question, (("enter", "go on"), ("esc", "leave")))
        self._hint = hint
        self._value = value
        self._typed = typed
        self._needed = needed
        self._wrong = wrong
        self._replace = replace
        self._refused = False

    def body(self) -> ComposeResult:
        """The line for the answer."""
        yield field(self._value, self._hint, replace=self._replace)

    def tell(self, words: str, tone: Tone) -> None:
        """Say something about what is typed, at the right of the question."""
        title = Span(self._title, Tone.STRONG)
        self.query_one("#title", Bar).show(BarLine((title,), (Span(safe(words), tone),)))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell whoever follows the typing; what was refused is not said of other words."""
        if self._refused:
            self._refused = False
            self.tell("", Tone.PLAIN)
        if self._typed is not None:
            self._typed(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """The answer, where it is one."""
        problem = self._needed if not event.value.strip() else self._wrong(event.value) if self._wrong else ""
        if problem:
            self._refused = True
            self.tell(problem, Tone.ALERT)
        else:
            self.dismiss(event.value)
