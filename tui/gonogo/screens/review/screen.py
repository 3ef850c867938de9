"""The review screen: reads a range in threads, walks its changes, remembers what was seen."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from gonogo.core.files import FileError
from gonogo.core.git import GitError, Repository
from gonogo.core.reviewing import (
    Entry,
    Memory,
    NoSuchFilter,
    Review,
    Reviews,
    Wanted,
    offered,
    range_of,
    review,
    wanted,
)
from gonogo.core.reviewing.authors import Authorship, Made, authorship
from gonogo.core.reviewing.filtering import HINT
from gonogo.core.reviewing.proof import proofs
from gonogo.core.reviewing.seeing import seen_of
from gonogo.core.revisions import from_top
from gonogo.core.safetext import safe
from gonogo.screens.dialogs.ask import Ask
from gonogo.screens.dialogs.choose import Choice, Choose
from gonogo.screens.presentation.reviewheader import header_of
from gonogo.screens.presentation.reviewing import ReviewLines
from gonogo.screens.presentation.reviewpage import entry_page, proof_page
from gonogo.screens.review.marking import Marking
from gonogo.screens.review.panes import ReviewPanes
from gonogo.widgets.application import application_of
from gonogo.widgets.linelist import LineList
from gonogo.widgets.look import Tone

if TYPE_CHECKING:
    from gonogo.screens.review.recording import Recording


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was read."""

    repository: Repository
    reviews: Reviews
    review: Review
    names: str
    """The checklists or folders that were asked for, from the top; "" for all."""


