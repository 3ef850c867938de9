"""One open document: its checklist now, the edits of this session, undo, and what is not saved yet.

Thread-safe: the application edits on one thread and saves on another. Where the text goes is
``saving``'s business; how it came from the disk is ``opening``'s.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from checkdown import Checklist, Edit, Intent, SetState, Source, State, apply, difference, parse, plan
from checkdown.errors import CheckdownError
from gonogo.core.files import Fingerprint, Journal
from gonogo.core.files.records import Record
from gonogo.core.git.repository import Repository
from gonogo.core.workspace.changes import Incoming, Step, edit_of, incoming, state_before
from gonogo.core.workspace.errors import DocumentRefused, NothingToUndo, UndoRefused
from gonogo.core.workspace.merging import Carried, Conflict, carry, moved_edit

UNDO_DEPTH = 1000
"""Edits that can be taken back."""


class Document:
    """A checklist in a file, with the edits of this session."""

    def __init__(
        self,
        path: Path,
        checklist: Checklist,
        fingerprint: Fingerprint,
        *,
        repository: Repository | None = None,
        state_dir: Path | None = None,
        refusal: str = "",
    ) -> None:
        self.path = path
        """As it was named."""
        self.repository = repository
        """The repository that holds it, if any."""
        self.state_dir = state_dir
        """Where its journal and locks lie; None where no place could be written."""
        self.refusal = refusal
        """Why it can only be looked at, as a sentence; "" where it can be changed."""
        self.journal = Journal(state_dir) if state_dir is not None else None
        self.conflicts: list[Conflict] = []
        """Edits of ours that wait for an answer."""
        self.guard = threading.RLock()
        """Held while the fields below change; never while files are read or written."""
        self.saving = threading.Lock()
        """Held for the length of a save: one at a time."""
        self.base = checklist
        """What the file held when we last read or wrote it."""
        self.fingerprint = fingerprint
        """Of the file's bytes then."""
        self._checklist = checklist
        self._unsaved: list[Step] = []
        self._undo: list[Step] = []
        self._redo: list[Step] = []
        self.revision = 0
        """Grows with every change of the checklist."""

    @property
    def checklist(self) -> Checklist:
        """The document with all edits so far."""
        return self._checklist

    @property
    def unsaved(self) -> tuple[Step, ...]:
        """Edits that are not in the file yet."""
        with self.guard:
            return tuple(self._unsaved)

    @property
    def journal_path(self) -> str:
        """The name under which the journal keeps this document's edits."""
        return str(self.path.resolve())

    # -- edits

    def do(self, intent: Intent) -> Step | None:
        """Make an edit; None where everything stands as asked already.

        Raises DocumentRefused, or a CheckdownError with a sentence; then nothing has changed.
        """
        self._must_be_open()
        with self.guard:
            edit = plan(self._checklist, intent)
            if not edit.splices:
                return None
            step = self._take(edit, state_before(self._checklist, intent))
            self._undo.append(step)
            del self._undo[:-UNDO_DEPTH]
            self._redo.clear()
            return step

    def undo(self) -> Step:
        """Take back the last edit of this session that is not taken back yet.

        Others' edits stay. Raises NothingToUndo, or UndoRefused where its lines were changed since.
        """
        self._must_be_open()
        with self.guard:
            if not self._undo:
                raise NothingToUndo("there is nothing to undo")
            step = self._undo[-1]
            back = self._take(self._backwards(step), None)
            self._undo.pop()
            self._redo.append(replace(step, before=back.after, after=back.before))
            return replace(back, edit=replace(back.edit, summary=f"undone: {step.summary}"))

    def redo(self) -> Step:
        """Make the last undone edit again; raises as ``undo`` does."""
        self._must_be_open()
        with self.guard:
            if not self._redo:
                raise NothingToUndo("there is nothing to redo")
            step = self._redo[-1]
            try:
                edit = moved_edit(step.edit, step.before, self._checklist)
                again = self._take(edit, step.was)
            except CheckdownError as problem:
                raise UndoRefused(f"cannot be made again: {problem}") from problem
            self._redo.pop()
            self._undo.append(again)
            return again

    def _backwards(self, step: Step) -> Edit:
        inverse = step.edit.inverse()
        try:
            edit = moved_edit(inverse, step.after, self._checklist)
            apply(self._checklist, edit)
        except CheckdownError as problem:
            intent = step.edit.intent
            if isinstance(intent, SetState) and step.was is not None and not intent.reason:
                try:
                    return plan(self._checklist, replace(intent, state=step.was))
                except CheckdownError:
                    pass
            raise UndoRefused(f"cannot be undone: {step.summary}: {problem}") from problem
        return edit

    def _take(self, edit: Edit, was: State | None) -> Step:
        before = self._checklist
        self._checklist = apply(before, edit)
        step = Step(edit, before.source, self._checklist.source, was)
        self._unsaved.append(step)
        self.revision += 1
        return step

    def _must_be_open(self) -> None:
        if self.refusal:
            raise DocumentRefused(self.refusal)

    # -- what comes from outside

    def take_in(self, data: bytes, fingerprint: Fingerprint, displaced: Sequence[bytes] = ()) -> Incoming:
        """Another program's text: our unsaved edits go on top of it, or become conflicts.

        ``displaced`` are texts that others wrote and that are in no file any more; what they changed
        becomes an edit of its own, in front of ours.
        """
        while True:
            with self.guard:
                base, steps, revision = self.base, list(self._unsaved), self.revision
            theirs = reread(base, data)
            lost = [rescued(base, steps, text) for text in displaced]
            carried = carry([*lost, *steps], theirs)
            news = incoming(base, theirs)
            with self.guard:
                if self.revision != revision or self.base is not base:
                    continue
                self._settle(carried, theirs, fingerprint)
                return news

    def _settle(self, carried: Carried, theirs: Checklist, fingerprint: Fingerprint) -> None:
        self.base, self.fingerprint = theirs, fingerprint
        self._checklist = carried.checklist
        self._unsaved = list(carried.steps)
        self.conflicts += carried.conflicts
        self.revision += 1
        if self.journal is not None:
            self.journal.mark_saved(step.seq for step in carried.agreed if step.seq is not None)

    def resolve(self, conflict: Conflict, *, ours: bool) -> Step | None:
        """Answer a conflict: make our edit after all, or let theirs stand."""
        with self.guard:
            self.conflicts.remove(conflict)
            intent = conflict.step.edit.intent
            step = self.do(intent) if ours and intent is not None else None
        if self.journal is not None and conflict.step.seq is not None:
            self.journal.mark_saved([conflict.step.seq])
        return step

    # -- for saving

    def journalled(self) -> tuple[Sequence[Step], bytes, Fingerprint]:
        """Write unsaved edits into the journal; (edits, the text with them, what the file should hold)."""
        with self.guard:
            waiting = [step for step in self._unsaved if step.seq is None]
        for step in waiting:
            seq = None
            if self.journal is not None:
                seq = self.journal.append(self.journal_path, self.fingerprint, step.payload()).seq
            with self.guard:
                self._unsaved = [replace(s, seq=seq) if s is step else s for s in self._unsaved]
        with self.guard:
            return tuple(self._unsaved), self._checklist.source.dump(), self.fingerprint

    def saved(self, steps: Sequence[Step], data: bytes, fingerprint: Fingerprint) -> None:
        """Note that the file holds these edits."""
        with self.guard:
            done = {id(step) for step in steps}
            rest = [step for step in self._unsaved if id(step) not in done]
            self.base = self._checklist if not rest else reread(self.base, data)
            self.fingerprint = fingerprint
            self._unsaved = rest
        if self.journal is not None:
            self.journal.mark_saved(step.seq for step in steps if step.seq is not None)

    # -- after a crash

    @property
    def recoverable(self) -> tuple[str, ...]:
        """Edits that an ended session left in the journal, as lines."""
        return tuple(str(record.payload.get("summary", "an edit")) for record in self._left_behind())

    def _left_behind(self) -> list[Record]:
        if self.journal is None:
            return []
        return [record for record in self.journal.pending(self.journal_path) if record.abandoned]

    def recover(self) -> tuple[int, tuple[str, ...]]:
        """Make the edits of an ended session again.

        Gives how many were made, and a sentence for each that fits no more.
        """
        made, problems = 0, list[str]()
        for record in self._left_behind():
            try:
                step = self._again(edit_of(dict(record.payload)))
            except (ValueError, DocumentRefused) as problem:
                problems.append(f"{record.payload.get('summary', 'an edit')}: {problem}")
                continue
            if step is not None:
                made += 1
            if self.journal is not None:
                self.journal.mark_saved([record.seq])
        return made, tuple(problems)

    def _again(self, edit: Edit) -> Step | None:
        if edit.intent is not None:
            return self.do(edit.intent)
        self._must_be_open()
        with self.guard:
            step = self._take(edit, None)
            self._undo.append(step)
            return step

    def forget_left_behind(self) -> None:
        """Drop the edits of an ended session; the journal forgets them."""
        if self.journal is not None:
            self.journal.mark_saved(record.seq for record in self._left_behind())


def rescued(base: Checklist, steps: Sequence[Step], text: bytes) -> Step:
    """What another program changed in a text that it wrote between ours, as an edit."""
    written = Source.load(text)
    starts = [base.source, *(step.after for step in steps[-1:])]
    edits = [(Edit(difference(start, written), "another program's edit"), start) for start in starts]
    edit, start = min(edits, key=lambda found: len(found[0].splices))
    return Step(edit, start, written)


def reread(known: Checklist, data: bytes) -> Checklist:
    """The checklist of some bytes, sharing with a known one what is the same."""
    source = Source.load(data)
    if source.bom != known.source.bom:
        return parse(source)
    edit = Edit(difference(known.source, source), "outside")
    try:
        following = apply(known, edit)
    except CheckdownError:
        return parse(source)
    return following if following.source.dump() == data else parse(source)
