"""The commit dialog: the message to edit, what is committed and what is left alone."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import TextArea

from gonogo.core.committing import Draft
from gonogo.core.safetext import safe, safe_block
from gonogo.screens.dialogs.frame import Dialog, line_of
from gonogo.widgets.look import Tone


class CommitDialog(Dialog[str | None]):
    """Shows a draft; gives the message, or None after escape."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *Dialog.BINDINGS,
        Binding("ctrl+s", "commit", "Commit", show=False, priority=True),
        Binding("f2", "commit", "Commit", show=False, priority=True),
    ]

    def __init__(self, draft: Draft, text: str, branch: str, notices: tuple[str, ...] = ()) -> None:
        super().__init__(
            f"Commit to {branch}" if branch else "Commit",
            (("ctrl+s", "commit"), ("esc", "leave, nothing is lost")),
        )
        self._draft = draft
        self._text = text
        self._notices = notices

    def body(self) -> ComposeResult:
        """Notices, the message, what goes along."""
        for notice in self._notices:
            yield line_of(self, safe(notice), Tone.ALERT)
        area = TextArea("\n".join(safe_block(self._text)).rstrip("\n"), soft_wrap=True, id="message")
        area.cursor_blink = False
        yield area
        files = len(self._draft.evidence)
        along = f" and {files} evidence file{'s' * (files != 1)}" if files else ""
        yield line_of(
            self,
            safe(f"commits {self._draft.document.path.name}{along}; everything else is left alone"),
            Tone.DIM,
        )

    def action_commit(self) -> None:
        """Give the message."""
        self.dismiss(self.query_one("#message", TextArea).text)
