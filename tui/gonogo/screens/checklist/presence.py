"""Who else has the checklist open: their cursors beside items, and following one of them."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from checkdown import AddressError, Item
from gonogo.core.presence import Other, Presence
from gonogo.core.safetext import safe
from gonogo.screens.checklist.part import Part
from gonogo.screens.presentation.signs import Spans
from gonogo.widgets.look import Tone
from gonogo.widgets.pen import Span

if TYPE_CHECKING:
    from gonogo.screens.checklist.screen import ChecklistScreen

ALONE = 1.0
"""Seconds between two looks for others while there are none."""
TOGETHER = 0.2
"""The same while there are: who is gone is seen gone by then."""
GATHERED = 0.05
"""Seconds in which one's own moves are gathered before they are told."""
LONGEST = 12
"""Characters of a name beside an item."""


class Present(Part):
    """Tells where one's cursor is, and shows where the others' are."""

    def __init__(self, screen: ChecklistScreen) -> None:
        super().__init__(screen)
        self.others: tuple[Other, ...] = ()
        """Everybody else who has this checklist open."""
        self._presence: Presence | None = None
        self._who = ""
        self._told: str | None = None
        self._telling = False
        self._followed: int | None = None
        self._led_to = ""

    def begin(self) -> None:
        """Be there, in a git repository."""
        repository = self.screen.document.repository
        if repository is not None and not repository.bare:
            self.screen.author.then(self._known)

    def _known(self, who: str) -> None:
        repository = self.screen.document.repository
        assert repository is not None
        self._who = who or "somebody"
        try:
            self._presence = Presence(self.screen.document.path, repository)
        except OSError:  # where nothing can be written nobody is seen, and all else works
            return
        self.screen.signs.others = self.beside
        self.moved()
        self.screen.run_worker(self._watch(self._presence), group="presence")

    async def _watch(self, presence: Presence) -> None:
        known: tuple[int, int] | None = None
        while True:
            found, head = await asyncio.to_thread(lambda: (presence.others(), presence.head()))
            if len(found) < len(self.others):  # a folder may leave a file out that is replaced meanwhile
                await asyncio.sleep(GATHERED)
                found = await asyncio.to_thread(presence.others)
            if found != self.others:
                self._show(found)
            if known not in (None, head):  # somebody has committed
                self.screen.standing.read()
            known = head
            await asyncio.sleep(TOGETHER if self.others else ALONE)

    def _show(self, found: tuple[Other, ...]) -> None:
        screen, before = self.screen, self.others
        self.others = found
        screen.items.redraw()
        self._tell_soon()  # whoever came knows only where we were when nobody was here
        gone = {each.process for each in before} - {each.process for each in found}
        if self._followed in gone:
            self._followed = None
            screen.say("who was followed is gone")
        self._lead()
        if screen.walk is not None:
            screen.walk.told_more()

    # -- telling

    def moved(self) -> None:
        """The cursor has moved: by the person, who lets go of whom they followed, or by following."""
        item = self.screen.current
        here = item.id if item is not None else ""
        if self._followed is not None and here != self._led_to:
            self._followed = None
        self._tell_soon()

    def _tell_soon(self) -> None:
        """Tell where the cursor is. Once is enough while there is nobody to see it move."""
        alone = self._told is not None and not self.others
        if self._presence is not None and not self._telling and not alone:
            self._telling = True
            self.screen.run_worker(self._tell(self._presence), group="presence told")

    async def _tell(self, presence: Presence) -> None:
        while True:
            await asyncio.sleep(GATHERED)
            item = self.screen.current
            here = item.id if item is not None else ""
            if here == self._told:
                self._telling = False
                return
            self._told = here
            with suppress(OSError):  # nobody sees us then; nothing else depends on it
                await asyncio.to_thread(presence.tell, self._who, here)

    def leave(self) -> None:
        """Be gone."""
        if self._presence is not None:
            with suppress(OSError):
                self._presence.leave()

    # -- showing

    def beside(self, item: Item) -> Spans:
        """Whose cursors stand on an item."""
        names = [each.who for each in self.others if each.item == item.id]
        sign = self.screen.glyphs.marked
        return tuple(Span(safe(f" {sign} {name[:LONGEST]}"), Tone.ACCENT) for name in names)

    def told(self) -> str:
        """Who else is here, and where, in a line for the walk; "" for nobody."""
        return "; ".join(
            f"{each.who}: {text}" if (text := self._text(each)) else each.who for each in self.others
        )

    def _text(self, other: Other) -> str:
        with suppress(AddressError):
            return self.screen.checklist.find(other.item).text if other.item else ""
        return ""

    # -- following

    def follow(self) -> None:
        """Go where the other's cursor goes, until one moves; again goes on to the next of them."""
        screen = self.screen
        if not self.others:
            screen.say("nobody else has this checklist open here")
            return
        known = [each.process for each in self.others]
        at = known.index(self._followed) + 1 if self._followed in known else 0
        followed = self.others[at % len(known)]
        self._followed = followed.process
        self._lead()
        screen.say(f"following {followed.who}; any move lets go")

    def _lead(self) -> None:
        screen = self.screen
        followed = next((each for each in self.others if each.process == self._followed), None)
        if followed is None or not followed.item:
            return
        try:
            item = screen.checklist.find(followed.item)
        except AddressError:
            return
        self._led_to = item.id
        if screen.walk is not None:
            screen.walk.led(item)
        else:
            screen.moving.to_line(item.line)
