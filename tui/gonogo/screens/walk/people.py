"""Who walks: the driver, the reviewer, and whether the reviewer confirms what is ticked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from gonogo.screens.dialogs.ask import Ask
from gonogo.screens.dialogs.choose import Choice, Choose

if TYPE_CHECKING:
    from gonogo.screens.walk.screen import WalkScreen


class People:
    """What the key that names people does, one question after another."""

    def __init__(self, screen: WalkScreen) -> None:
        self._screen = screen

    def name(self) -> None:
        """Ask who drives, then who reviews."""
        walk = self._screen.walk
        if walk is not None:
            self._ask("driver", "Who drives?", walk.driver, self._driver)

    def _ask(
        self, kind: str, question: str, value: str, answered: Callable[[str | None], None], hint: str = ""
    ) -> None:
        def made(begun: tuple[str, ...]) -> Ask:
            return Ask(question, hint, value=begun[0] if begun else value)

        self._screen.below.resuming.ask(kind, None, made, answered)

    def _driver(self, typed: str | None) -> None:
        walk = self._screen.walk
        if typed is None or walk is None:
            return
        self._screen.changed(replace(walk, driver=" ".join(typed.split())))
        hint = "as in a commit: Grace Hopper <grace@example.org>"
        self._ask("reviewer", "Who reviews?", walk.reviewer, self._reviewer, hint)

    def _reviewer(self, typed: str | None) -> None:
        walk = self._screen.walk
        if typed is None or walk is None:
            return
        self._screen.changed(replace(walk, reviewer=" ".join(typed.split())))
        choices = [Choice("y", "every tick is confirmed"), Choice("n", "the driver ticks")]
        self._screen.app.push_screen(Choose("Does the reviewer confirm?", choices), self._confirms)

    def _confirms(self, key: str | None) -> None:
        walk = self._screen.walk
        if key is not None and walk is not None:
            self._screen.changed(replace(walk, confirm=key == "y"))
        self._screen.show_walk(keep_place=True)
