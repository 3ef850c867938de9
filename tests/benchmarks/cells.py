"""A yardstick: what a renderer would send that compares cells, as curses does, and never moves lines."""

from __future__ import annotations

from collections.abc import Sequence

from pyte.screens import Char

NEAR = 4
"""Unchanged cells that are drawn again rather than gone around."""
Frame = Sequence[Sequence[Char]]
"""All cells of a terminal, line by line."""
_NAMES = ("black", "red", "green", "brown", "blue", "magenta", "cyan", "white")
_ATTRIBUTES = (
    ("1", "bold"),
    ("2", "blink"),  # the emulator of the tests shows dim text as blinking
    ("3", "italics"),
    ("4", "underscore"),
    ("7", "reverse"),
    ("9", "strikethrough"),
)


def cell_diff(before: Frame, after: Frame) -> str:
    """The sequences that take a terminal from one frame to the other."""
    out: list[str] = []
    look = "\x1b[m"
    for y, (old, new) in enumerate(zip(before, after, strict=True)):
        end = -NEAR
        for x, (was, now) in enumerate(zip(old, new, strict=True)):
            if was == now:
                continue
            if x - end > NEAR or end < 0:
                out.append(f"\x1b[{y + 1};{x + 1}H")
            elif x > end:
                between = "".join(cell.data for cell in new[end:x])
                alike = all(_sgr(cell) == look for cell in new[end:x])
                out.append(min(between, f"\x1b[{x - end}C", key=len) if alike else f"\x1b[{x - end}C")
            if (wanted := _sgr(now)) != look:
                out.append(wanted)
                look = wanted
            out.append(now.data)
            end = x + 1
    return "".join([*out, "\x1b[m" if look != "\x1b[m" else ""])


def _sgr(cell: Char) -> str:
    """What sets the look of a cell, whatever was on."""
    codes = [code for code, name in _ATTRIBUTES if getattr(cell, name)]
    codes += _colour(cell.fg, 30) + _colour(cell.bg, 40)
    return f"\x1b[{';'.join(['', *codes]) if codes else ''}m"


def _colour(name: str, base: int) -> list[str]:
    if name == "default":
        return []
    bright = name.startswith("bright")
    plain = name.removeprefix("bright")
    if plain in _NAMES:
        return [str(base + 60 * bright + _NAMES.index(plain))]
    return [str(base + 8), "5", "200"]  # one of 256, whichever
