"""Merging what was fetched, by item, without touching what is not committed.

Git merges; the driver for checklists and which files it is for are given along, so that a clone needs no
setup. What somebody is at work on is left alone: where the merge would need it, it is refused beforehand.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from gonogo.core.git import Head, Repository
from gonogo.core.git.bystanders import bystanders
from gonogo.core.git.locks import patiently
from gonogo.core.git.outcome import words
from gonogo.core.git.person import HOW_TO_SET, may_commit
from gonogo.core.git.run import Finished, read, write
from gonogo.core.git.settings import Settings
from gonogo.core.gitsetup.registering import driver

from .errors import InDispute, SyncRefused
from .upstream import Distance, Upstream

MERGE_LIMIT = 120.0
"""Seconds that git, the driver and the hooks may take together."""
SHOWN = 3
_NO_HOUSEKEEPING = ("-c", "gc.auto=0", "-c", "maintenance.auto=false")
_OPTIONS = (
    "--quiet",
    "--ff",
    "--commit",
    "--no-squash",
    "--no-edit",
    "--no-stat",
    "--no-autostash",
)


def merge_in(repository: Repository, where: Head, upstream: Upstream, apart: Distance) -> None:
    """Merge the upstream as it was fetched.

    Raises InDispute where items are left to be decided, SyncRefused, GitError; but for InDispute everything
    is as it was then.
    """
    _refuse_unsafe(repository, upstream, apart)
    handle, name = tempfile.mkstemp(prefix="gonogo-attributes-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_attributes(repository))
        command = _command(repository, Path(name), upstream)
        ended = patiently(repository, where, lambda: write(repository.top, *command, limit=MERGE_LIMIT))
    finally:
        os.unlink(name)
    if ended.code:
        _explain(repository, upstream, ended)


def _command(repository: Repository, attributes: Path, upstream: Upstream) -> tuple[str, ...]:
    with_base = Settings.of(repository).get("merge.conflictstyle") in ("diff3", "zdiff3")
    return (
        *_NO_HOUSEKEEPING,
        "-c",
        f"core.attributesFile={attributes}",
        "-c",
        "merge.gonogo.name=checklists by item (gonogo)",
        "-c",
        f"merge.gonogo.driver={driver(with_base=with_base)}",
        "merge",
        *_OPTIONS,
        upstream.tracking,
    )


def _attributes(repository: Repository) -> bytes:
    """Our lines, and behind them those of the person's own file, which outrank them."""
    settings = Settings.of(repository)
    own = settings.get("core.attributesfile")
    if own:
        path = Path(os.path.expanduser(own))
    else:
        home = os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config")
        path = Path(home) / "git" / "attributes"
    try:
        theirs = path.read_bytes()
    except OSError:
        theirs = b""
    return b"*.md merge=gonogo\n*.markdown merge=gonogo\n" + theirs


def _refuse_unsafe(repository: Repository, upstream: Upstream, apart: Distance) -> None:
    base = read(repository.top, "merge-base", "HEAD", upstream.tracking, fine=(0, 1), limit=60)
    if base.code:
        raise SyncRefused(f"this branch and {upstream.label} have no commit in common: they are not merged")
    write(repository.top, "update-index", "-q", "--refresh")  # so that a file that was only touched is clean
    others = bystanders(repository)
    if others.staged and apart.ahead:
        raise SyncRefused(
            f"{_named(others.staged)} staged for a commit: commit that, or `git restore --staged` it, "
            "then sync"
        )
    told = read(
        repository.top,
        "diff-tree",
        "-r",
        "-z",
        "--name-only",
        "--no-renames",
        base.out.decode().strip(),
        upstream.tracking,
    )
    coming = {os.fsdecode(name) for name in told.out.split(b"\0")}
    both = tuple(name for name in dict.fromkeys((*others.staged, *others.changed)) if name in coming)
    if both:
        raise SyncRefused(
            f"{_named(both)} changed here and not committed, and {upstream.label} changed the same: "
            f"commit that first (`gonogo commit {both[0]}`), then sync"
        )
    if apart.ahead and not may_commit(repository):
        raise SyncRefused(f"{HOW_TO_SET}; a merge is a commit")


def _named(names: Sequence[str]) -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return f"{', '.join(names[:SHOWN])}{more} {'is' if len(names) == 1 else 'are'}"


def _explain(repository: Repository, upstream: Upstream, ended: Finished) -> None:
    """Raise what a merge that failed means; a merge that only a hook stopped is taken back."""
    if not (repository.git_dir / "MERGE_HEAD").exists():
        raise SyncRefused(f"{upstream.label} was not merged: {words(ended)}", output=ended.out + ended.err)
    told = read(repository.top, "diff-files", "-z", "--name-only", "--diff-filter=U").out
    names = tuple(dict.fromkeys(os.fsdecode(name) for name in told.split(b"\0") if name))
    if not names:
        write(repository.top, "merge", "--abort")
        raise SyncRefused(
            f"{upstream.label} was not merged: {words(ended) or 'a hook refused'}",
            output=ended.out + ended.err,
        )
    raise InDispute(
        f"you and {upstream.label} disagree in {', '.join(names)}: open it in gonogo and decide item by "
        "item (C), then `git add` it, `git merge --continue` and sync again; `git merge --abort` leaves it",
        tuple(repository.top / name for name in names),
    )
