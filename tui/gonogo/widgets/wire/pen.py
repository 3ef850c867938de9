"""Draws on the terminal with as few bytes as it can: the shortest way to a place, to a look, to blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import compress, count
from operator import is_not, ne, or_

from gonogo.widgets.wire.cells import Row, certain, narrow
from gonogo.widgets.wire.looks import PLAIN, Look, change

WORTH_ERASING = 7
"""Blanks in a row from which on it is shorter to erase them, where nothing follows."""
WORTH_SKIPPING = 12
"""The same where text follows, so that the cursor has to move on."""
_GAPS = re.compile(f" {{{WORTH_SKIPPING},}}")
_LAST_GAPS = re.compile(f" {{{WORTH_SKIPPING},}}| {{{WORTH_ERASING},}}$")
NEAR = 4
"""Cells between two changes that are drawn again rather than skipped."""


class Pen:
    """Where the terminal's cursor is, what it draws with, and everything to send."""

    def __init__(self, columns: int, *, erases_colour: bool) -> None:
        self._columns = columns
        self._erases_colour = erases_colour
        self._x: int | None = None
        self._y: int | None = None
        self._look = PLAIN
        self._out: list[str] = []

    def sent(self) -> str:
        """Everything so far; the terminal is back at its plain look."""
        self.dress(PLAIN)
        text = "".join(self._out)
        self._out = [text]
        return text

    def place(self, x: int, y: int) -> None:
        """Say where the cursor stands."""
        self._x, self._y = x, y

    def say(self, text: str) -> None:
        """Send sequences as they are; where the cursor stands is not known afterwards."""
        self._out.append(text)
        self._x = self._y = None

    def dress(self, look: Look) -> None:
        """Draw with this look from now on."""
        if look is not self._look:
            self._out.append(change(self._look, look))
            self._look = look

    def go(self, x: int, y: int) -> None:
        """Take the cursor to a cell, both from 0."""
        if (x, y) == (self._x, self._y):
            return
        ways = [f"\x1b[{y + 1}H" if not x else f"\x1b[{y + 1};{x + 1}H"] if x or y else ["\x1b[H"]
        if self._y == y:
            ways.append(f"\x1b[{x + 1}G" if x else "\r")
            if self._x is not None:
                step = x - self._x
                ways.append(f"\x1b[{abs(step) if abs(step) > 1 else ''}{'C' if step > 0 else 'D'}")
        elif self._x == x and self._y is not None:
            step = y - self._y
            ways.append(f"\x1b[{abs(step) if abs(step) > 1 else ''}{'B' if step > 0 else 'A'}")
        if not x and self._y == y - 1:
            ways.append("\r\n")
        self._out.append(min(ways, key=len))
        self._x, self._y = x, y

    def row(self, y: int, new: Row, changed: Sequence[int]) -> None:
        """Draw the cells of row `y` that changed, by their columns in order."""
        tail = self._blank_tail(new)
        behind = [x for x in changed if x >= tail]
        if len(behind) > 2:
            changed = changed[: -len(behind)]
        for start, end in _runs(new, changed):
            self._run(y, new, start, end)
        if len(behind) > 2:
            self.go(behind[0], y)
            self.dress(new.looks[tail])
            self._out.append("\x1b[K")

    def _blank_tail(self, row: Row) -> int:
        """The column from which on the row is blank to the edge of the terminal and can be erased."""
        at = len(row.signs)
        if at != self._columns or not self._erasable(row.looks[-1]):
            return at
        look = row.looks[-1]
        while at and row.signs[at - 1] == " " and row.looks[at - 1] is look:
            at -= 1
        return at

    def _erasable(self, look: Look) -> bool:
        return look is PLAIN or (self._erases_colour and look.bare)

    def _run(self, y: int, row: Row, start: int, end: int) -> None:
        """Draw the cells from `start` to `end`, look by look."""
        looks = row.looks
        while start < end:
            look, stop = looks[start], start + 1
            while stop < end and looks[stop] is look:
                stop += 1
            self._stretch(y, row.signs[start:stop], start, look, last=stop == end)
            start = stop

    def _stretch(self, y: int, signs: list[str | None], x: int, look: Look, *, last: bool) -> None:
        text = "".join(filter(None, signs))
        if not self._erasable(look) or " " * WORTH_ERASING not in text:
            self._text(y, x, signs, text, look)
            return
        alone = _alone(text, signs)
        at = 0
        for blanks in (_LAST_GAPS if last else _GAPS).finditer(text if alone else _spread(signs)):
            start, end = blanks.span()
            self._piece(y, x, signs, at, start, look)
            self.go(x + start, y)
            self.dress(look)
            self._out.append(f"\x1b[{end - start}X")
            at = end
        self._piece(y, x, signs, at, len(signs), look)

    def _piece(self, y: int, x: int, signs: list[str | None], start: int, end: int, look: Look) -> None:
        if start < end:
            piece = signs[start:end]
            self._text(y, x + start, piece, "".join(filter(None, piece)), look)

    def _text(self, y: int, x: int, signs: Sequence[str | None], text: str, look: Look) -> None:
        """Draw text. Behind a character of which terminals make different widths the place is told anew."""
        self.go(x, y)
        self.dress(look)
        if narrow(text):
            self._out.append(text)
            self._stands(x + len(signs))
            return
        begin = 0
        for at, sign in enumerate(signs):
            if sign and not certain(sign):
                width = 1
                while at + width < len(signs) and signs[at + width] == "":
                    width += 1
                self.go(x + begin, y)
                before = "".join(filter(None, signs[begin:at]))
                # a terminal that draws it narrower must not keep what stood in the rest of its cells
                room = f"{' ' * width}\x1b[{x + at + 1}G" if width > 1 else ""
                self._out.append(f"{before}{room}{sign}")
                self._x = None
                begin = at + width
        if begin < len(signs):
            self.go(x + begin, y)
            self._out.append("".join(filter(None, signs[begin:])))
            self._stands(x + len(signs))

    def _stands(self, x: int) -> None:
        """The cursor has come to this column; in the last one it stays where terminals differ."""
        self._x = x if x < self._columns else None


