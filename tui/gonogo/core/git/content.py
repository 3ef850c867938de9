"""What a document's bytes say: conflict markers, a Git LFS pointer, no text. And reading them safely."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

_POINTER = b"version https://git-lfs.github.com/spec/"
_LOOKED_AT = 8192  # bytes at the beginning of a file that tell whether it is text
_CONTROLS = bytes(each for each in range(32) if each not in b"\t\n\f\r\x1b")
_LONGEST_POINTER = 1024  # bytes, by the Git LFS specification

# Seven signs at the start of a line. `=======` alone underlines a heading and `>>>>>>>` alone is a quote in
# a quote; `<<<<<<<` is nothing in markdown.
_OPENING = re.compile(rb"^<{7}(?= |\r|\n|\Z)", re.MULTILINE)
_MIDDLE = re.compile(rb"^={7}\r?\n", re.MULTILINE)
_CLOSING = b"\n>>>>>>> "


def conflict_marker(data: bytes) -> int | None:
    """The 1-based line of the first conflict marker that a merge left in the text, or None.

    Markers count wherever they stand at the start of a line, in code blocks too: a merge puts them there.
    """
    opening = _OPENING.search(data)
    if opening:
        return data.count(b"\n", 0, opening.start()) + 1
    middle = _MIDDLE.search(data)
    closing = data.find(_CLOSING, middle.end() - 1) if middle else -1
    return data.count(b"\n", 0, closing) + 2 if closing >= 0 else None


def is_lfs_pointer(data: bytes) -> bool:
    """Whether these bytes stand for a file that Git LFS keeps elsewhere."""
    return len(data) < _LONGEST_POINTER and data.startswith(_POINTER)


def is_no_text(data: bytes) -> bool:
    """Whether more than a twentieth are control characters; a stray one makes no other kind of file."""
    head = data[:_LOOKED_AT]
    return len(head) - len(head.translate(None, _CONTROLS)) > len(head) / 20


def regular_bytes(path: Path) -> bytes | None:
    """The content of a regular file; None where there is no such file, or it cannot be read.

    Never waits: a FIFO is looked at and not opened for its content.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError):
        return None
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return None
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            return file.read()
    except OSError:
        return None
    finally:
        os.close(descriptor)
