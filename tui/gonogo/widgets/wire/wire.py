"""Sends only what changed: between the framework, which paints whole regions, and the terminal.

Textual hands each frame to its driver as text. A `Wire` reads that text into cells, compares them with the
frame that the terminal shows, and gives back what makes the one into the other. It needs nothing of the
framework's inside: `Driver.write` is public, and every write is checked against the form that it knows. What
is no part of a frame goes through as it is. A frame in another form goes through as well, and from then on
the wire stands aside; `aside` says why. So a framework that it does not know costs bytes, never a wrong cell.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gonogo.widgets.wire.cells import Row, Update, is_frame, read
from gonogo.widgets.wire.looks import NotKnown
from gonogo.widgets.wire.moving import moved
from gonogo.widgets.wire.pen import Pen, differences

SYNC_START, SYNC_END = "\x1b[?2026h", "\x1b[?2026l"
_HARMLESS = re.compile(
    r"(?:\x1b\[\?(?!47|69|10[34]\d|[356][hl])\d+(?:[hl]|\$p)|\x1b\[[<=>]\d*u|\x1b\[[56]n|\x07"
    r"|\x1b\](?!8;)[^\x07\x1b]*(?:\x07|\x1b\\))*"
)
"""Modes, questions, titles, the clipboard: nothing of this touches a cell or moves the cursor."""
CLEAR = "\x1b[m\x1b[2J"
FEW = 100
"""Cells below which no other way is looked for."""


class Wire:
    """The frame that the terminal shows, and the way to the next one.

    `moves`: lines that moved are moved by the terminal (scroll regions). `erases_colour`: the terminal erases
    with the background that is set.
    """

    def __init__(self, *, moves: bool = True, erases_colour: bool = False) -> None:
        self.aside = ""
        """Why the wire lets everything through; empty while it works."""
        self._moves = moves
        self._erases_colour = erases_colour
        self._rows: dict[int, Row] = {}
        self._columns = 0
        self._lines = 0
        self._cursor = (0, 0)
        self._clear = True
        """Whether the terminal shows nobody knows what, and the next whole frame begins with a clear one."""
        self._held = False

    def resized(self, columns: int, lines: int) -> None:
        """The terminal has another size, so what it shows is not known any more."""
        self._columns, self._lines = columns, lines
        self.forget()

    def forget(self) -> None:
        """Nothing is known of the terminal's cells any more: the next whole frame begins with a clear one."""
        self._rows = {}
        self._clear = True

    def passed(self, data: str) -> str:
        """What to send to the terminal for what the framework writes; empty for nothing."""
        if self.aside:
            return data
        if data == SYNC_START:
            self._held = True  # until there is something to send
            return ""
        if data == SYNC_END:
            self._held = False
            return ""
        if not is_frame(data):
            if not _HARMLESS.fullmatch(data):
                self.forget()
            return data
        held, self._held = self._held, False
        try:
            update = read(data, self._rows, self._columns)
            if self._clear and not self._is_whole(update):
                # painted for another size, maybe: of what is on the screen after that nothing is known
                return f"{SYNC_START}{data}{SYNC_END}" if held else data
            sent = self._sent(update)
        except NotKnown as reason:
            self.aside = f"the framework draws in a way that is not known ({reason})"
            self.forget()
            return SYNC_START + data if held else data
        return f"{SYNC_START}{sent}{SYNC_END}" if sent and held else sent

    def _sent(self, update: Update) -> str:
        """What takes the terminal to the new frame, which is kept."""
        pen = Pen(self._columns, erases_colour=self._erases_colour)
        if self._clear:
            pen.say(CLEAR)
            self._rows = {y: Row.blank(self._columns) for y in range(self._lines)}
            self._clear = False
        else:
            pen.place(*self._cursor)
        changed = {y: xs for y, row in update.rows.items() if (xs := differences(self._rows.get(y), row))}
        before = pen.sent()
        moving = self._moving(update, changed) if self._moves else None
        sent = "" if moving and moving.surely else self._drawn(pen, update, changed)
        if moving:
            pen = Pen(self._columns, erases_colour=self._erases_colour)
            pen.say(before + moving.sequence)
            shifted = self._drawn(pen, moving.update, moving.changed)
            sent = min(shifted, sent or shifted, key=lambda text: len(text.encode()))
        self._rows.update(update.rows)
        self._cursor = (update.x, update.y)
        return sent

    def _drawn(self, pen: Pen, update: Update, changed: Changed) -> str:
        for y in sorted(changed):
            pen.row(y, update.rows[y], changed[y])
        pen.go(update.x, update.y)
        return pen.sent()

    def _moving(self, update: Update, changed: Changed) -> _Moving | None:
        """The same by moving lines first, if lines have moved and that spares most of the cells."""
        cells = _count(changed)
        move = moved(self._rows, update.rows, changed, self._columns) if cells > FEW else None
        if move is None:
            return None
        shown = move.applied(self._rows, self._columns)
        rows = {y: update.rows.get(y) or self._rows[y] for y in shown} | update.rows
        pairs = {y: (shown.get(y) or self._rows.get(y), row) for y, row in rows.items()}
        left = {y: xs for y, (old, new) in pairs.items() if (xs := differences(old, new))}
        if _count(left) * 2 > cells:
            return None
        return _Moving(
            move.sequence(), Update(rows, update.x, update.y), left, surely=_count(left) * 4 < cells
        )

    def _is_whole(self, update: Update) -> bool:
        """Whether the update says what stands in every cell of the terminal."""
        return (
            self._columns > 0
            and len(update.rows) == self._lines
            and all(len(r.signs) == self._columns and None not in r.signs for r in update.rows.values())
        )


Changed = Mapping[int, Sequence[int]]
"""Columns by line."""


@dataclass(frozen=True, slots=True)
class _Moving:
    """A frame by way of moving lines: the sequence that moves them, and what has to be drawn then."""

    sequence: str
    update: Update
    changed: Changed
    surely: bool
    """Whether this is shorter beyond doubt."""


def _count(changed: Changed) -> int:
    return sum(map(len, changed.values()))


_KEEPS_COLOUR = ("alacritty", "foot", "kitty", "konsole", "linux", "rxvt", "tmux", "vte", "wezterm", "xterm")


def wire_for(output: str, environ: Mapping[str, str]) -> Wire | None:
    """The wire for a terminal and a person's setting (see `gonogo.core.config.OUTPUTS`); None for none."""
    output = environ.get("GONOGO_OUTPUT") or output
    if output == "whole":
        return None
    # GNU screen erases with the terminal's own background, whatever is set
    return Wire(moves=output != "cells", erases_colour=environ.get("TERM", "").startswith(_KEEPS_COLOUR))
