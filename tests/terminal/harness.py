"""A program in a real pseudo terminal, and what a person would see and do there.

`Terminal.spawn` starts it; `press`, `write`, `click` and `wheel` act; `wait_for` waits until the screen
shows something. The screen is pyte's. Beside it the harness keeps the raw bytes and everything that a
program has no business to send (see `stream`), and can tell whether the terminal was left in order.
"""

from __future__ import annotations

import errno
import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Container, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyte
from pyte.screens import Char

from tests.terminal import tasks
from tests.terminal.screen import Screen
from tests.terminal.stream import Stream

NAMED = {
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "insert": "\x1b[2~",
    "delete": "\x1b[3~",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "f1": "\x1bOP",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "enter": "\r",
    "escape": "\x1b",
    "space": " ",
    "backspace": "\x7f",
}
PATIENCE = 60.0
"""Seconds after which something that should have been seen counts as missing. Never a measure of speed."""
STOPPING = (signal.SIGSTOP, signal.SIGTSTP)
OWN_TERMINAL = 'exec <>"$0" >&0 2>&0; exec "$@"'
"""Opened by the leader of a new session, a terminal becomes its controlling terminal."""
QUIET = 0.06
"""Seconds without output after which a program that sleeps counts as settled."""
ALONE = 0.25
"""Seconds after which nothing can join an escape that a program has read: its own limit is 0.1, seen late."""
FRAME_END = b"\x1b[?2026l"


class NotSeen(AssertionError):
    """What a test waited for did not come; the message shows the screen."""


