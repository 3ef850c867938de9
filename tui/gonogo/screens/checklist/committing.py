"""Git in the checklist screen: where the file stands, and the commit."""

from __future__ import annotations

from textual.message import Message

from gonogo.core.committing import Draft, draft, make_commit
from gonogo.core.git import CommitRefused, Committed, FileState, GitError, identity, state
from gonogo.core.safetext import safe
from gonogo.screens.checklist.proving import Proving
from gonogo.screens.dialogs.commit import CommitDialog
from gonogo.widgets.look import Tone


class Committing(Proving):
    """What the commit key does, and what the header says of git."""

    class StandingRead(Message):
        """Where the file stands with git."""

        def __init__(self, found: FileState, author: str, changes: int) -> None:
            super().__init__()
            self.found = found
            self.author = author
            self.changes = changes

    class Drafted(Message):
        """A commit is ready to be looked at."""

        def __init__(self, drafted: Draft | None, found: FileState, problem: str) -> None:
            super().__init__()
            self.drafted = drafted
            self.found = found
            self.problem = problem

    class CommitEnded(Message):
        """A commit was made, or refused."""

        def __init__(self, done: Committed | None, refused: CommitRefused | None) -> None:
            super().__init__()
            self.done = done
            self.refused = refused

    standing: FileState | None = None

    def on_mount(self) -> None:
        """Ask git once the screen stands."""
        super().on_mount()
        self.call_after_refresh(self.read_standing)

    def read_standing(self) -> None:
        """Ask git in a worker where the file stands."""
        self.run_worker(self._read_standing, thread=True, group="git", exclusive=True, exit_on_error=False)

    def _read_standing(self) -> None:
        found = state(self.document.path)
        person = identity(found.repository) if found.repository else None
        changes = 0
        try:
            changes = len(draft(self.document).changes) if found.repository else 0
        except GitError:
            changes = 0
        self.post_message(self.StandingRead(found, person[0] if person else "", changes))

    def on_committing_standing_read(self, event: StandingRead) -> None:
        """Show branch and changes."""
        self.standing, self.author, self.changes = event.found, event.author or self.author, event.changes
        self.branch = event.found.head.label if event.found.head else ""
        operation = event.found.operation
        self.warning = str(operation.name) + " in progress" if operation else self.warning
        self.show_header()

    def on_saving_saved(self, event: Proving.Saved) -> None:
        """After a save git's view is another."""
        super().on_saving_saved(event)
        self.read_standing()

    def action_commit(self) -> None:
        """Draft a commit in a worker and show it."""
        if self.document.unsaved:
            self.say("still saving; press c again in a moment")
            self.save_soon()
            return
        self.say("looking at what changed …")
        self.run_worker(self._draft, thread=True, group="draft", exclusive=True, exit_on_error=False)

    def _draft(self) -> None:
        found = state(self.document.path)
        try:
            self.post_message(self.Drafted(draft(self.document), found, ""))
        except GitError as problem:
            self.post_message(self.Drafted(None, found, str(problem)))

    def on_committing_drafted(self, event: Drafted) -> None:
        """Show the dialog, or say why there is nothing to commit."""
        self.say("")
        drafted = event.drafted
        if drafted is None or event.found.repository is None:
            self.say(event.problem or "this file is in no git repository; it is saved", Tone.ALERT)
            return
        if not drafted.changes and not drafted.evidence and event.found.standing == "clean":
            self.say("nothing changed since the last commit")
            return
        branch = event.found.head.label if event.found.head else ""
        self.app.push_screen(
            CommitDialog(drafted, branch, event.found.notices), lambda text: self.commit(drafted, text)
        )

    def commit(self, drafted: Draft, text: str | None) -> None:
        """Commit in a worker."""
        if text is None:
            self.say("not committed; everything is saved")
            return
        self.say("committing …")
        self.run_worker(lambda: self._commit(drafted, text), thread=True, group="commit", exit_on_error=False)

    def _commit(self, drafted: Draft, text: str) -> None:
        try:
            self.post_message(self.CommitEnded(make_commit([drafted], text), None))
        except CommitRefused as refused:
            self.post_message(self.CommitEnded(None, refused))

    def on_committing_commit_ended(self, event: CommitEnded) -> None:
        """Say what came of it."""
        self.read_standing()
        if event.done is not None:
            self.say(safe(f"committed {event.done.commit[:8]} {event.done.subject}"), Tone.DONE)
        elif event.refused is not None:
            self.say(safe(str(event.refused)), Tone.ALERT)
