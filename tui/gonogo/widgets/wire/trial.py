"""Whether the wire knows what the framework writes, tried out: a small application draws, nothing is shown.

A program of its own (`python -m gonogo.widgets.wire.trial`), so that who asks need not load the framework.
It prints why the wire would stand aside, or an empty line.
"""

from __future__ import annotations

import asyncio
import sys

from textual import events
from textual.app import ComposeResult
from textual.driver import Driver
from textual.geometry import Size
from textual.pilot import Pilot
from textual.widgets import Static

from gonogo.widgets.application import Application
from gonogo.widgets.wire.cells import is_frame
from gonogo.widgets.wire.wire import Wire

SIZE = (40, 8)
TEXT = "[b]Ready[/b] [red]no[/red] ✅ 日本 e\u0301 [link='https://example.org']more[/link]"
NOTHING_READ = "the framework draws in a way that is not known (no frame was recognised)"
WAIT = 0.05  # seconds for the framework to draw


class _Nowhere(Driver):
    """A driver without a terminal, which counts."""

    frames = 0
    """Frames that the wire read."""
    saved = 0
    """Characters that it did not send."""

    def write(self, data: str) -> None:
        """Let the wire read it."""
        app = self._app
        assert isinstance(app, _Trial)
        sent = app.tried.passed(data)
        app.frames += is_frame(data)
        app.saved += len(data) - len(sent)

    def start_application_mode(self) -> None:
        """Say how large the terminal is that is not there."""
        size = Size(*SIZE)
        self._app.post_message(events.Resize(size, size))

    def disable_input(self) -> None:
        """There is none."""

    def stop_application_mode(self) -> None:
        """There is nothing to give back."""


class _Trial(Application[None]):
    """Something of everything that ours draws."""

    def __init__(self) -> None:
        super().__init__()
        self.tried = Wire()
        self.wire = self.tried
        self.frames = self.saved = 0

    def get_driver_class(self) -> type[Driver]:
        """The driver that shows nothing."""
        return _Nowhere

    def compose(self) -> ComposeResult:
        """Lines with looks, wide characters, marks and a link."""
        for number in range(SIZE[1]):
            yield Static(f"{number} {TEXT}")

    async def draw(self, pilot: Pilot[object]) -> None:
        """Draw all, one line anew, and all again."""
        await pilot.pause(WAIT)
        self.query(Static).first().update("another text")
        await pilot.pause(WAIT)
        self.screen.refresh()
        await pilot.pause(WAIT)
        self.exit()


async def reason_aside() -> str:
    """Why the wire would let everything through; "" where it knows what is written."""
    app = _Trial()
    await app.run_async(auto_pilot=app.draw, size=SIZE)
    if app.return_code:
        return "the framework failed to draw"
    return app.tried.aside or ("" if app.frames > 2 and app.saved > 0 else NOTHING_READ)


if __name__ == "__main__":
    sys.stdout.write(asyncio.run(reason_aside()) + "\n")
