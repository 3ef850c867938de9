"""The commit: drafted and made by workers, its message written in a dialog, a hook's words on a page."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from textual.message import Message

from gonogo.screens.checklist.standing import GitStanding
from gonogo.widgets.look import Tone

if TYPE_CHECKING:
    from gonogo.core.committing import Draft
    from gonogo.core.files import FileError
    from gonogo.core.git import CommitRefused, Committed, FileState


class Committing(GitStanding):
    """What the commit key does."""

    class Drafted(Message):
        """A commit is ready to be looked at, or cannot be made."""

        def __init__(self, found: FileState, drafted: Draft | None, problem: str = "") -> None:
            super().__init__()
            self.found = found
            self.drafted = drafted
            self.problem = problem

    class CommitEnded(Message):
        """A commit was made, or refused."""

        def __init__(self, drafted: Draft, text: str, ended: Committed | CommitRefused) -> None:
            super().__init__()
            self.drafted = drafted
            self.text = text
            self.ended = ended

    _wanted = False
    """Whether a commit waits for a save."""
    _cancel: threading.Event | None = None
    """Set to stop the commit that is being made."""
    _kept: tuple[str, str] = ("", "")
    """The drafted message and what a person made of it, where it came to no commit."""

    # -- drafting

    def action_commit(self) -> None:
        """Save what is not saved, then draft a commit in a worker and show it."""
        if not self.ready:
            return
        if self._cancel is not None:
            self.say("a commit is being made; esc stops it")
        elif self.document.unsaved:
            self._wanted = True
            self.say("saving first …")
            self.save_soon()
        else:
            self.say("looking at what changed …")
            self.run_worker(self._draft, thread=True, group="draft", exclusive=True, exit_on_error=False)

    def after_save(self) -> None:
        """Go on with the commit that waited for it."""
        super().after_save()
        if self._wanted and not self.document.unsaved:
            self._wanted = False
            self.action_commit()

    def save_failed(self, problem: FileError) -> None:
        """No commit of what is not saved."""
        self._wanted = False
        super().save_failed(problem)

    def _draft(self) -> None:
        from gonogo.core.committing import draft
        from gonogo.core.git import GitError, state

        found = state(self.document.path)
        try:
            self.post_message(self.Drafted(found, draft(self.document)))
        except GitError as problem:
            self.post_message(self.Drafted(found, None, str(problem)))

    def on_committing_drafted(self, event: Drafted) -> None:
        """Show the dialog, or say why there is nothing to commit."""
        from gonogo.screens.dialogs.commit import CommitDialog

        drafted, found = event.drafted, event.found
        if drafted is None or found.repository is None:
            self.say(event.problem or "this file is in no git repository; it is saved", Tone.ALERT)
            return
        if not drafted.changes and not drafted.evidence and found.standing == "clean":
            self.say("nothing changed since the last commit")
            return
        self.say("")
        drafted_text, typed = self._kept
        text = typed if typed and drafted_text == drafted.message else drafted.message
        branch = found.head.label if found.head else ""

        def answered(message: str | None) -> None:
            if message is None:
                self.say("not committed; everything is saved")
            else:
                self.commit(drafted, message)

        self.app.push_screen(CommitDialog(drafted, text, branch, found.notices), answered)

    # -- committing

    def commit(self, drafted: Draft, text: str) -> None:
        """Commit in a worker."""
        self._cancel = cancel = threading.Event()
        self.say("committing … esc stops it")
        self.run_worker(
            lambda: self._commit(drafted, text, cancel), thread=True, group="commit", exit_on_error=False
        )

    def _commit(self, drafted: Draft, text: str, cancel: threading.Event) -> None:
        from gonogo.core.committing import make_commit
        from gonogo.core.git import CommitRefused

        try:
            ended: Committed | CommitRefused = make_commit([drafted], text, cancel=cancel)
        except CommitRefused as refused:
            ended = refused
        self.post_message(self.CommitEnded(drafted, text, ended))

    def on_committing_commit_ended(self, event: CommitEnded) -> None:
        """Say what came of it, and show what a hook made of the file."""
        from gonogo.core.git import CommitRefused

        self._cancel = None
        ended = event.ended
        if isinstance(ended, CommitRefused) and ended.needs_terminal:
            ended = self._commit_outside(event.drafted, event.text)
        if ended.rewritten:
            self.look_now()
        self.read_standing()
        if isinstance(ended, CommitRefused):
            self._kept = (event.drafted.message, event.text)
            self.tell_refused(ended)
        else:
            self._kept = ("", "")
            self.tell_committed(ended)

    def _commit_outside(self, drafted: Draft, text: str) -> Committed | CommitRefused:
        """The same commit with the terminal given to what asks for a passphrase."""
        from textual.app import SuspendNotSupported

        from gonogo.core.foreground import commit_in_terminal
        from gonogo.core.git import CommitRefused, Refusal

        try:
            with self.app.suspend():
                return commit_in_terminal([drafted], text)
        except CommitRefused as refused:
            return refused
        except SuspendNotSupported as problem:
            return CommitRefused(Refusal.SIGNING, str(problem))

    def tell_committed(self, done: Committed) -> None:
        """Which commit it is, and what a person should know of it."""
        said = [f"committed {done.commit[:8]} {done.subject}"]
        said += [f"{left.path.name} was left out, it {left.why}" for left in done.left_out]
        said += done.notes
        if done.rewritten:
            said.append("a hook changed the file; it is read again")
        self.say("; ".join(said), Tone.DONE if len(said) == 1 else Tone.DOING)

    def tell_refused(self, refused: CommitRefused) -> None:
        """The sentence; on a page where a hook or git had more to say."""
        from gonogo.core.safetext import safe_block
        from gonogo.screens.dialogs.text import TextScreen

        output = refused.output.decode("utf-8", "replace").strip()
        self.say(str(refused), Tone.ALERT)
        if "\n" in output or (output and output not in str(refused)):
            self.app.push_screen(TextScreen("Not committed", str(refused), safe_block(output)))

    def action_back(self) -> None:
        """Stop the commit that is being made, else what escape does everywhere."""
        if self._cancel is not None:
            self._cancel.set()
            self.say("stopping the commit …")
        else:
            super().action_back()
