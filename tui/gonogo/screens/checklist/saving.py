"""Saving in the background, and following the file: nothing here waits for a disk on a key."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from gonogo.core.files import Change, FileError, FileMissing, Fingerprint
from gonogo.core.loading import watching
from gonogo.core.workspace import refresh, save
from gonogo.screens.checklist.part import Part
from gonogo.widgets.look import Tone

if TYPE_CHECKING:
    from gonogo.screens.checklist.screen import ChecklistScreen

PATIENCE = 0.4
"""Seconds after which a save is told as one that takes its time."""


class Saving(Part):
    """Edits go to the file as soon as they are made; what others write comes in."""

    def __init__(self, screen: ChecklistScreen) -> None:
        super().__init__(screen)
        self.busy = False
        """Whether a save is under way."""
        self._failed = False
        """Whether the last one failed."""

    # -- saving

    def soon(self, *, in_place: bool = False) -> None:
        """Save in a thread; edits that come meanwhile are saved after it."""
        if not self.busy:
            self.busy = True
            self.screen.run_worker(self._save(in_place), group="save")
            self.screen.set_timer(PATIENCE, self._tell_slow)

    def _tell_slow(self) -> None:
        if self.busy:
            self.screen.warn("save", "saving …")

    async def _save(self, in_place: bool) -> None:
        screen = self.screen
        try:
            outcome = await asyncio.to_thread(save, screen.document, in_place=in_place)
        except FileError as problem:
            self.busy, self._failed = False, True
            count = len(screen.document.unsaved)
            screen.warn("save", f"{count} not saved" if count else "")
            screen.say(str(problem), Tone.ALERT)
            screen.save_failed(problem)
            return
        self.busy = False
        if outcome.incoming:
            screen.renew()
            screen.say(outcome.incoming[-1].summary)
        elif self._failed and outcome.count:
            screen.say("saved now")
        self._failed = False
        if screen.document.unsaved:
            self.soon()
        screen.warn("save")
        if outcome.count or outcome.incoming:  # else nobody has looked at the file
            screen.warn("file")
        screen.saved()

    # -- following

    def follow(self) -> None:
        """Take in what others write, for as long as the screen is there."""
        self.screen.run_worker(self._follow(), group="follow")

    async def _follow(self) -> None:
        watch = await asyncio.to_thread(watching)
        document = self.screen.document

        def known(_: Path) -> Fingerprint | None:
            return None if "file" in self.screen.warnings else document.fingerprint

        async for change in watch([document.path], known):
            await self.look(change)

    def look_now(self) -> None:
        """Look at the file without waiting for news of it."""
        self.screen.run_worker(self.look(), group="look")

    async def look(self, change: Change | None = None) -> None:
        """Merge what is there, unless it is what we just saved ourselves."""
        screen = self.screen
        try:
            if change is not None and change.problem is not None:
                raise change.problem
            news = await asyncio.to_thread(refresh, screen.document)
        except FileError as problem:
            gone = isinstance(problem, FileMissing)
            screen.warn("file", "the file is gone" if gone else "the file cannot be read")
            screen.say(f"{problem} What you see is what it held.", Tone.ALERT)
            return
        screen.warn("file")
        screen.tell_refusal()
        if screen.document.checklist is not screen.checklist:
            screen.renew()
        if news is not None:
            if screen.document.refusal:
                screen.say_refusal()
            else:
                screen.say(news.summary)
        if screen.document.unsaved:
            self.soon()
        else:
            screen.saved()
