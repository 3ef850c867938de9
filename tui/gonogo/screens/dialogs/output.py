"""What probes wrote, while they run and afterwards; its keys say what is to be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from gonogo.core.probes.running import Running
from gonogo.core.safetext import safe
from gonogo.screens.dialogs.frame import key_spans
from gonogo.screens.presentation.outputpage import output_page
from gonogo.widgets.application import application_of
from gonogo.widgets.bars import Bar, BarLine, Rule
from gonogo.widgets.footer import FooterBar
from gonogo.widgets.look import Tone
from gonogo.widgets.page import Page
from gonogo.widgets.pen import Span
from gonogo.widgets.screen import QuietScreen

PACE = 0.1
"""Seconds between two looks at output that keeps coming."""


class Output(QuietScreen[str | None], inherit_bindings=False):
    """Shows runs; gives what is wanted of them, "attach", "settle" or "again", or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,v", "answer('')", "Back", show=False),
        Binding("a", "answer('attach')", "Attach", show=False),
        Binding("s", "answer('settle')", "Attach and set the state", show=False),
        Binding("p", "answer('again')", "Run again", show=False),
        Binding("x", "stop", "Stop", show=False),
    ]
    DEFAULT_CSS = "Output Page { height: 1fr; }"

    def __init__(self, title: str, runs: Sequence[Running]) -> None:
        super().__init__()
        self._title = safe(title)
        self.runs = tuple(runs)
        """What is shown."""
        self._waiting = False
        self._footer: FooterBar

    def compose(self) -> ComposeResult:
        """Title, output, keys."""
        glyphs = application_of(self).glyphs
        title = Bar(glyphs, id="title")
        title.show(BarLine((Span(self._title, Tone.STRONG),)))
        yield title
        yield Rule(glyphs, "across")
        yield Page(glyphs, id="text")
        yield Rule(glyphs, "across")
        self._footer = FooterBar(glyphs, id="footer")
        yield self._footer

    def on_mount(self) -> None:
        """Show it."""
        self.query_one("#text", Page).focus()
        self._show()

    def news(self) -> None:
        """Something has come: show it soon, together with what comes meanwhile."""
        if not self._waiting:
            self._waiting = True
            self.set_timer(PACE, self._show)

    def _show(self) -> None:
        self._waiting = False
        page = self.query_one("#text", Page)
        at_end = page.top + page.size.height >= page.count
        page.show(output_page(self.runs), keep_place=True)
        runs = any(run.result is None for run in self.runs)
        if runs and at_end:
            page.action_bottom()
        keys: tuple[tuple[str, str], ...] = (("x", "stop it"), ("esc", "back, it goes on"))
        if not runs:
            keys = (
                ("a", "attach as evidence"),
                ("s", "attach and set the state by it"),
                ("p", "run again"),
                ("esc", "back"),
            )
        self._footer.show(BarLine(key_spans(keys)))

    def action_stop(self) -> None:
        """End what runs."""
        for run in self.runs:
            if run.result is None:
                run.stop()

    def action_answer(self, wanted: str) -> None:
        """Say what is wanted; nothing can be attached or run again before the end."""
        if wanted and any(run.result is None for run in self.runs):
            return
        if self.is_current:
            self.dismiss(wanted or None)
