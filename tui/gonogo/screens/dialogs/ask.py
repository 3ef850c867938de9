"""A question with one line for the answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from gonogo.core.safetext import safe
from gonogo.widgets.application import application_of
from gonogo.widgets.bars import Rule


class Ask(ModalScreen[str | None]):
    """Asks for a line of text; gives it, or None after escape."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Leave")]
    DEFAULT_CSS = """
    Ask { align: center bottom; background: transparent; }
    Ask > Vertical { height: auto; width: 100%; background: $background; }
    Ask Static { padding: 0 1; }
    Ask Input { border: none; height: 1; padding: 0 1; background: $background; }
    """

    def __init__(
        self, question: str, hint: str = "", *, value: str = "", typed: Callable[[str], None] | None = None
    ) -> None:
        super().__init__()
        self._question = safe(question)
        self._hint = safe(hint)
        self._value = value
        self._typed = typed

    def compose(self) -> ComposeResult:
        """The question above the line for the answer."""
        glyphs = application_of(self).glyphs
        with Vertical():
            yield Rule(glyphs, "across")
            yield Static(Content(self._question), markup=False)
            field = Input(self._value, placeholder=self._hint)
            field.cursor_blink = False
            yield field

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell whoever follows the typing."""
        if self._typed is not None:
            self._typed(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """The answer."""
        self.dismiss(event.value)
