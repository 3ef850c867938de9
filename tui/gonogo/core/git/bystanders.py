"""What else was changed in a repository while a checklist was committed: other people's, or other, work.

Asked after a commit, when git's index knows the files on disk; so no content is compared and no filter runs.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

from .repository import Repository
from .run import read


@dataclass(frozen=True, slots=True)
class Bystanders:
    """Files, as git names them, that a commit left as they were."""

    staged: tuple[str, ...]
    """In the index otherwise than in HEAD: the person's next commit."""
    changed: tuple[str, ...]
    """On disk otherwise than in the index."""


def bystanders(repository: Repository) -> Bystanders:
    """The tracked files that are staged or changed; HEAD must exist. Raises GitError."""
    options = (
        "--name-only",
        "-z",
        "--no-ext-diff",
        "--no-textconv",
        "--ignore-submodules=all",
        "--no-renames",
    )
    staged = read(repository.top, "diff-index", "--cached", *options, "HEAD", "--").out
    changed = read(repository.top, "diff-files", *options, "--").out
    return Bystanders(_names(staged), _names(changed))


def _names(listed: bytes) -> tuple[str, ...]:
    return tuple(os.fsdecode(name) for name in listed.split(b"\0")[:-1])
