"""Two renames that Python does not offer: swapping two files, and never overwriting.

Both are `renameat2`, called through ctypes, which is loaded with the first call: commands that only
read do not pay for it. Where the system or the file system lacks them, `Unsupported` says so.
"""

from __future__ import annotations

import errno
import os
import platform
import sys
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    Rename = Callable[[int, bytes, int, bytes, int], int]

NOREPLACE = 1
EXCHANGE = 2

# EBUSY is a file that is itself a mount point, as containers like to mount one.
_ABSENT = {errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.EXDEV, errno.EBUSY}
# The number of renameat2 for a C library that has no wrapper for it (musl).
_NUMBERS = {"x86_64": 316, "aarch64": 276, "riscv64": 276, "i686": 353, "armv7l": 382, "ppc64le": 357}


class Unsupported(Exception):
    """This system, file system or file has no such rename."""


def exchange(directory: int, one: str, other: str) -> None:
    """Swap two names in a directory (a descriptor), as one step. Raises Unsupported or OSError."""
    _rename(directory, one, other, EXCHANGE)


def rename_new(directory: int, old: str, new: str) -> None:
    """Rename `old` to `new` unless that exists. Raises Unsupported, FileExistsError or OSError."""
    _rename(directory, old, new, NOREPLACE)


def _rename(directory: int, old: str, new: str, flags: int) -> None:
    failed = _system_call()(directory, os.fsencode(old), directory, os.fsencode(new), flags)
    if failed in _ABSENT:
        raise Unsupported
    if failed:
        raise OSError(failed, os.strerror(failed), old, None, new)


@cache
def _system_call() -> Rename:
    """renameat2 as a function that returns 0 or the errno."""
    if sys.platform != "linux":
        return lambda *_: errno.ENOSYS
    import ctypes  # here because it takes 2 ms, and only a save needs it

    library = ctypes.CDLL(None, use_errno=True)
    if hasattr(library, "renameat2"):
        call = library.renameat2
        first: tuple[ctypes.c_long, ...] = ()
    elif platform.machine() in _NUMBERS:
        call = library.syscall
        first = (ctypes.c_long(_NUMBERS[platform.machine()]),)
    else:
        return lambda *_: errno.ENOSYS

    def rename(from_directory: int, old: bytes, to_directory: int, new: bytes, flags: int) -> int:
        ctypes.set_errno(0)
        done = call(*first, from_directory, old, to_directory, new, ctypes.c_uint(flags))
        return 0 if done == 0 else ctypes.get_errno()

    return rename
