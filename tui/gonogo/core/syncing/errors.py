"""Why a sync did not happen, or not to its end, as sentences."""

from __future__ import annotations

from pathlib import Path

from gonogo.core.git import GitError


class SyncRefused(GitError):
    """The repository is in a state in which a sync is unsafe, or the remote refused. Nothing is lost."""


class Unreachable(GitError):
    """The remote did not answer, or did not let us in. Everything but the sync works without it."""


class InDispute(SyncRefused):
    """A merge was begun and waits for decisions; ``git merge --abort`` takes it back."""

    def __init__(self, sentence: str, files: tuple[Path, ...]) -> None:
        super().__init__(sentence)
        self.files = files
        """The files that hold conflict markers."""
