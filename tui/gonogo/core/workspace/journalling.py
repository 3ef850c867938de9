"""The journal of one document: its unsaved edits on the disk, and what ended sessions left there.

There are two places, and a record that the first cannot take (a full disk, a right that is gone) goes to the
second; what is left behind is looked for in both. Editing goes on where neither can be written; `problem`
says so. What a record means is ``steps``'s and ``recovery``'s.
"""

from __future__ import annotations

import heapq
import os
import threading
from collections.abc import Iterable, Sequence
from dataclasses import replace
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


_APART = 1 << 40
"""Between the numbers that records of the one place and of the next are known by here."""


class _Place:
    """The document's records in one folder, their numbers and those they name moved by ``shift``.

    In the file a number is as that journal counts it, whichever place this was to the session that wrote it.
    """

    def __init__(self, folder: Path, name: str, shift: int) -> None:
        self._journal, self._name, self._shift = files.Journal(folder), name, shift

    def write(self, base: Fingerprint, payloads: Sequence[dict[str, Any]]) -> list[int]:
        moved = [_with_moved(payload, -self._shift) for payload in payloads]
        return [record.seq + self._shift for record in self._journal.extend(self._name, base, moved)]

    def pending(self) -> list[Record]:
        return [
            replace(
                record, seq=record.seq + self._shift, payload=_with_moved({**record.payload}, self._shift)
            )
            for record in self._journal.pending(self._name)
        ]

    def own(self, seqs: Iterable[int]) -> set[int]:
        return {seq for seq in seqs if self._shift < seq < self._shift + _APART}

    def mark_saved(self, seqs: Iterable[int]) -> None:
        self._journal.mark_saved(seq - self._shift for seq in seqs)


def _with_moved(payload: dict[str, Any], by: int) -> dict[str, Any]:
    return {**payload, "with": [seq + by for seq in payload["with"]]} if "with" in payload else payload


class DocumentJournal:
    """The records of one document. Safe to use from several threads; every call may touch the disk.

    ``places`` are the folders and what the document is called in each, the first choice first.
    """

    def __init__(self, places: Sequence[tuple[Path, str]]) -> None:
        self.problem = "" if places else _NO_PLACE
        """Why edits are not journalled just now, as a sentence; "" where they are."""
        self._places = [_Place(folder, name, index * _APART) for index, (folder, name) in enumerate(places)]
        self._retired: set[int] = set()
        self._guard = threading.Lock()

    def write(self, base: Fingerprint, payloads: Sequence[dict[str, Any]]) -> list[int | None]:
        """The numbers of the records that now keep these payloads; None for each where there is none."""
        if not self._places or not payloads:
            return [None] * len(payloads)
        try:
            written = self._write(base, payloads)
        except files.FileError as problem:
            self.problem = f"edits are not journalled: {problem}"
            return [None] * len(payloads)
        self.problem = ""
        return [*written]

    def _write(self, base: Fingerprint, payloads: Sequence[dict[str, Any]]) -> list[int]:
        """Write to the first place that takes it; raises what the first one says where none does."""
        first: files.FileError | None = None
        for place in self._places:
            try:
                return place.write(base, payloads)
            except files.FileError as problem:
                first = first or problem
        assert first is not None
        raise first

    def write_in_place(self, base: Fingerprint, texts: InPlace) -> int:
        """Keep what repairs a file that is about to be written over in place. Raises a FileError."""
        if not self._places:
            raise files.Refused(texts.path, "cannot be written over in place", _NO_REPAIR)
        return self._write(base, [in_place_payload(texts)])[0]

    def retire(self, seqs: Iterable[int | None]) -> None:
        """Note that these records need nothing more; ``flush`` tells the journal. Touches no disk."""
        with self._guard:
            self._retired.update(seq for seq in seqs if seq is not None)

    def flush(self) -> None:
        """Bring what was retired to the journal; what fails is tried again with the next call."""
        with self._guard:
            retired = set(self._retired)
        for place in self._places:
            seqs = place.own(retired)
            if not seqs:
                continue
            try:
                place.mark_saved(seqs)
            except files.FileError as problem:
                # A record too many is harmless: recovering what is in the file changes nothing.
                self.problem = f"edits are not journalled: {problem}"
                continue
            with self._guard:
                self._retired -= seqs

    def left_behind(self) -> tuple[Record, ...]:
        """What sessions that have ended left unsaved in any of the places, oldest first."""
        found: list[list[Record]] = []
        for place in self._places:
            try:
                found.append(place.pending())
            except files.FileError as problem:
                self.problem = f"edits of earlier sessions cannot be read: {problem}"
        in_order = heapq.merge(*found, key=lambda record: record.time)
        return tuple(record for record in in_order if record.abandoned)


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
