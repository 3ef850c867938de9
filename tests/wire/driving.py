"""The application under random keys, its output taken twice: as Textual writes it, and as the wire sends it.

The application runs in this process on a driver that has no terminal. Both outputs go to emulators, which
are compared after every step. What happens is decided by a seed.
"""

from __future__ import annotations

import asyncio
import random
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from textual import events, messages
from textual.driver import Driver
from textual.geometry import Size
from textual.pilot import Pilot

from gonogo.app import Gonogo
from gonogo.core.config import Config
from tests.wire.emulator import GARBAGE, Emulator

MOVES = ["down", "up", "j", "k", "pagedown", "pageup", "home", "end", *"Gg][}{)b"]
CHANGES = ["space", *"x~-ourmMzZdnNJK", "ctrl+r"]
OPENERS = ["ctrl+p", *"?ewf/a!cDt"]
OTHERS = ["tab", "shift+tab", "left", "right", "enter", "escape", "escape", "ctrl+l", "backspace"]
TYPED = ["re", "P0", "über", "日本", "👩‍💻", "⚠️", "e\u0301", "blocked", "✅ x"]
MOMENTS = 50
"""Looks at two terminals before they count as different."""
SIZES = [(100, 30), (80, 24), (140, 45), (59, 20), (61, 12), (30, 8), (121, 30)]


class TwoTerminals(Driver):
    """A driver without a terminal; it writes to both emulators."""

    direct: Emulator
    wired: Emulator
    now: tuple[int, int]

    @property
    def can_suspend(self) -> bool:
        """Whether the application may give the terminal away."""
        return True

    def write(self, data: str) -> None:
        """Write to the terminals."""
        self.direct.feed(data)
        wire = self._app.wire  # type: ignore[attr-defined]
        self.wired.feed(wire.passed(data))

    def start_application_mode(self) -> None:
        """Take the terminal."""
        self.write("\x1b[?1049h")
        self.write("\x1b[?25l")
        self.write("\x1b[?7l")
        self.tell_size()

    def tell_size(self) -> None:
        """Tell the application how large its terminal is."""
        size = Size(*self.now)
        self._app.post_message(events.Resize(size, size))

    def disable_input(self) -> None:
        """Take no more input."""

    def stop_application_mode(self) -> None:
        """Give the terminal back."""
        self.write("\x1b[?1049l")
        self.write("\x1b[?25h")


class Driven(Gonogo):
    """The application with its output in two emulators."""

    def __init__(self, path: Path, config: Config, seed: int) -> None:
        self.chance = random.Random(seed)
        self.size_now = self.chance.choice(SIZES[:3])
        self.direct, self.wired = Emulator(*self.size_now), Emulator(*self.size_now)
        super().__init__(path, config)
        self.done: list[str] = []
        self.faults: list[str] = []
        self.drawn = 0

    def get_driver_class(self) -> type[Driver]:
        """The driver of this test."""
        parts: Mapping[str, Any] = {"direct": self.direct, "wired": self.wired, "now": self.size_now}
        return type("ThisDriver", (TwoTerminals,), dict(parts))

    # -- steps

    async def step(self) -> None:
        """Do one thing, chosen by chance, and compare."""
        chance = self.chance.random()
        if chance < 0.45:
            await self.press(*[self.chance.choice(MOVES)] * self.chance.choice((1, 1, 1, 3)))
        elif chance < 0.65:
            await self.press(self.chance.choice(CHANGES))
        elif chance < 0.75:
            await self.press(self.chance.choice(OPENERS))
            if self.chance.random() < 0.7:
                await self.write(self.chance.choice(TYPED))
        elif chance < 0.92:
            await self.press(self.chance.choice(OTHERS))
        elif chance < 0.95:
            await self.resize(*self.chance.choice(SIZES))
        elif chance < 0.97:
            self.done.append("toast")
            self.notify("Saved ✅ 日本", timeout=self.chance.choice((0.05, 30)))
        elif chance < 0.98:
            self.done.append("theme")
            self.action_theme()
        else:
            self.another_program()
        await self.rest()
        await self.compare()

    async def press(self, *keys: str) -> None:
        """Press keys: names, or single characters."""
        self.done.append(" ".join(keys))
        for key in keys:
            self.post_message(key_event(key))

    async def rest(self) -> None:
        """Let the application do what there is to do; whole frames come to both terminals at once."""
        drawn = asyncio.Event()
        self.screen.call_after_refresh(drawn.set)
        with suppress(TimeoutError):
            await asyncio.wait_for(drawn.wait(), 5)
        for _ in range(20):
            await asyncio.sleep(0)

    async def write(self, text: str) -> None:
        """Paste a text into what is open."""
        self.done.append(f"paste {text!r}")
        self.post_message(events.Paste(text))

    async def resize(self, columns: int, lines: int) -> None:
        """Another size, first of the terminals; sometimes only for a moment."""
        sizes = [(columns, lines)]
        if self.chance.random() < 0.3:
            sizes.append(self.size_now)
        for size in sizes:
            self.done.append(f"resize {size}")
            self.direct.resize(*size)
            self.wired.resize(*size)
            self.size_now = size
            driver = self._driver
            assert isinstance(driver, TwoTerminals)
            driver.now = size
            driver.tell_size()
        await asyncio.sleep(0.03)

    def another_program(self) -> None:
        """Give the terminals to another program for a while."""
        self.done.append("another program")
        with self.suspend():
            for terminal in (self.direct, self.wired):
                terminal.screen.reset_mode(7, private=True)
                terminal.feed(f"\x1b[3;3H{GARBAGE}\x1b[m")

    async def compare(self) -> None:
        """Both terminals show the same once the application rests."""
        self.faults = self.wired.differences(self.direct)
        for _ in range(MOMENTS):
            if not self.faults:
                break
            await asyncio.sleep(0.1)  # a new size takes a moment
            self.faults = self.wired.differences(self.direct)
        if self.wire and self.wire.aside:
            self.faults.append(self.wire.aside)
        assert not self.faults, "\n".join(
            [*self.faults[:8], f"after {self.done[-6:]}", f"step {len(self.done)}"]
        )


def key_event(key: str) -> events.Key:
    """The event of a key, as Textual's own parser would make it."""
    if key == "space":
        return events.Key("space", " ")
    if len(key) > 1:
        return events.Key(key, None)
    name = key if key.isalnum() else unicodedata.name(key).lower().replace("-", "_").replace(" ", "_")
    return events.Key({"hyphen_minus": "minus", "solidus": "slash"}.get(name, name), key)


async def drive(path: Path, config: Config, seed: int, steps: int, *, sync: bool = True) -> Driven:
    """Run the application for so many steps; raises an AssertionError at the first difference."""
    app = Driven(path, config, seed)

    async def steer(pilot: Pilot[object]) -> None:
        if sync:
            app.post_message(messages.TerminalSupportsSynchronizedOutput())
        await pilot.pause(0.1)
        await app.compare()
        for _ in range(steps):
            await app.step()
        app.exit()

    await app.run_async(auto_pilot=steer, size=app.size_now)
    assert not app.return_code, "the application failed"
    return app
