"""The sync key: commits are exchanged with the branch that this one follows, in a thread."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from gonogo.core.git import GitError
from gonogo.core.syncing import Synced, sync
from gonogo.screens.checklist.part import Part
from gonogo.widgets.look import Tone

if TYPE_CHECKING:
    from gonogo.screens.checklist.screen import ChecklistScreen


class Syncing(Part):
    """Fetches, merges and pushes; the file is followed as when anybody else changes it."""

    def __init__(self, screen: ChecklistScreen) -> None:
        super().__init__(screen)
        self._busy = False

    def begin(self) -> None:
        """Sync, unless edits are still on their way to the file."""
        screen = self.screen
        if not screen.ready:
            return
        if self._busy:
            screen.say("a sync is under way")
        elif screen.document.repository is None:
            screen.say("this checklist is in no git repository; there is nobody to sync with")
        elif screen.document.unsaved:
            screen.saving.soon()
            screen.say("saving first; sync again in a moment")
        else:
            self._busy = True
            screen.warn("sync", "syncing …")
            screen.run_worker(self._sync(), group="sync")

    async def _sync(self) -> None:
        screen = self.screen
        repository = screen.document.repository
        assert repository is not None
        try:
            done = await asyncio.to_thread(sync, repository)
            said, tone = _told(done), Tone.PLAIN
        except GitError as problem:
            said, tone = str(problem), Tone.ALERT
        self._busy = False
        screen.warn("sync")
        await screen.saving.look()
        screen.standing.read()
        screen.say(said, tone)


def _told(done: Synced) -> str:
    if not done.came and not done.pushed:
        return f"{done.branch} and {done.upstream} are the same"
    words = f"{done.upstream}: {done.came} came in, {done.pushed} pushed"
    return f"{words}; {len(done.uncommitted)} changed files left alone" if done.uncommitted else words
