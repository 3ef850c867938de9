"""A frame as rows of cells, and what the framework writes to the terminal read into such rows.

Understood is exactly what Textual makes of a frame: go to a place, change the look, draw text. Anything
else raises NotKnown, and whoever asked has to let it through as it is. How wide a character is, is what
rich says, as Textual lays out by that.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

from rich.cells import get_character_cell_size

from gonogo.widgets.wire.looks import PLAIN, Look, NotKnown, linked, look_after

_TOKEN = re.compile(
    r"(\x1b(?:\[([0-9;]*)([mH])|\]8;([^;\x07\x1b]*;[^\x07\x1b]*)(?:\x1b\\|\x07))([^\x00-\x1f\x7f-\x9f]*)(\n*))"
)
_PLACE = re.compile(r"\n*\x1b\[\d+;\d+H")

_narrow = {chr(code) for code in range(0x20, 0x7F)}
"""Characters that are one cell wide whatever stands beside them, as far as they have been met."""
_certain: dict[str, bool] = {}


class Row:
    """A line of cells."""

    __slots__ = ("looks", "signs")

    def __init__(self, signs: list[str | None], looks: list[Look]) -> None:
        self.signs = signs
        """What stands in each cell: a character with what combines with it; empty in the second cell of
        a wide one; None where nobody knows."""
        self.looks = looks

    @classmethod
    def unknown(cls, columns: int) -> Row:
        """A line of which nothing is known."""
        return cls([None] * columns, [PLAIN] * columns)

    @classmethod
    def blank(cls, columns: int) -> Row:
        """A line as a cleared terminal shows it."""
        return cls([" "] * columns, [PLAIN] * columns)

    def copy(self) -> Row:
        """A line that can be changed without this one."""
        return Row(self.signs.copy(), self.looks.copy())

    def draw(self, x: int, text: str, look: Look) -> int:
        """Draw `text` from column `x`; returns the column behind it."""
        signs: str | tuple[str, ...] = text
        if not narrow(text):
            marks, signs = graphemes(text)
            if marks and x:  # they combine with what was drawn before, whatever its look
                at = x - 1 if self.signs[x - 1] or x == 1 else x - 2
                self.signs[at] = (self.signs[at] or " ") + marks
        end = x + len(signs)
        if end > len(self.signs):
            more = end - len(self.signs)
            self.signs += [None] * more
            self.looks += [PLAIN] * more
        # half of a wide character cannot stand alone: terminals blank the other half
        if x and self.signs[x] == "":
            self.signs[x - 1] = " "
        if end < len(self.signs) and self.signs[end] == "":
            self.signs[end] = " "
        self.signs[x:end] = signs
        self.looks[x:end] = [look] * (end - x)
        return end


@dataclass(slots=True)
class Update:
    """What one write changes: whole rows by their number from 0, and where the cursor is left."""

    rows: dict[int, Row] = field(default_factory=dict)
    x: int = 0
    y: int = 0


def is_frame(data: str) -> bool:
    """Whether this is meant to be (a part of) a frame."""
    return _PLACE.match(data) is not None


def read(data: str, rows: dict[int, Row], columns: int) -> Update:
    """What `data` makes of `rows`, which stay as they are. Raises NotKnown."""
    update = Update()
    changed = update.rows
    look, row, x, taken = PLAIN, Row([], []), -1, len(data) - len(data.lstrip("\n"))
    for token, codes, final, link, text, ends in _TOKEN.findall(data):
        taken += len(token)
        if final == "m":
            look = look_after(look, codes)
        elif final:
            line, _, column = codes.partition(";")
            update.y, x = int(line or 1) - 1, int(column or 1) - 1
        else:
            look = linked(look, link)
        if text:
            if x < 0:
                raise NotKnown("text without a place")
            found = changed.get(update.y)
            if found is None:
                known = rows.get(update.y)
                found = changed[update.y] = known.copy() if known else Row.unknown(columns)
            row = found
            x = row.draw(x, text, look)
        update.x = x
        if ends:
            x = -1
    if taken != len(data) or x < 0 or look is not PLAIN:
        raise NotKnown("an update in a form of its own")
    return update


def narrow(text: str) -> bool:
    """Whether every character takes one cell and none combines with its neighbour."""
    if text.isascii():
        return True
    others = set(text) - _narrow
    for sign in others:
        if get_character_cell_size(sign) != 1 or _joins(sign):
            return False
        _narrow.add(sign)
    return True


def _joins(sign: str) -> bool:
    return "\U0001f1e6" <= sign <= "\U0001f1ff" or unicodedata.category(sign) in ("Mn", "Me", "Mc", "Cf")


@lru_cache(1024)
def graphemes(text: str) -> tuple[str, tuple[str, ...]]:
    """The marks that a text begins with, which combine with what stands before it, and its cells.

    A cell holds a character with what combines with it; behind a wide one there is an empty one.
    """
    from rich.cells import split_graphemes

    marks = ""
    cells: list[str] = []
    for start, end, width in split_graphemes(text)[0]:
        sign = text[start:end]
        if width and not (cells and _second_of_flag(cells, sign)):
            cells += [sign, *[""] * (width - 1)]
        elif cells:
            lead = max(at for at, cell in enumerate(cells) if cell)
            cells[lead] += sign
            cells += [""] * width  # two regional signs make one flag
        else:
            marks += sign
    return marks, tuple(cells)


def _second_of_flag(cells: list[str], sign: str) -> bool:
    return len(cells[-1]) == 1 and all("\U0001f1e6" <= each <= "\U0001f1ff" for each in (cells[-1], sign[0]))


def certain(sign: str) -> bool:
    """Whether all terminals agree on the width of this: not of emoji, nor of what is put together."""
    known = _certain.get(sign)
    if known is None:
        known = _certain[sign] = narrow(sign) or (
            len(sign) == 1 and get_character_cell_size(sign) == 2 and "\u2e80" <= sign <= "\uffe6"
        )
    return known
