"""What a terminal showed after each frame, out of everything that a program sent: a film of its start."""

from __future__ import annotations

import re

import pyte

from tests.terminal.screen import Screen
from tests.terminal.stream import Stream

_END = re.compile(rb"(?<=\x1b\[\?2026l)")
"""A frame is one synchronised update."""

Frame = tuple[str, ...]
"""The characters of each line, spaces included."""


def frames(raw: bytes, columns: int, lines: int) -> list[Frame]:
    """The screen after each synchronised update, in order."""
    stream, screen = Stream(), Screen(columns, lines)
    emulator = pyte.Stream(screen)
    found = []
    for part in _END.split(raw):
        emulator.feed(stream.feed(part))
        if part.endswith(b"\x1b[?2026l"):
            found.append(
                tuple("".join(screen.buffer[y][x].data for x in range(columns)) for y in range(lines))
            )
    return found


def gone(first: Frame, later: Frame) -> list[str]:
    """What the first frame shows and a later one does not show in the same place."""
    return [
        f"line {y + 1} column {x + 1}: {was!r} became {now!r}"
        for y, pair in enumerate(zip(first, later, strict=True))
        for x, (was, now) in enumerate(zip(*pair, strict=True))
        if was not in (" ", now)
    ]


def lost(first: Frame, later: Frame) -> list[str]:
    """The same for a document that is read bit by bit, apart from how much of it is read."""
    start = first[0].index("reading")
    return gone((first[0][:start] + " " * (len(first[0]) - start), *first[1:]), later)
