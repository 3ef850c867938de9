"""The journal of one document: its unsaved edits on the disk, and what ended sessions left there.

Editing goes on where the journal cannot be written; `problem` says so. What a record means is ``steps``'s
and ``recovery``'s.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gonogo.core import files
from gonogo.core.git import Repository

if TYPE_CHECKING:
    from gonogo.core.files import Fingerprint, InPlace, Record


def name_of(path: Path, repository: Repository | None, state_dir: Path | None) -> str:
    """What the journal calls a document: by its repository where the journal moves along with that."""
    real = os.path.realpath(path)
    if repository is not None and state_dir is not None:
        inside = Path(os.path.realpath(state_dir)).is_relative_to(repository.git_dir)
        if inside and Path(real).is_relative_to(repository.top):
            return os.path.relpath(real, repository.top)
    return real


class DocumentJournal:
    """The records of one document. Safe to use from several threads; every call may touch the disk."""

    def __init__(self, state_dir: Path | None, name: str) -> None:
        self.name = name
        self.problem = "" if state_dir is not None else _NO_PLACE
        """Why edits are not journalled just now, as a sentence; "" where they are."""
        self._journal = files.Journal(state_dir) if state_dir is not None else None
        self._retired: set[int] = set()
        self._guard = threading.Lock()

    def write(self, base: Fingerprint, payloads: Sequence[dict[str, Any]]) -> list[int | None]:
        """The numbers of the records that now keep these payloads; None for each where there is none."""
        if self._journal is None or not payloads:
            return [None] * len(payloads)
        try:
            written = [record.seq for record in self._journal.extend(self.name, base, payloads)]
        except files.FileError as problem:
            self.problem = f"edits are not journalled: {problem}"
            return [None] * len(payloads)
        self.problem = ""
        return [*written]

    def write_in_place(self, base: Fingerprint, texts: InPlace) -> int:
        """Keep what repairs a file that is about to be written over in place. Raises a FileError."""
        if self._journal is None:
            raise files.Refused(texts.path, "cannot be written over in place", _NO_REPAIR)
        return self._journal.append(self.name, base, in_place_payload(texts)).seq

    def retire(self, seqs: Iterable[int | None]) -> None:
        """Note that these records need nothing more; ``flush`` tells the journal. Touches no disk."""
        with self._guard:
            self._retired.update(seq for seq in seqs if seq is not None)

    def flush(self) -> None:
        """Bring what was retired to the journal; what fails is tried again with the next call."""
        with self._guard:
            seqs = set(self._retired)
        if not seqs or self._journal is None:
            return
        try:
            self._journal.mark_saved(seqs)
        except files.FileError as problem:
            # A record too many is harmless: recovering what is in the file changes nothing.
            self.problem = f"edits are not journalled: {problem}"
            return
        with self._guard:
            self._retired -= seqs

    def left_behind(self) -> tuple[Record, ...]:
        """What sessions that have ended left unsaved, oldest first."""
        if self._journal is None:
            return ()
        try:
            pending = self._journal.pending(self.name)
        except files.FileError as problem:
            self.problem = f"edits of earlier sessions cannot be read: {problem}"
            return ()
        return tuple(record for record in pending if record.abandoned)


_NO_PLACE = (
    "edits are not journalled: neither the git directory nor the user's state directory can be written"
)


_NO_REPAIR = "A crash could leave it half written, and there is no journal to repair it from."


def in_place_payload(texts: InPlace) -> dict[str, Any]:
    """What repairs a file whose writing in place was cut off; ``recovery.repaired`` reads it."""
    start = _alike(texts.old, texts.new)
    return {
        "summary": "the file was being written over in place",
        "in_place": {
            "start": start,
            "rest": texts.new[start:].decode("utf-8", "surrogateescape"),
            "old": files.fingerprint(texts.old),
            "new": files.fingerprint(texts.new),
        },
    }


def _alike(one: bytes, other: bytes) -> int:
    """How many bytes two texts begin alike with."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
