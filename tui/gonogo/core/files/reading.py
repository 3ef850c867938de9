"""Reading a file whole: its bytes, what identifies them, and what a save has to keep.

Only regular files are read, and nothing here can hang: a pipe or a device is recognised before it
is opened, and again after. What the bytes mean is left to others.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import NewType, TypeVar

from gonogo.core.files.errors import AnyPath, DiskFault, FileMissing, NotRegular, TooLarge, explained

LIMIT = 64 * 1024 * 1024
"""How many bytes `read` takes unless told otherwise."""

CHUNK = 64 * 1024
STABLE_TRIES = 5
STABLE_PAUSE = 0.01  # seconds
LEASED_TRIES = 100
LEASED_PAUSE = 0.01  # seconds
GAP = 0.25  # seconds for which an editor may leave no file at all, between moving one and writing one
GAP_PAUSE = 0.002  # seconds

Found = TypeVar("Found")

Fingerprint = NewType("Fingerprint", str)
"""What tells two contents apart: the SHA-256 in hexadecimal. Times and sizes never do."""


class Kind(StrEnum):
    """How the path leads to its file."""

    FILE = "file"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A file as it was at one moment."""

    path: Path
    """As the caller named it."""
    target: Path
    """The file itself, absolute, with every symbolic link followed."""
    data: bytes
    """All of it."""
    kind: Kind
    """LINK where the last part of `path` is a symbolic link."""
    mode: int
    """The permission bits, such as 0o644."""
    owner: int
    """The numeric user."""
    group: int
    """The numeric group."""
    links: int
    """How many names (hard links) the file has."""

    @property
    def fingerprint(self) -> Fingerprint:
        """Of `data`; made anew each time, so keep it."""
        return fingerprint(self.data)


def fingerprint(data: bytes) -> Fingerprint:
    """What identifies these bytes."""
    import hashlib  # here because it takes 2 ms, and who only reads needs none

    return Fingerprint(hashlib.sha256(data).hexdigest())


def read(path: AnyPath, *, limit: int = LIMIT, patient: bool = False) -> Snapshot:
    """The file at `path`, whole. `limit` is in bytes.

    `patient` is for a file that was there a moment ago: some editors move the old one away before they
    write the new one, so a missing file is waited for, a quarter of a second.

    Raises FileMissing, NotRegular, TooLarge, Refused, Busy or DiskFault.
    """
    return through_gap(lambda: _read(path, limit)) if patient else _read(path, limit)


def through_gap(look: Callable[[], Found]) -> Found:
    """What `look` returns, tried again for as long as an editor may leave no file there."""
    ends = time.monotonic() + GAP
    while time.monotonic() < ends:
        try:
            return look()
        except (FileNotFoundError, FileMissing):
            time.sleep(GAP_PAUSE)
    return look()


def _read(path: AnyPath, limit: int) -> Snapshot:
    target = resolved(path)
    try:
        fd = open_regular(os.fspath(target), path)
        try:
            data, seen = read_stable(fd, path, limit)
        finally:
            os.close(fd)
    except OSError as error:
        raise explained(error, path) from error
    return Snapshot(
        path=Path(path),
        target=target,
        data=data,
        kind=Kind.LINK if os.path.islink(path) else Kind.FILE,
        mode=stat.S_IMODE(seen.st_mode),
        owner=seen.st_uid,
        group=seen.st_gid,
        links=seen.st_nlink,
    )


def resolved(path: AnyPath, doing: str = "read") -> Path:
    """The file that `path` leads to, absolute, links followed. Raises FileMissing or NotRegular."""
    if "\0" in os.fspath(path) or not os.fspath(path):
        raise NotRegular(path, f"cannot be {doing}: no file has such a name")
    try:
        return Path(os.path.realpath(path, strict=True))
    except OSError as error:
        raise explained(error, path, doing) from error


def open_regular(name: str, path: AnyPath, *, directory: int | None = None, flags: int = os.O_RDONLY) -> int:
    """A descriptor on a regular file; never waits. `path` is what a sentence calls it.

    A look before opening keeps devices from noticing; O_NONBLOCK and the look after it are for a
    pipe that takes the file's place between the two. Raises OSError or NotRegular.
    """
    _must_be_regular(os.stat(name, dir_fd=directory, follow_symlinks=False), path)
    fd = _open_leased(name, flags | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_NOCTTY | os.O_CLOEXEC, directory)
    try:
        _must_be_regular(os.fstat(fd), path)
    except BaseException:
        os.close(fd)
        raise
    return fd


def read_stable(fd: int, path: AnyPath, limit: int) -> tuple[bytes, os.stat_result]:
    """What the descriptor holds, and its status; again if it changed while it was read, a few times.

    A program that writes slowly can still be met between two of its writes: who saves compares later.
    """
    for _ in range(STABLE_TRIES):
        before = os.fstat(fd)
        data = read_all(fd, path, before.st_size, limit)
        after = os.fstat(fd)
        if moment(before) == moment(after):
            break
        time.sleep(STABLE_PAUSE)
    return data, after


def read_all(fd: int, path: AnyPath, size: int, limit: int) -> bytes:
    """Every byte from the start, however the descriptor stands. `size` is a guess. Raises TooLarge."""
    if size > limit:
        raise _too_large(path, size, limit)
    parts: list[bytes] = []
    place = 0
    while part := os.pread(fd, max(size - place, 0) + CHUNK, place):
        parts.append(part)
        place += len(part)
        if place > limit:
            raise _too_large(path, place, limit)
    return b"".join(parts)


def _open_leased(name: str, flags: int, directory: int | None) -> int:
    """`os.open`, patient for a second with a file that another process has on lease (one of us, or Samba)."""
    for _ in range(LEASED_TRIES):
        try:
            return os.open(name, flags, dir_fd=directory)
        except BlockingIOError:
            time.sleep(LEASED_PAUSE)
    return os.open(name, flags, dir_fd=directory)


def _must_be_regular(seen: os.stat_result, path: AnyPath) -> None:
    for is_kind, name in _OTHER_KINDS:
        if is_kind(seen.st_mode):
            raise NotRegular(path, f"is a {name}, not a file that holds text", "Name a file.")
    if not stat.S_ISREG(seen.st_mode):
        raise DiskFault(path, "is of a kind this program does not know")


def _too_large(path: AnyPath, size: int, limit: int) -> TooLarge:
    mega = 1024 * 1024
    return TooLarge(
        path,
        f"holds {size / mega:.1f} MB or more; files up to {limit / mega:g} MB are read",
        "Split it, or look at it with a pager.",
    )


def moment(seen: os.stat_result) -> tuple[int, int, int, int]:
    """What changes when somebody writes to a file, if the clock of its file system is fine enough."""
    return seen.st_ino, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns


_OTHER_KINDS = (
    (stat.S_ISDIR, "directory"),
    (stat.S_ISFIFO, "pipe (FIFO)"),
    (stat.S_ISCHR, "device"),
    (stat.S_ISBLK, "device"),
    (stat.S_ISSOCK, "socket"),
    (stat.S_ISLNK, "symbolic link that changes"),
)
