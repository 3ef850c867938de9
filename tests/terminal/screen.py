"""pyte's screen, taught to draw emoji that are written with more than one character, and to draw faster.

pyte itself forgets the rest of a text behind such an emoji. A variation selector makes a sign an emoji, two
cells wide; a joiner makes several emoji one. Current terminals draw both so, and so does this.
"""

from __future__ import annotations

import re
from functools import lru_cache

import pyte
from pyte import modes
from pyte.screens import Char, wcwidth

_JOINED = re.compile("(.)((?:\ufe0e|\ufe0f|[\U0001f3fb-\U0001f3ff]|\u200d.)+)", re.DOTALL)


@lru_cache(4096)
def _narrow(character: str) -> bool:
    return bool(wcwidth(character) == 1)


class Screen(pyte.Screen):
    """A screen that keeps emoji of several characters in one place."""

    def draw(self, data: str) -> None:
        """Draw text at the cursor."""
        at = 0
        for found in _JOINED.finditer(data):
            self._draw(data[at : found.end(1)])
            self._join(found[2])
            at = found.end()
        self._draw(data[at:])

    def _draw(self, data: str) -> None:
        """What pyte does, without its cost for text of one cell each that fits on the line."""
        x = self.cursor.x
        end = x + len(data)
        if end > self.columns or modes.IRM in self.mode or self.charset or not all(map(_narrow, data)):
            super().draw(data)
            return
        row, look = self.buffer[self.cursor.y], self.cursor.attrs[1:]
        for character in data:
            row[x] = Char(character, *look)
            x += 1
        self.cursor.x = end

    def _join(self, more: str) -> None:
        """Add characters to the one that was drawn last; as an emoji it takes two cells."""
        line, x = self.buffer[self.cursor.y], self.cursor.x
        start = x - 1 if line[x - 1].data else x - 2
        line[start] = line[start]._replace(data=line[start].data + more)
        if "\ufe0f" in more and start == x - 1 and x < self.columns:
            line[x] = line[start]._replace(data="")
            self.cursor.x += 1
