"""A terminal in which every attribute of a cell can be seen, and the comparison of two of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pyte
from pyte import graphics

from tests.terminal.screen import Screen
from tests.terminal.stream import Stream

_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{1,2}")
"""A flag; or half of one, which Textual leaves where a toast covers the other half. It takes that for one
cell wide, terminals differ: here it is a blank of one cell, so that what stands beside it can be compared."""
GARBAGE = "\x1b[0;31;42mleft by another program"


class SeenScreen(Screen):
    """pyte's screen, closer to real terminals: dim text can be seen (as blinking, which is not used), nothing
    but the background is left where something is erased, and no wide character stands half."""

    def draw(self, data: str) -> None:
        """Draw text at the cursor; two regional signs are one flag, and no wide character is left half."""
        x, line = self.cursor.x, self.buffer[self.cursor.y]
        if 0 < x < self.columns and not line[x].data:
            line[x - 1] = line[x - 1]._replace(data=" ")
        self._draw_all(data)
        x = self.cursor.x
        if x < self.columns and not line[x].data:
            line[x] = line[x]._replace(data=" ")

    def _draw_all(self, data: str) -> None:
        at = 0
        for found in _FLAG.finditer(data):
            if len(found[0]) == 1:
                super().draw(data[at : found.start()] + " ")
            else:
                super().draw(data[at : found.start() + 1])
                self._join(found[0][1])
            at = found.end()
        super().draw(data[at:])

    def erase_characters(self, count: int | None = None) -> None:
        """ECH."""
        with self._background_alone():
            super().erase_characters(count)

    def erase_in_line(self, how: int = 0, private: bool = False) -> None:
        """EL."""
        with self._background_alone():
            super().erase_in_line(how, private)

    def erase_in_display(self, how: int = 0, *args: object, **options: object) -> None:
        """ED."""
        with self._background_alone():
            super().erase_in_display(how, *args, **options)

    @contextmanager
    def _background_alone(self) -> Iterator[None]:
        attributes = self.cursor.attrs
        self.cursor.attrs = self.default_char._replace(bg=attributes.bg)
        yield
        self.cursor.attrs = attributes

    def select_graphic_rendition(self, *attrs: int, private: bool = False) -> None:
        """SGR."""
        seen: list[int] = []
        left = list(attrs)
        while left:
            code = left.pop(0)
            if code in (graphics.FG_256, graphics.BG_256):
                count = 2 if left[:1] == [5] else 4
                seen += [code, *left[:count]]
                del left[:count]
            else:
                seen += {2: [5], 22: [22, 25]}.get(code, [code])
        super().select_graphic_rendition(*seen)


class Emulator:
    """What a terminal shows after everything that it was sent."""

    def __init__(self, columns: int, lines: int) -> None:
        self.screen = SeenScreen(columns, lines)
        self.stream = Stream()
        self._pyte = pyte.Stream(self.screen)
        self._pyte.feed("\x1b[?7l")  # Textual switches wrapping off
        self.sent = 0

    def feed(self, data: str) -> None:
        """Take in what a program wrote."""
        raw = data.encode("utf-8", "surrogateescape")
        self.sent += len(raw)
        drawn = self.stream.feed(raw)
        if "\x1b[?1049h" in data:  # nobody may rely on a terminal that clears the other screen
            drawn = "\x1b[?7l\x1b[H" + GARBAGE * 30 + "\x1b[m"
        self._pyte.feed(drawn)

    def resize(self, columns: int, lines: int) -> None:
        """Make the terminal another size."""
        self.screen.resize(lines, columns)

    def row(self, y: int) -> list[pyte.screens.Char]:
        """All cells of a line."""
        line = self.screen.buffer[y]
        return [line[x] for x in range(self.screen.columns)]

    def frame(self) -> list[list[pyte.screens.Char]]:
        """All cells, line by line."""
        return [self.row(y) for y in range(self.screen.lines)]

    def differences(self, other: Emulator) -> list[str]:
        """Every cell in which the two differ, as sentences; the cursor as well."""
        found = []
        for y in range(self.screen.lines):
            ours, theirs = self.row(y), other.row(y)
            if ours != theirs:
                found += [
                    f"line {y} column {x}: {one!r} is not {two!r}"
                    for x, (one, two) in enumerate(zip(ours, theirs, strict=True))
                    if one != two
                ]
        one, two = self.screen.cursor, other.screen.cursor
        if (one.x, one.y) != (two.x, two.y):
            found.append(f"the cursor stands at {(one.x, one.y)}, not at {(two.x, two.y)}")
        return found
