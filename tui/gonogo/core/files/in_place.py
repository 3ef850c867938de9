"""Writing over a file where it stands, for files that cannot be swapped.

That is so with several names (hard links), an owner or attributes that a new file cannot be given,
and systems without the exchange. A crash can leave such a file half written, so the caller is called
first, to put both texts into its journal. As little as possible is written: from the first byte that
differs, and room is made before any byte is lost.
"""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from gonogo.core.files.errors import Changed, Damaged, DiskFault, FileMissing, reason
from gonogo.core.files.reading import read_stable
from gonogo.core.files.spare import Texts, write_all
from gonogo.core.files.spot import Spot, read_quiet
from gonogo.core.files.writers import Patience, write_lease

COMPARE = 16**4  # bytes compared at once; a power of 16


@dataclass(frozen=True, slots=True)
class InPlace:
    """What is about to be written over: enough to repair the file after a crash."""

    path: Path
    """The file itself, links followed."""
    old: bytes
    """The whole text that stands there."""
    new: bytes
    """The whole text that will."""


BeforeInPlace = Callable[[InPlace], None]
"""Called before the first byte changes; an exception from it means that nothing is written."""


def write_in_place(
    spot: Spot,
    texts: Texts,
    before: BeforeInPlace | None,
    patience: Patience,
    limit: int,
) -> None:
    """Write the new text over the file, if it holds the old one.

    Raises Changed, Damaged, another FileError or OSError; but for Damaged, and a DiskFault that says
    otherwise, the text is the old one or another program's then.
    """
    old, _ = read_quiet(spot, patience, time.monotonic() + patience.busy, limit)
    if old != texts.old:
        raise Changed(spot.path, old)
    if before is not None:
        before(InPlace(path=spot.folder / spot.name, old=old, new=texts.new))
    fd = spot.open(os.O_RDWR)
    try:
        write_lease(fd)  # where it is granted, nobody else opens the file until we are through
        now, seen = read_stable(fd, spot.path, limit)
        if now != texts.old:
            raise Changed(spot.path, now)
        _overwrite(fd, spot, old, texts.new)
    finally:
        with suppress(OSError):  # what was written is synced
            os.close(fd)
    _still_there(spot, seen, patience, limit)


def _still_there(spot: Spot, written: os.stat_result, patience: Patience, limit: int) -> None:
    """What was written must be the file that the name leads to, not one that was just replaced."""
    try:
        there = spot.status()
    except FileNotFoundError as error:
        raise FileMissing(spot.path, "was deleted while it was saved", "Save it again.") from error
    except OSError as error:
        what = f"holds the new text, but could not be looked at again: {reason(error)}"
        raise DiskFault(spot.path, what, "Look at the disk and the system's log.") from error
    if (there.st_dev, there.st_ino) != (written.st_dev, written.st_ino):
        theirs, _ = read_quiet(spot, patience, time.monotonic() + patience.busy, limit)
        raise Changed(spot.path, theirs)


def _overwrite(fd: int, spot: Spot, old: bytes, new: bytes) -> None:
    start = _first_difference(old, new)
    end = len(new)
    if len(old) == len(new):
        end -= _first_difference(old[:start:-1], new[:start:-1])
    _make_room(fd, len(old), len(new))
    try:
        write_all(fd, new[start:end], start)
        if len(new) < len(old):
            os.ftruncate(fd, len(new))
        os.fsync(fd)
    except BaseException:
        try:
            write_all(fd, old[start:], start)
            os.ftruncate(fd, len(old))
            os.fsync(fd)
        except OSError as error:
            raise Damaged(spot.path, old, new, error) from error
        raise


def _make_room(fd: int, old: int, new: int) -> None:
    """Have the disk say that it is full before any byte has changed, where it can."""
    if new <= old or not hasattr(os, "posix_fallocate"):
        return
    try:
        os.posix_fallocate(fd, old, new - old)
    except OSError as error:
        with suppress(OSError):  # it may have grown; the first error is the one to tell
            os.ftruncate(fd, old)
        if error.errno not in (errno.EOPNOTSUPP, errno.EINVAL):
            raise


def _first_difference(one: bytes, other: bytes) -> int:
    """How many bytes the two begin alike with."""
    both = min(len(one), len(other))
    start = 0
    step = COMPARE
    while step:
        while start < both and one[start : start + step] == other[start : start + step]:
            start += step
        step //= 16
    return min(start, both)
