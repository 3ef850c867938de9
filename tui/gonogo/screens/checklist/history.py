"""What happened to the item under the cursor: read from git in a thread when the details first want it."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from checkdown import Item
from gonogo.core.git import GitError, Repository
from gonogo.core.history import Past, is_of_head, past
from gonogo.core.history.progress import Progress, progress
from gonogo.core.safetext import safe
from gonogo.screens.checklist.part import Part
from gonogo.screens.dialogs.text import PageScreen
from gonogo.screens.presentation.pastlines import past_lines
from gonogo.screens.presentation.progresspage import progress_page
from gonogo.screens.presentation.signs import Spans
from gonogo.widgets.look import Tone
from gonogo.widgets.pen import Span

if TYPE_CHECKING:
    from gonogo.screens.checklist.screen import ChecklistScreen


class History(Part):
    """Knows the history once somebody asked, and asks again when there is another commit."""

    def __init__(self, screen: ChecklistScreen) -> None:
        super().__init__(screen)
        self._past: Past | None = None
        self._problem = ""
        self._reading = False
        screen.signs.history = self.of

    def of(self, item: Item) -> tuple[Spans, ...]:
        """Lines on an item; reading begins when they are first asked for."""
        if self._repository is None:
            return ()
        if self._past is not None:
            return past_lines(self._past.of(item), self.screen.glyphs)
        if self._problem:
            return ((Span(safe(self._problem), Tone.DIM),),)
        self._begin()
        return ((Span(safe("reading …"), Tone.DIM),),)

    def look(self) -> None:
        """There may be another commit: read what is new, if anybody has asked before."""
        if self._past is not None or self._problem:
            self._begin()

    @property
    def _repository(self) -> Repository | None:
        document = self.screen.loaded
        if document is None or document.repository is None or document.repository.bare:
            return None
        return document.repository

    def _begin(self) -> None:
        repository = self._repository
        if repository is not None and not self._reading:
            self._reading = True
            self.screen.run_worker(self._read(repository), group="history")

    async def _read(self, repository: Repository) -> None:
        path, known = self.screen.document.path, self._past
        try:
            if known is None or not await asyncio.to_thread(is_of_head, repository, known):
                name = repository.relative(path)
                self._past = await asyncio.to_thread(past, repository, name)
            self._problem = ""
        except GitError as problem:
            self._problem = str(problem)
        finally:
            self._reading = False
        if self._past is not known or self._problem:
            self.screen.follow_cursor()

    # -- progress over time

    def progress(self) -> None:
        """Show how the checklist went over time."""
        screen = self.screen
        if not screen.ready:
            return
        repository = self._repository
        if repository is None:
            screen.say("this file is in no git repository: there is no history to show")
            return
        screen.say("reading the history …")
        screen.run_latest(partial(self._show_progress, repository), "progress")

    async def _show_progress(self, repository: Repository) -> None:
        screen = self.screen
        name = repository.relative(screen.document.path)
        try:
            found: Progress = await asyncio.to_thread(progress, repository, name)
        except GitError as problem:
            screen.say(str(problem), Tone.ALERT)
            return
        if not found.points:
            screen.say("no commit holds this file yet: there is no progress to show")
            return
        screen.say("")
        if screen.is_current:
            cells = screen.app.size.width
            page = progress_page(found, cells, screen.glyphs)
            screen.app.push_screen(PageScreen("Progress over time", page))
