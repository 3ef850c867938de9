"""What comes through the pipes of a command: its output, kept in part, and its warden's reports."""

from __future__ import annotations

import asyncio
import codecs
import errno
import os
from collections.abc import Callable

KEPT = 64 * 1024
"""Bytes of output that are kept."""

TOLD = 1024 * 1024
"""Bytes of output that are told as they come: what expectations are judged on."""

MOST = 50 * 1000 * 1000
"""Bytes of output after which a command is ended."""


class Output(asyncio.Protocol):
    """The output of a command: its first bytes, as text, and how much came."""

    def __init__(self, on_output: Callable[[str], None] | None, on_too_much: Callable[[], None]) -> None:
        self.closed = asyncio.Event()
        self.total = 0
        self._on_output = on_output
        self._on_too_much = on_too_much
        self._pieces: list[str] = []
        self._kept = codecs.getincrementaldecoder("utf-8")("replace")
        self._told = codecs.getincrementaldecoder("utf-8")("replace")

    @property
    def text(self) -> str:
        """What was kept; bytes that are no UTF-8 as U+FFFD."""
        return "".join(self._pieces)

    @property
    def cut(self) -> bool:
        """Whether more came than was kept."""
        return self.total > KEPT

    @property
    def problem(self) -> str:
        """Why the command was ended, "" where it was not for its output."""
        if self.total < MOST:
            return ""
        return f"It printed more than {MOST // 1_000_000} MB and was ended; only the first 64 KiB are kept."

    def data_received(self, data: bytes) -> None:
        """Keep and tell what still fits, and count the rest."""
        if self.total < MOST <= self.total + len(data):
            self._on_too_much()
        kept, told = data[: max(KEPT - self.total, 0)], data[: max(TOLD - self.total, 0)]
        self.total += len(data)
        if kept:
            self._pieces.append(self._kept.decode(kept))
        if told:
            self._tell(self._told.decode(told))

    def connection_lost(self, exc: Exception | None) -> None:
        """The last that could write has ended."""
        if self.total <= KEPT:
            self._pieces.append(self._kept.decode(b"", final=True))
        if self.total <= TOLD:
            self._tell(self._told.decode(b"", final=True))
        self.closed.set()

    def _tell(self, text: str) -> None:
        if text and self._on_output is not None:
            self._on_output(text)


class Reports(asyncio.Protocol):
    """What a warden reports (see `warden`)."""

    def __init__(self) -> None:
        self.closed = asyncio.Event()
        self.status: int | None = None
        """The exit status of the command."""
        self.milliseconds: float | None = None
        self.timeout = False
        self._data = b""
        self._fault: tuple[str, int] | None = None
        self._left = 0

    @property
    def complete(self) -> bool:
        """Whether the end of the command was reported, or that it did not begin."""
        return self.status is not None or self._fault is not None

    def problem(self, interpreter: str) -> str:
        """Why the command was not carried out, or not in full, as a sentence; "" where it was."""
        if self._fault is not None:
            return self._not_started(interpreter)
        if self._left:
            many = f"{self._left} processes" if self._left > 1 else "A process"
            return f"{many} that it started could not be ended: another user's, or stuck in the system."
        return ""

    def _not_started(self, interpreter: str) -> str:
        where, number = self._fault or ("", 0)
        if number == errno.E2BIG:
            return "The command, or a variable that is passed, is longer than the system takes."
        reason = os.strerror(number) if number else "for an unknown reason"
        if where == "folder":
            return f"The directory could not be entered: {reason}."
        return f"{interpreter} could not be started: {reason}."

    def data_received(self, data: bytes) -> None:
        """Take the lines that are complete."""
        *lines, self._data = (self._data + data).split(b"\n")
        for line in lines:
            self._take(line.decode("ascii", "replace").split())

    def _take(self, words: list[str]) -> None:
        match words:
            case ["ended", status, milliseconds]:
                self.status, self.milliseconds = int(status), float(milliseconds)
            case ["problem", where, number]:
                self._fault = where, int(number)
            case ["left", count]:
                self._left = int(count)
            case ["timeout"]:
                self.timeout = True

    def connection_lost(self, exc: Exception | None) -> None:
        """The warden has ended."""
        self.closed.set()
