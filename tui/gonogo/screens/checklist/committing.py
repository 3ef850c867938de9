"""The commit: drafted and made in threads, its message written in a dialog, a hook's words on a page."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from gonogo.core.committing import (
    Draft,
    beforehand,
    draft,
    left_alone,
    make_commit,
    must_be_possible,
)
from gonogo.core.foreground import commit_in_terminal
from gonogo.core.git import CommitRefused, Committed, GitError, Refusal, Standing, state
from gonogo.core.git.messages import with_trailers
from gonogo.core.phasecommits import PhaseCommit, apart, make_phase_commits
from gonogo.core.safetext import safe_block
from gonogo.screens.checklist.part import Part
from gonogo.screens.dialogs.choose import Choice, Choose
from gonogo.screens.dialogs.commit import CommitDialog
from gonogo.screens.dialogs.text import TextScreen
from gonogo.widgets.look import Tone

if TYPE_CHECKING:
    from gonogo.screens.checklist.screen import ChecklistScreen


class Committing(Part):
    """What the commit key does."""

    def __init__(self, screen: ChecklistScreen) -> None:
        super().__init__(screen)
        self._wanted = False
        self._cancel: threading.Event | None = None
        self._kept = ("", "")

    # -- drafting

    def begin(self) -> None:
        """Save what is not saved, then draft a commit in a thread and show it."""
        screen = self.screen
        if not screen.ready:
            return
        if self._cancel is not None:
            screen.say("a commit is being made; esc stops it")
        elif screen.document.unsaved:
            self._wanted = True
            screen.say("saving first …")
            screen.saving.soon()
        else:
            screen.say("looking at what changed …")
            screen.run_latest(self._draft, "draft")

    def saved(self) -> None:
        """Go on with a commit that waited for it."""
        if self._wanted and not self.screen.document.unsaved:
            self._wanted = False
            self.begin()

    def save_failed(self) -> None:
        """No commit of what is not saved."""
        self._wanted = False

    async def _draft(self) -> None:
        screen = self.screen
        document = screen.document
        try:
            await asyncio.to_thread(must_be_possible, document)
            found = await asyncio.to_thread(state, document.path)
            drafted = await asyncio.to_thread(draft, document)
        except (CommitRefused, GitError) as problem:
            screen.say(str(problem), Tone.ALERT)
            return
        if not drafted.changes and not drafted.evidence and found.standing is Standing.CLEAN:
            screen.say("nothing changed since the last commit")
        else:
            notices = await asyncio.to_thread(beforehand, [drafted])
            others = await asyncio.to_thread(left_alone, [drafted])
            screen.say("")
            branch = found.head.label if found.head else ""
            whole = partial(self._ask, branch=branch, others=others)
            if screen.walk is None or not screen.walk.decided:
                whole(drafted, notices=notices)
                return
            first, last = await asyncio.to_thread(apart, drafted)
            if first:
                self._ask_how(drafted, first, last, notices, whole)
            else:
                whole(drafted, notices=notices)

    def _ask_how(
        self,
        drafted: Draft,
        first: tuple[PhaseCommit, ...],
        last: Draft,
        notices: tuple[str, ...],
        ask: Callable[..., None],
    ) -> None:
        """Ask once whether a review that is decided is one commit or one for each phase."""
        names = ", ".join(each.phase for each in first)
        told = f"before this commit comes one for each of: {names}"

        def answered(key: str | None) -> None:
            if key == "p":
                ask(last, notices=(*notices, told), first=first)
            elif key == "o":
                ask(drafted, notices=notices)
            else:
                self.screen.say("not committed; everything is saved")

        choices = [Choice("o", "one commit"), Choice("p", "one for each phase")]
        self.screen.app.push_screen(Choose("How is the review committed?", choices), answered)

    def _ask(
        self,
        drafted: Draft,
        *,
        branch: str,
        notices: tuple[str, ...],
        others: str,
        first: tuple[PhaseCommit, ...] = (),
    ) -> None:
        """Show the draft; what a person made of it before, where that came to no commit."""
        message, typed = self._kept
        walk = self.screen.walk
        proposed = drafted.message
        if walk is not None:
            proposed = with_trailers(proposed, walk.trailers)
            drafted = replace(drafted, evidence=tuple(dict.fromkeys((*drafted.evidence, *walk.minutes))))
        text = typed if typed and message == drafted.message else proposed

        def answered(message: str | None) -> None:
            if message is None:
                self.screen.say("not committed; everything is saved")
            else:
                self._cancel = threading.Event()
                self.screen.warn("commit", "committing …")
                self.screen.say("committing … esc stops it")
                self.screen.run_worker(self._commit(drafted, message, self._cancel, first), group="commit")

        def made(begun: tuple[str, ...]) -> CommitDialog:
            return CommitDialog(drafted, begun[0] if begun else text, branch, notices, others)

        self.screen.resuming.ask("message", None, made, answered)

    # -- committing

    async def _commit(
        self, drafted: Draft, text: str, cancel: threading.Event, first: tuple[PhaseCommit, ...]
    ) -> None:
        screen = self.screen
        make = partial(make_commit, [drafted], text, cancel=cancel)
        if first:
            people = screen.walk.walkers if screen.walk is not None else ()
            make = partial(make_phase_commits, first, drafted, text, people, cancel)
        try:
            done = await asyncio.to_thread(make)
        except CommitRefused as refused:
            outside = refused.needs_terminal and not first
            ended = self._commit_outside(drafted, text) if outside else refused
        else:
            ended = done
        self._cancel = None
        screen.warn("commit")
        if ended.rewritten:
            await screen.saving.look()
        screen.standing.read()
        if isinstance(ended, CommitRefused):
            self._kept = (drafted.message, text)
            self._tell_refused(ended)
        else:
            self._kept = ("", "")
            if screen.walk is not None:
                screen.walk.polling.committed()
            self._tell_committed(ended)

    def _commit_outside(self, drafted: Draft, text: str) -> Committed | CommitRefused:
        """The same commit with the terminal given to what asks for a passphrase."""
        try:
            with self.screen.app.suspend():
                # Textual takes the terminal back only if nothing is raised in here.
                try:
                    return commit_in_terminal([drafted], text)
                except CommitRefused as refused:
                    return refused
        except SuspendNotSupported as problem:
            return CommitRefused(Refusal.SIGNING, str(problem))

    def stop(self) -> bool:
        """Stop the commit that is being made; False where none is."""
        if self._cancel is None:
            return False
        self._cancel.set()
        self.screen.say("stopping the commit …")
        return True

    def _tell_committed(self, done: Committed) -> None:
        """Which commit it is, and what a person should know of it."""
        said = [f"committed {done.commit[:8]} {done.subject}"]
        said += [f"{left.path.name} was left out, it {left.why}" for left in done.left_out]
        said += done.notes
        if done.rewritten:
            said.append("a hook changed the file; it is read again")
        self.screen.say("; ".join(said), Tone.DONE if len(said) == 1 else Tone.DOING)

    def _tell_refused(self, refused: CommitRefused) -> None:
        """The sentence; on a page where a hook or git had more to say."""
        output = refused.output.decode("utf-8", "replace").strip()
        self.screen.say(str(refused), Tone.ALERT)
        if "\n" in output or (output and output not in str(refused)):
            self.screen.app.push_screen(TextScreen("Not committed", str(refused), safe_block(output)))
