"""The walk screen: one item at a time, over the checklist screen, which does what the keys ask for.

The checklist screen beneath has the document and the parts that edit, attach, probe, save and commit. It
tells the walk when the document has changed or something is said (`renewed`, `said`).
"""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from checkdown import Item, State
from gonogo.core.files import FileError
from gonogo.core.git import Repository
from gonogo.core.reviewing.proof import proofs_now
from gonogo.core.walking import Course, Walk, Walks, along, begun, now, trailers, upcoming
from gonogo.core.walking.agenda import NoSuchPhase
from gonogo.core.walking.changed import changed_since_review
from gonogo.core.walking.objecting import objecting
from gonogo.screens.presentation.detail import item_detail
from gonogo.screens.presentation.walking import (
    end_page,
    next_line,
    proof_paragraphs,
    walk_header,
    walk_page,
)
from gonogo.screens.walk.answering import Answering
from gonogo.screens.walk.panes import WalkPanes
from gonogo.screens.walk.people import People
from gonogo.screens.walk.polling import Polling
from gonogo.screens.walk.stepping import Stepping
from gonogo.widgets.application import application_of
from gonogo.widgets.look import Tone

if TYPE_CHECKING:
    from gonogo.screens.checklist.screen import ChecklistScreen

LONGEST = 900.0
"""Seconds between two keys that count: whoever is away longer is not walking."""