class ReviewScreen(ReviewPanes):
    """The changes of a range. ``path`` lies in the repository; ``paths`` are the checklists or folders."""

    def __init__(self, path: Path, words: str = "", paths: Sequence[Path] = ()) -> None:
        super().__init__()
        self._path = path
        self._words = words
        self._paths = paths
        self.loaded: Loaded | None = None
        self.memory = Memory()
        self.authorship: Authorship | None = None
        """Who made the changes, once that is known."""
        self.filtered = Wanted()
        self.lines: ReviewLines | None = None
        self._evidence = False
        """Whether the page shows the evidence of the change."""
        self.marking = Marking(self)
        self._recording: Recording | None = None

    def on_mount(self) -> None:
        """Read in a thread."""
        self.changes.on_move = lambda _: self._moved()
        self.place_panes()
        self.changes.focus()
        self.say("")
        self.read(self._words)

    def on_resize(self) -> None:
        """Give the panes the room there is."""
        self.place_panes()
        self.say("")

    # -- reading

    def read(self, words: str) -> None:
        """Read a range and show it."""
        self.run_latest(partial(self._read, words), "review")

    async def _read(self, words: str) -> None:
        try:
            loaded, memory = await asyncio.to_thread(self._load, words)
        except (GitError, FileError) as problem:
            self._tell_problem(str(problem))
            return
        self.loaded, self.memory, self.authorship = loaded, memory, None
        self.filtered = Wanted()
        self._evidence = False
        self.show_lines(at_first=True)
        found = None
        try:
            found = await asyncio.to_thread(authorship, loaded.repository, loaded.review)
        except GitError as problem:
            self.say(str(problem), Tone.ALERT)
        if self.loaded is loaded:
            self.authorship = found or Authorship({}, ())
            self.marking.makers_known(loaded)
            self.show_lines()

    def _load(self, words: str) -> tuple[Loaded, Memory]:
        repository = Repository.discover(self._path)
        if repository is None or repository.bare:
            raise GitError(f"{self._path} is in no git repository with a working tree: nothing to review")
        reviews = Reviews(repository)
        memory = reviews.load()
        names = [name for path in self._paths if (name := from_top(repository, path))]
        found = review(repository, range_of(repository, words, memory.reviewed, names), names)
        return Loaded(repository, reviews, found, ", ".join(names)), memory

    def _tell_problem(self, sentence: str) -> None:
        if self.loaded is None:
            self.changes.empty = safe(sentence)
            self.changes.redraw()
        self.say(sentence, Tone.ALERT)

    # -- showing

    @property
    def current(self) -> Entry | None:
        """The change under the cursor."""
        return self.lines.entry_at(self.changes.cursor) if self.lines is not None else None

    @property
    def makers(self) -> Mapping[str, Sequence[Made]] | None:
        """Who made each change, once that is known."""
        return self.authorship.makers if self.authorship is not None else None

    @property
    def seen(self) -> frozenset[str]:
        """The keys of the changes that were seen; it may be fewer once it is known who made them."""
        under = self.loaded.review.entries if self.loaded is not None else ()
        return seen_of(under, self.memory, self.makers)

    def show_lines(self, *, at_first: bool = False) -> None:
        """Show the changes that are wanted; the cursor stays with its change, or goes to the first unseen."""
        if self.loaded is None:
            return
        under, seen, known = self.loaded.review, self.seen, self.makers or {}
        here = self.current
        shown = [entry for entry in under.entries if self.filtered(entry, known.get(entry.key, ()), seen)]
        glyphs = application_of(self).glyphs
        self.lines = ReviewLines(under, shown, known, seen, self.memory.notes, glyphs)
        place = self.lines.place_of(here.key) if here is not None else None
        if at_first:
            unseen = next((e for e in self.lines.entries if e.key not in seen), None)
            place = self.lines.place_of(unseen.key) if unseen is not None else 0
        empty = "no item of a checklist changed; o chooses what to review"
        if self.filtered:
            empty = "no change is so; esc shows all again"
        self.changes.empty = safe(empty)
        self.changes.show(
            self.lines, place if place is not None else min(self.changes.cursor, len(self.lines))
        )
        self.changes.redraw()
        if at_first:
            self.changes.scroll_to_line(0)
        commits = self.authorship.commits if self.authorship is not None else None
        names = self.loaded.names
        self.show_header(*header_of(under, shown, commits, seen, self.filtered, glyphs, names))
        self.follow_cursor()

    def follow_cursor(self) -> None:
        """The page tells of the change under the cursor."""
        entry = self.current
        if entry is None:
            self.show_page(())
        elif not self._evidence:
            made = (self.makers or {}).get(entry.key, ())
            note = self.memory.notes.get(entry.key, "")
            self.show_page(entry_page(entry, made, note, application_of(self).glyphs))

    def _moved(self) -> None:
        self._evidence = False
        self.follow_cursor()
        self.say("")

    # -- walking

    def action_review_walk(self, step: int) -> None:
        """To the next change, or the one before."""
        lines = self.lines
        if lines is None or not self.changes.seek(lambda at: lines.entry_at(at) is not None, step):
            self.say("there is no other change")

    def action_review_seen(self) -> None:
        """Mark the change as seen and go to the next that was not, or take that back."""
        entry, lines = self.current, self.lines
        if entry is None or lines is None or self.loaded is None:
            return
        seen = self.seen
        if entry.key in seen:
            self.marking.mark(self.loaded, [entry.key], seen=False)
            return

        def unseen(at: int) -> bool:
            found = lines.entry_at(at)
            return found is not None and found is not entry and found.key not in seen

        self.changes.seek(unseen, 1)
        self.marking.mark(self.loaded, [entry.key], seen=True)

    def action_review_all_seen(self) -> None:
        """Mark all that is shown as seen, after asking."""
        loaded, lines = self.loaded, self.lines
        if loaded is None or lines is None:
            return
        seen = self.seen
        keys = [entry.key for entry in lines.entries if entry.key not in seen]
        if not keys:
            self.say("all that is shown was seen")
            return

        def answered(key: str | None) -> None:
            if key == "y":
                self.marking.mark(loaded, keys, seen=True)

        count = f"{len(keys)} change{'s' * (len(keys) != 1)}"
        self.app.push_screen(Choose(f"Mark {count} as seen?", [Choice("y", "mark")]), answered)

    # -- evidence, notes, filter, range

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """Enter opens the evidence."""
        self.action_review_evidence()

    def action_review_evidence(self) -> None:
        """Show what the evidence holds, or the change again."""
        entry, loaded = self.current, self.loaded
        if entry is None or loaded is None:
            return
        self._evidence = not self._evidence
        if not self.page.display:
            self.show_alone(True)
        if self._evidence:
            self.run_latest(partial(self._open, loaded, entry), "evidence")
        else:
            self.follow_cursor()

    async def _open(self, loaded: Loaded, entry: Entry) -> None:
        found = await asyncio.to_thread(proofs, loaded.repository, loaded.review.range, entry)
        if self._evidence and self.current is entry:
            self.show_page(proof_page(entry, found))

    def action_review_note(self) -> None:
        """Write a note, or change it."""
        entry, loaded = self.current, self.loaded
        if entry is None or loaded is None:
            return

        def answered(text: str | None) -> None:
            if text is not None:
                self.run_worker(self._keep_note(loaded, entry, text.strip()))

        hint = "a line for the record; empty takes the note away"
        value = self.memory.notes.get(entry.key, "")
        self.app.push_screen(Ask(f"Note on {entry.text}", hint, value=value), answered)

    async def _keep_note(self, loaded: Loaded, entry: Entry, text: str) -> None:
        try:
            memory = await asyncio.to_thread(loaded.reviews.note, entry.key, text)
        except FileError as problem:
            self.say(str(problem), Tone.ALERT)
            return
        self.memory = memory
        self.show_lines()
        self.say("the note is kept; R puts it on record with the review" if text else "the note is gone")

    def action_review_filter(self) -> None:
        """Ask which changes to show."""
        if self.loaded is not None:
            self.app.push_screen(Ask("Show only", HINT, value=self.filtered.words), self._filter_typed)

    def _filter_typed(self, text: str | None) -> None:
        if text is None:
            return
        try:
            self.filtered = wanted(text)
        except NoSuchFilter as problem:
            self.say(str(problem), Tone.ALERT)
            return
        self._evidence = False
        self.show_lines()

    def action_review_range(self) -> None:
        """Ask what to review."""
        self.run_latest(self._ask_range, "range")

    async def _ask_range(self) -> None:
        from gonogo.screens.dialogs.ranges import RangeDialog

        repository = Repository.discover(self._path)
        if repository is None or repository.bare:
            return
        try:
            choices = await asyncio.to_thread(offered, repository, self.memory.reviewed)
        except GitError as problem:
            self.say(str(problem), Tone.ALERT)
            return

        def answered(words: str | None) -> None:
            if words is not None:
                self.say(f"reading {words} …")
                self.read(words)

        self.app.push_screen(RangeDialog(choices), answered)

    def action_review_record(self) -> None:
        """Put the review on record."""
        from gonogo.screens.review.recording import Recording

        if self.loaded is None:
            return
        if self.makers is None:
            self.say("who made the changes is still being read; a moment, then R again")
            return
        if self._recording is None:
            self._recording = Recording(self)
        self._recording.begin(self.loaded)

    # -- panes, leaving

    def action_review_pane(self) -> None:
        """Give the keys to the other pane."""
        if not self.page.display:
            self.show_alone(True)
        elif self.alone:
            self.show_alone(False)
        else:
            (self.changes if self.page.has_focus else self.page).focus()

    def action_back(self) -> None:
        """Close what is open; in the end leave for where one came from."""
        if self.alone:
            self.show_alone(False)
        elif self._evidence:
            self._evidence = False
            self.follow_cursor()
        elif self.page.has_focus:
            self.changes.focus()
        elif self.filtered:
            self.filtered = Wanted()
            self.show_lines()
        elif len(self.app.screen_stack) > 1:
            self.action_quit()
        else:
            self.say("")

    def action_quit(self) -> None:
        """Leave for where one came from, or the application."""
        if self.loaded is not None:
            self.marking.leave(self.loaded)
        if len(self.app.screen_stack) > 1:
            self.dismiss(None)
        else:
            self.app.exit()
