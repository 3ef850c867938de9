"""Opening documents: from a path to a document that knows its repository, its journal and its limits."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from checkdown import parse
from gonogo.core import files
from gonogo.core.git.content import conflict_marker, is_lfs_pointer
from gonogo.core.git.repository import Repository
from gonogo.core.git.places import state_dir
from gonogo.core.workspace.document import Document


class Workspace:
    """The documents that are open in this process; one for each file, however it is named."""

    def __init__(self) -> None:
        self._documents: dict[str, Document] = {}

    def open(self, path: Path) -> Document:
        """The document at a path. Raises a FileError with a sentence."""
        real = os.path.realpath(path)
        if real not in self._documents:
            self._documents[real] = open_document(path)
        return self._documents[real]

    def __iter__(self) -> Iterator[Document]:
        return iter(self._documents.values())

    def close(self, document: Document) -> None:
        """Let a document go; its unsaved edits stay in the journal."""
        document.journalled()
        self._documents.pop(os.path.realpath(document.path), None)


def open_document(path: Path) -> Document:
    """Read a document and find out what may be done with it."""
    snapshot = files.read(path)
    repository = Repository.discover(path)
    try:
        folder: Path | None = state_dir(path, repository)
    except OSError:
        folder = None
    return Document(
        Path(path),
        parse(snapshot.data),
        snapshot.fingerprint,
        repository=repository,
        state_dir=folder,
        refusal=_refusal(path, snapshot.data),
    )


def _refusal(path: Path, data: bytes) -> str:
    marker = conflict_marker(data)
    if marker:
        return f"{path} holds conflict markers (line {marker}); resolve the merge first, then edit it here"
    if is_lfs_pointer(data):
        return f"{path} is a Git LFS pointer; fetch the file (git lfs pull) before editing it"
    return ""
