"""Leaving: nothing is left unsaved unless the person says so."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from gonogo.screens.checklist.part import Part
from gonogo.widgets.look import Tone

if TYPE_CHECKING:
    from gonogo.core.files import FileError
    from gonogo.screens.checklist.screen import ChecklistScreen

PATIENCE = 0.5
"""Seconds that probes get to end before the screen goes."""


class Leaving(Part):
    """What quit does."""

    def __init__(self, screen: ChecklistScreen) -> None:
        super().__init__(screen)
        self._wanted = False
        """Whether to leave once everything is saved."""
        self._told = False
        """Whether it has been said what quitting again does."""
        self._loss_told = False
        """Whether it has been said that leaving loses edits."""

    def begin(self) -> None:
        """Leave; what is not saved yet is saved first. A second time leaves all the same."""
        document = self.screen.loaded
        if document is None or not (document.unsaved or document.conflicts):
            self._leave()
        elif (self._told or self._wanted) and not self.screen.saving.busy:
            document.pending()  # into the journal, from which the next session offers it
            if document.kept or self._loss_told:
                self._leave()
            else:
                self._tell_how("")
        else:
            self._wanted = True
            self.screen.saving.soon()

    def stay(self) -> None:
        """The person goes on after all."""
        self._wanted = self._told = False

    def saved(self) -> None:
        """Leave, if that is what it was saved for."""
        document = self.screen.document
        if self._wanted and not document.unsaved and not document.conflicts:
            self._leave()

    def save_failed(self, problem: FileError) -> None:
        """Stay, and say how to leave all the same."""
        if self._wanted:
            self.screen.document.journalled()  # what was edited during the save
            self._tell_how(str(problem))

    def _tell_how(self, problem: str) -> None:
        """What quitting again does: the edits wait in a journal, or they are lost where none takes them."""
        document = self.screen.document
        self._wanted, self._told = False, True  # nobody is thrown out when it can be saved later
        self._loss_told = not document.kept
        if document.kept:
            said = f"{problem} Quit again to leave; the edits are offered the next time."
        else:
            count = len(document.unsaved) + len(document.conflicts)
            what, it = ("1 edit that is", "it") if count == 1 else (f"{count} edits that are", "them")
            said = f"Quit again to leave and lose {what} only on the screen: no journal takes {it}. {problem}"
        self.screen.say(said.strip(), Tone.ALERT)

    def _leave(self) -> None:
        """Back to the folder's checklists, or out of the program. What probes run is ended first."""
        if self.screen.has("probing") and self.screen.probing.stop():
            self.screen.run_worker(self._leave_probes(), group="leave")
        else:
            self._go()

    async def _leave_probes(self) -> None:
        with suppress(TimeoutError):  # what is stubborn ends soon after us, when its warden misses us
            await asyncio.wait_for(asyncio.shield(self.screen.probing.close()), PATIENCE)
        self._go()

    def _go(self) -> None:
        self.screen.opening.stop()
        if len(self.screen.app.screen_stack) > 1:
            self.screen.resuming.keep(broken=False)
            self.screen.dismiss(None)
        else:
            self.screen.app.exit()
