"""`gonogo PATH` with a fault built in: asking for help raises. Run as `python crashing.py PATH`."""

from __future__ import annotations

import sys

import gonogo.app
from gonogo.cli.start import main
from tests.terminal import hostile


class Crashing(gonogo.app.Gonogo):
    """The application, broken."""

    def action_help(self) -> None:
        """Fail, with a value at hand that nobody else may see."""
        secret = "hunter2"
        raise RuntimeError(f"broken by {hostile.OSC}{hostile.CLEAR}{hostile.C1}{len(secret)}")


gonogo.app.Gonogo = Crashing  # type: ignore[misc]
sys.exit(main())
