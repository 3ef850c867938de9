"""A person's own configuration: colours, ASCII, mouse, keys.

`gonogo/config.toml` in the user's configuration directory. Every mistake in it is told, with its place
and what to write instead, and only that entry is left out: the program always starts. `load` is pure;
`read` adds the file. What a repository says about its checklists is another file and another module.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from gonogo.core.actions import BY_ID, clashes
from gonogo.core.keys import NoSuchKey, key_name, nearest

THEMES = ("terminal", "dark", "light")
"""`terminal` is the terminal's own colours, right on a dark and on a light one; no program can tell which."""

OUTPUTS = ("moves", "cells", "whole")
"""`moves` sends changed cells and lets the terminal move lines; `cells` is for terminals that cannot move
lines; `whole` sends whatever is painted. GONOGO_OUTPUT in the environment outranks the file."""


class Config(NamedTuple):
    """What a person may choose. Every field has a default, so no file is needed."""

    theme: str = "terminal"
    """One of THEMES."""
    ascii: bool | None = None
    """Draw with ASCII alone; None: where the locale is not UTF-8."""
    mouse: bool = True
    """Whether the terminal reports clicks, drags and the wheel."""
    resume: bool = True
    """Whether a checklist opens where it was left. After an end that nobody asked for it always does."""
    output: str = "moves"
    """One of OUTPUTS: how the terminal is told what to show."""
    scroll_lines: int | None = None
    """Lines by which a list moves at least when the cursor leaves the view; None: half of its height."""
    keys: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """Keys for actions by id, where they differ from the default; an empty tuple takes the key away."""


class Mistake(NamedTuple):
    """An entry that was left out, and why."""

    where: str
    """The entry (`theme`, `keys.tick`) or, where the file could not be read, its line or its name."""
    message: str
    """A sentence that says what is wrong and what to do."""

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"


def config_path() -> Path:
    """Where the configuration is looked for; the file need not exist."""
    from platformdirs import user_config_path  # 10 ms that only a start of the application should pay

    return user_config_path("gonogo", appauthor=False) / "config.toml"


def read(path: Path) -> tuple[Config, tuple[Mistake, ...]]:
    """The configuration at `path` with its mistakes; defaults where there is no such file.

    `GONOGO_MOUSE=off` in the environment outranks the file.
    """
    config, mistakes = _read(path)
    return config._replace(mouse=config.mouse and os.environ.get("GONOGO_MOUSE") != "off"), mistakes


