"""The command palette: actions that apply here, found by typing a part of their name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Input

from gonogo.core.actions import ACTIONS, Action, keys_of
from gonogo.core.safetext import safe
from gonogo.screens.dialogs.frame import Dialog, Field, field
from gonogo.widgets.application import application_of
from gonogo.widgets.itemlist import ItemList
from gonogo.widgets.linelist import LineList
from gonogo.widgets.look import Tone
from gonogo.widgets.pen import Span
from gonogo.widgets.rows import ListRow, RowKind

LINES = 10


class ActionLines:
    """Actions, as a list asks for them."""

    headings: Sequence[int] = ()

    def __init__(self, actions: Sequence[Action], keys: Any) -> None:
        self.actions = actions
        self._keys = keys

    def __len__(self) -> int:
        return len(self.actions)

    def row(self, index: int) -> ListRow:
        """An action: its name, what it does, its keys."""
        action = self.actions[index]
        keys = " ".join(keys_of(action, self._keys))
        return ListRow(
            RowKind.TEXT, safe(action.name), more=safe(action.help), right=(Span(safe(keys), Tone.ACCENT),)
        )


class Palette(Dialog[str | None]):
    """Gives the call of the chosen action, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("down", "step(1)", show=False, priority=True),
        Binding("up", "step(-1)", show=False, priority=True),
    ]
    DEFAULT_CSS = f"Palette ItemList {{ height: {LINES}; }}"

    def __init__(self, where: Screen[Any]) -> None:
        super().__init__("Do", (("enter", "do it"), ("up down", "choose"), ("esc", "leave")))
        self._all = [a for a in ACTIONS if a.palette and _applies(a, where)]

    def body(self) -> ComposeResult:
        """What to type, and what it finds."""
        yield field("", "a part of the name")
        found = ItemList(application_of(self).glyphs, id="found", empty="no action is called so")
        found.can_focus = False
        yield found

    def on_mount(self) -> None:
        """All of them at first."""
        self._show("")
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow down."""
        self._show(event.value)

    def _show(self, typed: str) -> None:
        words = typed.lower().split()
        named = [a for a in self._all if all(word in f"{a.name} {a.id}".lower() for word in words)]
        told = [
            a
            for a in self._all
            if a not in named and all(word in f"{a.name} {a.help}".lower() for word in words)
        ]
        lines = ActionLines([*named, *told], application_of(self).config.keys)
        self.query_one("#found", ItemList).show(lines, 0)

    def action_step(self, step: int) -> None:
        """Up and down in what was found."""
        self.query_one("#found", ItemList).action_move(step)

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """A double click chooses."""
        self._choose()

    def on_input_submitted(self) -> None:
        """Enter chooses."""
        self._choose()
        self.query_one(Field).taken()

    def _choose(self) -> None:
        found = self.query_one("#found", ItemList)
        source = found.source
        actions = source.actions if isinstance(source, ActionLines) else ()
        self.dismiss(actions[found.cursor].call if actions else None)


def _applies(action: Action, where: Screen[Any]) -> bool:
    """Whether the screen or the application has the method that the action calls."""
    name = f"action_{action.call.partition('(')[0]}"
    return hasattr(where, name) or hasattr(where.app, name)
