"""The rest of a long document: read in a worker while its beginning can be looked at."""

from __future__ import annotations

import gc
import sys

from textual.message import Message
from textual.worker import get_current_worker

from gonogo.core.files import FileError
from gonogo.core.firstlook import FirstLook, opened
from gonogo.core.workspace import Document, Workspace
from gonogo.screens.checklist.moving import Moving
from gonogo.screens.presentation.folding import Path, folded_at_first
from gonogo.screens.presentation.lines import ChecklistLines
from gonogo.screens.presentation.outline import OutlineLines
from gonogo.widgets.glyphs import Glyphs
from gonogo.widgets.look import Tone

QUICK = 0.001
"""Seconds after which the reading thread lets the one that answers keys go on; Python's own are 5 ms."""


class Stopped(Exception):
    """The application is left; there is no need to read on."""


class Opening(Moving):
    """From the first look to the whole document."""

    class Reading(Message):
        """This share of the document is read, 0 to 1."""

        def __init__(self, share: float) -> None:
            super().__init__()
            self.share = share

    class Opened(Message):
        """The document is open and its lines are made, with these sections folded."""

        def __init__(self, document: Document, lines: ChecklistLines, folded: set[Path]) -> None:
            super().__init__()
            self.document = document
            self.lines = lines
            self.folded = folded

    class NotOpened(Message):
        """The document could not be read."""

        def __init__(self, problem: FileError) -> None:
            super().__init__()
            self.problem = problem

    def __init__(self, look: FirstLook, workspace: Workspace, glyphs: Glyphs) -> None:
        super().__init__(look, glyphs)
        self._workspace = workspace
        self._first_folded = frozenset(self.folded)
        self._interval = sys.getswitchinterval()

    def begin(self) -> None:
        """Read the rest, where there is one."""
        super().begin()
        if self.loaded is None:
            self.warn("reading", "reading …")
            sys.setswitchinterval(QUICK)
            self.call_after_refresh(
                self.run_worker, self._open, thread=True, group="open", exit_on_error=False
            )
        else:
            self.opened()

    def _open(self) -> None:
        """In a thread: open the document and make what the screen needs of it."""
        worker = get_current_worker()

        def progress(share: float) -> None:
            if worker.is_cancelled:
                raise Stopped
            self.post_message(self.Reading(share))

        try:
            document = opened(self._workspace, self.look, progress)
            folded = folded_at_first(document.checklist)
            lines = ChecklistLines(document.checklist, self.glyphs, folded=folded, marked=self.marked)
        except FileError as problem:
            self.post_message(self.NotOpened(problem))
        except Stopped:
            pass
        else:
            gc.freeze()  # a collection that looks at all of a large document is felt at the keys
            self.post_message(self.Opened(document, lines, folded))

    def on_opening_reading(self, event: Reading) -> None:
        """Say how far it is."""
        self.warn("reading", f"reading {event.share:.0%}")

    def on_opening_not_opened(self, event: NotOpened) -> None:
        """Say why; the beginning can still be looked at."""
        sys.setswitchinterval(self._interval)
        self.warn("reading", "not all of it was read")
        self.say(str(event.problem), Tone.ALERT)

    def on_opening_opened(self, event: Opened) -> None:
        """Show the whole document in place of its beginning, the cursor where it is."""
        sys.setswitchinterval(self._interval)
        self.loaded = event.document
        unfolded = self._first_folded - self.folded
        self.folded = (event.folded - unfolded) | self.folded
        lines = event.lines if self.folded == event.folded else event.lines.refolded(self.folded)
        cursor = self.items.cursor
        place = lines.place(*self.lines.where(cursor)) if len(self.lines) else 0
        self.go_on_with(lines, lines.place_of_line(self.line) if place is None else place)
        self.outlined = OutlineLines(self.checklist, self.folded)
        self.outline.show(self.outlined)
        self.place_panes()
        self.warnings.pop("reading", None)
        self.show_header()
        self.follow_cursor()
        self.say("")
        self.opened()

    def opened(self) -> None:
        """What is to be done once the document is open."""
