"""The evidence folder of a document: where captured and copied files go, and which files are ours.

    docs/launch.md
    docs/evidence/launch/redis-health-check/2026-11-21T201900Z.txt

A file is named by its time in UTC, created and never opened for writing again. On the way to it no symbolic
link is followed, so a repository cannot direct our writing elsewhere; and what is cited by a document is
ours only if it lies there, by that kind of name, so that a commit never takes in the sources it cites.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote

from gonogo.core.git import IgnoreRule, Repository, ignore_rule

from .names import folder_name, slug, suffix

FOLDER = "evidence"
SIZE_LIMIT = 20 * 1024 * 1024
"""Bytes of a file that is copied in: what is committed stays in the history for good."""

_NAME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{6}Z(-\d+)?\.[a-z0-9]{1,10}\Z")
_CHUNK = 1 << 20


class EvidenceRefused(Exception):
    """A file could not become evidence; `str()` is a sentence that says why."""


def folder_of(document: Path) -> Path:
    """The document's evidence folder, which need not exist: beside the real file, links resolved."""
    real = Path(os.path.realpath(document))
    return real.parent / FOLDER / folder_name(real.stem)


def place(document: Path, item: str, extension: str, now: datetime) -> Path:
    """Where a piece of evidence of this moment goes; another may already have that name (see `keep`).

    `item` is the item's text or slug, `extension` such as `.txt`, `now` has a time zone (else ValueError).
    """
    if now.tzinfo is None:
        raise ValueError("the time of a piece of evidence needs a time zone")
    ending = suffix(f"x{extension if extension.startswith('.') else '.' + extension}")
    return folder_of(document) / slug(item) / f"{now.astimezone(UTC):%Y-%m-%dT%H%M%SZ}{ending}"


def keep(document: Path, item: str, data: bytes, extension: str, now: datetime) -> Path:
    """Write a new file of evidence and return its path. Raises EvidenceRefused."""
    with _created(place(document, item, extension, now), document) as (path, file):
        file.write(data)
    return path


def copy_in(source: Path, document: Path, item: str, now: datetime, *, limit: int = SIZE_LIMIT) -> Path:
    """Copy a regular file into the evidence folder and return the copy's path. Raises EvidenceRefused."""
    try:
        descriptor = os.open(source, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError) as error:
        raise EvidenceRefused(f"{source} cannot be read: {_reason(error)}") from error
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            raise EvidenceRefused(f"{source} is no regular file: only files can be copied in")
        if found.st_size > limit:
            raise EvidenceRefused(
                f"{source} has {found.st_size / 1e6:.0f} MB; up to {limit / 1e6:.0f} MB is copied in:"
                " attach a link or a path instead"
            )
        with (
            os.fdopen(descriptor, "rb", closefd=False) as reading,
            _created(place(document, item, suffix(source.name), now), document) as (path, file),
        ):
            _copy(reading, file, limit)
        return path
    finally:
        os.close(descriptor)


def _copy(reading: BinaryIO, file: BinaryIO, limit: int) -> None:
    left = limit
    while chunk := reading.read(min(_CHUNK, left + 1)):
        left -= len(chunk)
        if left < 0:
            raise EvidenceRefused("the file grew past the limit while it was copied: nothing was kept")
        file.write(chunk)


def is_ours(path: Path, document: Path) -> bool:
    """Whether this is a file that `keep` or `copy_in` may have made for the document.

    A regular file of such a name, two levels below the document's evidence folder, no link on the way.
    """
    return _ours(path, folder_of(document)) is not None


def _ours(path: Path, folder: Path) -> Path | None:
    """The path in full where it is a file of ours below `folder`."""
    if not _NAME.match(path.name):
        return None
    try:
        absolute = Path(os.path.realpath(path.parent)) / path.name
        regular = stat.S_ISREG(absolute.lstat().st_mode)
    except (OSError, ValueError):
        return None
    return absolute if regular and absolute.parent.parent == folder else None


def evidence_of(document: Path, targets: Sequence[str]) -> tuple[Path, ...]:
    """Of the targets that a document cites, the files of ours: what a commit of the document takes along."""
    folder = folder_of(document)
    beside = Path(os.path.realpath(document)).parent
    found: dict[Path, None] = {}
    for target in targets:
        bare = re.sub(r"(#.*|:\d+(-\d+)?)\Z", "", target, flags=re.DOTALL)
        for spelled in dict.fromkeys((target, bare, unquote(bare, errors="surrogateescape"))):
            path = _ours(beside / spelled, folder)
            if path is not None:
                found[path] = None
    return tuple(found)


def ignored_by(document: Path) -> IgnoreRule | None:
    """The rule by which git would ignore what is kept for this document, or None. Raises GitError."""
    if Repository.discover(document) is None:
        return None
    return ignore_rule(folder_of(document) / "item" / "2026-01-01T000000Z.txt")


@contextmanager
def _created(wanted: Path, document: Path) -> Iterator[tuple[Path, BinaryIO]]:
    """A new file at `wanted`, or at the next free name; gone again if it could not be written in full."""
    with _opened_folder(wanted.parent, document) as folder:
        try:
            name, descriptor = _new_file(wanted, folder)
        except OSError as error:
            raise EvidenceRefused(f"{wanted} cannot be written: {_reason(error)}") from error
        try:
            with os.fdopen(descriptor, "wb") as file:
                yield wanted.with_name(name), file
                file.flush()
                os.fsync(file.fileno())
            os.fsync(folder)
        except BaseException as error:
            with suppress(OSError):
                os.unlink(name, dir_fd=folder)
            if isinstance(error, OSError):
                raise EvidenceRefused(f"{wanted} cannot be written: {_reason(error)}") from error
            raise


def _new_file(wanted: Path, folder: int) -> tuple[str, int]:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    name, count = wanted.name, 1
    while True:
        try:
            return name, os.open(name, flags, 0o666, dir_fd=folder)
        except FileExistsError:
            count += 1
            name = f"{wanted.stem}-{count}{wanted.suffix}"


@contextmanager
def _opened_folder(folder: Path, document: Path) -> Iterator[int]:
    """A descriptor of the folder, made step by step from the document's own without following a link."""
    start = Path(os.path.realpath(document)).parent
    step = start
    try:
        descriptor = os.open(start, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError as error:
        raise EvidenceRefused(f"{start} cannot be opened: {_reason(error)}") from error
    try:
        for part in folder.relative_to(start).parts:
            step = step / part
            with suppress(FileExistsError):
                os.mkdir(part, dir_fd=descriptor)
            below = os.open(
                part, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=descriptor
            )
            os.close(descriptor)
            descriptor = below
        yield descriptor
    except OSError as error:
        if error.errno in (errno.ENOTDIR, errno.ELOOP):
            why = "is a link or a file: evidence goes into a folder, and never through a link"
        else:
            why = f"cannot be made: {_reason(error)}"
        raise EvidenceRefused(f"{step} {why}") from error
    finally:
        os.close(descriptor)


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else "") or str(error)
