"""A review put on record: asked for, drafted and made in threads, its message edited in a dialog."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from gonogo.core.files import FileError
from gonogo.core.git import CommitRefused, GitError, Refusal
from gonogo.core.reviewing.recording import Record, put_on_record, record
from gonogo.core.safetext import safe_block
from gonogo.screens.dialogs.choose import Choice, Choose
from gonogo.screens.dialogs.message import MessageDialog
from gonogo.screens.dialogs.text import TextScreen
from gonogo.widgets.look import Tone

if TYPE_CHECKING:
    from gonogo.screens.review.screen import Loaded, ReviewScreen


class Recording:
    """What the key that puts a review on record does."""

    def __init__(self, screen: ReviewScreen) -> None:
        self._screen = screen
        self._kept: tuple[str, str] = ("", "")
        """A draft, and what a person made of it where that came to nothing."""

    def begin(self, loaded: Loaded) -> None:
        """Draft in a thread, then ask."""
        self._screen.run_latest(partial(self._draft, loaded), "record")

    async def _draft(self, loaded: Loaded) -> None:
        screen = self._screen
        try:
            draft = await asyncio.to_thread(
                record, loaded.repository, loaded.review, screen.memory, screen.makers
            )
        except GitError as problem:
            screen.say(str(problem), Tone.ALERT)
            return
        choices = [Choice("n", "a git note on the last commit")]
        told = [f"{draft.seen} of {draft.total} changes were looked at; no commit is changed by either."]
        if draft.rest:
            told.append(f'{draft.rest}: "since you last reviewed" stays where it is.')
        if draft.on_branch:
            choices.insert(0, Choice("c", "a commit on top, without files"))
        else:
            told.append("HEAD does not hold what was reviewed, so a commit on top could not speak of it.")

        def answered(key: str | None) -> None:
            if key is not None:
                self._edit(loaded, draft, as_note=key == "n")

        screen.app.push_screen(Choose("Put the review on record as", choices, told), answered)

    def _edit(self, loaded: Loaded, draft: Record, *, as_note: bool) -> None:
        message, typed = self._kept
        text = typed if typed and message == draft.message else draft.message
        told = f"a git note on {draft.tip[:8]}" if as_note else "a commit of no files; what is staged stays"

        def answered(text: str | None) -> None:
            if text is None:
                self._screen.say("not recorded; notes and what was seen are kept")
            else:
                self._screen.say("recording …")
                self._screen.run_worker(self._make(loaded, draft, text, as_note=as_note), group="record")

        word = "write the note" if as_note else "commit"
        self._screen.app.push_screen(MessageDialog("Review", text, word, (told,)), answered)

    async def _make(self, loaded: Loaded, draft: Record, text: str, *, as_note: bool) -> None:
        screen = self._screen

        def make(*, terminal: bool = False) -> str:
            return put_on_record(
                loaded.repository,
                loaded.reviews,
                loaded.review,
                draft,
                text,
                as_note=as_note,
                terminal=terminal,
            )

        try:
            try:
                told = await asyncio.to_thread(make)
            except CommitRefused as refused:
                if not refused.needs_terminal:
                    raise
                told = self._outside(lambda: make(terminal=True))
        except CommitRefused as refused:
            self._kept = (draft.message, text)
            self._tell_refused(refused)
            return
        except (FileError, GitError) as problem:
            screen.say(f"recorded, but not remembered: {problem}", Tone.ALERT)
            return
        self._kept = ("", "")
        screen.memory = await asyncio.to_thread(loaded.reviews.load)
        screen.show_lines()
        screen.say(told, Tone.DONE)

    def _outside(self, make: object) -> str:
        """The same with the terminal given to what asks for a passphrase."""
        assert callable(make)
        refused: CommitRefused | None = None
        told = ""
        try:
            with self._screen.app.suspend():
                # Textual takes the terminal back only if nothing is raised in here.
                try:
                    told = str(make())
                except CommitRefused as problem:
                    refused = problem
        except SuspendNotSupported as problem:
            raise CommitRefused(Refusal.SIGNING, str(problem)) from problem
        if refused is not None:
            raise refused
        return told

    def _tell_refused(self, refused: CommitRefused) -> None:
        """The sentence; on a page where a hook or git had more to say."""
        output = refused.output.decode("utf-8", "replace").strip()
        self._screen.say(str(refused), Tone.ALERT)
        if "\n" in output or (output and output not in str(refused)):
            self._screen.app.push_screen(TextScreen("Not recorded", str(refused), safe_block(output)))
