"""The branch that is checked out and the one that it follows; and whether a sync may begin at all."""

from __future__ import annotations

import os
from dataclasses import dataclass

from gonogo.core.git import Head, Repository, head, operation
from gonogo.core.git.run import read

from .errors import SyncRefused


@dataclass(frozen=True, slots=True)
class Upstream:
    """Where a branch is pushed to and merged from."""

    remote: str
    """Name of the remote: ``origin``."""
    ref: str
    """Its branch there: ``refs/heads/main``."""
    tracking: str
    """The branch as it was last fetched: ``refs/remotes/origin/main``."""

    @property
    def label(self) -> str:
        """What people call it: ``origin/main``."""
        return f"{self.remote}/{self.ref.removeprefix('refs/heads/')}"


@dataclass(frozen=True, slots=True)
class Distance:
    """How far a branch and its upstream are apart, in commits."""

    ahead: int
    behind: int


def ready(repository: Repository) -> tuple[Head, Upstream]:
    """What is checked out and what it follows. Raises SyncRefused where it is unsafe to go on, GitError."""
    if repository.bare:
        raise SyncRefused(f"{repository.top} is a bare repository: there is no branch to bring up to date")
    stopped = operation(repository)
    if stopped is not None:
        raise SyncRefused(stopped.advice.replace("commits wait", "syncing waits"))
    where = head(repository)
    if where.detached:
        raise SyncRefused(
            f"HEAD is detached at {where.short}: no branch follows another here; "
            "`git switch BRANCH`, then sync"
        )
    if where.unborn:
        raise SyncRefused(f"the branch {where.branch} has no commit yet: commit something, then sync")
    return where, _upstream(repository, where.branch)


def _upstream(repository: Repository, branch: str) -> Upstream:
    form = "%(upstream:remotename)%00%(upstream:remoteref)%00%(upstream)"
    told = read(repository.top, "for-each-ref", f"--format={form}", f"refs/heads/{branch}").out
    remote, ref, tracking = os.fsdecode(told).rstrip("\n").split("\0")
    if not ref:
        raise SyncRefused(
            f"the branch {branch} follows no other: "
            f"`git push --set-upstream origin {branch}` makes it follow one"
        )
    if remote in ("", ".") or not tracking.startswith("refs/remotes/"):
        raise SyncRefused(f"the branch {branch} follows {ref} of this repository, not of a remote one")
    return Upstream(remote, ref, tracking)


def distance(repository: Repository, upstream: Upstream) -> Distance:
    """How far HEAD and its upstream are apart, as far as was fetched. Raises SyncRefused, GitError."""
    found = read(
        repository.top, "rev-parse", "--quiet", "--verify", f"{upstream.tracking}^{{commit}}", fine=(0, 1)
    )
    if found.code:
        raise SyncRefused(
            f"there is no {upstream.label} (any more): `git push {upstream.remote} HEAD` would make it anew"
        )
    told = read(
        repository.top, "rev-list", "--left-right", "--count", f"HEAD...{upstream.tracking}", limit=60
    )
    ahead, behind = told.out.split()
    return Distance(int(ahead), int(behind))