class Terminal:
    """One program in a pseudo terminal of its own. Use as a context manager, or call `close`."""

    def __init__(
        self,
        process: subprocess.Popen[bytes],
        master: int,
        slave: int,
        size: tuple[int, int],
        settings: list[Any],
        known: Container[int] = (2026,),
    ) -> None:
        self.stream = Stream()
        self._known = known
        self.screen = Screen(*size)
        self._process = process
        self._emulator = pyte.Stream(self.screen)
        self._master = master
        self._slave = slave
        self._settings = settings
        self._unseen = b""
        """What has come and is not on the screen yet: frames are put there one by one."""
        self._escaped = False
        """Whether the last thing that was sent may be taken together with the next."""

    @classmethod
    def spawn(
        cls,
        command: Sequence[str],
        *,
        columns: int = 80,
        lines: int = 24,
        env: Mapping[str, str] | None = None,
        folder: Path | None = None,
        known: Container[int] = (2026,),
        early: str = "",
    ) -> Self:
        """Start `command` in a terminal of this size. `env` is added to the environment of the tests.

        `known` are the modes that the terminal says it has, where it is asked; `early` is typed at once,
        before the program is there to read it.
        """
        master, slave = os.openpty()
        _set_size(slave, columns, lines)
        settings = termios.tcgetattr(slave)  # before the program may have changed them
        environment = {**os.environ, "TERM": "xterm-256color", **(env or {})}
        for name in {"COLUMNS", "LINES", "NO_COLOR"} - set(env or {}):
            environment.pop(name, None)
        process = subprocess.Popen(
            ["/bin/sh", "-c", OWN_TERMINAL, os.ttyname(slave), *command],
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env=environment,
        )
        os.set_blocking(master, False)
        made = cls(process, master, slave, (columns, lines), settings, known)
        made.send(early)
        return made

    @property
    def pid(self) -> int:
        """The process id of the program."""
        return self._process.pid

    @property
    def status(self) -> int | None:
        """The exit status once the program has ended (minus the signal's number where one ended it)."""
        return self._process.poll()

    @property
    def master(self) -> int:
        """The descriptor of the terminal's own end, for what must not be read."""
        return self._master

    # -- seeing

    @property
    def echoes(self) -> bool:
        """Whether the line settings are to show what is typed."""
        return bool(termios.tcgetattr(self._slave)[3] & termios.ECHO)

    def text(self) -> str:
        """The whole screen, lines without the spaces at their ends."""
        return "\n".join(self.line(y) for y in range(self.screen.lines))

    def line(self, y: int) -> str:
        """The line `y` of the screen, from 0."""
        row = self.screen.buffer[y]
        return "".join(row[x].data for x in range(self.screen.columns)).rstrip()

    def cell(self, x: int, y: int) -> Char:
        """The cell at column `x` of line `y`, both from 0: data, fg, bg, bold, reverse …"""
        return self.screen.buffer[y][x]

    def find(self, text: str) -> tuple[int, int]:
        """Column and line at which `text` stands; NotSeen where it does not."""
        for y in range(self.screen.lines):
            row = self.screen.buffer[y]
            starts: list[int] = []
            line = ""
            for x in range(self.screen.columns):
                starts += [x] * len(row[x].data)
                line += row[x].data
            if (at := line.find(text)) >= 0:
                return starts[at], y
        raise NotSeen(f"{text!r} is not on the screen:\n{self.picture()}")

    def wait_for(
        self, wanted: str | re.Pattern[str] | Callable[[Terminal], bool], within: float = PATIENCE
    ) -> None:
        """Go on once the screen shows `wanted`: a text, a pattern, or whatever a function says yes to."""
        if isinstance(wanted, str):
            seen: Callable[[], bool] = lambda: wanted in self.text()  # noqa: E731
        elif isinstance(wanted, re.Pattern):
            seen = lambda: wanted.search(self.text()) is not None  # noqa: E731
        else:
            seen = lambda: wanted(self)  # noqa: E731
        end = time.monotonic() + within
        waited = False
        while True:
            over = self.status is not None or time.monotonic() >= end
            while over and self._read(0):  # what a program wrote last is still there when it has ended
                pass
            # within a synchronised update the screen is half old, half new
            if not self.stream.modes.get(2026) and seen():
                self._escaped = self._escaped and not waited
                return
            if over:
                raise NotSeen(f"waited for {wanted!r}; {self._how_it_is()}:\n{self.picture()}")
            waited = True
            if self._read(min(0.05, max(0.0, end - time.monotonic()))):
                while 2026 not in self.stream.modes and self._read(0):  # nothing says where its frames end
                    pass

    def settle(self, quiet: float = QUIET, within: float = PATIENCE) -> int:
        """Wait until nothing comes for `quiet` seconds from a program that has nothing to do.

        Returns the number of bytes that came meanwhile.
        """
        before, end = len(self.stream.raw), time.monotonic() + within
        while (self._read(quiet) or self.busy) and time.monotonic() < end:
            pass
        return len(self.stream.raw) - before

    def silent(self, seconds: float) -> bool:
        """Whether it comes to be that nothing at all comes for so long. Who ticks never is silent."""
        end = time.monotonic() + PATIENCE
        while self._read(seconds):
            if time.monotonic() >= end:
                return False
        return True

    @property
    def busy(self) -> bool:
        """Whether the program, or one that it has started, runs or would if it could, or has keys to read."""
        return tasks.busy(self.pid) or (self._unread and not self.stopped)

    @property
    def stopped(self) -> bool:
        """Whether a signal has stopped the program."""
        return tasks.stopped(self.pid)

    def picture(self) -> str:
        """The screen in a frame, for messages."""
        width = self.screen.columns
        rows = [f"|{self.line(y).ljust(width)}|" for y in range(self.screen.lines)]
        return "\n".join(["+" + "-" * width + "+", *rows, "+" + "-" * width + "+"])

    # -- acting

    def press(self, *keys: str) -> None:
        """Press keys by name (`down`, `ctrl+r`, `alt+x`, `x`), one after another; `down*3` three times."""
        for key in keys:
            name, _, count = key.partition("*") if len(key) > 1 else (key, "", "")
            self.send(_sequence(name) * (int(count) if count else 1))

    def write(self, text: str) -> None:
        """Type `text` as it is."""
        self.send(text)

    def paste(self, text: str) -> None:
        """Paste `text`, bracketed as terminals do."""
        self.send(f"\x1b[200~{text}\x1b[201~")

    def click(self, x: int, y: int, button: int = 0) -> None:
        """Press and release a mouse button at column `x`, line `y`, from 0."""
        self.mouse(button, x, y)
        self.mouse(button, x, y, release=True)

    def wheel(self, x: int, y: int, steps: int) -> None:
        """Turn the wheel over a cell: down for positive steps, up for negative ones."""
        for _ in range(abs(steps)):
            self.mouse(65 if steps > 0 else 64, x, y)

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Press at one cell, move to another with the button held, release there."""
        self.mouse(0, *start)
        self.mouse(32, *end)
        self.mouse(0, *end, release=True)

    def mouse(self, code: int, x: int, y: int, *, release: bool = False) -> None:
        """One report of the mouse, in SGR form; `code` 35 is a movement without a button."""
        self.send(f"\x1b[<{code};{x + 1};{y + 1}{'m' if release else 'M'}")

    def send(self, data: str) -> None:
        """Send characters as a keyboard would, none so close behind an escape that it would be alt."""
        if self._escaped and not data.startswith("\x1b"):
            self._let_escape_pass()
        self._escaped = data.endswith("\x1b")
        left = data.encode("utf-8", "surrogateescape")
        while left:
            try:
                left = left[os.write(self._master, left) :]
            except BlockingIOError:
                self._read(0.01)

    def resize(self, columns: int, lines: int) -> None:
        """Make the terminal another size; the program is told with SIGWINCH by the kernel."""
        self.screen.resize(lines, columns)
        _set_size(self._slave, columns, lines)

    def signal(self, number: signal.Signals) -> None:
        """Send the program a signal. Where that is to stop it, it has stopped when this returns."""
        self._process.send_signal(number)
        if number in STOPPING:
            self.wait_for(lambda _: self.stopped)

    def hang_up(self) -> None:
        """Take the terminal away, as a dropped connection does."""
        os.close(self._slave)
        os.close(self._master)
        self._slave = self._master = -1

    # -- the end

    def wait(self, within: float = PATIENCE) -> int:
        """Wait until the program has ended; returns its exit status (minus a signal's number)."""
        end = time.monotonic() + within
        while (status := self.status) is None:
            if time.monotonic() >= end:
                raise NotSeen(f"the program goes on:\n{self.picture()}")
            self._read(0.02)
        while self._master >= 0 and self._read(0):
            pass
        return status

    def disorder(self) -> list[str]:
        """What was not put back in order: modes left on, line settings left changed. Empty is right."""
        wrong = self.stream.left_on()
        if termios.tcgetattr(self._slave)[:4] != self._settings[:4]:
            wrong.append("the line settings (echo, line mode) are not what they were")
        return wrong

    def close(self) -> None:
        """End the program, if it still runs, and give the terminal back."""
        if self.status is None:
            self._process.kill()
            self._process.wait()
        for descriptor in (self._slave, self._master):
            if descriptor >= 0:
                os.close(descriptor)
        self._slave = self._master = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # -- inside

    def _read(self, patience: float) -> bool:
        """Read what has come, or comes within `patience` seconds, to a frame's end; False for nothing."""
        if not self._unseen:
            self._unseen = self._received(patience)
        frame, end, rest = self._unseen.partition(FRAME_END)
        self._unseen = rest
        if frame or end:
            self._emulator.feed(self.stream.feed(frame + end))
            self._answer()
        return bool(frame or end)

    def _received(self, patience: float) -> bytes:
        if self._master < 0:
            time.sleep(patience)
            return b""
        if not select.select([self._master], [], [], patience)[0]:
            return b""
        try:
            return os.read(self._master, 65536)
        except OSError as error:
            if error.errno not in {errno.EIO, errno.EAGAIN}:
                raise
            return b""

    @property
    def _unread(self) -> bool:
        """Whether a program that takes single keys has not read all that were sent."""
        if self._slave < 0 or termios.tcgetattr(self._slave)[3] & termios.ICANON:
            return False
        waiting = fcntl.ioctl(self._slave, termios.FIONREAD, bytes(4))
        return waiting != bytes(4)

    def _let_escape_pass(self) -> None:
        """Wait until the program has taken an escape for the key of that name."""
        end = time.monotonic() + PATIENCE
        while self._unread and not self.stopped and time.monotonic() < end:
            self._read(0.01)
        alone = time.monotonic() + ALONE
        while (time.monotonic() < alone or self.busy) and time.monotonic() < end:
            self._read(0.02)

    def _answer(self) -> None:
        """Answer what the program asked, as a terminal with synchronised output does."""
        questions, self.stream.questions = self.stream.questions, []
        for question in questions:
            if mode := re.fullmatch(r"\x1b\[\?(\d+)\$p", question):
                self.send(f"\x1b[?{mode[1]};{2 if int(mode[1]) in self._known else 0}$y")
            elif question == "\x1b[6n":
                self.send(f"\x1b[{self.screen.cursor.y + 1};{self.screen.cursor.x + 1}R")

    def _how_it_is(self) -> str:
        return "the program still runs" if self.status is None else f"the program ended with {self.status}"


def _set_size(descriptor: int, columns: int, lines: int) -> None:
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, columns * 8, lines * 16))


def _sequence(key: str) -> str:
    if key in NAMED:
        return NAMED[key]
    if key.startswith("ctrl+"):
        return chr(ord(key[5:].upper()) & 0x1F)
    if key.startswith("alt+"):
        return "\x1b" + key[4:]
    if len(key) != 1:
        raise ValueError(f"the harness knows no key {key!r}")
    return key
