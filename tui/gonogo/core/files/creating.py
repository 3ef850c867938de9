"""New files that never overwrite one: made whole under a name of their own, then given the real one.

Copies a file into a folder too, under the first free name. Which folder and which name is for others.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from gonogo.core.files.errors import AnyPath, Exists, NotRegular, explained, shown
from gonogo.core.files.reading import LIMIT, read
from gonogo.core.files.renaming import Unsupported, rename_new
from gonogo.core.files.spare import STEM, write_all

TRIES = 10_000  # names that `create_numbered` looks at


def create(path: AnyPath, data: bytes) -> Path:
    """Make a new file that holds `data`, on the disk when this returns; returns its path.

    Readable as the umask says. Raises Exists where anything of that name stands (a dangling link is
    something), FileMissing where its folder does not exist, or another FileError; nothing is left then.
    """
    there = Path(path)
    _check_name(there.name, path)
    try:
        directory = os.open(there.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            _create(directory, there.name, data)
        finally:
            os.close(directory)
    except FileExistsError as error:
        raise Exists(path, "exists already", "Choose another name.") from error
    except OSError as error:
        raise explained(error, path, "made") from error
    return there


def create_with_folders(path: AnyPath, data: bytes) -> tuple[Path, Path | None]:
    """Like `create`, and makes the folders that lead there; returns the path and the topmost folder made.

    That is None where none was missing. What was made is gone again where the file could not be.
    """
    there = Path(path)
    _check_name(there.name, path)
    missing = [folder for folder in there.parents if not os.path.lexists(folder)]
    try:
        there.parent.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise NotRegular(path, f"cannot be made: {shown(there.parent)} is no folder") from error
    except OSError as error:
        _remove_empty(missing)
        raise explained(error, path, "made") from error
    try:
        return create(there, data), missing[-1] if missing else None
    except BaseException:
        _remove_empty(missing)
        raise


def _remove_empty(folders: Iterable[Path]) -> None:
    for folder in folders:
        with suppress(OSError):  # somebody has put something there meanwhile, or it was never made
            folder.rmdir()


def create_numbered(folder: AnyPath, name: str, data: bytes) -> Path:
    """Like `create`, under the first free of `name.txt`, `name-2.txt`, `name-3.txt` …; makes the folder.

    `name` is one name, without a folder in it. Returns the path that it got.
    """
    there = Path(folder)
    _check_name(name, there / name)
    try:
        there.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise explained(error, folder, "made") from error
    stem, suffix = os.path.splitext(name)
    for number in range(1, TRIES):
        wanted = there / (name if number == 1 else f"{stem}-{number}{suffix}")
        with suppress(Exists):
            return create(wanted, data)
    raise Exists(there / name, f"exists already, {TRIES - 1} times over", "Choose another name.")


def copy_in(source: AnyPath, folder: AnyPath, name: str, *, limit: int = LIMIT) -> Path:
    """Copy a file into a folder under the first free name (see `create_numbered`); returns its new path.

    Never overwrites. The copy is readable as the umask says. Raises TooLarge above `limit` bytes, and
    the FileErrors of `read` and `create`.
    """
    return create_numbered(folder, name, read(source, limit=limit).data)


def _check_name(name: str, path: AnyPath) -> None:
    if name in ("", ".", "..") or "/" in name or "\0" in name:
        raise NotRegular(path, f"cannot be made: {shown(name)} is no name for a file", "Choose another.")


def _create(directory: int, name: str, data: bytes) -> None:
    made = f".{name[:STEM]}.gonogo-new-{os.urandom(4).hex()}"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    fd = os.open(made, flags, 0o666, dir_fd=directory)
    try:
        try:
            write_all(fd, data)
            os.fsync(fd)
        finally:
            os.close(fd)
        try:
            rename_new(directory, made, name)
        except Unsupported:
            os.link(made, name, src_dir_fd=directory, dst_dir_fd=directory)
            os.unlink(made, dir_fd=directory)
    except BaseException:
        with suppress(OSError):  # the first error is the one to tell
            os.unlink(made, dir_fd=directory)
        raise
    os.fsync(directory)
