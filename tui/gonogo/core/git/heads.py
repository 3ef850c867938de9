"""Where the repository stands: the branch or commit that is checked out, and how far from its upstream."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass

from .errors import GitTimeout
from .repository import Repository
from .run import read

_BRANCHES = "refs/heads/"
COUNTING_LIMIT = 2.0
"""Seconds that counting the distance to the upstream may take."""
_SHOWN = 8  # hex digits of a commit, where a person reads it


@dataclass(frozen=True, slots=True)
class Head:
    """What is checked out."""

    branch: str = ""
    """The branch's short name; empty where HEAD is detached."""
    commit: str = ""
    """The commit in full; empty on a branch that has none yet."""
    upstream: str = ""
    """The branch it follows, such as `origin/main`, or nothing."""
    ahead: int = 0
    """Commits that the upstream lacks; 0 also where counting them took too long."""
    behind: int = 0
    """Commits of the upstream that are missing here, as far as was fetched."""

    @property
    def detached(self) -> bool:
        """On a commit and on no branch."""
        return not self.branch

    @property
    def unborn(self) -> bool:
        """On a branch that has no commit yet."""
        return not self.commit

    @property
    def short(self) -> str:
        """The commit, shortened for people."""
        return self.commit[:_SHOWN]

    @property
    def label(self) -> str:
        """The branch's name, or `detached at` and the commit."""
        return self.branch or f"detached at {self.short}"

    @property
    def warning(self) -> str:
        """What a person should know before committing here, or nothing."""
        if not self.detached:
            return ""
        return (
            f"HEAD is detached at {self.short}: a commit made here belongs to no branch;"
            " `git switch -c NAME` makes one for it"
        )


def head(repository: Repository) -> Head:
    """Ask git what is checked out. Raises GitError."""
    named = read(repository.top, "symbolic-ref", "--quiet", "HEAD", fine=(0, 1))
    if named.code:
        commit = read(repository.top, "rev-parse", "--verify", "HEAD^{commit}").out
        return Head(commit=commit.decode().strip())
    ref = os.fsdecode(named.out).rstrip("\n")
    listed = _branch(repository, ref)
    branch = ref.removeprefix(_BRANCHES)
    if not listed:
        return Head(branch=branch)
    commit, upstream, track = listed.rstrip(b"\n").split(b"\0")
    return Head(
        branch, commit.decode(), os.fsdecode(upstream), _count(b"ahead", track), _count(b"behind", track)
    )


def _branch(repository: Repository, ref: str) -> bytes:
    """Commit, upstream and distance of a branch; nothing where it has no commit yet."""
    fields = "%(objectname)%00%(upstream:short)%00"
    counted = f"--format={fields}%(upstream:track,nobracket)"
    try:
        return read(repository.top, "for-each-ref", counted, ref, limit=COUNTING_LIMIT).out
    except GitTimeout:  # long histories that went far apart: better no count than no branch
        return read(repository.top, "for-each-ref", f"--format={fields}", ref).out


def commit_exists(repository: Repository, name: str) -> bool:
    """Whether a (shortened) object name is a commit that the repository has. Raises GitError."""
    return bool(commit_named(repository, name))


def commit_named(repository: Repository, name: str) -> str:
    """The full name of the commit that a revision means (`HEAD`, `v1.2`, `main~3`), or "". Raises GitError.

    `name` has no line break in it.
    """
    # Answers `ambiguous` where a short name fits several, `missing` where none; errors cannot happen.
    asked = read(repository.top, "cat-file", "--batch-check", stdin=f"{name}^{{commit}}\n".encode())
    fields = asked.out.split(b" ")
    return fields[0].decode() if fields[1:2] == [b"commit"] else ""


def _count(word: bytes, track: bytes) -> int:
    found = re.search(word + rb" (\d+)", track)
    return int(found[1]) if found else 0
