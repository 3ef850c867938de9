"""Who makes the edits: asked for in the background, waited for only by an edit that carries the name."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from gonogo.core.author import author_of
from gonogo.screens.checklist.part import Part

if TYPE_CHECKING:
    from gonogo.screens.checklist.screen import ChecklistScreen


class Author(Part):
    """Knows the author once somebody asked, and makes edits wait until then."""

    def __init__(self, screen: ChecklistScreen) -> None:
        super().__init__(screen)
        self._name: str | None = None
        self._waiting: list[Callable[[str], object]] = []

    @property
    def today(self) -> str:
        """The ISO date here, which stands behind the name."""
        return datetime.now().astimezone().date().isoformat()

    def then(self, act: Callable[[str], object]) -> None:
        """Do something with the author's name: at once where it is known, else as soon as it is."""
        if self._name is not None:
            act(self._name)
            return
        self._waiting.append(act)
        if len(self._waiting) == 1:
            self.screen.run_worker(self._ask(), group="author")

    async def _ask(self) -> None:
        name = await asyncio.to_thread(author_of, self.screen.document.repository)
        self._name = name
        waiting, self._waiting = self._waiting, []
        for act in waiting:
            act(name)
