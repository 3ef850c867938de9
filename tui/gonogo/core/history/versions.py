"""The commits that changed one file, each with the content before and after, as git's objects name it.

Follows renames of the file, and not copies: a checklist that began as one has its own history. A merge is
listed where its file is another one than that of every parent. Reads with two git commands, however many
commits there are; nothing here knows checklists.
"""

from __future__ import annotations

import secrets
from collections.abc import Generator, Iterable

from gonogo.core.git.errors import GitError
from gonogo.core.git.repository import Repository
from gonogo.core.git.run import read, streamed

from .values import Version

LIMIT = 120.0
"""Seconds that reading a long history may take."""

_CHAIN = 128
"""Contents that git is to keep: packs make one of up to fifty others."""
_LEAST_KEPT, _GITS_OWN = 8 << 20, 96 << 20


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
    found: list[Version] = []
    for at in range(1, len(parts) - 5, 6):
        version, copied = _version(parts[at : at + 5], parts[at + 5])
        if version is not None:
            found.append(version)
        if copied:
            break  # what comes now is the history of the file that it was copied from
    return found[::-1]


def _version(fields: list[str], raw: str) -> tuple[Version | None, bool]:
    """The version of one commit, None where its raw lines name no content; whether it began as a copy."""
    commit, author, email, date, message = fields
    words = raw.lstrip("\n\0").split("\0")
    if not words[0].startswith(":"):
        return None, False
    parents = len(words[0]) - len(words[0].lstrip(":"))
    line = words[0].lstrip(":").split(" ")
    ids = [each if each.strip("0") else "" for each in line[parents + 1 : 2 * parents + 2]]
    status = line[-1]
    path = words[2] if parents == 1 and status[:1] in ("R", "C") else words[1]
    copied = parents == 1 and status[:1] == "C"
    before = ("",) if copied else tuple(ids[:parents])
    return Version(commit, author, email, date, message.strip("\n"), path, before, ids[parents]), copied


def contents(
    repository: Repository, blobs: Iterable[str], *, size: int = 0
) -> Generator[tuple[str, bytes], None, None]:
    """The contents of blobs, in their order; one that the repository does not have (a partial clone) raises
    GitError. ``size`` is how many bytes they have about, where that is known.

    While one is looked at git reads the next ones; no more than a few are in memory.
    """
    wanted = list(blobs)
    if not wanted:
        return
    asked = "".join(f"{blob}\n" for blob in wanted).encode()
    command = (*_remembering(size), "cat-file", "--batch", "--buffer")
    with streamed(repository.top, *command, stdin=asked, limit=LIMIT) as told:
        for blob in wanted:
            line = told.readline()
            head = line.split(b" ")
            if not line:
                raise GitError(f"git ended before it had told the object {blob}; was it stopped?")
            if len(head) != 3 or head[1] != b"blob":
                raise GitError(f"the repository does not hold the object {blob}: is it a partial clone?")
            data = told.read(int(head[2]))
            if told.read(1) != b"\n":
                raise GitError(f"git ended while it told the object {blob}; was it stopped?")
            yield blob, data


def _remembering(size: int) -> tuple[str, ...]:
    """The option by which git keeps no more contents in memory than it needs to make the next ones from.

    That many stay where the processor reaches them soon; all 96 MiB of git's own limit do not.
    """
    needed = max(_LEAST_KEPT, size * _CHAIN)
    return ("-c", f"core.deltaBaseCacheLimit={needed}") if size > 0 and needed < _GITS_OWN else ()
