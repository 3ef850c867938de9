"""What is typed before the application reads the keys: kept for it as it is, and not shown in the shell.

Until the terminal is taken its line settings hold. By those each key is shown where the shell's cursor is,
where it stays when the application is gone, and enter arrives as another key.
"""

from __future__ import annotations

import termios
from contextlib import suppress

_INPUT, _LOCAL = 0, 3


class Typeahead:
    """The terminal of a descriptor, quiet from `begin` to `end`. Harmless where there is no terminal.

    `begin` within a `with` statement: an interrupt may come at any moment.
    """

    def __init__(self, descriptor: int = 0) -> None:
        self._descriptor = descriptor
        self._before: list[int | list[bytes | int]] | None = None

    def begin(self) -> None:
        """Be quiet from now on."""
        with suppress(termios.error):
            before = termios.tcgetattr(self._descriptor)
            quiet = [*before]
            quiet[_INPUT] &= ~(termios.ICRNL | termios.INLCR | termios.IGNCR | termios.IXON)
            quiet[_LOCAL] &= ~termios.ECHO
            self._before = before
            termios.tcsetattr(self._descriptor, termios.TCSANOW, quiet)

    def end(self) -> None:
        """The terminal as it was. What was typed is kept. A second time does nothing."""
        if self._before is not None:
            with suppress(termios.error):
                termios.tcsetattr(self._descriptor, termios.TCSANOW, self._before)
            self._before = None

    def __enter__(self) -> Typeahead:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()
