"""A line to type in over a list that it narrows down: what the palette and the choice of a range share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from gonogo.screens.dialogs.frame import Dialog, field
from gonogo.widgets.application import application_of
from gonogo.widgets.itemlist import ItemList
from gonogo.widgets.linelist import LineList
from gonogo.widgets.rows import ListRow

Choice = TypeVar("Choice")


class Choices(Generic[Choice]):
    """Choices, as a list asks for them; each is drawn by the dialog that they belong to."""

    headings: Sequence[int] = ()

    def __init__(self, dialog: Narrowing[Choice], choices: Sequence[Choice]) -> None:
        self._dialog = dialog
        self._choices = choices

    def __len__(self) -> int:
        return len(self._choices)

    def row(self, index: int) -> ListRow:
        """A choice as a line."""
        return self._dialog.line(self._choices[index])


class Narrowing(Dialog[str | None], Generic[Choice]):
    """Gives a text or None. Subclasses say what is found for what is typed, and what a choice gives."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("down", "step(1)", show=False, priority=True),
        Binding("up", "step(-1)", show=False, priority=True),
    ]
    DEFAULT_CSS = "Narrowing ItemList { height: 10; }"

    def __init__(self, title: str, enter: str, hint: str, empty: str) -> None:
        super().__init__(title, (("enter", enter), ("up down", "choose"), ("esc", "leave")))
        self._hint = hint
        self._empty = empty
        self._found: Sequence[Choice] = ()

    def found(self, typed: str) -> Sequence[Choice]:
        """What fits what is typed, the likeliest first."""
        raise NotImplementedError

    def line(self, choice: Choice) -> ListRow:
        """A choice as a line of the list."""
        raise NotImplementedError

    def answer(self, choice: Choice | None, found: Sequence[Choice], typed: str) -> str | None:
        """What the dialog gives for the choice under the cursor, None where nothing is found."""
        raise NotImplementedError

    def body(self) -> ComposeResult:
        """What to type, and what it finds."""
        yield field("", self._hint)
        lines = ItemList(application_of(self).glyphs, id="found", empty=self._empty)
        lines.can_focus = False
        yield lines

    def on_mount(self) -> None:
        """All of them at first."""
        self._show("")
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow down."""
        self._show(event.value)

    def _show(self, typed: str) -> None:
        self._found = self.found(typed)
        self._lines.show(Choices(self, self._found), 0)

    @property
    def _lines(self) -> ItemList:
        return self.query_one("#found", ItemList)

    def action_step(self, step: int) -> None:
        """Up and down in what was found."""
        self._lines.action_move(step)

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """A double click chooses."""
        self._choose()

    def on_input_submitted(self) -> None:
        """Enter chooses."""
        self._choose()

    def _choose(self) -> None:
        choice = self._found[self._lines.cursor] if self._found else None
        self.dismiss(self.answer(choice, self._found, self.query_one(Input).value.strip()))
