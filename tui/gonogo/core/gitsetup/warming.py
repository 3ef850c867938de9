"""Filling git's cache of converted texts in one go, so that the first `git log -p` is as quick as the next.

The cache is git's own (``cachetextconv``): notes on blobs, in a commit whose message is the command that made
them. Git fills it too, but starts a process for each version that it meets. The texts are written as packs,
each text as what it has over the one before: thousands of files of their own would be slower to read than the
document itself.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checkdown import Checklist, parse
from checkdown.parts import Part
from gonogo.core.git import GitError, Repository
from gonogo.core.git.run import read, write
from gonogo.core.history.carrying import carried

from .textconv import put_in_place

BUDGET = 30.0
"""Seconds after which the rest is left to git."""
_LIMIT = 120.0
_CHUNK = 64
"""Versions that are read at once."""
_PACK = 32 << 20
"""Bytes of converted texts that are written at once, as one pack."""


@dataclass(frozen=True, slots=True)
class Warmed:
    """How far the cache is filled."""

    known: int
    """Versions of HEAD's history whose text is in it."""
    wanted: int
    """Versions that there are."""


def warm(repository: Repository, ref: str, command: str, *, budget: float = BUDGET) -> Warmed:
    """Convert the versions of HEAD's history, the newest first; those that are in the cache are kept.

    The cache is a convenience: what git refuses here is left undone.
    """
    deadline = time.monotonic() + budget
    notes: dict[str, str] = {}
    blobs: list[str] = []
    try:
        blobs = list(_versions(repository))
        notes = _known(repository, ref, command)
        missing = [blob for blob in blobs if blob not in notes]
        before = len(notes)
        for some, texts in _converted(repository, missing, deadline):
            notes.update(zip(some, _written(repository, texts), strict=False))
        if len(notes) > before:
            _keep(repository, ref, command, notes)
    except GitError:
        return Warmed(0, len(blobs))
    return Warmed(sum(blob in notes for blob in blobs), len(blobs))


class Converting:
    """The text conversion of one version after another: what did not change is not converted again."""

    def __init__(self) -> None:
        self._before: tuple[bytes, Checklist] | None = None
        self._parts: dict[int, tuple[Part, list[str], str]] = {}
        """For each section's place its part, its lines, and these converted."""

    def text(self, data: bytes) -> bytes:
        """The same as ``textconv.converted`` gives."""
        checklist = carried(self._before[1], self._before[0], data)[0] if self._before else parse(data)
        self._before = data, checklist
        if not len(checklist.items):
            return data
        known, self._parts = self._parts, {}
        starts = checklist.starts
        out: list[str] = []
        for index, part in enumerate(checklist.parts):
            lines = [checklist.source.raw(starts[index] + n) for n in range(1, part.count + 1)]
            before = known.get(index)
            if before is not None and before[0] is part and before[1] == lines:
                self._parts[index] = before
            else:
                shown = lines.copy()
                put_in_place(checklist, checklist.sections[index].items, shown, starts[index] + 1)
                self._parts[index] = part, lines, "".join(shown)
            out.append(self._parts[index][2])
        return "".join(out).encode("utf-8", "surrogateescape")


def _known(repository: Repository, ref: str, command: str) -> dict[str, str]:
    """What the cache holds, if it was made by this very command: for each blob that of its text."""
    made_by = read(repository.top, "log", "-1", "--format=%B", ref, fine=(0, 128))
    if made_by.code or made_by.out.decode("utf-8", "replace").strip() != command:
        return {}
    listed = read(repository.top, "ls-tree", "-r", "-z", ref, limit=_LIMIT).out.decode()
    found: dict[str, str] = {}
    for entry in filter(None, listed.split("\0")):
        about, path = entry.split("\t", 1)
        found[path.replace("/", "")] = about.split(" ")[2]
    return found


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


def _converted(
    repository: Repository, blobs: Sequence[str], deadline: float
) -> Iterator[tuple[list[str], list[bytes]]]:
    """Blobs and their converted texts, as many at once as make a pack, until there is no time left."""
    some: list[str] = []
    texts: list[bytes] = []
    size = 0
    converting = Converting()
    for at in range(0, len(blobs), _CHUNK):
        if time.monotonic() > deadline:
            break
        chunk = blobs[at : at + _CHUNK]
        for blob, data in zip(chunk, _read(repository, chunk), strict=True):
            some.append(blob)
            texts.append(converting.text(data))
            size += len(texts[-1])
        if size > _PACK:
            yield some, texts
            some, texts, size = [], [], 0
    if some:
        yield some, texts


def _read(repository: Repository, blobs: Sequence[str]) -> Iterator[bytes]:
    names = "\n".join((*blobs, "")).encode()
    asked = read(repository.top, "cat-file", "--batch", stdin=names, limit=_LIMIT).out
    at = 0
    for _ in blobs:
        end = asked.index(b"\n", at)
        size = int(asked[at:end].split(b" ")[2])
        yield asked[end + 1 : end + 1 + size]
        at = end + size + 2


def _written(repository: Repository, texts: Sequence[bytes]) -> list[str]:
    """The blobs of these texts, written into the repository; none where git refuses."""
    parts: list[bytes] = []
    for number, text in enumerate(texts, 1):
        parts += [b"blob\nmark :%d\ndata %d\n" % (number, len(text)), text, b"\n"]
    parts += [b"get-mark :%d\n" % number for number in range(1, len(texts) + 1)]
    options = ("-c", "fastimport.unpackLimit=1")
    made = write(
        repository.top, *options, "fast-import", "--quiet", stdin=b"".join((*parts, b"done\n")), limit=_LIMIT
    )
    return made.out.decode().split() if not made.code else []


def _keep(repository: Repository, ref: str, command: str, notes: dict[str, str]) -> None:
    lines = "".join(f"100644 blob {text}\t{blob}\n" for blob, text in sorted(notes.items()))
    tree = write(repository.top, "mktree", stdin=lines.encode())
    commit = write(repository.top, "commit-tree", "-m", command, tree.out.decode().strip())
    if not (tree.code or commit.code):
        write(repository.top, "update-ref", ref, commit.out.decode().strip())
