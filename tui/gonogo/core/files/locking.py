"""One of us at a time: an advisory lock between our own processes while one saves a file.

The lock lies in a state folder, never beside the document, and the system releases it when its
holder ends, however it ends. Other programs know nothing of it: for them there is `save`.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gonogo.core.files.errors import AnyPath, Locked, explained
from gonogo.core.files.private import open_private, private_folder

TIMEOUT = 5.0  # seconds
PAUSES = (0.0005, 0.0005, 0.001)  # seconds between tries; the last one for all further ones


@contextmanager
def lock(path: AnyPath, state: AnyPath, *, timeout: float = TIMEOUT) -> Iterator[None]:
    """Hold the lock of the file that `path` leads to. `state` is a folder, made when missing.

    Threads of one process exclude each other too; it is not reentrant. After `timeout` seconds raises
    Locked, which names the holder; raises another FileError where the state folder does not work.
    """
    folder = private_folder(Path(state) / "locks")
    name = hashlib.sha256(os.fsencode(os.path.realpath(path))).hexdigest()[:32]
    try:
        held = _take(folder / name, path, timeout)
    except OSError as error:
        raise explained(error, folder, "used for locks") from error
    try:
        yield
    finally:
        release(held)


def acquire(fd: int, kind: int, timeout: float) -> bool:
    """Take a flock of that kind (fcntl.LOCK_SH or LOCK_EX); False if it could not be had in time."""
    deadline = time.monotonic() + timeout
    tries = 0
    while True:
        try:
            fcntl.flock(fd, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                return False
            time.sleep(PAUSES[min(tries, len(PAUSES) - 1)])
            tries += 1
        else:
            return True


def release(fd: int) -> None:
    """Give a flock back and close. Closing alone would leave it to a forked child."""
    try:
        fcntl.flock(fd, fcntl.LOCK_UN)
    finally:
        os.close(fd)


def _take(stem: Path, path: AnyPath, timeout: float) -> int:
    """The descriptor that holds the lock.

    Who waits for the lock holds the turn, so that a process which saves again and again cannot have
    the lock twice in a row while another waits.
    """
    lock_file, turn_file = stem.with_suffix(".lock"), stem.with_suffix(".turn")
    deadline = time.monotonic() + timeout
    turn = open_private(turn_file, os.O_RDWR)
    try:
        if not acquire(turn, fcntl.LOCK_EX, timeout):
            raise Locked(path, _holder(lock_file), timeout)
        held = open_private(lock_file, os.O_RDWR)
        try:
            if not acquire(held, fcntl.LOCK_EX, max(0.0, deadline - time.monotonic())):
                raise Locked(path, _holder(lock_file), timeout)
            os.pwrite(held, f"{os.getpid():<20}\n".encode(), 0)
        except BaseException:
            os.close(held)
            raise
        return held
    finally:
        release(turn)


def _holder(lock_file: Path) -> int | None:
    try:
        return int(lock_file.read_bytes())
    except (OSError, ValueError):
        return None
