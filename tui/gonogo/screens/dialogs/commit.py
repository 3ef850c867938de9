"""The commit dialog: the message to edit, what is committed and what is left alone."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import TextArea

from gonogo.core.committing import Draft
from gonogo.core.safetext import safe, safe_block
from gonogo.screens.dialogs.frame import Dialog, lines_of
from gonogo.widgets.look import Tone


class CommitDialog(Dialog[str | None]):
    """Shows a draft; gives the message, or None after escape."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *Dialog.BINDINGS,
        Binding("ctrl+s", "commit", "Commit", show=False, priority=True),
        Binding("f2", "commit", "Commit", show=False, priority=True),
    ]

    def __init__(
        self, draft: Draft, text: str, branch: str, notices: tuple[str, ...] = (), others: str = ""
    ) -> None:
        super().__init__(
            f"Commit to {branch}" if branch else "Commit",
            (("ctrl+s", "commit"), ("esc", "leave, nothing is lost")),
        )
        self._draft = draft
        self._text = text
        self._notices = notices
        self._others = others or "everything else is left alone"

    def body(self) -> ComposeResult:
        """Notices, the message, what goes along."""
        for notice in self._notices:
            yield from lines_of(self, safe(notice), Tone.DOING)
        text = "\n".join(safe_block(self._text)).rstrip("\n")
        area = TextArea(text, soft_wrap=True, id="message")
        area.cursor_blink = False
        area.move_cursor((0, len(text.partition("\n")[0])))  # behind the subject: there people go on
        yield area
        files = len(self._draft.evidence)
        along = f" and {files} evidence file{'s' * (files != 1)}" if files else ""
        name = self._draft.document.path.name
        yield from lines_of(self, safe(f"commits {name}{along}; {self._others}"), Tone.DIM)

    def action_commit(self) -> None:
        """Give the message."""
        self.dismiss(self.query_one("#message", TextArea).text)
