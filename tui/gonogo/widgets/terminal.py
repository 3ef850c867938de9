"""What Textual asks of the terminal, where gonogo wants it otherwise: the mouse, being stopped, leaving.

Textual asks for every movement of the mouse (mode 1003) and repaints what it passes over; over SSH that is
kilobytes for nothing. Ours asks for buttons, drags and the wheel (mode 1002). It does so in `write`, the
public method that every driver has, on exactly the sequences in question: should a later Textual send
others, this stands aside, and a test says so. Where movements are not reported a shape of the pointer
would stick, so requests for one are left out as well.
"""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
import termios
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import RawIOBase, TextIOWrapper
from typing import Any

from textual.app import App
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver

QUIETER = {"\x1b[?1003h": "\x1b[?1002h", "\x1b[?1003l": "\x1b[?1002l"}

POINTER_SHAPE = "\x1b]22;"
MOUSE = (1000, 1002, 1015, 1006)
CELLS, PIXELS, OTHER_SCREEN = 1006, 1016, 1049
CLEARED = "\x1b[m\x1b[H\x1b[J"
"""Sent before the other screen is left: a tmux that grew meanwhile would keep rows of it on the shell's."""
_MODE = re.compile(r"\x1b\[\?(\d+)([hl])")


class QuietMouse(LinuxDriver):
    """Textual's driver for terminals, with reports of buttons, drags and the wheel only; quick to leave."""

    ending: Callable[[], bool] = staticmethod(lambda: False)
    """Whether the application is being left for good."""
    passed: Callable[[str], str] = staticmethod(str)
    """What to send for what Textual writes."""
    before: Callable[[], object] = staticmethod(lambda: None)
    """What is to be done before the terminal is taken."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        vars(sys)["__stderr__"] = buffered(sys.__stderr__)  # where Textual writes
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._modes: dict[int, bool] = {}
        """The modes of the terminal that were switched, as they were last."""
        self._lent = False

    # -- taking it and giving it back

    def start_application_mode(self) -> None:
        """Take the terminal."""
        self.before()
        loop = asyncio.get_running_loop()
        # Textual's own write from within a signal handler, which may have interrupted a write
        loop.add_signal_handler(signal.SIGTSTP, self._stopped)
        loop.add_signal_handler(signal.SIGCONT, self._continued)
        super().start_application_mode()  # type: ignore[no-untyped-call]

    @contextmanager
    def no_automatic_restart(self) -> Iterator[None]:
        """While another program has the terminal, being stopped and continued is its business."""
        self._lent = True
        try:
            with super().no_automatic_restart():
                yield
        finally:
            self._lent = False

    def _stopped(self) -> None:
        """Somebody asked for a stop (SIGTSTP): give the terminal back and stop."""
        if not self._lent and self._modes.get(OTHER_SCREEN):
            self.suspend_application_mode()
        os.kill(os.getpid(), signal.SIGSTOP)

    def _continued(self) -> None:
        """Go on after a stop. Nobody asks before a SIGSTOP, so the terminal may not be given back yet.

        Textual would start a second thread that reads keys, and take our settings for those to go back to.
        """
        if self._lent or self.ending():
            return
        if self._modes.get(OTHER_SCREEN):
            with suppress(termios.error):  # in the background this stops us before anything is written
                termios.tcsetattr(self.fileno, termios.TCSANOW, termios.tcgetattr(self.fileno))
            self.suspend_application_mode()
        self.resume_application_mode()

    def disable_input(self) -> None:
        """Take no more input.

        The thread that reads it looks up ten times a second, and Textual waits for it twice. That is right
        where the terminal goes to another program; who leaves for good need not wait for it.
        """
        if not self.ending():
            super().disable_input()
        elif not self.exit_event.is_set():
            self.exit_event.set()
            for mode in MOUSE:
                if self._modes.get(mode):
                    self.write(f"\x1b[?{mode}l")
            with suppress(termios.error):
                termios.tcflush(self.fileno, termios.TCIFLUSH)

    def abandon(self) -> None:
        """Give back what can be without writing: the terminal takes nothing any more. For any thread."""
        if self.attrs_before is not None:
            with suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)

    @property
    def lent(self) -> bool:
        """Whether another program has the terminal."""
        return self._lent

    # -- what is sent

    def write(self, data: str) -> None:
        """Write to the terminal."""
        if data.startswith(POINTER_SHAPE):
            return
        data = QUIETER.get(data, data)
        if mode := _MODE.fullmatch(data):
            number, on = int(mode[1]), mode[2] == "h"
            if number in MOUSE and not on and not self._modes.get(number):
                return  # it is off: said once, and never on the shell's screen
            if number == OTHER_SCREEN and not on:
                super().write(CLEARED)
            data += self._switched(number, on)
        if sent := self.passed(data):
            super().write(sent)

    def _switched(self, mode: int, on: bool) -> str:
        """Note how a mode was switched; what has to be switched with it, which Textual leaves on."""
        self._modes[mode] = on
        if mode == CELLS and not on and self._modes.get(PIXELS):
            self._modes[PIXELS] = False
            return f"\x1b[?{PIXELS}l"
        return ""


def buffered(stream: TextIOWrapper | None) -> TextIOWrapper | None:
    """The stream with a buffer, where Python has given it none (PYTHONUNBUFFERED, `python -u`).

    Without one Python writes once, and what did not go out then is lost: on a line that takes no more for
    the moment a write that is interrupted, as by a stop, ends with a part of its bytes.
    """
    if stream is None or not isinstance(stream.buffer, RawIOBase):
        return stream
    return open(stream.fileno(), "w", encoding=stream.encoding, errors=stream.errors, closefd=False)


def quieter(
    driver: type[Driver],
    ending: Callable[[], bool] = lambda: False,
    passed: Callable[[str], str] = str,
    before: Callable[[], object] = lambda: None,
    made: Callable[[QuietMouse], None] = lambda _: None,
) -> type[Driver]:
    """The driver to use in place of `driver`: ours for a terminal; any other (tests, a browser) as it is.

    `ending` says whether the application is being left for good, `passed` what goes out for what is written;
    `before` is called before the terminal is taken, and `made` with the driver itself.
    """
    if driver is not LinuxDriver:
        return driver

    class OurDriver(QuietMouse):
        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            self.ending, self.passed, self.before = ending, passed, before
            made(self)

    return OurDriver
