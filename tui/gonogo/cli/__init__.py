"""The command line: `main` is what the `gonogo` script calls. What the commands do lies in core."""

from gonogo.cli.start import main

__all__ = ["main"]
