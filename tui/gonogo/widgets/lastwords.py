"""What is printed once the application has gone: a message, or that it failed and where.

Textual prints a failure with the values of all local variables, document text among them, and prints
messages as they are. Here a failure is a sentence and a plain traceback, and every line is safe to show.
"""

from __future__ import annotations

import sys
import traceback
from typing import Any

from rich.console import Console

from gonogo.core.safetext import Safe, safe_block

SORRY = "gonogo has failed. That is a mistake in gonogo; what was saved is saved."


def failure_text(error: BaseException) -> tuple[Safe, ...]:
    """The lines to print for an error that nobody caught: a sentence and where it came from."""
    return safe_block("".join([SORRY, "\n\n", *traceback.format_exception(error)]).rstrip())


class LastWords(Console):
    """The console that Textual prints to at the end: plain, safe lines on standard error."""

    def __init__(self) -> None:
        super().__init__(color_system=None, markup=False, highlight=False, soft_wrap=True)
        self.failure: tuple[Safe, ...] = ()
        """What to print in place of Textual's own account of a failure."""

    def print(self, *objects: Any, **options: Any) -> None:
        """Print the failure if there was one, else `objects`, as safe lines."""
        if self.failure:
            lines, self.failure = self.failure, ()
        else:
            with self.capture() as captured:
                super().print(*objects, **options)
            lines = safe_block(captured.get().rstrip("\n"))
        for line in lines:
            sys.stderr.write(f"{line}\n")
        sys.stderr.flush()
