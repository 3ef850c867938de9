"""The folder in which a command runs: below the repository's top, wherever links may lead.

It is opened step by step and handed on as a descriptor, so that nobody can swap it in between.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path

from gonogo.core.files.errors import shown


class WrongDirectory(Exception):
    """The folder cannot be used; `str()` is a sentence that says why."""


def opened_directory(top: Path, directory: str) -> int:
    """A descriptor of ``directory`` below ``top``; the caller closes it. Raises WrongDirectory."""
    written = shown(directory or ".")
    bounds = Path(os.path.realpath(top))
    try:
        real = Path(os.path.realpath(bounds / directory, strict=True))
    except (OSError, ValueError) as error:
        raise WrongDirectory(_why(written, error)) from error
    if not real.is_relative_to(bounds):
        raise WrongDirectory(
            f"The directory {written} leads out of the repository; a command runs inside it."
        )
    flags = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
    try:
        descriptor = os.open(bounds, flags)
        for part in real.relative_to(bounds).parts:
            above = descriptor
            try:
                descriptor = os.open(part, flags | os.O_NOFOLLOW, dir_fd=above)
            finally:
                os.close(above)
    except OSError as error:
        raise WrongDirectory(_why(written, error)) from error
    return descriptor


def _why(written: str, error: Exception) -> str:
    number = error.errno if isinstance(error, OSError) else None
    if number == errno.ENOENT:
        return f"There is no directory {written} in the repository; correct the words behind `in`."
    if number in (errno.ENOTDIR, errno.ELOOP):
        return f"The directory {written} is no folder; correct the words behind `in`."
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return f"The directory {written} cannot be entered: {reason}."
