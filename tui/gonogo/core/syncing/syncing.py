"""The sync itself: fetch, merge, push, and again while the remote moves. Nothing is ever forced.

A push names the one branch it is for, so that no configuration can widen or force it. What is not committed
is not part of a sync.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass

from gonogo.core.git import Repository
from gonogo.core.git.bystanders import bystanders
from gonogo.core.git.outcome import words
from gonogo.core.git.run import Finished, write

from .errors import SyncRefused, Unreachable
from .merging import merge_in
from .upstream import Upstream, distance, ready

TRIES = 10
"""Times that the remote may move before we give up for now."""
NETWORK_LIMIT = 120.0
"""Seconds that a fetch or a push may take."""
_NO_HOUSEKEEPING = ("-c", "gc.auto=0", "-c", "maintenance.auto=false")
_MOVED = (b"fetch first", b"non-fast-forward", b"stale info", b"cannot lock ref", b"failed to update ref")


@dataclass(frozen=True, slots=True)
class Synced:
    """What a sync did."""

    branch: str
    upstream: str
    """``origin/main``."""
    came: int
    """Commits that came in."""
    pushed: int
    """Commits that went out, merges among them."""
    tries: int
    """How often the remote was asked; more than 1 where it moved meanwhile."""
    uncommitted: tuple[str, ...]
    """Files, as git names them, with changes that are not committed: they were left alone."""


def sync(repository: Repository, *, told: Callable[[str], None] | None = None) -> Synced:
    """Fetch, merge by item and push the branch that is checked out; ``told`` hears what goes on.

    Raises SyncRefused (InDispute among them), Unreachable, GitError.
    """
    say = told or (lambda _: None)
    where, upstream = ready(repository)
    came = 0
    for attempt in range(1, TRIES + 1):
        say(f"asking {upstream.remote}")
        _fetch(repository, upstream)
        apart = distance(repository, upstream)
        if apart.behind:
            merge_in(repository, where, upstream, apart)
            came += apart.behind
            apart = distance(repository, upstream)
        if not apart.ahead or _pushed(repository, upstream):
            left = tuple(sorted({*bystanders(repository).staged, *bystanders(repository).changed}))
            return Synced(where.branch, upstream.label, came, apart.ahead, attempt, left)
        say(f"{upstream.label} moved meanwhile; once more")
        time.sleep(random.uniform(0, 0.05 * attempt))
    raise SyncRefused(f"{upstream.label} moved {TRIES} times while ours waited: sync again in a while")


def _fetch(repository: Repository, upstream: Upstream) -> None:
    ended = write(
        repository.top, *_NO_HOUSEKEEPING, "fetch", "--quiet", "--", upstream.remote, limit=NETWORK_LIMIT
    )
    if ended.code:
        raise _unreachable(upstream, ended)


def _unreachable(upstream: Upstream, ended: Finished) -> Unreachable:
    return Unreachable(
        f"{upstream.remote} cannot be reached: {words(ended)}; nothing was changed, "
        "and all else works without it"
    )


def _pushed(repository: Repository, upstream: Upstream) -> bool:
    """Whether the push got through; False where somebody else was faster."""
    ended = write(
        repository.top,
        "push",
        "--porcelain",
        "--",
        upstream.remote,
        f"HEAD:{upstream.ref}",
        limit=NETWORK_LIMIT,
    )
    if not ended.code:
        return True
    rejected = [line for line in ended.out.split(b"\n") if line.startswith(b"!")]
    if any(reason in line for line in rejected for reason in _MOVED):
        return False
    if rejected:
        why = rejected[0].split(b"\t")[-1].decode("utf-8", "replace")
        raise SyncRefused(f"{upstream.label} was not pushed: {why}; it is all kept here", output=ended.err)
    raise _unreachable(upstream, ended)
