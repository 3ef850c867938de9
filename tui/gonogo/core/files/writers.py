"""Who is writing to a file: waiting until nobody is, and knowing it.

On Linux a *lease* answers exactly: the kernel grants a read lease only while no process has the file
open for writing, and tells its holder of everybody who opens it for writing after that. Where there
are none (most network file systems, other platforms) a file counts as quiet when it has not changed
for a while, which is a guess: see `Patience`. What is done with the answer is for others.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
import time
from dataclasses import dataclass
from enum import Enum, auto

from gonogo.core.files.reading import moment

if sys.platform == "linux":
    import fcntl

POLL = 0.002  # seconds between two looks at a file that is being written


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a save waits, in seconds."""

    settle: float = 0.001
    """With leases: between the swap and the last look. A program that had found the old file but not
    opened it yet (a matter of microseconds) gets the processor in that time, and is seen."""
    quiet: float = 0.05
    """Without leases: for how long a file must not have changed to count as quiet."""
    grace: float = 0.1
    """Without leases: for how long after the swap a late write to the old file is looked for."""
    busy: float = 2.0
    """How long another program may hold the file open for writing, or have it out of its place."""


PATIENCE = Patience()


class Writers(Enum):
    """Whether a process has a file open for writing."""

    NONE = auto()
    SOME = auto()
    UNKNOWN = auto()


class Lease:
    """A read lease on an open file: `broken` tells that somebody has opened it for writing since.

    Who opens it meanwhile waits until the lease is given back, so hold it for milliseconds.
    The descriptor must be read-only. Use `lease` to take one.
    """

    def __init__(self, fd: int, answer: Writers) -> None:
        self._fd = fd
        self.answer = answer
        """NONE where the lease was granted: nobody has the file open for writing."""

    @property
    def broken(self) -> bool:
        """Whether the lease was granted and somebody wants to write now."""
        if sys.platform != "linux" or self.answer is not Writers.NONE:
            return False
        return fcntl.fcntl(self._fd, fcntl.F_GETLEASE) != fcntl.F_RDLCK

    def give_back(self) -> None:
        """Let others go on. Closing the descriptor does the same."""
        if sys.platform == "linux" and self.answer is Writers.NONE:
            fcntl.fcntl(self._fd, fcntl.F_SETLEASE, fcntl.F_UNLCK)

    def __enter__(self) -> Lease:
        return self

    def __exit__(self, *_: object) -> None:
        self.give_back()


def lease(fd: int) -> Lease:
    """Try to take a read lease; never waits and never raises OSError. Look at `answer`."""
    return Lease(fd, _take(fd, fcntl.F_RDLCK) if sys.platform == "linux" else Writers.UNKNOWN)


def write_lease(fd: int) -> bool:
    """Try to have a file that is open for writing to ourselves: others who open it wait until it is closed.

    False where that is not to be had; who asked goes on without. Ends when the descriptor is closed.
    """
    return sys.platform == "linux" and _take(fd, fcntl.F_WRLCK) is Writers.NONE


def writers(fd: int) -> Writers:
    """Whether anybody has the file of this read-only descriptor open for writing, as far as can be told."""
    with lease(fd) as taken:
        return taken.answer


def _take(fd: int, kind: int) -> Writers:
    if sys.platform != "linux":
        return Writers.UNKNOWN
    try:
        # The kernel signals a broken lease. We ask instead, and the default, SIGIO, would end us;
        # SIGURG is ignored unless somebody listens.
        fcntl.fcntl(fd, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(fd, fcntl.F_SETLEASE, kind)
    except OSError as error:
        return Writers.SOME if error.errno == errno.EAGAIN else Writers.UNKNOWN
    return Writers.NONE


def wait_until_quiet(fd: int, patience: Patience, deadline: float, *, leases: bool) -> bool:
    """Wait until nobody writes to the file of a read-only descriptor; False at the deadline.

    `leases` says that the file system is known to grant them, so that a refusal means a writer (some
    network file systems refuse always). `deadline` is a moment of `time.monotonic()`.
    """
    seen = moment(os.fstat(fd))
    quiet_since = time.monotonic()
    while (answer := writers(fd)) is not Writers.NONE:
        now = time.monotonic()
        if seen != (seen := moment(os.fstat(fd))):
            quiet_since = now
        elif not (leases and answer is Writers.SOME) and now - quiet_since >= patience.quiet:
            break
        if now >= deadline:
            return False
        time.sleep(POLL)
    return True
