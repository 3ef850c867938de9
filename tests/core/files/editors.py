"""Another program that saves a file again and again: one way of saving each, as editors do it.

Run as `python editors.py WAY PATH COUNT PAUSE`. For each save it reads the file, appends a line of its
own (`theirs 7`) and writes the whole text back; between two saves it rests for about PAUSE seconds.
"""

import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path


def by_rename(path: Path, text: bytes) -> None:
    """Write another file, rename it over this one."""
    beside = path.with_name(f"{path.name}.theirs")
    beside.write_bytes(text)
    os.replace(beside, path)


def in_place(path: Path, text: bytes) -> None:
    """Truncate and write, in two pieces, like nano."""
    with path.open("wb", buffering=0) as file:
        file.write(text[: len(text) // 2])
        time.sleep(random.uniform(0, 0.002))
        file.write(text[len(text) // 2 :])


def late(path: Path, text: bytes) -> None:
    """Open the file, think, and only then write over it."""
    with path.open("r+b", buffering=0) as file:
        time.sleep(random.uniform(0, 0.01))
        file.truncate(0)
        file.write(text)


def with_backup(path: Path, text: bytes) -> None:
    """Move the old file away and write a new one, like vim: for a moment there is none."""
    backup = path.with_name(f"{path.name}~")
    os.replace(path, backup)
    with path.open("wb", buffering=0) as file:
        file.write(text)
        os.fsync(file.fileno())
    backup.unlink()


WAYS: dict[str, Callable[[Path, bytes], None]] = {
    "by rename": by_rename,
    "in place": in_place,
    "late": late,
    "with backup": with_backup,
}


def main(way: str, path: Path, count: int, pause: float) -> None:
    for number in range(count):
        text = path.read_bytes()
        WAYS[way](path, text + b"theirs %d\n" % number)
        time.sleep(random.uniform(0.5, 1.5) * pause)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]))
