"""What to review: ranges that are offered, or one that is typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from gonogo.core.reviewing import Choice
from gonogo.core.safetext import safe
from gonogo.screens.dialogs.frame import Dialog, Field, field
from gonogo.widgets.application import application_of
from gonogo.widgets.itemlist import ItemList
from gonogo.widgets.linelist import LineList
from gonogo.widgets.rows import ListRow, RowKind

LINES = 9


class ChoiceLines:
    """Ranges, as a list asks for them."""

    headings: Sequence[int] = ()

    def __init__(self, choices: Sequence[Choice]) -> None:
        self.choices = choices

    def __len__(self) -> int:
        return len(self.choices)

    def row(self, index: int) -> ListRow:
        """A range and what it is."""
        choice = self.choices[index]
        return ListRow(RowKind.TEXT, safe(choice.title), more=safe(choice.told))


class RangeDialog(Dialog[str | None]):
    """Gives the words of a range, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("down", "step(1)", show=False, priority=True),
        Binding("up", "step(-1)", show=False, priority=True),
    ]
    DEFAULT_CSS = f"RangeDialog ItemList {{ height: {LINES}; }}"

    def __init__(self, choices: Sequence[Choice]) -> None:
        super().__init__("Review what?", (("enter", "review it"), ("up down", "choose"), ("esc", "leave")))
        self._choices = choices

    def body(self) -> ComposeResult:
        """What to type, and what is offered."""
        yield field("", "A..B, a commit, a tag or a branch; or choose below")
        found = ItemList(application_of(self).glyphs, id="ranges", empty="enter reviews what is typed")
        found.can_focus = False
        yield found

    def on_mount(self) -> None:
        """All of them at first."""
        self._show("")
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow down."""
        self._show(event.value.strip())

    def _show(self, typed: str) -> None:
        low = typed.lower()
        named = [c for c in self._choices if low in f"{c.title} {c.words} {c.told}".lower()]
        self.query_one("#ranges", ItemList).show(ChoiceLines(named), 0)

    def action_step(self, step: int) -> None:
        """Up and down in what is offered."""
        self.query_one("#ranges", ItemList).action_move(step)

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """A double click chooses."""
        self._choose()

    def on_input_submitted(self) -> None:
        """Enter chooses."""
        self._choose()
        self.query_one(Field).taken()

    def _choose(self) -> None:
        ranges = self.query_one("#ranges", ItemList)
        typed = self.query_one(Input).value.strip()
        choices = ranges.source.choices if isinstance(ranges.source, ChoiceLines) else ()
        exact = any(typed in (choice.words, choice.title) for choice in choices)
        if choices and (not typed or exact or ".." not in typed):
            self.dismiss(choices[ranges.cursor].words)
        else:
            self.dismiss(typed or None)
