"""The commits that changed one file, each with the content before and after, as git's objects name it.

Follows renames of the file, and not copies: a checklist that began as one has its own history. Reads with
two git commands, however many commits there are; ``lineage`` reads with one more where branches met. Nothing
here knows checklists.
"""

from __future__ import annotations

import secrets
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import replace

from gonogo.core.git.errors import GitError
from gonogo.core.git.repository import Repository
from gonogo.core.git.run import read, streamed

from .lineage import Node, Row, lineage
from .values import Version

LIMIT = 120.0
"""Seconds that reading a long history may take."""

_CHAIN = 128
"""Contents that git is to keep: packs make one of up to fifty others."""
_LEAST_KEPT, _GITS_OWN = 8 << 20, 96 << 20
_FOLLOWED = ("--follow", "--diff-merges=combined")
# Without paths that follow renames git tells each merge's differences from every parent, and which of the
# commits that it tells each follows.
_BRANCHED = ("--full-history", "--parents", "--simplify-merges", "--diff-merges=separate")


def versions(repository: Repository, path: str, revision: str = "HEAD") -> list[Version]:
    """The commits that changed the file at ``path`` (from the top), the oldest first; none if HEAD is unborn.

    A merge is listed where its file is another one than that of some parent whose own changes it joins or
    drops. ``revision`` may be a range (``A..B``). Raises GitError, also where the revision names no commit.
    """
    if revision.startswith("-"):
        raise GitError(f"{revision!r} is no revision")
    if revision == "HEAD" and read(repository.top, "rev-parse", "-q", "--verify", "HEAD", fine=(0, 1)).code:
        return []
    found, names = _followed(repository, path, revision)
    tip = revision.rpartition("..")[2] or "HEAD"
    if _is_straight(found) and (not found or found[-1].after == blob_at(repository, tip, path)):
        return found
    return lineage(list(_nodes(_log(repository, _BRANCHED, revision, (path, *names)))), path)


def blob_at(repository: Repository, revision: str, path: str) -> str:
    """The blob id of a file in a commit, "" where it is not there."""
    asked = read(repository.top, "rev-parse", "-q", "--verify", f"{revision}:{path}", fine=(0, 1, 128))
    return asked.out.strip().decode()


def _is_straight(found: Sequence[Version]) -> bool:
    """Whether each version goes on from the one before it."""
    last = found[0].after if found else ""
    for version in found[1:]:
        if version.before != (last,):
            return False
        last = version.after
    return not found or len(found[0].before) == 1


def _followed(repository: Repository, path: str, revision: str) -> tuple[list[Version], set[str]]:
    """What git tells of one file that it follows through renames, and the names that the file had; each goes
    on from the one before it, as far as this tells.

    Complete where there are no branches. Where there are, git leaves out merges that are as one of their
    parents, and what came before a rename on another branch.
    """
    told: list[tuple[list[str], Row]] = []
    names: set[str] = set()
    for fields, rows in _log(repository, _FOLLOWED, revision, (path,)):
        if not rows:
            continue
        row = rows[0]
        if row.status[:1] == "C":
            told.append((fields, replace(row, before=("",))))
            break  # what comes now is the history of the file that it was copied from
        told.append((fields, row))
        names |= {row.path, row.origin}
    found: list[Version] = []
    last = ""
    for fields, row in reversed(told):
        found.append(_version(fields, row.path, row.before, row.after, (last,)))
        last = fields[0]
    return found, names - {path}


def _nodes(told: Iterable[tuple[list[str], list[Row]]]) -> Iterator[Node]:
    """One node for each commit; git tells a merge once for each parent that it differs from."""
    node: Node | None = None
    for fields, rows in told:
        version = _version(fields, "", (), "")
        if node is None or node.version.commit != version.commit:
            if node is not None:
                yield node
            node = Node(version, tuple(fields[-1].split()), [])
        node.rows.extend(rows)
    if node is not None:
        yield node


def _version(
    fields: Sequence[str], path: str, before: tuple[str, ...], after: str, parents: tuple[str, ...] = ()
) -> Version:
    commit, author, email, date, message, _ = fields
    return Version(commit, author, email, date, message.strip("\n"), path, before, after, parents)


def _log(
    repository: Repository, options: Sequence[str], revision: str, paths: Sequence[str]
) -> Iterator[tuple[list[str], list[Row]]]:
    """What `git log` tells, the newest commit first: the fields of a commit and its raw lines."""
    mark = secrets.token_hex(12)  # no commit's message can hold it
    fields = f"%x00{mark}".join(("", "%H", "%aN", "%aE", "%aI", "%B", "%P", ""))
    told = read(
        repository.top,
        "log",
        "--topo-order",
        *options,
        "-M",
        "--raw",
        "--no-abbrev",
        "--no-ext-diff",
        "--no-textconv",
        "--no-show-signature",
        "--encoding=UTF-8",
        "-z",
        f"--format={fields}",
        "--end-of-options",
        revision,
        "--",
        *paths,
        limit=LIMIT,
    )
    parts = told.out.decode("utf-8", "surrogateescape").split(f"\0{mark}")
    for at in range(1, len(parts) - 6, 7):
        yield parts[at : at + 6], _rows(parts[at + 6])


def _rows(raw: str) -> list[Row]:
    """The raw lines of one commit; as many names follow each as its status says."""
    words = raw.lstrip("\n\0").split("\0")
    found: list[Row] = []
    at = 0
    while at < len(words) and words[at].startswith(":"):
        parents = len(words[at]) - len(words[at].lstrip(":"))
        line = words[at].lstrip(":").split(" ")
        ids = [each if each.strip("0") else "" for each in line[parents + 1 : 2 * parents + 2]]
        moved = parents == 1 and line[-1][:1] in ("R", "C")
        path = words[at + 2] if moved else words[at + 1]
        found.append(Row(line[-1], words[at + 1], path, tuple(ids[:parents]), ids[parents]))
        at += 3 if moved else 2
    return found


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
