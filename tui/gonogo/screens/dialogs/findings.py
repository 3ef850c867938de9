"""The findings of a document, one under the other: to one of them, or all that can be corrected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from checkdown.findings import Finding
from gonogo.screens.dialogs.frame import Dialog
from gonogo.screens.presentation.findings import FindingLines, counts_of
from gonogo.widgets.application import application_of
from gonogo.widgets.itemlist import ItemList
from gonogo.widgets.linelist import LineList

LINES = 12
FIX_ALL = -1
"""The answer that asks for all corrections."""


class Findings(Dialog[int | None]):
    """Gives the position of the chosen finding, FIX_ALL, or None."""

    AUTO_FOCUS = "ItemList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("equals_sign", "fix_all", show=False),
    ]

    def __init__(self, found: Sequence[Finding], start: int) -> None:
        fixable = sum(each.fixable for each in found)
        keys = [("enter", "go there"), ("j k", "choose"), ("esc", "leave")]
        if fixable:
            keys.insert(1, ("=", f"correct {fixable}"))
        super().__init__(counts_of(found), tuple(keys))
        self._found = found
        self._start = start
        self._fixable = fixable

    def body(self) -> ComposeResult:
        """The list, as long as it has to be."""
        found = ItemList(application_of(self).glyphs, id="findings", empty="nothing was found")
        found.styles.height = max(1, min(LINES, len(self._found)))
        yield found

    def on_mount(self) -> None:
        """The cursor on the finding nearest to where one is."""
        self.query_one("#findings", ItemList).show(FindingLines(self._found), self._start)

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """Enter, or a double click, goes there."""
        event.stop()
        self.dismiss(event.index)

    def action_fix_all(self) -> None:
        """Correct what can be."""
        if self._fixable:
            self.dismiss(FIX_ALL)
