"""Saving a document and following its file: the journal first, then the file, merging what others saved.

All of it waits for the disk: call it in a worker thread where keys must be answered.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from gonogo.core import files
from gonogo.core.workspace.document import Document, Pending
from gonogo.core.workspace.merging import Conflict
from gonogo.core.workspace.rereading import Incoming

TRIES = 25
"""Saves that may be crossed by others before giving up for now."""

WAIT = 5.0
"""Seconds that a save waits for another gonogo which is saving the file."""

LOOK = 0.5
"""Seconds that a look at the file does; then it looks all the same."""


@dataclass(frozen=True, slots=True)
class SaveOutcome:
    """What a save did."""

    count: int
    """Edits that are in the file now and were not before."""
    incoming: tuple[Incoming, ...] = ()
    """What others had saved meanwhile, merged."""
    conflicts: tuple[Conflict, ...] = ()
    """Edits that did not fit on what others had saved; they wait for an answer."""


def save(document: Document, *, in_place: bool = False, or_undo: bool = False) -> SaveOutcome:
    """Bring unsaved edits into the file; blocks for some milliseconds.

    ``in_place`` is the person's agreement after NeedsInPlace; it holds for the rest of the session. Raises a
    FileError whose sentences say that the edits are kept: in memory, in the journal, and for the next call.
    ``or_undo`` is for a command, which can be given again: where the file refuses its edits before anything
    is written, they are undone and the journal forgets them.
    """
    with document.saving:
        document.in_place = document.in_place or in_place
        asked = {conflict.step.number for conflict in document.conflicts}
        before = {step.number for step in document.unsaved}
        try:
            news = _saved(document)
        except files.FileError as problem:
            told = "Nothing was changed."
            if not (or_undo and isinstance(problem, _UNTOUCHED) and _undone(document)):
                told = _kept(document)
            problem.advice = f"{problem.advice} {told}".strip()
            raise
        finally:
            document.ended()
        left = {step.number for step in document.unsaved}
        conflicts = tuple(conflict for conflict in document.conflicts if conflict.step.number not in asked)
        open_now = {step.number for conflict in conflicts for step in conflict.steps}
        return SaveOutcome(len(before - left - open_now), news, conflicts)


def _undone(document: Document) -> bool:
    """Undo all unsaved edits; whether none is left."""
    document.ended()  # what no file took need not be kept for one
    for _ in document.unsaved:
        document.undo()
    document.journal.flush()
    return not document.unsaved


_UNTOUCHED = (files.NeedsInPlace, files.Locked)
"""Errors after which no text of ours was in the file at any time, and asking again is the person's."""

_MAYBE_SAVED = (files.DiskFault, files.Stranded, files.Damaged, files.Busy)
"""Errors after which our text may be in the file, or may have been."""


def _saved(document: Document) -> tuple[Incoming, ...]:
    pending = document.pending()
    news: list[Incoming] = []
    if not pending.steps:
        return ()
    with _one_of_us(document, WAIT):
        for _ in range(TRIES):
            if document.waits:
                raise files.Refused(document.path, "is not saved", document.refusal)
            if not pending.steps:
                return tuple(news)
            try:
                saved = _write(document, pending)
            except files.Changed as change:
                if change.exposed:
                    document.exposed(pending)
                now = files.fingerprint(change.theirs)
                news.append(document.take_in(change.theirs, now, change.displaced))
                pending = document.pending()
                continue
            except _MAYBE_SAVED:
                document.exposed(pending)
                raise
            document.saved(pending, saved)
            return tuple(news)
    raise files.Busy(document.path, f"was saved by another program {TRIES} times while ours waited")


def _write(document: Document, pending: Pending) -> files.Fingerprint:
    repair: list[int] = []

    def keep_both(texts: files.InPlace) -> None:
        repair.append(document.journal.write_in_place(pending.expected, texts))

    try:
        saved = files.save(
            document.path,
            pending.data,
            pending.expected,
            in_place=document.in_place,
            before_in_place=keep_both,
        )
    except files.Damaged:
        repair.clear()  # the journal has the only whole text
        raise
    finally:
        document.journal.retire(repair)
    return saved.fingerprint


@contextmanager
def _one_of_us(document: Document, wait: float, *, or_else: bool = False) -> Iterator[None]:
    """Exclude other gonogos, after ``wait`` seconds raise Locked, ``or_else`` go on without.

    Where the lock itself does not work we go on without, too: saving loses nothing even then.
    """
    with ExitStack() as stack:
        if document.state_dir is not None:
            try:
                stack.enter_context(files.lock(document.path, document.state_dir, timeout=wait))
            except files.Locked:
                if not or_else:
                    raise
            except files.FileError:
                pass  # the lock only spares a merge
        yield


def _kept(document: Document) -> str:
    count = len(document.unsaved)
    what = "Your edit is" if count == 1 else f"Your {count} edits are"
    if not document.kept:
        return f"{what} kept as long as this runs: no journal takes it." if count else ""
    return f"{what} kept, in the journal too." if count else ""


def refresh(document: Document) -> Incoming | None:
    """Look at the file, and take in what others wrote; None where it holds what we know.

    Raises a FileError where it cannot be read any more; edits are kept.
    """
    with document.saving:
        with _one_of_us(document, LOOK, or_else=True):
            now = files.read(document.path, patient=True)
        fingerprint = now.fingerprint
        known = fingerprint == document.fingerprint
        if known and document.limits(now.data)[0] == document.refusal:
            return None
        news = document.take_in(now.data, fingerprint)
        document.ended()
        return None if known else news


def rewrite(document: Document, data: bytes) -> Incoming:
    """Give the file another text as a whole: for settling a merge, while edits are refused.

    Edits that wait go on top of it as soon as it takes edits. Raises a FileError; after Changed the document
    shows what the file holds now, and nothing is lost.
    """
    with document.saving, _one_of_us(document, WAIT):
        try:
            fingerprint = _write(document, Pending((), document.base, data, document.fingerprint))
        except files.Changed as change:
            document.take_in(change.theirs, files.fingerprint(change.theirs), change.displaced)
            raise
        return document.take_in(data, fingerprint)


def save_copy(document: Document, path: Path) -> Path:
    """Write the text with all edits to a new file: a way out where its own cannot be written.

    The document stays as it is. Raises Exists or another FileError.
    """
    return files.create(path, document.checklist.source.dump())
