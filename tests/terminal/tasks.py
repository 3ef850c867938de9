"""What a program is doing, as Linux tells it: where there is no /proc, it does nothing at any time.

A program that sends nothing may have nothing to do, or may be waiting for a processor that others have.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

AT_WORK = frozenset("RD")
"""States of a thread that runs, would run if it could, or waits for a disk."""
STOPPED = frozenset("Tt")


def busy(process: int) -> bool:
    """Whether a thread of this process, or of one below it, is at work. Who is stopped is not."""
    return any(state in AT_WORK for state in _states(process))


def stopped(process: int) -> bool:
    """Whether all threads of the process have been stopped by a signal, or there are none."""
    return STOPPED.issuperset(state for _, state in _threads(process))


def _states(process: int) -> Iterator[str]:
    for folder, state in _threads(process):
        yield state
        try:
            children = (folder / "children").read_text().split()
        except OSError:  # it has ended this moment, or the kernel does not tell
            continue
        for child in children:
            yield from _states(int(child))


def _threads(process: int) -> list[tuple[Path, str]]:
    """The folder and the state of each thread."""
    found = []
    try:
        for folder in Path(f"/proc/{process}/task").iterdir():
            found.append((folder, (folder / "stat").read_text().rpartition(")")[2].split()[0]))
    except OSError:  # one of them has ended this moment
        pass
    return found
