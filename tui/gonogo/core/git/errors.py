"""What can go wrong with git, as sentences a person can act on.

    GitError
        GitMissing          no git on PATH
        GitRefused          git ended with an error of its own
        GitTimeout          git did not end within its time and was asked to stop
        GitCancelled        somebody asked for it to stop
        OutsideRepository   the path lies in no, or another, working tree
        CommitRefused       there is no commit; `reason` says which kind of obstacle

The sentences quote paths and git's words as they are: making them safe to show is the caller's.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path


class GitError(Exception):
    """Something about git that a person should read; `str()` is the sentence."""

    def __init__(self, sentence: str, *, output: bytes = b"") -> None:
        super().__init__(sentence)
        self.output = output
        """What git and the hooks wrote: others' bytes, to be made safe before they are shown."""


class GitMissing(GitError):
    """There is no git command. Everything that is not about git works without it."""


class GitRefused(GitError):
    """Git ended with an error; the sentence holds git's own words."""


class GitTimeout(GitError):
    """Git did not end in time. It was sent SIGTERM, so it left no lock behind."""


class GitCancelled(GitError):
    """Git was stopped because the caller asked for it. It was sent SIGTERM, so it left no lock behind."""


class OutsideRepository(GitError):
    """The path is not below the repository's working tree."""


class Refusal(StrEnum):
    """Why there is no commit."""

    OPERATION = "operation"
    """A merge, rebase, cherry-pick, revert, bisect or am is in progress."""
    CONFLICT = "conflict"
    """The document is unmerged, or holds conflict markers."""
    IGNORED = "ignored"
    """The document is ignored by git."""
    HIDDEN = "hidden"
    """Git was told not to look at the document (skip-worktree)."""
    IDENTITY = "identity"
    """Git does not know who commits."""
    VIEW_ONLY = "view-only"
    """A bare repository, git's own directory, or a file system that cannot be written."""
    MISSING = "missing"
    """The document is not there, or not a regular file, or in another repository."""
    NOTHING = "nothing"
    """Nothing changed since the last commit."""
    NO_MESSAGE = "no-message"
    """The message is empty."""
    LOCKED = "locked"
    """Another git process holds a lock."""
    HOOK = "hook"
    """A hook of the repository refused; its words are in `output`."""
    SIGNING = "signing"
    """Signing failed, or waited, without a terminal: the same commit with `terminal=True` may succeed."""
    TIMEOUT = "timeout"
    """A hook, or signing, did not end in time."""
    CANCELLED = "cancelled"
    """The caller's `cancel` event was set."""
    NO_GIT = "no-git"
    """There is no git command."""
    GIT = "git"
    """Git itself failed; its words are in the sentence and in `output`."""


class CommitRefused(GitError):
    """There is no commit. The documents stay saved as they are."""

    def __init__(
        self, reason: Refusal, sentence: str, *, output: bytes = b"", rewritten: tuple[Path, ...] = ()
    ) -> None:
        super().__init__(sentence, output=output)
        self.reason = reason
        self.rewritten = rewritten
        """Documents that a hook changed on disk before it refused: read them again."""

    @property
    def needs_terminal(self) -> bool:
        """Whether the same commit may succeed where programs can ask: step aside, then `terminal=True`."""
        return self.reason is Refusal.SIGNING
