"""Git in the header: branch, uncommitted changes, what stands in the way of a commit."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from gonogo.core.uncommitted import uncommitted
from gonogo.screens.checklist.part import Part

if TYPE_CHECKING:
    from gonogo.screens.checklist.screen import ChecklistScreen


class Standing(Part):
    """Asks git in a thread, one question at a time, whenever the file was saved."""

    def __init__(self, screen: ChecklistScreen) -> None:
        super().__init__(screen)
        self._asking = False
        self._again = False

    def read(self) -> None:
        """Ask git where the file stands, and show it."""
        if self.screen.document.repository is None:
            return
        self._again = self._asking
        if not self._asking:
            self._asking = True
            self.screen.run_worker(self._read(), group="git")

    async def _read(self) -> None:
        screen = self.screen
        found = await asyncio.to_thread(uncommitted, screen.document)
        self._asking = False
        screen.branch, screen.changes = found.branch, found.changes
        screen.warn("git", found.warning)
        screen.show_header()
        if screen.has("history"):
            screen.history.look()
        if self._again:
            self.read()
