"""Which checklists below a directory a commit of the directory is about: those that git sees changed.

Git is asked once which files may differ; only those are looked at one by one, and only those are opened.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from gonogo.core.committing import draft
from gonogo.core.evidence import folder_of, is_ours
from gonogo.core.files.errors import FileMissing
from gonogo.core.git import CommitRefused, Refusal, Repository, Standing, markdown_files, state
from gonogo.core.git.bystanders import maybe_changed
from gonogo.core.git.listing import SUFFIXES
from gonogo.core.workspace import Document, Workspace


def documents_of(workspace: Workspace, names: Sequence[str]) -> list[Document]:
    """The named files, opened, and of the named directories the checklists that changed; each once.

    Raises the FileErrors of opening; CommitRefused for a directory in no repository and for a file that is no
    checklist; GitError.
    """
    found: dict[Document, None] = {}
    for name in names:
        path = Path(name)
        if os.path.isdir(path):
            found.update(dict.fromkeys(_below(workspace, path)))
        else:
            found[_named(workspace, path)] = None
    return list(found)


def _named(workspace: Workspace, path: Path) -> Document:
    """A file that was named: a checklist, or evidence that we wrote for one; nothing else is committed."""
    document = workspace.open(path)
    if path.suffix.lower() in SUFFIXES or len(document.checklist.items) or _is_evidence(path):
        return document
    why = f"{path} is no checklist (no markdown file, no item in it) and no evidence of one"
    raise CommitRefused(Refusal.NOTHING, f"{why}; nothing was committed")


def _is_evidence(path: Path) -> bool:
    """Whether a file lies in the evidence folder of a document: `evidence/DOCUMENT/ITEM/FILE` beside it."""
    beside = Path(os.path.realpath(path)).parents[3:4]
    return any(
        is_ours(path, document)
        for folder in beside
        for document in folder.iterdir()
        if document.suffix.lower() in SUFFIXES
    )


def _below(workspace: Workspace, folder: Path) -> list[Document]:
    """The checklists below a directory that differ from the last commit, new ones too, in order."""
    repository = Repository.discover(folder)
    if repository is None or repository.bare:
        why = "is in no git repository" if repository is None else "is in a bare git repository"
        raise CommitRefused(Refusal.NOTHING, f"{folder} {why}; nothing was committed")
    try:
        files = markdown_files(folder).files
    except OSError as error:
        raise FileMissing(folder, f"cannot be read: {error.strerror}") from error
    maybe = maybe_changed(repository)
    found = []
    for path in files:
        evidence = folder_of(path).is_dir()
        if repository.relative(path) not in maybe and not evidence:
            continue
        clean = state(path).standing is Standing.CLEAN
        if clean and not evidence:
            continue
        document = workspace.open(path)
        if len(document.checklist.items) and not (clean and not draft(document).evidence):
            found.append(document)
    return found
