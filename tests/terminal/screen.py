"""pyte's screen, taught to draw emoji that are written with more than one character.

pyte itself forgets the rest of a text behind one. A variation selector makes a sign an emoji, two cells
wide; a joiner makes several emoji one. Current terminals draw both so, and so does this.
"""

from __future__ import annotations

import re

import pyte

_JOINED = re.compile("(.)((?:\ufe0e|\ufe0f|[\U0001f3fb-\U0001f3ff]|\u200d.)+)", re.DOTALL)


class Screen(pyte.Screen):
    """A screen that keeps emoji of several characters in one place."""

    def draw(self, data: str) -> None:
        """Draw text at the cursor."""
        at = 0
        for found in _JOINED.finditer(data):
            super().draw(data[at : found.end(1)])
            self._join(found[2])
            at = found.end()
        super().draw(data[at:])

    def _join(self, more: str) -> None:
        """Add characters to the one that was drawn last; as an emoji it takes two cells."""
        line, x = self.buffer[self.cursor.y], self.cursor.x
        start = x - 1 if line[x - 1].data else x - 2
        line[start] = line[start]._replace(data=line[start].data + more)
        if "\ufe0f" in more and start == x - 1 and x < self.columns:
            line[x] = line[start]._replace(data="")
            self.cursor.x += 1