def _read(path: Path) -> tuple[Config, tuple[Mistake, ...]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return Config(), ()
    except UnicodeDecodeError as error:
        return Config(), (Mistake(str(path), f"is no UTF-8 at byte {error.start}; save it as UTF-8."),)
    except OSError as error:
        return Config(), (Mistake(str(path), f"could not be read ({error.strerror}); defaults are used."),)
    return load(text)


def load(text: str) -> tuple[Config, tuple[Mistake, ...]]:
    """The configuration written in `text` (TOML), and every mistake in it in reading order."""
    import tomllib

    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Config(), (Mistake("config.toml", f"is not valid TOML: {error}; defaults are used."),)
    mistakes: list[Mistake] = []
    chosen: dict[str, Any] = {}
    for name, value in table.items():
        reader = _READERS.get(name)
        if reader is None:
            mistakes.append(Mistake(name, _unknown("there is no such setting", name, _READERS)))
        else:
            chosen |= reader(value, mistakes)
    return Config(**chosen), tuple(mistakes)


def _unknown(what: str, name: str, known: Mapping[str, object]) -> str:
    near = nearest(name, known)
    return f"{what}; did you mean {near}?" if near else f"{what}; there are {', '.join(known)}."


def _one_of(name: str, allowed: tuple[str, ...]) -> Callable[[object, list[Mistake]], dict[str, Any]]:
    def reader(value: object, mistakes: list[Mistake]) -> dict[str, Any]:
        if value in allowed:
            return {name: value}
        sentence = f"must be one of {', '.join(map(_quoted, allowed))}, not {_shown(value)}."
        mistakes.append(Mistake(name, sentence))
        return {}

    return reader


def _ascii(value: object, mistakes: list[Mistake]) -> dict[str, Any]:
    if isinstance(value, bool) or value == "auto":
        return {"ascii": None if value == "auto" else value}
    mistakes.append(Mistake("ascii", f'must be true, false or "auto", not {_shown(value)}.'))
    return {}


def _switch(name: str) -> Callable[[object, list[Mistake]], dict[str, Any]]:
    def reader(value: object, mistakes: list[Mistake]) -> dict[str, Any]:
        if isinstance(value, bool):
            return {name: value}
        mistakes.append(Mistake(name, f"must be true or false, not {_shown(value)}."))
        return {}

    return reader


def _scroll_lines(value: object, mistakes: list[Mistake]) -> dict[str, Any]:
    if value == "auto":
        return {"scroll_lines": None}
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return {"scroll_lines": value}
    mistakes.append(Mistake("scroll_lines", f'must be "auto" or a number from 1 on, not {_shown(value)}.'))
    return {}


def _keys(value: object, mistakes: list[Mistake]) -> dict[str, Any]:
    if not isinstance(value, dict):
        mistakes.append(Mistake("keys", f"must be a table, [keys], not {_shown(value)}."))
        return {}
    keys: dict[str, tuple[str, ...]] = {}
    for action, written in value.items():
        where = f"keys.{action}"
        if action not in BY_ID:
            near = nearest(action, BY_ID)
            hint = f"; did you mean {near}?" if near else "; docs/keys.md lists the ids."
            mistakes.append(Mistake(where, f"there is no such action{hint}"))
        elif (names := _names(written, where, mistakes)) is not None:
            keys[action] = names
    return {"keys": _without_clashes(keys, mistakes)}


def _names(written: object, where: str, mistakes: list[Mistake]) -> tuple[str, ...] | None:
    """The key names of one entry, or None where it has to be left out."""
    several = [written] if isinstance(written, str) else written
    if not isinstance(several, list) or not all(isinstance(key, str) for key in several):
        mistakes.append(
            Mistake(where, f'must be a key such as "x", or a list of keys, not {_shown(written)}.')
        )
        return None
    if not several and where == "keys.quit":
        mistakes.append(Mistake(where, "must keep at least one key, or there is no way out."))
        return None
    names = []
    for key in several:
        try:
            names.append(key_name(key))
        except NoSuchKey as error:
            mistakes.append(Mistake(where, f"{error}{'' if str(error).endswith('?') else '.'}"))
            return None
    return tuple(dict.fromkeys(names))


def _without_clashes(keys: dict[str, tuple[str, ...]], mistakes: list[Mistake]) -> dict[str, tuple[str, ...]]:
    """`keys` without entries that give one key two meanings; the later entry goes."""
    keys = dict(keys)
    while clash := next(clashes(keys), None):
        key, one, other = clash
        out = next(action for action in reversed(keys) if action in (one.id, other.id))
        kept = other if out == one.id else one
        mistakes.append(
            Mistake(
                f"keys.{out}",
                f'"{key}" is already the key of {kept.id}; choose another, or change {kept.id} too.',
            )
        )
        del keys[out]
    return keys


def _quoted(text: str) -> str:
    return f'"{text}"'


def _shown(value: object) -> str:
    """A value as TOML would write it, short."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return _quoted(value if len(value) <= 40 else value[:39] + "…")
    if isinstance(value, list):
        return "a list"
    return "a table" if isinstance(value, dict) else str(value)


_READERS: Mapping[str, Callable[[object, list[Mistake]], dict[str, Any]]] = {
    "theme": _one_of("theme", THEMES),
    "ascii": _ascii,
    "mouse": _switch("mouse"),
    "resume": _switch("resume"),
    "output": _one_of("output", OUTPUTS),
    "scroll_lines": _scroll_lines,
    "keys": _keys,
}
