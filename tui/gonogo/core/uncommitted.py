"""Where a document stands with git, for the header: the branch, and how many items differ from HEAD."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.git import FileState, GitError, Standing, head_blob, state
from gonogo.core.workspace import Document
from gonogo.core.workspace.rereading import item_changes, reread


@dataclass(frozen=True, slots=True)
class Uncommitted:
    """What git said, and what follows from it."""

    state: FileState
    changes: int
    """Items that differ from HEAD; 1 at least where the file differs at all, 0 where git cannot tell."""

    @property
    def branch(self) -> str:
        """What is checked out, "" outside git."""
        return self.state.head.label if self.state.head else ""

    @property
    def warning(self) -> str:
        """What makes a commit impossible just now, in a few words."""
        if self.state.standing is Standing.CONFLICTED:
            return "merge conflict"
        if self.state.operation is not None:
            return f"{self.state.operation.name} in progress"
        return {Standing.UNTRACKED: "not in git yet", Standing.IGNORED: "ignored by git"}.get(
            self.state.standing, ""
        )


def uncommitted(document: Document) -> Uncommitted:
    """Ask git. Starts it several times, for some 10 ms: for a thread. Never raises on account of git."""
    found = state(document.path)
    if found.standing is not Standing.CHANGED:
        return Uncommitted(found, 0)
    try:
        blob = head_blob(document.path)
    except GitError:
        return Uncommitted(found, 0)
    if blob is None:
        return Uncommitted(found, 1)
    saved = document.base
    return Uncommitted(found, max(1, len(item_changes(reread(saved, blob), saved))))
