"""Leaving: nothing is left unsaved unless the person says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gonogo.screens.checklist.questions import Questions
from gonogo.widgets.look import Tone

if TYPE_CHECKING:
    from gonogo.core.files import FileError


class Leaving(Questions):
    """What quit does."""

    _leaving = False

    def action_quit(self) -> None:
        """Leave; what is not saved yet is saved first. A second time leaves all the same."""
        if self.loaded is None or not (self.document.unsaved or self.document.conflicts):
            self.leave()
        elif self._leaving and not self._saving:
            self.document.pending()  # into the journal, from which the next session offers it
            self.leave()
        else:
            self._leaving = True
            self.save_soon()
            self.ask_about_conflicts()

    def after_save(self) -> None:
        """Leave, if that is what it was saved for."""
        super().after_save()
        if self._leaving and not self.document.unsaved and not self.document.conflicts:
            self.leave()

    def save_failed(self, problem: FileError) -> None:
        """Stay, and say how to leave all the same."""
        super().save_failed(problem)
        if self._leaving:
            self.say(f"{problem} Quit again to leave; the edits are offered the next time.", Tone.ALERT)

    def leave(self) -> None:
        """Back to the folder's checklists, or out of the program."""
        if len(self.app.screen_stack) > 2:
            self.dismiss(None)
        else:
            self.app.exit()
