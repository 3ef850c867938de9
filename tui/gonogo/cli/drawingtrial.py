"""The output layer tried out in a process of its own, which loads the framework so that we need not."""

from __future__ import annotations

import os
import subprocess
import sys
from types import TracebackType
from typing import Self

from gonogo.core.doctor.examining import Drawing

PATIENCE = 20.0
"""Seconds that the trial may take; it takes half of one."""
_COMMAND = ("-P", "-m", "gonogo.widgets.wire.trial")  # -P: nothing in this folder can stand in for a module


class Trial:
    """The trial, begun at once, so that other things can be looked at meanwhile."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._problem = ""
        # without TEXTUAL…: logs and the framework's own tools, which would listen for a connection
        try:
            self._process = subprocess.Popen(
                [sys.executable, *_COMMAND],
                env={name: value for name, value in os.environ.items() if not name.startswith("TEXTUAL")},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                encoding="utf-8",
                errors="replace",
                start_new_session=True,  # it cannot reach the terminal
            )
        except OSError as error:
            self._problem = f"{sys.executable or 'Python'} could not be started: {error.strerror}"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """See to its end, whatever happened."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()

    def drawing(self) -> Drawing:
        """What came of it. Waits for it."""
        if self._process is None:
            return Drawing(problem=self._problem)
        try:
            said, complaint = self._process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            return Drawing(problem=f"it did not end within {PATIENCE:.0f} seconds")
        if self._process.returncode:
            last = complaint.strip().rpartition("\n")[2]
            return Drawing(problem=last or f"exit status {self._process.returncode}")
        return Drawing(aside=said.strip())
