"""Saving a document: journal first, then the file, merging what others saved in between."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core import files
from gonogo.core.files import Changed
from gonogo.core.workspace.changes import Incoming
from gonogo.core.workspace.document import Document

TRIES = 25
"""Saves that may be crossed by others before giving up for now."""


@dataclass(frozen=True, slots=True)
class SaveOutcome:
    """What a save did."""

    count: int
    """Edits that are in the file now and were not before."""
    incoming: tuple[Incoming, ...] = ()
    """What others had saved meanwhile, merged."""


def save(document: Document, *, in_place: bool = False) -> SaveOutcome:
    """Bring unsaved edits into the file; blocks for some milliseconds, so call it in a worker thread.

    Raises a FileError; then the edits stay in memory and in the journal, and another call tries again.
    """
    with document.saving:
        news: list[Incoming] = []
        count = 0
        for _ in range(TRIES):
            steps, data, expected = document.journalled()
            if not steps:
                return SaveOutcome(count, tuple(news))
            try:
                saved = _write(document, data, expected, in_place=in_place)
            except Changed as change:
                news.append(
                    document.take_in(change.theirs, files.fingerprint(change.theirs), change.displaced)
                )
                count = len(steps)
                continue
            document.saved(steps, data, saved)
            return SaveOutcome(len(steps), tuple(news))
        raise files.Busy(
            document.path,
            f"was saved by another program {TRIES} times while ours waited",
            "The edits are kept; saving is tried again with the next one.",
        )


def _write(
    document: Document, data: bytes, expected: files.Fingerprint, *, in_place: bool
) -> files.Fingerprint:
    if document.state_dir is None:
        return files.save(document.path, data, expected, in_place=in_place).fingerprint
    with files.lock(document.path, document.state_dir):
        return files.save(document.path, data, expected, in_place=in_place).fingerprint
