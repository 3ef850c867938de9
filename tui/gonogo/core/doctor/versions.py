"""What is installed: gonogo, Python, and the framework that draws. Nothing of it is loaded to be asked."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from gonogo import __version__

from .found import Found, Severity

_SHOWN_BY = "The application cannot be opened; the other commands work."


def versions(problem: str, aside: str) -> Iterator[Found]:
    """The versions. `problem` says why the application could not be tried out, `aside` why the output layer
    would stand aside; both are "" where all is well.
    """
    yield Found("gonogo", __version__)
    yield Found("python", f"{platform.python_version()} ({sys.executable or 'of unknown place'})")
    try:
        found = version("textual")
    except PackageNotFoundError:
        yield Found(
            "textual", "is not installed", _SHOWN_BY, "Install gonogo again, with what it needs.",
            Severity.ERROR,
        )  # fmt: skip
        return
    if problem:
        yield Found(
            "textual",
            f"{found}, but the application does not start: {problem}",
            _SHOWN_BY,
            "Install gonogo again, with what it needs.",
            Severity.ERROR,
        )
        return
    yield Found("textual", f"{found}; the output layer {'does not know it' if aside else 'knows it'}")
