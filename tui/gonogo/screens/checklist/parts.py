"""The parts of the checklist screen, each made when it is first needed: the first screen waits for none."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gonogo.screens.checklist.author import Author
    from gonogo.screens.checklist.checking import Checking
    from gonogo.screens.checklist.committing import Committing
    from gonogo.screens.checklist.deciding import Deciding
    from gonogo.screens.checklist.elsewhere import Elsewhere
    from gonogo.screens.checklist.finding import Finding
    from gonogo.screens.checklist.history import History
    from gonogo.screens.checklist.keeping import Keeping
    from gonogo.screens.checklist.leaving import Leaving
    from gonogo.screens.checklist.moving import Moving
    from gonogo.screens.checklist.opening import Opening
    from gonogo.screens.checklist.presence import Present
    from gonogo.screens.checklist.probing import Probing
    from gonogo.screens.checklist.proving import Proving
    from gonogo.screens.checklist.questions import Questions
    from gonogo.screens.checklist.resuming import Resuming
    from gonogo.screens.checklist.saving import Saving
    from gonogo.screens.checklist.screen import ChecklistScreen
    from gonogo.screens.checklist.shaping import Shaping
    from gonogo.screens.checklist.standing import Standing
    from gonogo.screens.checklist.states import States
    from gonogo.screens.checklist.syncing import Syncing
    from gonogo.screens.checklist.waiting import Waiting

SOON = (
    "states finding moving author proving shaping elsewhere standing committing questions leaving probing"
    " history checking presence resuming"
)
"""Modules of parts that somebody is likely to need soon."""


def load_parts() -> None:
    """Load the modules of all parts. For a thread, once the screen stands: no key waits for it then."""
    from importlib import import_module

    for name in SOON.split():
        import_module(f"gonogo.screens.checklist.{name}")


class Parts:
    """One part for each subject. A plain class beside the screen's own base, which costs nothing to make."""

    @property
    def _whole(self) -> ChecklistScreen:
        """The screen that the parts are of."""
        from gonogo.screens.checklist.screen import ChecklistScreen

        assert isinstance(self, ChecklistScreen)
        return self

    def has(self, part: str) -> bool:
        """Whether a part has been needed so far."""
        return part in vars(self)

    @cached_property
    def opening(self) -> Opening:
        """From the first look to the open document."""
        from gonogo.screens.checklist.opening import Opening

        return Opening(self._whole)

    @cached_property
    def waiting(self) -> Waiting:
        """What was typed before the document is open."""
        from gonogo.screens.checklist.waiting import Waiting

        return Waiting(self._whole)

    @cached_property
    def moving(self) -> Moving:
        """To sections and items; folds."""
        from gonogo.screens.checklist.moving import Moving

        return Moving(self._whole)

    @cached_property
    def saving(self) -> Saving:
        """The file: saved, and followed."""
        from gonogo.screens.checklist.saving import Saving

        return Saving(self._whole)

    @cached_property
    def author(self) -> Author:
        """Who is at work."""
        from gonogo.screens.checklist.author import Author

        return Author(self._whole)

    @cached_property
    def states(self) -> States:
        """States, undo, marks."""
        from gonogo.screens.checklist.states import States

        return States(self._whole)

    @cached_property
    def finding(self) -> Finding:
        """Search and filter."""
        from gonogo.screens.checklist.finding import Finding

        return Finding(self._whole)

    @cached_property
    def shaping(self) -> Shaping:
        """Texts, notes, new and deleted items."""
        from gonogo.screens.checklist.shaping import Shaping

        return Shaping(self._whole)

    @cached_property
    def proving(self) -> Proving:
        """Evidence and tracking."""
        from gonogo.screens.checklist.proving import Proving

        return Proving(self._whole)

    @cached_property
    def checking(self) -> Checking:
        """What does not hold, and the verdict."""
        from gonogo.screens.checklist.checking import Checking

        return Checking(self._whole)

    @cached_property
    def probing(self) -> Probing:
        """Probes: approved, run, looked at."""
        from gonogo.screens.checklist.probing import Probing

        return Probing(self._whole)

    @cached_property
    def keeping(self) -> Keeping:
        """What becomes of results."""
        from gonogo.screens.checklist.keeping import Keeping

        return Keeping(self._whole)

    @cached_property
    def syncing(self) -> Syncing:
        """Commits exchanged with others."""
        from gonogo.screens.checklist.syncing import Syncing

        return Syncing(self._whole)

    @cached_property
    def deciding(self) -> Deciding:
        """What a merge left in conflict."""
        from gonogo.screens.checklist.deciding import Deciding

        return Deciding(self._whole)

    @cached_property
    def elsewhere(self) -> Elsewhere:
        """Clipboard and editor."""
        from gonogo.screens.checklist.elsewhere import Elsewhere

        return Elsewhere(self._whole)

    @cached_property
    def standing(self) -> Standing:
        """Where the file stands with git."""
        from gonogo.screens.checklist.standing import Standing

        return Standing(self._whole)

    @cached_property
    def committing(self) -> Committing:
        """The commit."""
        from gonogo.screens.checklist.committing import Committing

        return Committing(self._whole)

    @cached_property
    def history(self) -> History:
        """What happened before."""
        from gonogo.screens.checklist.history import History

        return History(self._whole)

    @cached_property
    def questions(self) -> Questions:
        """What the document asks."""
        from gonogo.screens.checklist.questions import Questions

        return Questions(self._whole)

    @cached_property
    def present(self) -> Present:
        """Who else is here."""
        from gonogo.screens.checklist.presence import Present

        return Present(self._whole)

    @cached_property
    def resuming(self) -> Resuming:
        """What the next session goes on with."""
        from gonogo.screens.checklist.resuming import Resuming

        return Resuming(self._whole)

    @cached_property
    def leaving(self) -> Leaving:
        """The way out."""
        from gonogo.screens.checklist.leaving import Leaving

        return Leaving(self._whole)
