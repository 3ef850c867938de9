"""The spare file of a save: the new text beside the old one, complete and on the disk before any swap.

Its name tells what it may hold (the beginnings of the fingerprints of the new and of the old text),
and while it is unfinished its mode is one that no document has. So whatever a crash leaves behind can
be told apart by `sweeping.py`. Swapping is `swapping.py`.
"""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from dataclasses import dataclass

from gonogo.core.files.errors import Refused, reason, shown
from gonogo.core.files.metadata import copy_metadata
from gonogo.core.files.reading import Fingerprint, fingerprint
from gonogo.core.files.spot import Spot

UNFINISHED = 0o200
"""The mode of a spare file whose text is not complete yet."""

STEM = 20  # characters of the document's name that are repeated, at most 80 bytes
DIGITS = 8  # of each fingerprint
_NOT_WRITABLE = {errno.EACCES, errno.EPERM, errno.EROFS}


@dataclass(frozen=True, slots=True)
class Texts:
    """What a file holds, and what it shall hold."""

    old: bytes
    new: bytes
    old_fingerprint: Fingerprint
    new_fingerprint: Fingerprint


class CannotKeep(Exception):
    """A new file cannot be given the owner, mode or attributes of the old one."""


def spare_name(name: str, texts: Texts) -> str:
    """A fresh name for the spare file of the document `name`."""
    marks = (texts.new_fingerprint[:DIGITS], texts.old_fingerprint[:DIGITS])
    parts = (name_mark(name), *marks, os.urandom(DIGITS // 2).hex())
    return f".{name[:STEM]}.gonogo-{'-'.join(parts)}"


def name_mark(name: str) -> str:
    """Tells documents apart whose names begin alike."""
    return fingerprint(os.fsencode(name))[:DIGITS]


def write_spare(spot: Spot, name: str, new: bytes) -> None:
    """Write `new` to a spare file of that name, with everything the document has.

    On any failure nothing is left. Raises CannotKeep, Refused or OSError.
    """
    fd = _create(spot, name)
    try:
        try:
            write_all(fd, new)
            source = spot.open()
            try:
                if not copy_metadata(source, fd):
                    raise CannotKeep
            finally:
                os.close(source)
            os.fsync(fd)
        finally:
            os.close(fd)
    except BaseException:
        with suppress(OSError):  # the first error is the one to tell
            os.unlink(name, dir_fd=spot.directory)
        raise


def write_all(fd: int, data: bytes, place: int = 0) -> None:
    """Write `data` at `place`, however many calls it takes."""
    rest = memoryview(data)
    while rest:
        done = os.pwrite(fd, rest, place)
        rest = rest[done:]
        place += done


def _create(spot: Spot, name: str) -> int:
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        return os.open(name, flags, UNFINISHED, dir_fd=spot.directory)
    except OSError as error:
        if error.errno not in _NOT_WRITABLE:
            raise
        what = f"cannot be saved: nothing can be written to its folder {shown(spot.folder)}: {reason(error)}"
        raise Refused(spot.path, what, "A save needs room beside the file; look at the folder.") from error
