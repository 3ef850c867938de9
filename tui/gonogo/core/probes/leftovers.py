"""What a command left behind when its warden could not see to it: found by the tag in its environment.

A second net, for a warden that was killed itself. It finds nothing where the system does not show the
environment of processes (only Linux does), and nothing that was started with an empty environment.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import suppress

from gonogo.core.probes.environment import TAG

_ROUNDS = 50
"""Looks, at most: what is killed cannot start more, but what it started may have been missed."""


def tagged(tag: str) -> Iterator[int]:
    """The processes whose tag begins like this."""
    wanted = f"{TAG}={tag}".encode()
    try:
        names = os.listdir("/proc")
    except OSError:
        return
    for name in names:
        if name.isdigit() and _holds(name, wanted):
            yield int(name)


def end_tagged(tag: str) -> int:
    """Kill the processes of this tag; how many there were."""
    ended: set[int] = set()
    for _ in range(_ROUNDS):
        found = [each for each in tagged(tag) if each not in ended]
        for process in found:
            _kill(process, tag)
        if not found:
            break
        ended.update(found)
    return len(ended)


def _holds(name: str, wanted: bytes) -> bool:
    try:
        with open(f"/proc/{name}/environ", "rb") as file:
            return any(each.startswith(wanted) for each in file.read().split(b"\0"))
    except OSError:
        return False


def _kill(process: int, tag: str) -> None:
    """Kill it if it is still the one: its descriptor is taken before the second look."""
    if not hasattr(os, "pidfd_open"):
        return
    with suppress(OSError):
        handle = os.pidfd_open(process)
        try:
            if _holds(str(process), f"{TAG}={tag}".encode()):
                signal.pidfd_send_signal(handle, signal.SIGKILL)
        finally:
            os.close(handle)
