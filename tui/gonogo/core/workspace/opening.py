"""Opening documents: from a path to a document that knows its repository, its journal and its limits."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from checkdown import parse
from gonogo.core import files
from gonogo.core.git import Repository, state_dir, user_dir
from gonogo.core.workspace.document import Document
from gonogo.core.workspace.limits import no_checklist, out_of_reach


class Workspace:
    """The documents that are open in this process; one for each file, however it is named."""

    def __init__(self) -> None:
        self._documents: dict[str, Document] = {}
        self._opening = threading.Lock()

    def open(self, path: Path, progress: Callable[[int], None] | None = None) -> Document:
        """The document at a path. Raises a FileError with a sentence.

        Large ones take seconds: ``progress`` is called now and then with the number of lines that are read.
        """
        real = os.path.realpath(path)
        with self._opening:
            if real not in self._documents:
                self._documents[real] = open_document(path, progress)
            return self._documents[real]

    def __iter__(self) -> Iterator[Document]:
        return iter(tuple(self._documents.values()))

    def close(self, document: Document) -> bool:
        """Let a document go; False, and it stays, where edits are not saved or questions not answered."""
        document.journalled()
        if document.unsaved or document.conflicts:
            return False
        with self._opening:
            for name, known in tuple(self._documents.items()):
                if known is document:
                    del self._documents[name]
        return True


def open_document(path: Path, progress: Callable[[int], None] | None = None) -> Document:
    """Read a document and find out what may be done with it. Raises a FileError with a sentence."""
    snapshot = files.read(path)
    repository = Repository.discover(path)
    try:
        folder: Path | None = state_dir(path, repository)
    except OSError:
        folder = None
    document = Document(
        Path(path),
        parse(snapshot.data, progress),
        snapshot.fingerprint,
        repository=repository,
        state_dir=folder,
        second_dir=user_dir(path) if folder is not None else None,
        refusal=no_checklist(path, snapshot.data, repository) or out_of_reach(path, repository),
    )
    document.stranded = _stranded(path, folder)
    return document


def _stranded(path: Path, folder: Path | None) -> tuple[Path, ...]:
    """Files in which saves that were cut off left what other programs had written.

    What such saves left of our own is deleted: the journal has it. Where that cannot be done now, the next
    session does it.
    """
    try:
        found = files.leftovers(path)
        if found and folder is not None:
            with files.lock(path, folder, timeout=0):
                found = files.sweep(path)
    except files.FileError:
        return ()
    return tuple(leftover.path for leftover in found if leftover.theirs)
