"""Git in the header: branch, uncommitted changes, what stands in the way of a commit."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike
from typing import TYPE_CHECKING

from textual.message import Message

from gonogo.screens.checklist.proving import Proving
from gonogo.widgets.look import Tone

if TYPE_CHECKING:
    from gonogo.core.uncommitted import Uncommitted


class GitStanding(Proving):
    """Asks git in a worker, one question at a time, whenever the file was saved."""

    class StandingRead(Message):
        """Where the file stands with git."""

        def __init__(self, found: Uncommitted) -> None:
            super().__init__()
            self.found = found

    class Ignored(Message):
        """Git ignores the evidence folder."""

        def __init__(self, rule: str) -> None:
            super().__init__()
            self.rule = rule

    _asking_git = False
    _ask_again = False

    def opened(self) -> None:
        """Ask git, and who is at work."""
        super().opened()
        self.call_after_refresh(self.read_standing)

    def after_save(self) -> None:
        """After a save git's view is another."""
        super().after_save()
        self.read_standing()

    def read_standing(self) -> None:
        """Ask git in a worker where the file stands."""
        if self.document.repository is None:
            return
        if self._asking_git:
            self._ask_again = True
            return
        self._asking_git, self._ask_again = True, False
        self.run_worker(self._read_standing, thread=True, group="git", exit_on_error=False)

    def _read_standing(self) -> None:
        from gonogo.core.uncommitted import uncommitted

        self.post_message(self.StandingRead(uncommitted(self.document)))

    def on_git_standing_standing_read(self, event: StandingRead) -> None:
        """Show branch and changes."""
        self._asking_git = False
        self.branch, self.changes = event.found.branch, event.found.changes
        self.warn("git", event.found.warning)
        self.show_header()
        if self._ask_again:
            self.read_standing()

    def tell_ignored(self, copies: Sequence[PathLike[str]]) -> None:
        """Say so where git ignores what was copied in."""
        if self.document.repository is not None:
            self.run_worker(self._read_ignored, thread=True, group="ignored", exit_on_error=False)

    def _read_ignored(self) -> None:
        from gonogo.core.evidence import ignored_by

        rule = ignored_by(self.document.path)
        if rule is not None:
            self.post_message(self.Ignored(str(rule)))

    def on_git_standing_ignored(self, event: Ignored) -> None:
        """Say so."""
        self.say(
            f"attached, but git ignores the evidence folder by {event.rule}: a commit leaves the copy out",
            Tone.DOING,
        )
