"""A program in a pseudo terminal, watched from outside: first paint, bytes and time for each key, memory.

Output is only stamped and counted; nothing is emulated, so an emulator's speed does not count.
"""

from __future__ import annotations

import fcntl
import os
import re
import select
import struct
import subprocess
import tempfile
import termios
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

QUIET = 0.08
"""Seconds without output after which a program counts as settled."""
LIMIT = 90.0
"""Seconds after which a measurement is given up."""
KEYS = {"down": b"\x1b[B", "up": b"\x1b[A", "pagedown": b"\x1b[6~", "space": b" ", "enter": b"\r"}
MOVED = 80
"""Bytes that an answer to a key has at least, and what is told beside it ("reading 40%") has not."""
_APPLICATION_KEYS = re.compile(rb"\x1b\[\?1h")
_ASKED_SYNC = b"\x1b[?2026$p"


@dataclass(slots=True)
class Watched:
    """What was seen of one run."""

    painted: float = 0.0
    """Seconds from the start to the first moment at which the wanted text was there."""
    key_bytes: list[int] = field(default_factory=list)
    key_seconds: list[float] = field(default_factory=list)
    """From the key to the last byte of its answer."""
    key_answered: list[float] = field(default_factory=list)
    """From the key to the first output of at least `MOVED` bytes: where something else is told meanwhile."""
    idle_bytes: int = 0
    """Bytes in the seconds in which nothing was pressed."""
    motion_bytes: int = 0
    """Bytes for a mouse that was moved."""
    quit_seconds: float = 0.0
    peak_kib: int = 0


def _take_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


class Program:
    """One program in a terminal of its own."""

    def __init__(
        self,
        command: Sequence[str],
        columns: int = 100,
        lines: int = 30,
        variables: Mapping[str, str] | None = None,
        *,
        controlling: bool = False,
    ) -> None:
        """`controlling`: the terminal is the program's controlling one, which some ask for their keys."""
        self.master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        environment = {**os.environ, "TERM": "xterm-256color"}
        for name in ("COLORTERM", "NO_COLOR", "COLUMNS", "LINES", "PYTHONDONTWRITEBYTECODE"):
            environment.pop(name, None)
        # a place of its own, or it would begin where the run before it left
        self._state = tempfile.TemporaryDirectory(prefix="gonogo-bench-state-")
        environment |= {"XDG_STATE_HOME": self._state.name} | dict(variables or {})
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environment,
            start_new_session=True,
            preexec_fn=_take_terminal if controlling else None,
        )
        os.close(slave)
        os.set_blocking(self.master, False)
        self.seen = b""
        self.last = self.started
        self.pieces: list[tuple[float, int]] = []
        """When each piece of the output since the last key came, and its bytes."""
        self.answered = 0.0
        """Seconds from the last key to the first piece of at least `MOVED` bytes."""

    def pump(self, seconds: float) -> int:
        """Read for so long; the number of bytes."""
        count = 0
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            if select.select([self.master], [], [], left)[0]:
                try:
                    data = os.read(self.master, 1 << 16)
                except OSError:
                    return count
                if not data:
                    return count
                count += len(data)
                self.last = time.perf_counter()
                self.pieces.append((self.last, len(data)))
                self.seen += data
                if _ASKED_SYNC in data:
                    os.write(self.master, b"\x1b[?2026;2$y")
        return count

    def settle(self, quiet: float = QUIET) -> int:
        """Read until nothing comes for a while; the number of bytes."""
        total = 0
        end = time.perf_counter() + LIMIT
        while time.perf_counter() < end:
            count = self.pump(quiet)
            total += count
            if not count:
                break
        return total

    def wait_for(self, wanted: bytes) -> float:
        """Seconds from the start until the output holds `wanted`."""
        end = time.perf_counter() + LIMIT
        while wanted not in self.seen and time.perf_counter() < end and self.process.poll() is None:
            self.pump(0.005)
        if wanted not in self.seen:
            raise TimeoutError(f"{wanted!r} was not painted; the output ends in {self.seen[-400:]!r}")
        return self.last - self.started

    def press(self, data: bytes, quiet: float = QUIET) -> tuple[int, float]:
        """Press a key; bytes of the answer and seconds to its last byte."""
        sent = self.last = time.perf_counter()
        self.pieces.clear()
        os.write(self.master, data)
        count = self.settle(quiet)
        self.answered = next((at for at, size in self.pieces if size >= MOVED), self.last) - sent
        return count, self.last - sent

    def key(self, name: str) -> bytes:
        """What the terminal sends for a key."""
        data = KEYS.get(name, name.encode())
        return (
            data.replace(b"\x1b[", b"\x1bO")
            if _APPLICATION_KEYS.search(self.seen) and len(data) == 3
            else data
        )

    def peak_kib(self) -> int:
        """Peak resident memory."""
        try:
            with open(f"/proc/{self.process.pid}/status") as file:
                return next(int(line.split()[1]) for line in file if line.startswith("VmHWM"))
        except (OSError, StopIteration):
            return 0

    def close(self) -> None:
        """End it, if it has not ended, and let go of the terminal."""
        if self.process.poll() is None:
            self.process.terminate()
            end = time.perf_counter() + 5
            while self.process.poll() is None and time.perf_counter() < end:
                self.pump(0.02)  # what is still written has to be taken
            if self.process.poll() is None:
                self.process.kill()
            self.process.wait(1)
        os.close(self.master)
        self._state.cleanup()


def watch(
    command: Sequence[str],
    wanted: str,
    *,
    keys: Sequence[str] = (),
    rest: float = 0.5,
    idle: float = 0.0,
    quit_key: str = "q",
    columns: int = 100,
) -> Watched:
    """Run a program, let it `rest` for so many seconds, press keys, look at it idle, quit it."""
    found = Watched()
    program = Program(command, columns)
    try:
        found.painted = program.wait_for(wanted.encode())
        program.settle(rest)
        for name in keys:
            count, seconds = program.press(program.key(name))
            found.key_bytes.append(count)
            found.key_seconds.append(seconds)
            found.key_answered.append(program.answered)
        if idle:
            found.idle_bytes = program.pump(idle)
            for x in range(10, 30):
                os.write(program.master, f"\x1b[<35;{x};10M".encode())
            found.motion_bytes = program.settle(0.3)
        found.peak_kib = program.peak_kib()
        sent = time.perf_counter()
        os.write(program.master, quit_key.encode())
        while program.process.poll() is None and time.perf_counter() - sent < 5:
            program.pump(0.004)
        found.quit_seconds = time.perf_counter() - sent
    finally:
        program.close()
    return found
