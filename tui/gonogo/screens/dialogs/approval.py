"""The question whether a probe may run: a page with all of it, to be seen to its end before yes counts.

No is the default: enter and escape mean it. Keys that were typed ahead do not answer.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType

from gonogo.core.probes.planning import Planned
from gonogo.screens.dialogs.paged import Paged
from gonogo.screens.presentation.approving import approval_page

GRACE = 0.3
"""Seconds in which keys are passed over: they were meant for what was there before."""


class Approval(Paged[bool | None], inherit_bindings=False):
    """Shows a probe whole; gives whether it may run, or None where the person has had enough of questions."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,N,enter", "answer(False)", "No", show=False),
        Binding("escape,q", "answer(None)", "Leave", show=False),
        Binding("y", "answer(True)", "Yes", show=False),
    ]

    def __init__(
        self, planned: Planned, differs: Sequence[str] = (), wrote: str = "", place: str = ""
    ) -> None:
        asked = "Run this command now?" if planned.alone else "May this probe run?"
        super().__init__(
            f"{asked}  {place}".rstrip(),
            approval_page(planned, differs, wrote),
        )
        self._yes = "run it, this once" if planned.alone else "approve and run it"
        self._shown_at = float("inf")
        self._seen = False
        """Whether the page's end has been in sight."""

    def on_mount(self) -> None:
        """Begin once all of it is there. (Textual calls the base's own as well.)"""
        self.watch(self.page, "scroll_y", self._tell, init=False)
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        self._shown_at = time.monotonic()
        self._tell()

    def on_resize(self) -> None:
        """Where the page ends is another line now."""
        self.call_after_refresh(self._tell)

    def _tell(self) -> None:
        self._seen |= self.at_end
        if self._seen:
            self.tell_keys((("y", self._yes), ("n", "no, which enter and esc mean too")))
        else:
            self.tell_keys((("j", "read on; the end is not in sight yet"), ("n", "no")))

    @property
    def _early(self) -> bool:
        return time.monotonic() - self._shown_at < GRACE

    def on_key(self, event: events.Key) -> None:
        """Pass over what was typed ahead, however late it is dealt with."""
        if event.time - self._shown_at < GRACE:
            event.stop()
            event.prevent_default()

    def action_answer(self, yes: bool | None) -> None:
        """Answer, once; yes counts only when all of it could be read."""
        if self.is_current and not self._early and (self._seen or not yes):
            self.dismiss(yes)