class WalkScreen(WalkPanes):
    """A walk over the checklist of the screen beneath, which has to have its document open."""

    def __init__(
        self, below: ChecklistScreen, course: Course | None = None, driver: str = "", reviewer: str = ""
    ) -> None:
        """Without a course the walk that was left is gone on with, else all of the document is walked."""
        super().__init__()
        self.below = below
        self._course = course
        self._people = driver, reviewer
        self._walks = Walks(below.look.path)
        self._author = ""
        self.walk: Walk | None = None
        """The walk, once it has begun."""
        self.items: tuple[Item, ...] = ()
        """The items of the walk, in its order."""
        self.answer: tuple[str, State] | None = None
        """The item that was answered and how: the walk goes on when the document says so."""
        self._since = time.monotonic()
        self.answering = Answering(self)
        self.people = People(self)
        self.polling = Polling(self)
        self.stepping = Stepping(self)
        self._read = ""
        """The item whose evidence is shown in place."""

    def on_mount(self) -> None:
        """Begin, or go on where one was."""
        self.page.focus()
        self.say("")
        self.run_worker(self._begin(), group="begin")

    def on_resize(self) -> None:
        """Lay out anew for the room there is."""
        if self.walk is not None:
            self.show_walk(keep_place=True)
        self.say("")

    # -- beginning, keeping, leaving

    async def _begin(self) -> None:
        below = self.below
        try:
            self.walk = await asyncio.to_thread(self._begun)
        except NoSuchPhase as problem:
            self.leave()
            below.say(str(problem), Tone.ALERT)
            return
        below.walk = self
        below.author.then(self._named)
        if self.walk.visited:
            self.say("the walk goes on where it was left; A begins it anew")
        self.go(self.walk.at)

    def _begun(self) -> Walk:
        """In a thread: the walk that was left, where nobody asked for another; else a new one."""
        kept = self._walks.load()
        driver, reviewer = self._people
        if kept is not None and self._course in (None, kept.course):
            return replace(kept, driver=driver or kept.driver, reviewer=reviewer or kept.reviewer)
        course = self._course or Course()
        document = self.below.document
        changed: frozenset[str] = frozenset()
        if course.attention and document.repository is not None:
            name = document.repository.relative(document.path)
            changed = changed_since_review(document.repository, name, document.checklist)
        return begun(
            document.checklist,
            course,
            driver=driver,
            reviewer=reviewer,
            changed=changed,
            on=self.below.author.today,
        )

    def _named(self, author: str) -> None:
        """Git knows who is at work: the driver, if nobody else was named."""
        self._author = author
        if self.walk is not None and not self.walk.driver:
            self.walk = replace(self.walk, driver=author)
            self.show_walk(keep_place=True)

    def changed(self, walk: Walk) -> None:
        """The walk is another one: keep it, in a thread."""
        passed = time.monotonic() - self._since
        self._since = time.monotonic()
        self.walk = replace(walk, seconds=walk.seconds + min(passed, LONGEST))
        self._walks.remember(self.walk)
        self.run_latest(self._keep, "keep")

    async def _keep(self) -> None:
        try:
            await asyncio.to_thread(self._walks.flush)
        except FileError as problem:
            self.say(str(problem), Tone.ALERT)

    def keep(self) -> None:
        """Keep the place before the end, if that is possible. For any thread."""
        with suppress(FileError):  # nobody is there to be told; no edit is lost with the place
            self._walks.flush()

    def leave(self) -> None:
        """Back to the checklist, its cursor on the item that was walked."""
        self.keep()
        self.below.walk = None
        self.dismiss(None)

    @property
    def walkers(self) -> tuple[tuple[str, str], ...]:
        """What commits say of those who walk."""
        walk = self.walk
        return trailers(walk.driver, walk.reviewer, self._author) if walk is not None else ()

    @property
    def trailers(self) -> tuple[tuple[str, str], ...]:
        """What a commit says of those who walk and of what they decided."""
        return (*self.walkers, *self.polling.trailers())

    @property
    def decided(self) -> bool:
        """Whether there is a verdict."""
        return self.polling.decision is not None

    @property
    def minutes(self) -> tuple[Path, ...]:
        """Files that the commit takes along."""
        return (self.polling.minutes,) if self.polling.minutes is not None else ()

    # -- what the checklist screen tells

    def renewed(self) -> None:
        """The document has changed: an answer is in it, or others have edited."""
        walk = self.walk
        if walk is None:
            return
        self.items = now(walk, self.below.checklist)
        self.polling.renewed()
        item, answer = self.current, self.answer
        if item is not None and answer == (item.id, item.state):
            self.answer = None
            self.changed(walk.answered())
            self.action_walk_next()
        else:
            self.show_walk(keep_place=True)

    def told_more(self) -> None:
        """More is known: how a probe goes, what happened to the item, what was found."""
        if self.is_current:
            self.show_walk(keep_place=True)

    def led(self, item: Item) -> None:
        """Somebody who is followed went to an item."""
        if self.walk is not None and item.id != self.walk.at and item.id in {i.id for i in self.items}:
            self.go(item.id)

    def said(self, sentence: str, tone: Tone) -> None:
        """Something was said; the keys of the checklist are not these."""
        if sentence:
            self.say(sentence, tone)

    # -- showing

    @property
    def current(self) -> Item | None:
        """The item that is walked."""
        at = self.walk.at if self.walk is not None else ""
        return next((item for item in self.items if item.id == at), None)

    def show_walk(self, *, keep_place: bool = False) -> None:
        """Show the item, how far along it is, and what is next."""
        walk, below = self.walk, self.below
        if walk is None:
            return
        glyphs, cells = application_of(self).glyphs, self.app.size.width
        checklist = below.checklist
        item = self.current
        shown = replace(walk, objections=objecting(walk, checklist))
        self.show_keys(end=item is None)
        title = checklist.title or below.look.name
        progress = along(walk, checklist, self.items)
        self.show_header(*walk_header(walk, progress, title, glyphs, cells))
        following = upcoming(walk, self.items)
        if item is not None and item.id == self._read:
            pass  # its evidence stays where it is read
        elif item is None:
            decided = self.polling.told()
            page = end_page(shown, self.items, checklist.signoffs, decided, glyphs, cells)
            self.show_item(page, keep_place=keep_place)
        else:
            details, history = below.signs.details, below.signs.history
            told = item_detail(
                item,
                details(item) if details is not None else (),
                history(item) if history is not None else (),
            )
            of_line = below.signs.of_line
            found = of_line(item.line) if of_line is not None else None
            text = walk_page(item, told, shown, [found[0]] if found else [], glyphs, cells)
            self.show_item(text, keep_place=keep_place)
        others = below.present.told() if below.has("present") else ""
        self.show_next(
            next_line(following, others, "the end" if item is not None else self.polling.following)
        )

    def go(self, name: str) -> None:
        """Walk an item (by its id), or come to the end with "". The checklist's cursor goes along."""
        if self.walk is None:
            return
        self._read = ""
        self.items = now(self.walk, self.below.checklist)
        walk = self.walk if name == self.walk.at else self.walk.to(name)
        self.changed(walk)
        item = self.current
        if item is None and walk.at:  # it is gone: on with what is left
            following = upcoming(walk, self.items)
            self.changed(replace(walk, at=following.id if following is not None else ""))
            item = self.current
        if item is not None:
            self.below.moving.to_line(item.line)
        self.show_walk()

    # -- actions: moving

    def action_walk_next(self) -> None:
        """The next item, or the end."""
        self.stepping.on()

    def action_walk_back(self) -> None:
        """The item before."""
        self.stepping.back()

    def action_walk_skip(self) -> None:
        """Leave this item for the end of the walk."""
        self.stepping.skip()

    def action_walk_jump(self) -> None:
        """Go to an item by a part of its text or its number."""
        self.stepping.jump()

    def action_walk_anew(self) -> None:
        """Begin anew, in another order, after asking which."""
        self.stepping.anew()

    async def anew(self, course: Course) -> None:
        """Forget the walk and begin another one, with the same people."""
        if self.walk is not None:
            self._course, self._people = course, (self.walk.driver, self.walk.reviewer)
            self._walks.remember(None)
            await asyncio.to_thread(self._walks.flush)
            self.walk = await asyncio.to_thread(self._begun)
            self.go(self.walk.at)

    # -- actions: answers

    def here(self) -> Item | None:
        """The item that is walked, with the checklist's cursor on it; says so where there is none."""
        item = self.current
        if item is None:
            self.say("this is the end; N goes back")
            return None
        self.below.marked.clear()
        self.below.moving.to_line(item.line)
        return item

    def action_set_state(self, name: str) -> None:
        """Give the item its state and go on."""
        self.answering.set_state(State(name))

    def action_evidence(self) -> None:
        """Attach evidence."""
        if self.here() is not None:
            self.answer = None
            self.below.action_evidence()

    def action_walk_open(self) -> None:
        """Show what the evidence holds, or the item again."""
        item, document = self.here(), self.below.document
        if item is None:
            return
        if self._read or document.repository is None:
            if not self._read:
                self.say("evidence is opened in a git repository alone")
            self._read = ""
            self.show_walk()
            return
        self._read = item.id
        self.run_latest(partial(self._open, item, document.repository), "open")

    async def _open(self, item: Item, repository: Repository) -> None:
        name = repository.relative(self.below.look.path)
        found = await asyncio.to_thread(proofs_now, repository, name, item)
        if self._read == item.id:
            self.show_item(proof_paragraphs(item, found, self.app.size.width), keep_place=False)

    def action_walk_demand(self) -> None:
        """Ask for evidence."""
        self.answering.demand()

    def action_probe(self) -> None:
        """Run the item's probe."""
        if self.here() is not None:
            self.below.action_probe()

    def action_output(self) -> None:
        """Look at what the probe wrote."""
        if self.here() is not None:
            self.below.action_output()

    def action_settle(self) -> None:
        """Attach the probe's result and set the state by it."""
        self.answering.settle()

    def action_walk_object(self) -> None:
        """Note who objects and why."""
        self.answering.objection()

    def action_walk_poll(self) -> None:
        """Ask the roles, then decide."""
        self.answer = None
        self.run_latest(self.polling.hold, "poll")

    def action_walk_tag(self) -> None:
        """Tag the commit of the launch."""
        self.run_latest(self.polling.tag, "poll")

    def action_walk_people(self) -> None:
        """Name the driver and the reviewer."""
        self.people.name()

    # -- actions: undo, commit, leaving

    def action_undo(self) -> None:
        """Take back the last edit."""
        self.answer = None
        if not self.polling.undo():
            self.below.action_undo()

    def action_commit(self) -> None:
        """Commit, with those who walk in the message."""
        self.below.action_commit()

    def action_sync(self) -> None:
        """Fetch, merge by item and push."""
        self.below.action_sync()

    def action_follow(self) -> None:
        """Walk where somebody else walks."""
        self.below.action_follow()

    def action_back(self) -> None:
        """Stop what goes on, close what is open, else leave the walk; it is gone on with later."""
        below = self.below
        if self._read:
            self._read = ""
            self.show_walk()
            return
        if below.has("committing") and below.committing.stop():
            return
        if below.has("probing") and below.probing.stop():
            return
        self.leave()

    def action_quit(self) -> None:
        """Leave the walk for the checklist."""
        self.leave()
