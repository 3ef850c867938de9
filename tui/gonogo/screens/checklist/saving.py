"""Saving in the background, and following the file: nothing here waits for a disk on a key."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from textual.message import Message

from gonogo.core.files import FileError
from gonogo.core.loading import watching
from gonogo.core.workspace import Incoming, SaveOutcome
from gonogo.screens.checklist.opening import Opening
from gonogo.widgets.look import Tone

if TYPE_CHECKING:
    from pathlib import Path

    from gonogo.core.files import Change, Fingerprint

PATIENCE = 0.4
"""Seconds after which a save is told as one that takes its time."""


class Saving(Opening):
    """Edits go to the file as soon as they are made; what others write comes in."""

    class Saved(Message):
        """A save ended well."""

        def __init__(self, outcome: SaveOutcome) -> None:
            super().__init__()
            self.outcome = outcome

    class NotSaved(Message):
        """A save failed; the edits are kept."""

        def __init__(self, problem: FileError) -> None:
            super().__init__()
            self.problem = problem

    class CameIn(Message):
        """The file was looked at: somebody else changed it, or it is there again."""

        def __init__(self, news: Incoming | None) -> None:
            super().__init__()
            self.news = news

    class Unreadable(Message):
        """The file cannot be read any more."""

        def __init__(self, problem: FileError) -> None:
            super().__init__()
            self.problem = problem

    _saving = False

    @property
    def today(self) -> str:
        """The ISO date here."""
        return datetime.now().astimezone().date().isoformat()

    def opened(self) -> None:
        """Follow the file from now on."""
        super().opened()
        if self.document.refusal:
            self.say(self.document.refusal, Tone.ALERT)
            self.warn("refusal", "to look at only")
        self.call_after_refresh(self.run_worker, self._follow(), group="follow")

    # -- saving

    def save_soon(self, *, in_place: bool = False) -> None:
        """Save in a worker; edits that come meanwhile are saved by the same one."""
        if not self._saving:
            self._saving = True
            self.run_worker(lambda: self._save(in_place), thread=True, group="save", exit_on_error=False)
            self.set_timer(PATIENCE, self._tell_slow_save)

    def _save(self, in_place: bool) -> None:
        """In a thread: save until nothing is left."""
        from gonogo.core.workspace import save

        try:
            outcome = save(self.document, in_place=in_place)
        except FileError as problem:
            self.post_message(self.NotSaved(problem))
        else:
            self.post_message(self.Saved(outcome))

    def _tell_slow_save(self) -> None:
        if self._saving:
            self.warn("save", "saving …")

    def on_saving_saved(self, event: Saved) -> None:
        """Show what others had saved meanwhile."""
        self._saving = False
        if event.outcome.incoming:
            self.renew()
            self.say(event.outcome.incoming[-1].summary)
        if self.document.unsaved:
            self.save_soon()
        self.warn("save")
        self.warn("file")
        self.after_save()

    def after_save(self) -> None:
        """What is to be done when the file holds what was edited, as far as it can."""

    def on_saving_not_saved(self, event: NotSaved) -> None:
        """Say why, and that nothing is lost."""
        self._saving = False
        count = len(self.document.unsaved)
        self.warn("save", f"{count} not saved" if count else "")
        self.save_failed(event.problem)

    def save_failed(self, problem: FileError) -> None:
        """Say that a save failed."""
        self.say(str(problem), Tone.ALERT)

    # -- following

    async def _follow(self) -> None:
        """Take in what others write, for as long as the screen is there."""
        import asyncio

        watch = await asyncio.to_thread(watching)
        document = self.document

        def known(_: Path) -> Fingerprint | None:
            return None if "file" in self.warnings else document.fingerprint

        async for change in watch([document.path], known):
            await asyncio.to_thread(self._look, change)

    def look_now(self) -> None:
        """Look at the file in a worker without waiting for news of it."""
        self.run_worker(self._look, thread=True, group="look", exit_on_error=False)

    def _look(self, change: Change | None = None) -> None:
        """In a thread: merge what is there, unless it is what we just saved ourselves."""
        from gonogo.core.workspace import refresh

        if change is not None and change.problem is not None:
            self.post_message(self.Unreadable(change.problem))
            return
        try:
            self.post_message(self.CameIn(refresh(self.document)))
        except FileError as problem:
            self.post_message(self.Unreadable(problem))

    def on_saving_came_in(self, event: CameIn) -> None:
        """Show what came in."""
        self.warn("file")
        self.warn("refusal", "to look at only" if self.document.refusal else "")
        if event.news is not None or self.document.checklist is not self.checklist:
            self.renew()
        if event.news is not None:
            self.say(self.document.refusal or event.news.summary)
        if self.document.unsaved:
            self.save_soon()
        else:
            self.after_save()

    def on_saving_unreadable(self, event: Unreadable) -> None:
        """Say so; what was read stays on the screen, and edits are kept."""
        self.warn("file", "the file is gone" if _is_missing(event.problem) else "the file cannot be read")
        self.say(f"{event.problem} What you see is what it held.", Tone.ALERT)


def _is_missing(problem: FileError) -> bool:
    from gonogo.core.files import FileMissing

    return isinstance(problem, FileMissing)
