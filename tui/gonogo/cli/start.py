"""From the shell to a command and back: the fast path, the errors, the exit status.

Nothing heavy is imported here. `run` is a command as a function, for tests and whoever embeds it; `main`
is the process.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

from gonogo import __version__


def main() -> int:
    """The `gonogo` script: runs what the command line says and ends the process."""
    words = sys.argv[1:]
    if words == ["--version"]:
        # A quarter of the time: click is not needed to say this.
        sys.stdout.write(f"gonogo {__version__}\n")
        return _ended(0)
    gc.disable()  # nothing to collect while modules load; who opens the application turns it on again
    return _ended(run(words))


def run(words: Sequence[str]) -> int:
    """Run a command line (without the program's name); its exit status. Errors are told, not raised."""
    try:
        if len(words) > 1 and words[0] in ("merge-driver", "textconv", "git-diff"):
            from gonogo.cli.hidden import run_hidden

            return run_hidden(words)
        if _is_for_the_application(words):
            return _application(words[0])
        from gonogo.cli.telling import told

        return told(words)
    except KeyboardInterrupt:  # before click could hear it
        return 130


def _is_for_the_application(words: Sequence[str]) -> bool:
    """Whether the words are just a path, in a terminal that can show the application.

    Then click has nothing to say, and the first screen stands a twentieth earlier. Everything else, such
    as a path that is not there, goes the long way, where it is told.
    """
    from gonogo.cli.names import COMMANDS

    return (
        len(words) == 1
        and words[0] not in COMMANDS
        and not words[0].startswith("-")
        and os.path.exists(words[0])
        and os.isatty(0)
        and os.isatty(1)
        and os.environ.get("TERM", "") not in ("", "dumb")
    )


def _application(path: str) -> int:
    try:
        from gonogo.core.typeahead import Typeahead

        with Typeahead() as typeahead:
            typeahead.begin()
            from pathlib import Path

            from gonogo.app import run

            return run(Path(path), typeahead=typeahead)
    except Exception as error:  # noqa: BLE001 - the last resort, as for commands
        from gonogo.cli.telling import failed

        return failed(error)


def _ended(status: int) -> int:
    """Leave at once, everything written: taking the interpreter down would be a sixth of a short command."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):
        return status  # the interpreter's own end deals with a stream that is gone
    os._exit(status)
