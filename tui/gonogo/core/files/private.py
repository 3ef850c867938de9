"""Folders and files of our own state: for their owner's eyes alone.

Who calls says where they are: under the git directory, or in the user's state directory.
"""

from __future__ import annotations

import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path

from gonogo.core.files.errors import AnyPath, NotRegular, Refused, explained

FOLDER_MODE = 0o700
FILE_MODE = 0o600


def private_folder(path: AnyPath) -> Path:
    """The folder, made 0700 where it was missing. Raises Refused where everybody may write to it."""
    folder = Path(path)
    try:
        folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        seen = folder.stat()
    except FileExistsError as error:
        raise NotRegular(path, "is not a folder", "Move it away.") from error
    except OSError as error:
        raise explained(error, path, "made") from error
    if seen.st_mode & stat.S_IWOTH:
        raise Refused(path, "may be written by everybody", f"Take that right away: chmod 700 {folder}.")
    return folder


def open_private(path: Path, flags: int) -> int:
    """A descriptor on one of our own files, made 0600 where it was missing. Raises OSError."""
    return os.open(path, flags | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, FILE_MODE)


def replace_private(path: Path, data: bytes, *, durable: bool = False) -> None:
    """Write one of our own files whole or not at all, in a folder that is there. Raises FileError.

    `durable`: it has to outlive a power failure.
    """
    spare = path.with_suffix(f".{secrets.token_hex(8)}.new")
    try:
        with open(open_private(spare, os.O_WRONLY | os.O_EXCL), "wb") as file:
            file.write(data)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        os.replace(spare, path)
    except OSError as error:
        raise explained(error, path, "written") from error
    finally:
        with suppress(OSError):
            spare.unlink(missing_ok=True)
