"""Saving in the background, following the file, and leaving: nothing here waits for a disk on a key."""

from __future__ import annotations

from datetime import datetime

from textual.message import Message

from gonogo.core import files
from gonogo.core.files import FileError
from gonogo.core.workspace import Incoming, SaveOutcome
from gonogo.core.workspace.saving import save
from gonogo.screens.checklist.moving import Moving
from gonogo.widgets.look import Tone


class Saving(Moving):
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
        """Somebody else changed the file, and it is merged."""

        def __init__(self, news: Incoming) -> None:
            super().__init__()
            self.news = news

    author = ""
    """Who makes the edits, for reasons and evidence; read from git when it is known."""
    leaving = False
    """Whether the application ends once everything is saved."""
    _saving = False

    @property
    def today(self) -> str:
        """The ISO date here."""
        return datetime.now().astimezone().date().isoformat()

    def on_mount(self) -> None:
        """Follow the file from now on."""
        super().on_mount()
        self.run_worker(self._follow(), group="follow")

    def save_soon(self) -> None:
        """Save in a worker; edits that come meanwhile are saved by the same one."""
        if not self._saving:
            self._saving = True
            self.run_worker(self._save, thread=True, group="save", exit_on_error=False)

    def _save(self) -> None:
        """In a thread: save until nothing is left."""
        try:
            outcome = save(self.document)
        except FileError as problem:
            self.post_message(self.NotSaved(problem))
        else:
            self.post_message(self.Saved(outcome))

    def on_saving_saved(self, event: Saved) -> None:
        """Show that it is saved, and what others had saved meanwhile."""
        self._saving = False
        if event.outcome.incoming:
            self.renew()
            self.say(event.outcome.incoming[-1].summary)
        if self.document.unsaved:
            self.save_soon()
        elif self.leaving:
            self.leave()
        self.warning = ""
        self.show_header()
        self.ask_about_conflicts()

    def on_saving_not_saved(self, event: NotSaved) -> None:
        """Say why, and that nothing is lost."""
        self._saving = False
        self.leaving = False
        self.warning = "not saved"
        self.show_header()
        self.say(f"{event.problem} Your edits are kept and will be saved with the next one.", Tone.ALERT)

    async def _follow(self) -> None:
        """Take in what others write."""
        import asyncio

        document = self.document
        async for change in files.watch([document.path], lambda _: document.fingerprint):
            if change.snapshot is None:
                self.post_message(self.NotSaved(change.problem)) if change.problem else None
                continue
            news = await asyncio.to_thread(self._take_in, change.snapshot)
            if news is not None:
                self.post_message(self.CameIn(news))

    def _take_in(self, snapshot: files.Snapshot) -> Incoming | None:
        """In a thread: merge, unless it is what we just saved ourselves."""
        with self.document.saving:
            if snapshot.fingerprint == self.document.fingerprint:
                return None
            return self.document.take_in(snapshot.data, snapshot.fingerprint)

    def on_saving_came_in(self, event: CameIn) -> None:
        """Show what came in."""
        self.renew()
        self.say(event.news.summary)
        if self.document.unsaved:
            self.save_soon()
        self.ask_about_conflicts()

    def ask_about_conflicts(self) -> None:
        """Put conflicts to the person, one after another."""

    def action_quit(self) -> None:
        """Leave; what is not saved yet is saved first."""
        if self.document.unsaved:
            self.leaving = True
            self.save_soon()
        else:
            self.leave()

    def leave(self) -> None:
        """Back to the folder's checklists, or out of the program."""
        if len(self.app.screen_stack) > 2:
            self.dismiss(None)
        else:
            self.app.exit()
