"""Git's locks: waiting for those of other processes, for a little while, and never removing one."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from .errors import CommitRefused, GitCancelled, Refusal
from .heads import Head
from .repository import Repository
from .run import Finished

PAUSES = (0.02, 0.04, 0.08, 0.16, 0.32, 0.68)
"""Seconds between attempts, 1.3 in all: longer than an editor's `git status`, shorter than patience."""


def held_lock(repository: Repository, branch: str) -> Path | None:
    """A lock file that would stop a commit on this branch."""
    here, common = repository.git_dir, repository.common_dir
    candidates = [here / "index.lock", here / "HEAD.lock"]
    if branch:
        candidates.append(common / "refs" / "heads" / f"{branch}.lock")
    return next((lock for lock in candidates if os.path.lexists(lock)), None)


def patiently(
    repository: Repository,
    where: Head,
    attempt: Callable[[], Finished],
    cancel: threading.Event | None = None,
) -> Finished:
    """Run `attempt` when nothing is locked, and again while it fails on a lock.

    Raises CommitRefused (LOCKED) when the pauses are used up, GitCancelled.
    """
    for pause in (*PAUSES, None):
        lock = held_lock(repository, where.branch)
        if lock is None:
            finished = attempt()
            if not (finished.code and _blames_a_lock(finished.err)):
                return finished
            lock = held_lock(repository, where.branch)
        if pause is None:
            raise CommitRefused(Refusal.LOCKED, _held(lock))
        if cancel is None:
            time.sleep(pause)
        elif cancel.wait(pause):
            raise GitCancelled("the commit was stopped, as asked")
    raise AssertionError("unreachable")


def _blames_a_lock(err: bytes) -> bool:
    return b".lock'" in err and b"File exists" in err


def _held(lock: Path | None) -> str:
    if lock is None:
        return "another git process keeps locking the repository: try again in a moment"
    age = ""
    with suppress(OSError):
        age = f", since {time.strftime('%H:%M:%S', time.localtime(lock.lstat().st_mtime))}"
    return (
        f"another git process holds {lock}{age}: wait for it and commit again; if no git is running any more,"
        " it was left behind by a crash, and removing it is for you to decide"
    )
