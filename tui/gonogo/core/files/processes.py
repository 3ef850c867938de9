"""Which process it was: a number alone may have passed to another one since, or name one that has ended.

As far as this machine can tell. Where the system does not say when a process began, its number must do.
"""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

_STATE, _STARTED = 0, 19
"""Places in /proc/PID/stat, counted behind the process's name in brackets, which may hold anything."""


@lru_cache(maxsize=4)
def birth(process: int) -> str:
    """What tells a process from all others that have or had its number; "" where the system does not say.

    For one's own process, which does not change: the answer is kept.
    """
    return _birth(process)


def has_ended(process: int, birth: str) -> bool:
    """Whether the process of this number and birth (which may be "", for unknown) has ended."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except OSError:  # it lives and belongs to somebody else
        pass
    fields = _fields(process)
    if fields and fields[_STATE] in (b"Z", b"X"):  # ended, and nobody has asked how
        return True
    now = _birth(process)
    return bool(birth and now) and now != birth


def _birth(process: int) -> str:
    fields = _fields(process)
    if len(fields) <= _STARTED:
        return ""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return ""
    return f"{boot}:{fields[_STARTED].decode()}"


def _fields(process: int) -> list[bytes]:
    try:
        return Path(f"/proc/{process}/stat").read_bytes().rpartition(b")")[2].split()
    except OSError:
        return []
