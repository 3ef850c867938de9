"""How a cell looks (colours, attributes, link), read from SGR sequences, and the shortest way to another.

Looks are interned: two cells look alike when they hold the same object.
"""

from __future__ import annotations

from dataclasses import dataclass

OFF = {
    "1": "22",
    "2": "22",
    "3": "23",
    "4": "24",
    "21": "24",
    "5": "25",
    "6": "25",
    "7": "27",
    "8": "28",
    "9": "29",
    "51": "54",
    "52": "54",
    "53": "55",
}
"""Codes that switch an attribute on, each with the one that switches it off; some share that one."""

_SHARING: dict[str, frozenset[str]] = {
    off: frozenset(on for on, its in OFF.items() if its == off) for off in OFF.values()
}


class NotKnown(ValueError):
    """A sequence that this module cannot read."""


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """One look. Colours are SGR codes (`31`, `38;5;12`), empty for the terminal's own."""

    attributes: tuple[str, ...] = ()
    """The codes that are on, in the order of OFF."""
    foreground: str = ""
    background: str = ""
    link: str = ""
    """What stands between `OSC 8 ;` and its end, where the cell is part of a hyperlink."""

    @property
    def bare(self) -> bool:
        """Whether a blank of this look is nothing but its background, as erasing leaves it."""
        return not (self.attributes or self.foreground or self.link)


PLAIN = Look()
_LOOKS: dict[tuple[tuple[str, ...], str, str, str], Look] = {((), "", "", ""): PLAIN}
_AFTER: dict[tuple[Look, str], Look] = {}
_CHANGES: dict[tuple[Look, Look], str] = {}


def look_after(look: Look, codes: str) -> Look:
    """The look after the SGR sequence with these codes (`1;38;5;12`). Raises NotKnown."""
    found = _AFTER.get((look, codes))
    if found is None:
        found = _AFTER[look, codes] = _read(look, codes)
    return found


def linked(look: Look, link: str) -> Look:
    """The same look in another link; an address that is empty ends it."""
    return _look(look.attributes, look.foreground, look.background, "" if link.endswith(";") else link)


def change(old: Look, new: Look) -> str:
    """The shortest sequences that take a terminal from one look to the other."""
    found = _CHANGES.get((old, new))
    if found is None:
        found = _CHANGES[old, new] = _link_change(old, new) + _style_change(old, new)
    return found


def _look(attributes: tuple[str, ...], foreground: str, background: str, link: str) -> Look:
    key = (attributes, foreground, background, link)
    found = _LOOKS.get(key)
    if found is None:
        found = _LOOKS[key] = Look(*key)
    return found


def _read(look: Look, codes: str) -> Look:
    on, foreground, background = set(look.attributes), look.foreground, look.background
    left = [code or "0" for code in codes.split(";")]
    while left:
        code = left.pop(0)
        number = int(code)
        if number == 0:
            on, foreground, background = set(), "", ""
        elif code in OFF:
            on.add(code)
        elif code in _SHARING:
            on -= _SHARING[code]
        elif number in (38, 48):
            colour = _colour(code, left)
            foreground, background = (colour, background) if number == 38 else (foreground, colour)
        elif 30 <= number <= 37 or 90 <= number <= 97:
            foreground = code
        elif 40 <= number <= 47 or 100 <= number <= 107:
            background = code
        elif number == 39:
            foreground = ""
        elif number == 49:
            background = ""
        else:
            raise NotKnown(f"SGR {code}")
    return _look(tuple(each for each in OFF if each in on), foreground, background, look.link)


def _colour(code: str, left: list[str]) -> str:
    """A colour of 256 or of 24 bits, taken from the front of `left`."""
    count = {"5": 2, "2": 4}.get(left[0] if left else "", 0)
    if not count or len(left) < count:
        raise NotKnown(f"SGR {code};{';'.join(left)}")
    colour = ";".join([code, *left[:count]])
    del left[:count]
    return colour


def _link_change(old: Look, new: Look) -> str:
    return "" if old.link == new.link else f"\x1b]8;{new.link or ';'}\x1b\\"


def _style_change(old: Look, new: Look) -> str:
    whole = [*new.attributes, *filter(None, (new.foreground, new.background))]
    if (old.attributes, old.foreground, old.background) == (
        new.attributes,
        new.foreground,
        new.background,
    ):
        return ""
    anew = f"\x1b[{';'.join(['', *whole]) if whole else ''}m"
    step = f"\x1b[{';'.join(_steps(old, new))}m"
    return min(step, anew, key=len)


def _steps(old: Look, new: Look) -> list[str]:
    kept, steps = set(old.attributes), []
    for code in old.attributes:
        if code not in new.attributes and code in kept:
            steps.append(OFF[code])
            kept -= _SHARING[OFF[code]]
    steps += [code for code in new.attributes if code not in kept]
    if old.foreground != new.foreground:
        steps.append(new.foreground or "39")
    if old.background != new.background:
        steps.append(new.background or "49")
    return steps
