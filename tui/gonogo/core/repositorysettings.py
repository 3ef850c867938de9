"""`gonogo.toml` at the top of a repository, read: a table, and where in the text each name stands.

What the tables mean is for those who use them (`checksettings`, `probes.settings`). A repository is somebody
else's text: nothing in it is run, and nothing in it can grant trust.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gonogo.core.files.errors import FileError, FileMissing
from gonogo.core.files.reading import read

NAME = "gonogo.toml"

_LARGEST = 1 << 20
_TABLE = re.compile(r"\s*\[\[?([^\[\]]+)\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*([^=#\[\]{}]+?)\s*=")
_PART = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|'([^']*)'|([^.\s\"']+)")
_ENDLESS = "(at end of document)"
_LOOKED_UP = 500
"""Lines up to which the beginning of what never ends is looked for."""
_AT = re.compile(r"\s*\(at line (\d+), column \d+\)")


@dataclass(frozen=True, slots=True)
class RepositorySettings:
    """What the file holds."""

    table: dict[str, Any] = field(default_factory=dict)
    """Its values; empty where there is no such file, or it cannot be read."""
    problem: str = ""
    """A sentence on why nothing in it counts; "" where it was read."""
    problem_line: int = 0
    """The line of that, 0 for the whole file."""
    text: str = ""

    def line_of(self, *names: str) -> int:
        """The 1-based line on which a value or its table is named; the nearest table's, else 1."""
        places = _places(self.text)
        while names:
            if names in places:
                return places[names]
            names = names[:-1]
        return 1


def read_table(top: Path) -> RepositorySettings:
    """The file of the repository at ``top``; a problem instead of values where it cannot be read."""
    try:
        text = read(top / NAME, limit=_LARGEST).data.decode("utf-8-sig")
    except FileMissing:
        return RepositorySettings()
    except FileError as error:
        return RepositorySettings(problem=str(error))
    except UnicodeDecodeError:
        return RepositorySettings(problem=f"{NAME} is no UTF-8, so nothing in it counts; save it as UTF-8.")
    return table_in(text)


def table_in(text: str) -> RepositorySettings:
    """What a text in TOML holds."""
    import tomllib

    try:
        return RepositorySettings(tomllib.loads(text), text=text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        at = _AT.search(str(error))
        line = int(at[1]) if at else _opened_in(text) if _ENDLESS in str(error) else 0
        problem = f"{NAME} is not valid TOML, so nothing in it counts: {error}"
        return RepositorySettings(problem=problem, problem_line=line, text=text)


def _opened_in(text: str) -> int:
    """The line on which begins what never ends: behind the most lines that are right without the rest; 0 for
    a place that is not looked for so far up.
    """
    import tomllib

    lines = text.split("\n")
    for count in range(len(lines) - 1, max(-1, len(lines) - _LOOKED_UP), -1):
        try:
            tomllib.loads("\n".join(lines[:count]))
        except (tomllib.TOMLDecodeError, RecursionError):
            continue
        return count + 1
    return 0


def _places(text: str) -> dict[tuple[str, ...], int]:
    """Where names stand, as far as a look at each line tells; the first of several."""
    found: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.split("\n"), 1):
        header, key = _TABLE.match(line), _KEY.match(line)
        if header:
            table = _names(header[1])
            found.setdefault(table, number)
        elif key:
            names = (*table, *_names(key[1]))
            for depth in range(len(table) + 1, len(names) + 1):
                found.setdefault(names[:depth], number)
    return found


def _names(dotted: str) -> tuple[str, ...]:
    return tuple(
        next(part for part in match.groups() if part is not None) for match in _PART.finditer(dotted)
    )
