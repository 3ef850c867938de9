"""Where a file stands: its folder, held open, and its name in it.

Everything a save does goes through the open folder, so that a folder that is renamed meanwhile takes
the save with it instead of splitting it in two.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from gonogo.core.files.errors import AnyPath, Busy, FileMissing
from gonogo.core.files.reading import open_regular, read_stable, through_gap
from gonogo.core.files.writers import Patience, wait_until_quiet


@dataclass(frozen=True, slots=True)
class Spot:
    """A name in an open folder."""

    directory: int
    """The folder's descriptor."""
    folder: Path
    """Its path, for sentences."""
    name: str
    """The file's name in it."""
    path: AnyPath
    """What the caller calls the file, for sentences."""

    def open(self, flags: int = os.O_RDONLY) -> int:
        """A descriptor on the regular file of this name, which was there a moment ago.

        Raises FileMissing, NotRegular or OSError.
        """
        try:
            return through_gap(
                lambda: open_regular(self.name, self.path, directory=self.directory, flags=flags)
            )
        except FileNotFoundError as error:
            raise FileMissing(self.path, "is not there any more", "Save it under another name.") from error

    def status(self) -> os.stat_result:
        """The status of what stands there. Raises FileNotFoundError or OSError."""
        return through_gap(lambda: os.stat(self.name, dir_fd=self.directory, follow_symlinks=False))

    def sync(self) -> None:
        """Bring the folder itself, which holds the names, to the disk, where a folder can be synced."""
        try:
            os.fsync(self.directory)
        except OSError as error:
            if error.errno not in (errno.EINVAL, errno.ENOTSUP):
                raise


@contextmanager
def standing_at(target: Path, path: AnyPath) -> Iterator[Spot]:
    """The spot of `target`, which `path` leads to. Raises OSError."""
    directory = os.open(target.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        yield Spot(directory=directory, folder=target.parent, name=target.name, path=path)
    finally:
        with suppress(OSError):  # nothing was written through it
            os.close(directory)


def read_quiet(
    spot: Spot, patience: Patience, deadline: float, limit: int, *, leases: bool = False
) -> tuple[bytes, os.stat_result]:
    """The file's bytes and status, read while nobody writes to it.

    Raises FileMissing, Busy at the deadline, NotRegular, TooLarge or OSError.
    """
    fd = spot.open()
    try:
        if not wait_until_quiet(fd, patience, deadline, leases=leases):
            raise busy(spot, os.fstat(fd))
        return read_stable(fd, spot.path, limit)
    finally:
        os.close(fd)


def busy(spot: Spot, seen: os.stat_result) -> Busy:
    """The error for a file that another program does not let go."""
    who = _holder(seen) or "another program"
    return Busy(spot.path, f"is open for writing in {who}", "Close it there, or wait, and save again.")


def _holder(wanted: os.stat_result) -> str:
    """A program that has the file open, as far as /proc shows it to us; "" where it does not."""
    try:
        processes = [entry for entry in os.listdir("/proc") if entry.isdigit()]
    except OSError:
        return ""
    for process in processes:
        folder = f"/proc/{process}/fd"
        try:
            for entry in os.listdir(folder):
                seen = os.stat(f"{folder}/{entry}")
                same = (seen.st_dev, seen.st_ino) == (wanted.st_dev, wanted.st_ino)
                if same and int(process) != os.getpid():
                    command = Path(f"/proc/{process}/comm").read_text(errors="replace").strip()
                    return f"{command} (process {process})"
        except OSError:
            continue  # it ended, or it is not ours to look into
    return ""
