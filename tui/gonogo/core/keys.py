"""Names of keys, as people write them in their configuration and as the help screen shows them.

A key is one character that can be typed (`x`, `~`, `?`, `G`) or a name (`space`, `pageup`, `f5`), with
`ctrl+`, `alt+` or `shift+` before it where terminals can tell that apart. This module knows which names
there are and what was probably meant; what a key does is in `actions`.
"""

from __future__ import annotations

from collections.abc import Iterable

NAMED = {
    *("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "insert", "delete", "backspace"),
    *("enter", "escape", "tab", "space", "comma"),
} | {f"f{number}" for number in range(1, 13)}
"""Keys that are written as a word. A comma has one because lists of keys are parted by commas."""

OTHER_NAMES = {
    " ": "space",
    ",": "comma",
    "esc": "escape",
    "return": "enter",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "page_up": "pageup",
    "page_down": "pagedown",
    "del": "delete",
    "ins": "insert",
    "bs": "backspace",
}
_SAME_BYTE = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+[": "escape"}
_MODIFIERS = ("ctrl", "alt", "shift")


class NoSuchKey(ValueError):
    """A key name that gonogo or the terminal does not know; the message is a sentence for the person."""


def nearest(written: str, known: Iterable[str]) -> str:
    """The word in `known` that was probably meant, or an empty text."""
    from difflib import get_close_matches  # only where there is a mistake

    return next(iter(get_close_matches(written, sorted(known), 1)), "")


def key_name(written: str) -> str:
    """The one name of the key that a person wrote: `Ctrl+R` is `ctrl+r`, `PgUp` is `pageup`, `x` is `x`.

    Raises NoSuchKey where there is no such key, or none that a terminal reports.
    """
    if len(written) == 1:
        if not written.isprintable():
            raise NoSuchKey("that is a control character; write its name, such as tab, enter or ctrl+r")
        return OTHER_NAMES.get(written, written)
    *modifiers, key = (
        written.strip().split("+") if not written.endswith("+") else [*written[:-2].split("+"), "+"]
    )
    modifiers = [modifier.strip().lower() for modifier in modifiers]
    key = key.strip()
    for modifier in modifiers:
        if modifier not in _MODIFIERS:
            raise NoSuchKey(f'"{modifier}+" is no modifier; there are ctrl+, alt+ and shift+')
    if len(key) != 1:
        key = OTHER_NAMES.get(key.lower(), key.lower())
        if key not in NAMED:
            near = nearest(key, NAMED)
            raise NoSuchKey(f'there is no key "{written}"' + (f"; did you mean {near}?" if near else ""))
    return _combined(modifiers, key, written)


def _combined(modifiers: list[str], key: str, written: str) -> str:
    if not modifiers:
        return OTHER_NAMES.get(key, key)
    if modifiers == ["shift"] and len(key) == 1:
        if key.upper() == key:
            raise NoSuchKey(f'write the character that "{written}" types')
        return key.upper()
    if len(key) == 1 and not (key.isascii() and key.isalnum()):
        raise NoSuchKey(f'terminals do not report "{written}" reliably; choose a letter or a named key')
    name = "+".join([modifier for modifier in _MODIFIERS if modifier in modifiers] + [key.lower()])
    if same := _SAME_BYTE.get(name):
        raise NoSuchKey(f'a terminal sends "{written}" as {same}; choose another key')
    return name