def differences(old: Row | None, new: Row) -> list[int]:
    """The columns in which two rows differ."""
    if old is None:
        return [x for x, sign in enumerate(new.signs) if sign is not None]
    if old.signs == new.signs and old.looks == new.looks:
        return []
    others = map(or_, map(ne, old.signs, new.signs), map(is_not, old.looks, new.looks))
    found = list(compress(count(), others))
    return found + [x for x in range(len(old.signs), len(new.signs)) if new.signs[x] is not None]


def _runs(row: Row, changed: Sequence[int]) -> list[tuple[int, int]]:
    """Stretches of cells to draw: changed cells, with what lies between near ones."""
    runs: list[tuple[int, int]] = []
    signs, looks = row.signs, row.looks
    text = "".join(filter(None, signs))
    for start, end in _side_by_side(changed) if _alone(text, signs) else (_whole(signs, x) for x in changed):
        if runs and (start <= runs[-1][1] or _cheaper_drawn(signs, looks, runs[-1][1], start)):
            runs[-1] = (runs[-1][0], max(end, runs[-1][1]))
        else:
            runs.append((start, end))
    return runs


def _alone(text: str, signs: Sequence[str | None]) -> bool:
    """Whether each cell stands for itself, so that a cell's column is its character's place in the text."""
    return len(text) == len(signs) and narrow(text)


def _spread(signs: Sequence[str | None]) -> str:
    """A text with one character for each cell, in which nothing but the blanks is right."""
    return "".join(" " if sign == " " else "_" for sign in signs)


def _side_by_side(columns: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Columns without a gap between them as one stretch."""
    begin, size = 0, len(columns)
    for at in range(1, size + 1):
        if at == size or columns[at] != columns[at - 1] + 1:
            yield columns[begin], columns[at - 1] + 1
            begin = at


def _whole(signs: list[str | None], x: int) -> tuple[int, int]:
    """The cells that have to be drawn with the one in column `x`."""
    start, end = x, x + 1
    while start and signs[start] == "":
        start -= 1
    while end < len(signs) and signs[end] == "":
        end += 1
    if not certain(signs[start] or " "):
        end = min(end + 1, len(signs))  # a terminal that draws it wider has lost what stands behind it
    while end < len(signs) and signs[end] == "":
        end += 1
    return start, end


def _cheaper_drawn(signs: list[str | None], looks: list[Look], start: int, end: int) -> bool:
    """Whether drawing the unchanged cells between two runs takes fewer bytes than going past them."""
    between = signs[start:end]
    if end - start > NEAR or None in between:
        return False
    before, after = looks[start - 1], looks[end]
    alike = all(look is before for look in looks[start:end]) or all(
        look is after for look in looks[start:end]
    )
    size = sum(len((sign or "").encode("utf-8", "replace")) for sign in between)
    return alike and size <= (3 if end - start == 1 else 4)
