"""Filling git's cache of converted texts in one go, so that the first `git log -p` is as quick as the next.

The cache is git's own (``cachetextconv``): notes on blobs, in a commit whose message is the command that made
them. Git fills it too, but starts a process for each version that it meets.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from gonogo.core.git import GitError, Repository
from gonogo.core.git.run import read, write

from .textconv import converted

BUDGET = 10.0
"""Seconds after which the rest is left to git."""
_LIMIT = 60.0
_CHUNK = 64


def warm(repository: Repository, ref: str, command: str, *, budget: float = BUDGET) -> int:
    """Convert the versions of HEAD's history, the newest first; gives how many there are in the cache now.

    The cache is a convenience: what git refuses here is left undone.
    """
    deadline = time.monotonic() + budget
    notes: dict[str, str] = {}
    try:
        with tempfile.TemporaryDirectory(prefix="gonogo-textconv-") as folder:
            blobs = list(_versions(repository))
            for at in range(0, len(blobs), _CHUNK):
                notes.update(_converted(repository, blobs[at : at + _CHUNK], Path(folder)))
                if time.monotonic() > deadline:
                    break
        if notes:
            _keep(repository, ref, command, notes)
    except GitError:
        return 0
    return len(notes)


def _versions(repository: Repository) -> Iterator[str]:
    """The blobs of all markdown files in the history of HEAD, each once, the newest first."""
    command = ("log", "--raw", "-z", "--no-abbrev", "--format=", "--no-renames", "--no-textconv", "HEAD")
    told = read(repository.top, *command, "--", "*.md", "*.markdown", literal=False, limit=_LIMIT).out
    seen: set[str] = set()
    for word in os.fsdecode(told).split("\0"):
        if not word.startswith(":"):
            continue
        for blob in reversed(word.split(" ")[2:4]):
            if blob.strip("0") and blob not in seen:
                seen.add(blob)
                yield blob


def _converted(repository: Repository, blobs: Sequence[str], folder: Path) -> dict[str, str]:
    """For each blob the one that holds its converted text."""
    names = "\n".join((*blobs, "")).encode()
    asked = read(repository.top, "cat-file", "--batch", stdin=names, limit=_LIMIT).out
    paths: list[str] = []
    at = 0
    for blob in blobs:
        end = asked.index(b"\n", at)
        size = int(asked[at:end].split(b" ")[2])
        path = folder / blob
        path.write_bytes(converted(asked[end + 1 : end + 1 + size]))
        paths.append(f"{path}\n")
        at = end + size + 2
    listed = os.fsencode("".join(paths))
    made = write(repository.top, "hash-object", "-w", "--no-filters", "--stdin-paths", stdin=listed)
    return dict(zip(blobs, made.out.decode().split(), strict=True)) if not made.code else {}


def _keep(repository: Repository, ref: str, command: str, notes: dict[str, str]) -> None:
    lines = "".join(f"100644 blob {text}\t{blob}\n" for blob, text in sorted(notes.items()))
    tree = write(repository.top, "mktree", stdin=lines.encode())
    commit = write(repository.top, "commit-tree", "-m", command, tree.out.decode().strip())
    if not (tree.code or commit.code):
        write(repository.top, "update-ref", ref, commit.out.decode().strip())
