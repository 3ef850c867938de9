"""From the first look to the open document: read in a thread while what is there can be looked at."""

from __future__ import annotations

import asyncio
import gc
import sys
import threading
from concurrent.futures import Future
from contextvars import Context, copy_context
from typing import TYPE_CHECKING, NamedTuple

from gonogo.core.files import FileError, FileMissing
from gonogo.core.firstlook import opened
from gonogo.screens.checklist.part import Part
from gonogo.screens.checklist.parts import load_parts
from gonogo.screens.presentation.folding import Path
from gonogo.screens.presentation.following import anchor_of, place_of
from gonogo.screens.presentation.lines import ChecklistLines
from gonogo.screens.presentation.outline import OutlineLines
from gonogo.screens.presentation.resuming import first_item, folded_by, marked_place
from gonogo.widgets.look import Tone

if TYPE_CHECKING:
    from gonogo.core.workspace import Document
    from gonogo.screens.checklist.screen import ChecklistScreen

QUICK = 0.001
"""Seconds after which the reading thread lets the one that answers keys go on; Python's own are 5 ms."""
RETRY = 0.3
"""Seconds between two tries to open a file that vanished after the first look."""
PATIENCE = 5.0
"""Seconds that a key waits for a short document, which takes some hundredths."""


class Opened(NamedTuple):
    """An open document, its lines and its outline, with these sections folded."""

    document: Document
    lines: ChecklistLines
    outlined: OutlineLines
    folded: set[Path]


class Stopped(Exception):
    """The application is left; there is no need to read on."""


class Opening(Part):
    """Opens the document."""

    def __init__(self, screen: ChecklistScreen) -> None:
        super().__init__(screen)
        self._first_folded = frozenset(screen.folded)
        self._ended: Future[Opened] = Future()
        self._prepared: Future[None] = Future()
        self._begun = self._stopped = False
        self.problem = "the rest is still being read; nothing can be changed yet"
        """Why the document is not open."""
        self.under_way = not screen.look.whole
        """Whether a long document is on its way."""

    def begin(self) -> None:
        """Open the document in a thread, if that has not begun yet."""
        if self._begun:
            return
        self._begun = True
        interval = sys.getswitchinterval()
        sys.setswitchinterval(QUICK)
        self._start()
        self.screen.run_worker(self._go_on(interval), group="open")

    def _start(self) -> None:
        arguments = asyncio.get_running_loop(), copy_context()
        threading.Thread(target=self._open, args=arguments, daemon=True).start()

    def stop(self) -> None:
        """Read no further."""
        self._stopped = True

    def wait(self) -> None:
        """Wait for a short document, so that a key that comes very early is not lost."""
        if self.screen.look.whole and not self._ended.cancelled():
            self.begin()
            try:
                found = self._ended.result(PATIENCE)
            except (FileError, TimeoutError):
                return
            self._adopt(found)

    def _open(self, loop: asyncio.AbstractEventLoop, context: Context) -> None:
        """In a thread: open the document and make what the screen needs of it."""
        screen = self.screen

        def progress(share: float) -> None:
            if self._stopped or loop.is_closed():
                raise Stopped
            loop.call_soon_threadsafe(screen.tell_reading, f"reading {share:.0%}", context=context)

        try:
            document = opened(screen.workspace(), screen.look, progress)
            folded = folded_by(screen.bookmark, document.checklist)
            lines = ChecklistLines(
                document.checklist,
                screen.glyphs,
                folded=folded,
                wanted=screen.wanted,
                marked=screen.marked,
                signs=screen.signs,
                expected=screen.look.expected,
            )
            outlined = OutlineLines(document.checklist, folded, expected=screen.outlined.expected)
            if not screen.look.whole:
                gc.freeze()  # a collection that looks at all of a long document is felt at the keys
            self._ended.set_result(Opened(document, lines, outlined, folded))
            load_parts()
            if not self._prepared.cancelled():  # the application may have been left meanwhile
                self._prepared.set_result(None)
        except Stopped:
            self._ended.cancel()
        except Exception as problem:
            if self._ended.done():
                raise
            self._ended.set_exception(problem)

    async def _go_on(self, interval: float) -> None:
        try:
            found = await asyncio.wrap_future(self._ended)
        except FileError as problem:
            self.problem, self.under_way = str(problem), False
            if self.screen.place_sought:
                self.screen.show_beginning(first_item(self.screen.lines))
            gone = isinstance(problem, FileMissing)
            self.screen.tell_reading("")
            self.screen.warn("reading", "the file is gone" if gone else "the file cannot be read")
            self.screen.say(self.problem, Tone.ALERT)
            self.screen.release()
            self.screen.run_worker(self._again(), group="open again")
        else:
            self._adopt(found)
            await asyncio.wrap_future(self._prepared)
            self.screen.prepared()
        finally:
            sys.setswitchinterval(interval)

    async def _again(self) -> None:
        """Open what vanished between the first look and the opening, once it is back."""
        await asyncio.sleep(RETRY)
        if not self._stopped and self.screen.is_attached:
            self._ended, self._prepared = Future(), Future()
            self._start()
            await self._go_on(sys.getswitchinterval())

    def _adopt(self, found: Opened) -> None:
        """Show the open document in place of what was read first, the cursor where it is."""
        screen = self.screen
        if screen.loaded is not None:
            return
        screen.loaded, screen.whole = found.document, True
        unfolded = self._first_folded - screen.folded
        screen.folded = (found.folded - unfolded) | screen.folded
        lines, outlined = found.lines, found.outlined
        if screen.folded != found.folded:
            lines = lines.refolded(screen.folded)
            outlined = OutlineLines(
                found.document.checklist, screen.folded, expected=screen.outlined.expected
            )
        to_end, sought = screen.items.awaits_end, screen.place_sought
        screen.outlined, screen.items.partial = outlined, False
        if sought:
            place = marked_place(screen.bookmark, lines)
            screen.lines = lines
            screen.show_beginning(first_item(lines) if place is None else place)
            if screen.said_at < 0:
                screen.say("")
        else:
            screen.follow(lines, _same_place(screen.lines, screen.items.cursor, lines))
            screen.outline.show(screen.outlined)
        screen.place_panes()
        if to_end:
            screen.items.action_bottom()
        screen.warnings.pop("reading", None)
        screen.reading = ""
        screen.show_header()
        screen.follow_cursor()
        screen.opened()


def _same_place(old: ChecklistLines, at: int, new: ChecklistLines) -> int:
    """Where the line is that the cursor was on: most likely the same line of the same section."""
    if not len(old) or not len(new):
        return 0
    section, number = old.where(at)
    place = new.place(section, number) if section < len(new.own) and number < len(new.own[section]) else None
    anchor = anchor_of(old, at)
    if place is not None and anchor_of(new, place) == anchor:
        return place
    found = place_of(anchor, new) if anchor is not None else None
    return new.place_of_line(old.file_line(at)) if found is None else found
