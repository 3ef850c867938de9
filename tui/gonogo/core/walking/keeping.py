"""The file of the minutes: written beside the document, and gone again with a decision that is taken back.

Removed is only what a walk wrote itself: a file that git knows, or that somebody edited since, stays.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from gonogo.core.evidence.folder import folder_of, is_ours, keep
from gonogo.core.git import GitError, Repository
from gonogo.core.git.entries import below_in_head, in_index


@dataclass(frozen=True, slots=True)
class Minutes:
    """Minutes as they were written."""

    path: Path
    data: bytes


def keep_minutes(document: Path, text: str, now: datetime) -> Minutes:
    """Write minutes into the document's evidence folder. Raises EvidenceRefused."""
    data = text.encode("utf-8", "replace")
    return Minutes(keep(document, "minutes", data, ".md", now), data)


def take_back(minutes: Minutes, document: Path) -> str:
    """Remove minutes and the folders that are empty without them; what became of them, for a person."""
    path = minutes.path
    try:
        if not is_ours(path, document):
            return "its minutes are not there any more"
        if path.read_bytes() != minutes.data:
            return f"its minutes stay, they were edited: {path.name}"
        if _is_known(path, document):
            return f"its minutes stay, git has them: {path.name}"
        path.unlink()
    except (OSError, GitError) as problem:
        return f"its minutes stay: {problem}"
    folder = folder_of(document)
    for empty in (path.parent, folder, folder.parent):
        with suppress(OSError):  # something else is in it
            empty.rmdir()
    return "its minutes are removed"


def _is_known(path: Path, document: Path) -> bool:
    """Whether the file is in the last commit, or was added for the next one."""
    repository = Repository.discover(document)
    if repository is None or repository.bare:
        return False
    name = repository.relative(path)
    return bool(in_index(repository, [name])) or name in below_in_head(repository, str(Path(name).parent))
