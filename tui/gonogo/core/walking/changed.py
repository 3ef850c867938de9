"""What changed in a document since its last review ended, so that it can be walked first. Asks git."""

from __future__ import annotations

from checkdown import Checklist, parse
from checkdown.comparing import compare
from gonogo.core.files import FileError
from gonogo.core.git import GitError, Repository
from gonogo.core.git.run import read
from gonogo.core.reviewing import Reviews


def changed_since_review(repository: Repository | None, path: str, checklist: Checklist) -> frozenset[str]:
    """Ids of the items that are not as they were when a review last ended; none where nobody reviewed."""
    if repository is None:
        return frozenset()
    try:
        reviewed = Reviews(repository).load().reviewed
        if not reviewed:
            return frozenset()
        before = read(repository.top, "cat-file", "blob", f"{reviewed[-1]}:{path}").out
    except (FileError, GitError):
        return frozenset()
    changes = compare(parse(before), checklist).changes
    return frozenset(change.item.id for change in changes if change.item is not None)
