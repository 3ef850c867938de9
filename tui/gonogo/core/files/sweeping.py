"""What a crash in the middle of a save leaves beside a document, told apart and cleared away.

Spare files that hold our own unfinished, unsaved or replaced text are of no use to anybody: the
journal has it. One that holds something else was swapped out just when another program saved, and is
the only copy: it is never deleted here, only named, so that somebody can look at it.
"""

from __future__ import annotations

import os
import re
import stat
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from gonogo.core.files.errors import AnyPath, FileError, explained
from gonogo.core.files.reading import read, resolved
from gonogo.core.files.spare import DIGITS, STEM, UNFINISHED, name_mark

RECENT = 60.0
"""Seconds for which a spare file may still belong to a save that is going on."""

_HEX = f"[0-9a-f]{{{DIGITS}}}"
_SPARE = re.compile(f"-(?P<new>{_HEX})-(?P<old>{_HEX})-{_HEX}")


@dataclass(frozen=True, slots=True)
class Leftover:
    """A spare file of a save that did not end."""

    path: Path
    """Where it lies."""
    theirs: bool
    """Whether it may hold another program's text that is nowhere else."""


def leftovers(path: AnyPath, *, recent: float = RECENT) -> tuple[Leftover, ...]:
    """The spare files that lie beside the document, older than `recent` seconds. Raises FileError."""
    target = resolved(path)
    prefix = f".{target.name[:STEM]}.gonogo-{name_mark(target.name)}"
    found = []
    try:
        for name in sorted(os.listdir(target.parent)):
            spare = _SPARE.fullmatch(name.removeprefix(prefix)) if name.startswith(prefix) else None
            if spare is None:
                continue
            there = target.parent / name
            seen = os.lstat(there)
            if stat.S_ISREG(seen.st_mode) and time.time() - seen.st_ctime >= recent:
                found.append(Leftover(there, theirs=_is_theirs(there, seen, spare)))
    except OSError as error:
        raise explained(error, path, "looked after") from error
    return tuple(found)


def sweep(path: AnyPath, *, recent: float = RECENT) -> tuple[Leftover, ...]:
    """Delete the leftovers that nobody would miss and return the others. Call it with the lock held."""
    kept = []
    for leftover in leftovers(path, recent=recent):
        if leftover.theirs:
            kept.append(leftover)
            continue
        with suppress(OSError):  # it may be gone already; if not, the next sweep tries again
            leftover.path.unlink()
    return tuple(kept)


def _is_theirs(path: Path, seen: os.stat_result, spare: re.Match[str]) -> bool:
    if stat.S_IMODE(seen.st_mode) == UNFINISHED:
        return False
    try:
        mark = read(path).fingerprint[:DIGITS]
    except FileError:
        return True
    return mark not in (spare["new"], spare["old"])
