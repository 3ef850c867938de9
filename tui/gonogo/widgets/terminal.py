"""What Textual asks of the terminal, where gonogo wants it otherwise: the mouse, and signals.

Textual asks for every movement of the mouse (mode 1003) and repaints what it passes over; over SSH that is
kilobytes for nothing. Ours asks for buttons, drags and the wheel (mode 1002). It does so in `write`, the
public method that every driver has, on exactly the sequences in question: should a later Textual send
others, this stands aside, and a test says so. Where movements are not reported a shape of the pointer
would stick, so requests for one are left out as well.
"""

from __future__ import annotations

import asyncio
import select
import signal
import sys
import termios
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

from textual.app import App
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver

QUIETER = {"\x1b[?1003h": "\x1b[?1002h", "\x1b[?1003l": "\x1b[?1002l"}

POINTER_SHAPE = "\x1b]22;"
MOUSE_OFF = "\x1b[?1000l\x1b[?1002l\x1b[?1015l\x1b[?1006l"


class QuietMouse(LinuxDriver):
    """Textual's driver for terminals, with reports of buttons, drags and the wheel only; quick to leave."""

    ending: Callable[[], bool] = staticmethod(lambda: False)
    """Whether the application is being left for good."""
    passed: Callable[[str], str] = staticmethod(str)
    """What to send for what Textual writes."""

    def disable_input(self) -> None:
        """Take no more input.

        The thread that reads it looks up ten times a second, and Textual waits for it twice. That is right
        where the terminal goes to another program; who leaves for good need not wait for it.
        """
        if not self.ending():
            super().disable_input()
        elif not self.exit_event.is_set():
            self.exit_event.set()
            self.write(MOUSE_OFF)
            with suppress(termios.error):
                termios.tcflush(self.fileno, termios.TCIFLUSH)

    def write(self, data: str) -> None:
        """Write to the terminal."""
        if not data.startswith(POINTER_SHAPE) and (sent := self.passed(QUIETER.get(data, data))):
            super().write(sent)


def quieter(
    driver: type[Driver], ending: Callable[[], bool] = lambda: False, passed: Callable[[str], str] = str
) -> type[Driver]:
    """The driver to use in place of `driver`: ours for a terminal; any other (tests, a browser) as it is.

    `ending` says whether the application is being left for good, `passed` what goes out for what is written.
    """
    if driver is not LinuxDriver:
        return driver
    return type("OurDriver", (QuietMouse,), {"ending": staticmethod(ending), "passed": staticmethod(passed)})


def leave_on_signals(app: App[Any]) -> None:
    """Leave the application in order, terminal restored, on SIGTERM and SIGHUP. Call it once it runs.

    Without this they end the process at once and leave mouse reports and the alternate screen on.
    """
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, partial(app.exit, return_code=128 + number))


def leave_on_hangup(app: App[Any]) -> None:
    """Leave the application once its terminal is gone although nobody sent a SIGHUP. Call it once it runs.

    Who holds a terminal that does not control him gets no signal when it closes, and the thread that reads
    it would spin on its end for ever. A thread waits for that alone, and costs nothing meanwhile.
    """
    loop = asyncio.get_running_loop()

    def wait() -> None:
        poller = select.poll()
        poller.register(sys.__stdin__.fileno() if sys.__stdin__ else 0, 0)  # 0: errors and the end, no input
        with suppress(OSError):
            if any(seen & select.POLLHUP for _, seen in poller.poll()) and not loop.is_closed():
                loop.call_soon_threadsafe(partial(app.exit, return_code=128 + signal.SIGHUP))

    threading.Thread(target=wait, daemon=True, name="hangup").start()
