"""What probes wrote, while they run and afterwards; its keys say what is to be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from gonogo.core.probes.running import Running
from gonogo.screens.dialogs.paged import Paged
from gonogo.screens.presentation.outputpage import output_page

PACE = 0.1
"""Seconds between two looks at output that keeps coming."""
_WHILE = (("x", "stop it"), ("esc", "back, it goes on"))
_AFTER = (
    ("s", "attach as evidence"),
    ("S", "attach, set the state by it"),
    ("p", "run again"),
    ("esc", "back"),
)


class Output(Paged[str | None], inherit_bindings=False):
    """Shows runs; gives what is wanted of them, "attach", "settle" or "again", or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,v", "answer('')", "Back", show=False),
        Binding("s,a", "answer('attach')", "Attach", show=False),
        Binding("S", "answer('settle')", "Attach and set the state", show=False),
        Binding("p", "answer('again')", "Run again", show=False),
        Binding("x", "stop", "Stop", show=False),
    ]

    def __init__(self, title: str, runs: Sequence[Running]) -> None:
        super().__init__(title, output_page(runs), _WHILE if any(r.result is None for r in runs) else _AFTER)
        self.runs = tuple(runs)
        """What is shown."""
        self._waiting = False

    @property
    def _goes_on(self) -> bool:
        return any(run.result is None for run in self.runs)

    def news(self) -> None:
        """Something has come: show it soon, together with what comes meanwhile."""
        if not self._waiting:
            self._waiting = True
            self.set_timer(PACE, self._renew)

    def _renew(self) -> None:
        self._waiting = False
        at_end = self.at_end
        self.page.show(output_page(self.runs), keep_place=True)
        if self._goes_on and at_end:
            self.page.action_bottom()
        self.tell_keys(_WHILE if self._goes_on else _AFTER)

    def action_stop(self) -> None:
        """End what runs."""
        for run in self.runs:
            if run.result is None:
                run.stop()

    def action_answer(self, wanted: str) -> None:
        """Say what is wanted; nothing can be attached or run again before the end."""
        if self.is_current and not (wanted and self._goes_on):
            self.dismiss(wanted or None)
