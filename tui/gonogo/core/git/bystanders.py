"""Which files of a repository are changed: other work beside a commit, and what a commit may be about.

Git is asked so that it runs no filter, and compares no content but where times say nothing: a file that
was only touched may be named too. After a commit of ours that is exact, since git's index knows the files
on disk then.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

from .filters import none_run
from .repository import Repository
from .run import read

_OPTIONS = (
    "--name-only",
    "-z",
    "--no-ext-diff",
    "--no-textconv",
    "--ignore-submodules=all",
    "--no-renames",
)


@dataclass(frozen=True, slots=True)
class Bystanders:
    """Files, as git names them, that a commit left as they were."""

    staged: tuple[str, ...]
    """In the index otherwise than in HEAD: the person's next commit."""
    changed: tuple[str, ...]
    """On disk otherwise than in the index."""


def bystanders(repository: Repository) -> Bystanders:
    """The tracked files that are staged or changed; HEAD must exist. Raises GitError."""
    staged = read(repository.top, "diff-index", "--cached", *_OPTIONS, "HEAD", "--").out
    changed = read(repository.top, "diff-files", *_OPTIONS, "--", overrides=none_run(repository)).out
    return Bystanders(_names(staged), _names(changed))


def maybe_changed(repository: Repository) -> frozenset[str]:
    """The files, as git names them, that may differ from HEAD; new ones that are not ignored are among them.

    Every file where there is no commit yet. Raises GitError.
    """
    new = read(repository.top, "ls-files", "-z", "--others", "--exclude-standard").out
    if read(repository.top, "rev-parse", "--quiet", "--verify", "HEAD", fine=(0, 1)).code:
        known = read(repository.top, "ls-files", "-z").out
    else:
        known = read(repository.top, "diff-index", "--cached", *_OPTIONS, "HEAD", "--").out
        known += read(repository.top, "diff-files", *_OPTIONS, "--", overrides=none_run(repository)).out
    return frozenset(_names(new + known))


def _names(listed: bytes) -> tuple[str, ...]:
    return tuple(os.fsdecode(name) for name in listed.split(b"\0")[:-1])
