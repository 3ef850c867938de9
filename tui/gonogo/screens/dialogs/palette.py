"""The command palette: actions that apply here, found by typing a part of their name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.screen import Screen

from gonogo.core.actions import ACTIONS, Action, keys_of
from gonogo.core.safetext import safe
from gonogo.screens.dialogs.narrowing import Narrowing
from gonogo.widgets.application import application_of
from gonogo.widgets.look import Tone
from gonogo.widgets.pen import Span
from gonogo.widgets.rows import ListRow, RowKind


class Palette(Narrowing[Action]):
    """Gives the call of the chosen action, or None."""

    def __init__(self, where: Screen[Any]) -> None:
        super().__init__("Do", "do it", "a part of the name", "no action is called so")
        self._all = [a for a in ACTIONS if a.palette and _applies(a, where)]

    def found(self, typed: str) -> Sequence[Action]:
        """Actions that are called so, then those whose explanation says it."""
        words = typed.lower().split()
        named = [a for a in self._all if all(word in f"{a.name} {a.id}".lower() for word in words)]
        told = [
            a
            for a in self._all
            if a not in named and all(word in f"{a.name} {a.help}".lower() for word in words)
        ]
        return [*named, *told]

    def line(self, choice: Action) -> ListRow:
        """An action: its name, what it does, its keys."""
        keys = " ".join(keys_of(choice, application_of(self).config.keys))
        right = (Span(safe(keys), Tone.ACCENT),)
        return ListRow(RowKind.TEXT, safe(choice.name), more=safe(choice.help), right=right)

    def answer(self, choice: Action | None, found: Sequence[Action], typed: str) -> str | None:
        """The call of the action under the cursor."""
        return choice.call if choice is not None else None


def _applies(action: Action, where: Screen[Any]) -> bool:
    """Whether the screen or the application has the method that the action calls."""
    name = f"action_{action.call.partition('(')[0]}"
    return hasattr(where, name) or hasattr(where.app, name)
