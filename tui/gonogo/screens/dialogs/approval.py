"""The question whether a probe may run: a page with all of it, to be seen to its end before yes counts.

No is the default: enter and escape mean it. Keys that were typed ahead do not answer.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from gonogo.core.probes.planning import Planned
from gonogo.core.safetext import safe
from gonogo.screens.dialogs.frame import key_spans
from gonogo.screens.presentation.approving import approval_page
from gonogo.widgets.application import application_of
from gonogo.widgets.bars import Bar, BarLine, Rule
from gonogo.widgets.footer import FooterBar
from gonogo.widgets.look import Tone
from gonogo.widgets.page import Page
from gonogo.widgets.pen import Span
from gonogo.widgets.screen import QuietScreen

GRACE = 0.3
"""Seconds in which keys are passed over: they were meant for what was there before."""


class Approval(QuietScreen[bool | None], inherit_bindings=False):
    """Shows a probe whole; gives whether it may run, or None where the person has had enough of questions."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,N,enter", "answer(False)", "No", show=False),
        Binding("escape,q", "answer(None)", "Leave", show=False),
        Binding("y", "answer(True)", "Yes", show=False),
    ]
    DEFAULT_CSS = "Approval Page { height: 1fr; }"

    def __init__(self, planned: Planned, differs: Sequence[str] = (), wrote: str = "") -> None:
        super().__init__()
        self._title = safe("Run this command now?" if planned.alone else "May this probe run?")
        self._yes = "run it, this once" if planned.alone else "approve and run it"
        self._text = approval_page(planned, differs, wrote)
        self._shown_at = float("inf")
        self._seen = False
        """Whether the page's end has been in sight."""
        self._footer: FooterBar

    def compose(self) -> ComposeResult:
        """Title, page, keys."""
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
        page = self.query_one("#text", Page)
        page.show(self._text)
        page.focus()
        self.watch(page, "scroll_y", self._tell_keys, init=False)
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        self._shown_at = time.monotonic()
        self._tell_keys()

    def on_resize(self) -> None:
        """Where the page ends is another line now."""
        self.call_after_refresh(self._tell_keys)

    def _tell_keys(self) -> None:
        page = self.query_one("#text", Page)
        self._seen |= page.top + page.size.height >= page.count
        if self._seen:
            keys = (("y", self._yes), ("n", "no, which enter and esc mean too"))
        else:
            keys = (("j", "read on; the end is not in sight yet"), ("n", "no"))
        self._footer.show(BarLine(key_spans(keys)))

    def on_key(self, event: events.Key) -> None:
        """Pass over what was typed ahead."""
        if time.monotonic() - self._shown_at < GRACE:
            event.stop()
            event.prevent_default()

    def action_answer(self, yes: bool | None) -> None:
        """Answer, once; yes counts only when all of it could be read."""
        if time.monotonic() - self._shown_at < GRACE or (yes and not self._seen):
            return
        if self.is_current:
            self.dismiss(yes)
