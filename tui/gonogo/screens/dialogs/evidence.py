"""The evidence dialog: a reference with completion, a note, and the line as it will stand in the file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import takewhile
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from gonogo.core.safetext import safe, safe_block
from gonogo.screens.dialogs.frame import Dialog, field, line_of
from gonogo.widgets.bars import MARGIN, Bar, BarLine
from gonogo.widgets.cells import wrap
from gonogo.widgets.look import Tone
from gonogo.widgets.pen import Span

PREVIEW = 5
"""Lines of the preview, or of a remark, that are shown."""
OFFERED = 5
"""Paths that are offered at once."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What a person typed into the dialog."""

    reference: str
    note: str
    copy: bool


class EvidenceDialog(Dialog[Typed | None]):
    """Asks for a reference and a note. ``offer`` completes paths, ``preview`` says what will be written."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", show=False),
        Binding("tab", "complete", "Complete", show=False, priority=True),
        Binding("ctrl+o", "copy_in", "Copy the file in", show=False, priority=True),
        Binding("down", "app.focus_next", show=False, priority=True),
        Binding("up", "app.focus_previous", show=False, priority=True),
    ]

    def __init__(
        self,
        title: str,
        offer: Callable[[str], list[str]],
        preview: Callable[[Typed], tuple[str, str]],
        *,
        reference: str = "",
        note: str = "",
    ) -> None:
        super().__init__(
            f"Evidence: {title}",
            (
                ("enter", "attach"),
                ("tab", "complete"),
                ("↓", "note"),
                ("ctrl+o", "copy the file in"),
                ("esc", "leave"),
            ),
        )
        self._offer = offer
        self._preview = preview
        self._begun = (reference, note)
        self._copy = False
        self._offers: list[str] = []
        self._taken = -1
        """Which of the offers stands in the field because tab goes through them; -1 while it does not."""

    def body(self) -> ComposeResult:
        """Reference, offers, note, preview."""
        yield field(self._begun[0], "a path, a path:line, a URL, a commit, or words", id="reference")
        yield line_of(self, safe(""), Tone.DIM, id="offers")
        yield field(self._begun[1], "a note behind it (optional)", id="note")
        yield line_of(self, safe(""), id="preview")
        yield line_of(self, safe(""), Tone.DOING, id="remark")

    @property
    def typed(self) -> Typed:
        """What stands in the fields."""
        return Typed(
            self.query_one("#reference", Input).value, self.query_one("#note", Input).value, self._copy
        )

    def on_input_changed(self, event: Input.Changed) -> None:
        """Offer paths, and show what will be written."""
        typed = self.typed
        if self._taken < 0 or typed.reference != self._offers[self._taken]:
            self._taken = -1
            self._offers = self._offer(typed.reference) if typed.reference else []
        self._show_offers()
        line, remark = self._preview(typed) if typed.reference.strip() else ("", "")
        self._show("preview", line, Tone.PLAIN)
        self._show("remark", remark, Tone.DOING)

    def _show_offers(self) -> None:
        """Some of the paths, those about the one that tab has taken, and how many there are besides."""
        first = max(0, min(self._taken - OFFERED // 2, len(self._offers) - OFFERED))
        shown = self._offers[first : first + OFFERED]
        more = len(self._offers) - len(shown)
        self._show("offers", "   ".join([*shown, f"and {more} more"] if more else shown), Tone.DIM)

    def _show(self, name: str, text: str, tone: Tone) -> None:
        """Show a text in as many lines as it takes, up to PREVIEW."""
        cells = max(1, self.app.size.width - 2 * MARGIN)
        lines = [part for line in safe_block(text) for part in wrap(line, cells)][:PREVIEW]
        self.query_one(f"#{name}", Bar).show(*(BarLine((Span(safe(line), tone),)) for line in lines or [""]))

    def action_complete(self) -> None:
        """Take what all paths share; where that stands there already, each of them in turn."""
        box = self.query_one("#reference", Input)
        if not self._offers or self._offers == [box.value]:
            self.app.action_focus_next()
            return
        first, last = min(self._offers), max(self._offers)
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False)))
        if same > len(box.value) and self._taken < 0:
            box.value = first[:same]
        else:
            self._taken = (self._taken + 1) % len(self._offers)
            box.value = self._offers[self._taken]
        box.cursor_position = len(box.value)

    def action_copy_in(self) -> None:
        """Copy the file into the evidence folder, or not."""
        self._copy = not self._copy
        self.on_input_changed(Input.Changed(self.query_one("#reference", Input), ""))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """The answer."""
        if self.typed.reference.strip():
            self.dismiss(self.typed)
        else:
            self._show("remark", "nothing to attach yet: type a path, a URL, a commit or words", Tone.DOING)
