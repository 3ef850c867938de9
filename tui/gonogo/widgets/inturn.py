"""Keys that came in one go, each given to what the one before it has brought up.

Over a slow or uneven line several keys arrive in one packet. Textual hands all of them to the widget that
has the focus when they come, so `/redis` would open the search with nothing in it. Here a key waits until
the one before it has been dealt with and the screen that it opened takes keys; many moves in a row are
painted together. Nothing waits while keys come one at a time, and no key waits longer than PATIENCE.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from typing import TYPE_CHECKING, Any

from textual.app import ScreenStackError
from textual.events import Event, Key, Paste

if TYPE_CHECKING:
    from textual.app import App
    from textual.message_pump import MessagePump
    from textual.screen import Screen

PATIENCE = 0.5
"""Seconds after which the next key is given on although the one before it seems to be under way still."""
LOOKS = 10
"""Parts of that time: where others have the processor for so long, only one of them is over."""
UNSEEN = 0.1
"""Seconds for which moves that wait are dealt with before a frame is painted: the line is behind already."""
FEW = 3
"""Keys below which each has its own frame."""
MOVES = frozenset({"down", "up", "page-down", "page-up"})
"""Actions by their id that only move a cursor."""
A_FRAME = 1 / 50
"""Seconds in which that frame is painted."""
AFTER_THE_FRAME = 0.015
"""Seconds after a key until it is asked whether it has been dealt with: what it changed is painted first."""
TURNS = 3
"""Turns of the loop in which a worker that a key has started may open a dialog."""


class InTurn:
    """What was typed and is not given on yet. Ask `waits` of each event before anything is done with it."""

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._waiting: deque[Event] = deque()
        self._given: Event | None = None
        self._settling: asyncio.Task[None] | None = None
        self._soon: asyncio.TimerHandle | None = None
        self._under_way = False
        self._before: Screen[Any] | None = None

    def waits(self, event: Event) -> bool:
        """Whether this is typed and has to wait; it is posted to the application again in its turn."""
        if not isinstance(event, (Key, Paste)) or event.is_forwarded or event is self._given:
            return False
        if self._under_way:
            self._waiting.append(event)
            self._begin()
            return True
        self._under_way = True
        self._before = self._shown()
        self._soon = asyncio.get_running_loop().call_later(AFTER_THE_FRAME, self._begin)
        return False

    def _begin(self) -> None:
        """Ask whether the key that was given has been dealt with, unless that is being asked."""
        if self._soon is not None:
            self._soon.cancel()
            self._soon = None
            self._settling = asyncio.create_task(self._settle(), name="keys in turn")

    async def _settle(self) -> None:
        """Wait until a key has been dealt with, then give on the others, until there is none."""
        try:
            await self._patiently()
            while self._waiting:
                if self._only_moves():
                    await self._give_moves()
                else:
                    await self._give()
        except ScreenStackError:  # the application is being left: there is nothing that takes a key
            self._waiting.clear()
        finally:
            self._given = self._settling = self._before = None
            self._under_way = False

    async def _give_moves(self) -> None:
        """Give on moves for UNSEEN, then let what they come to be painted."""
        until = time.monotonic() + UNSEEN
        with self._app.batch_update():
            while self._only_moves() and time.monotonic() < until:
                await self._give()
        self._app.screen.check_idle()  # paints
        await asyncio.sleep(A_FRAME)

    async def _give(self) -> None:
        self._before = self._shown()
        self._given = self._waiting.popleft()
        self._app.post_message(self._given)
        await self._patiently()

    def _shown(self) -> Screen[Any] | None:
        return self._app.screen if self._app.screen_stack else None

    def _only_moves(self) -> bool:
        """Whether keys wait and the next one only moves the cursor of a list, which lays out nothing."""
        focused = self._app.focused
        if len(self._waiting) < FEW or focused is None:
            return False
        key = self._waiting[0]
        bound = self._app.screen.active_bindings.get(key.key) if isinstance(key, Key) else None
        return bound is not None and bound.node is focused and bound.binding.id in MOVES

    async def _patiently(self) -> None:
        dealt = asyncio.ensure_future(self._dealt_with())
        try:
            for _ in range(LOOKS):
                if (await asyncio.wait({dealt}, timeout=PATIENCE / LOOKS))[0]:
                    dealt.result()
                    return
        finally:
            dealt.cancel()

    async def _dealt_with(self) -> None:
        """Return when the key has come up from the focus to the application, and what it opened is there."""
        app = self._app
        await _passed(app)  # the application hands the key to what has the focus
        for node in (app.focused or app.screen).ancestors_with_self:
            await _passed(node)
        for _ in range(TURNS):
            await asyncio.sleep(0)
        if app.screen is not self._before:
            await _passed(app.screen)
            await _passed(app)


async def _passed(pump: MessagePump) -> None:
    """Return when `pump` has dealt with what it was sent so far."""
    done = asyncio.Event()
    if pump.call_later(done.set):
        await done.wait()
