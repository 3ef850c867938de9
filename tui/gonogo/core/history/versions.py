"""The commits that changed one file, each with the content before and after, as git's objects name it.

Follows renames of the file. A merge is listed where its file is another one than that of every parent.
Reads with two git commands, however many commits there are; nothing here knows checklists.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Iterator, Sequence

from gonogo.core.git.errors import GitError
from gonogo.core.git.repository import Repository
from gonogo.core.git.run import read

from .values import Version

LIMIT = 120.0
"""Seconds that reading a long history may take."""

_NOTHING = re.compile(r"0+")
_FIRST = 16  # blobs that are asked for together in the beginning: how long they are is not known yet
_AT_ONCE = 512  # … later, at most
_TOGETHER = 8 << 20  # … so that their contents have about so many bytes: they are in memory at the same time


def versions(repository: Repository, path: str, revision: str = "HEAD") -> list[Version]:
    """The commits that changed the file at ``path`` (from the top), the oldest first; none if HEAD is unborn.

    ``revision`` may be a range (``A..B``). Raises GitError, also where the revision names no commit.
    """
    if revision.startswith("-"):
        raise GitError(f"{revision!r} is no revision")
    if revision == "HEAD" and read(repository.top, "rev-parse", "-q", "--verify", "HEAD", fine=(0, 1)).code:
        return []
    mark = secrets.token_hex(12)  # no commit's message can hold it
    fields = f"%x00{mark}".join(("", "%H", "%aN", "%aE", "%aI", "%B", ""))
    told = read(
        repository.top,
        "log",
        "--topo-order",
        "--follow",
        "-M",
        "--raw",
        "--no-abbrev",
        "--diff-merges=combined",
        "--no-ext-diff",
        "--no-textconv",
        "--no-show-signature",
        "--encoding=UTF-8",
        "-z",
        f"--format={fields}",
        "--end-of-options",
        revision,
        "--",
        path,
        limit=LIMIT,
    )
    parts = told.out.decode("utf-8", "surrogateescape").split(f"\0{mark}")
    found = [
        version
        for at in range(1, len(parts) - 5, 6)
        for version in _version(parts[at : at + 5], parts[at + 5])
    ]
    return found[::-1]


def _version(fields: list[str], raw: str) -> Iterator[Version]:
    """The version of one commit, none where its raw lines name no content."""
    commit, author, email, date, message = fields
    words = raw.lstrip("\n\0").split("\0")
    if not words[0].startswith(":"):
        return
    parents = len(words[0]) - len(words[0].lstrip(":"))
    line = words[0].lstrip(":").split(" ")
    ids = ["" if _NOTHING.fullmatch(each) else each for each in line[parents + 1 : 2 * parents + 2]]
    status = line[-1]
    path = words[2] if parents == 1 and status[:1] in ("R", "C") else words[1]
    before = ("",) if status[:1] == "C" else tuple(ids[:parents])
    yield Version(commit, author, email, date, message.strip("\n"), path, before, ids[parents])


def contents(
    repository: Repository, blobs: Iterable[str], together: int = _TOGETHER
) -> Iterator[tuple[str, bytes]]:
    """The contents of blobs, in their order; one that the repository does not have (a partial clone) raises
    GitError.

    While some are looked at git reads the next ones: about as many as have ``together`` bytes.
    """
    wanted = list(blobs)
    if len(wanted) <= _FIRST:
        yield from _batch(repository, wanted)
        return
    # Imported here: one blob needs no thread.
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as pool:
        count = _FIRST
        at = 0
        waiting = pool.submit(_batch, repository, wanted[:count])
        while at < len(wanted):
            found = waiting.result()
            at += len(found)
            count = max(1, min(_AT_ONCE, together * len(found) // (1 + sum(len(data) for _, data in found))))
            waiting = pool.submit(_batch, repository, wanted[at : at + count])
            found.reverse()
            while found:
                yield found.pop()


def _batch(repository: Repository, blobs: Sequence[str]) -> list[tuple[str, bytes]]:
    if not blobs:
        return []
    asked = "".join(f"{blob}\n" for blob in blobs).encode()
    out = read(repository.top, "cat-file", "--batch", stdin=asked, limit=LIMIT).out
    found: list[tuple[str, bytes]] = []
    at = 0
    for blob in blobs:
        end = out.index(b"\n", at)
        head = out[at:end].split(b" ")
        if len(head) != 3 or head[1] != b"blob":
            raise GitError(f"the repository does not hold the object {blob}: is it a partial clone?")
        at = end + 1 + int(head[2])
        found.append((blob, out[end + 1 : at]))
        at += 1
    return found
