"""The evidence of an entry, opened: a file as the reviewed commit has it, a commit's message, an address.

Nothing is fetched and nothing is started. What is read was written by others: who shows it makes it safe.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from checkdown import Evidence, Item
from gonogo.core.git.content import regular_bytes
from gonogo.core.git.errors import GitError
from gonogo.core.git.heads import commit_named
from gonogo.core.git.repository import Repository
from gonogo.core.git.run import read

from .entries import Entry
from .ranges import Range

MOST_LINES = 400
"""Lines of one piece of evidence that are shown."""
_LARGEST = 4 << 20  # bytes of a file that are read


@dataclass(frozen=True, slots=True)
class Proof:
    """One piece of evidence."""

    kind: str
    """`path`, `url`, `commit` or `note`."""
    target: str
    """As the checklist names it."""
    told: str
    """What is known of it besides: gone in this change, new, named in the text."""
    lines: tuple[str, ...] = ()
    """What it holds; others' text."""
    first: int = 1
    """The number of the first of them, for a file."""
    problem: str = ""
    """Why it could not be shown, as a sentence."""


def proofs(repository: Repository, range_: Range, entry: Entry) -> tuple[Proof, ...]:
    """All evidence of an entry's item: what it has now, then what this change took away. For a thread."""
    now = [change.after for change in entry.changes if isinstance(change.after, Item)]
    gained = {each.target for change in entry.changes for each in change.gained}
    lost = [each for change in entry.changes for each in change.lost]
    found: list[Proof] = []
    if now:
        for each in now[0].evidence:
            told = "new" if each.target in gained else "named in the text" if each.cited else ""
            found.append(_opened(repository, range_.span.after, entry.file, each, told))
    kept = {each.target for item in now[:1] for each in item.evidence}
    before = entry.was or entry.file
    for each in lost:
        if each.target not in kept:
            found.append(_opened(repository, range_.span.before, before, each, "taken away"))
    return tuple(found)


def proofs_now(repository: Repository, file: str, item: Item) -> tuple[Proof, ...]:
    """All evidence of an item of ``file`` (from the top) as the working tree has it. For a thread."""
    told = {True: "named in the text", False: ""}
    return tuple(_opened(repository, "", file, each, told[each.cited]) for each in item.evidence)


def _opened(repository: Repository, commit: str, file: str, evidence: Evidence, told: str) -> Proof:
    kind, target = str(evidence.kind), evidence.target
    if kind == "path":
        return _file(repository, commit, file, evidence, told)
    if kind == "commit":
        return _commit(repository, target, told)
    note = (evidence.note,) if evidence.note else ()
    if kind == "url":
        return Proof(kind, target, told, note, problem="an address is not fetched here")
    return Proof(kind, target, told, note)


def _file(repository: Repository, commit: str, file: str, evidence: Evidence, told: str) -> Proof:
    shown = evidence.target + (f":{evidence.lines}" if evidence.lines else "")
    for name in _names(file, evidence.target):
        data = _content(repository, commit, name)
        if data is None:
            continue
        if b"\0" in data[:8192]:
            return Proof("path", shown, told, problem=f"no text: {len(data)} bytes")
        lines = data.decode("utf-8", "surrogateescape").replace("\r\n", "\n").rstrip("\n").split("\n")
        start = _first(evidence.lines, len(lines))
        kept = tuple(lines[start - 1 : start - 1 + MOST_LINES])
        left = len(lines) - (start - 1) - len(kept)
        return Proof("path", shown, told, kept, start, f"{left} more lines are not shown" if left > 0 else "")
    where = f"commit {commit[:8]}" if commit else "the working tree"
    return Proof("path", shown, told, problem=f"not there in {where}")


def _names(file: str, target: str) -> Iterator[str]:
    """Where a path may lead, from the checklist's folder and from the top; never out of the repository."""
    path = unquote(target.split("#")[0].split("?")[0])
    for base in dict.fromkeys((os.path.dirname(file), "")):
        name = os.path.normpath(os.path.join(base, path.lstrip("/")))
        if path and not name.startswith("..") and not os.path.isabs(name) and "\0" not in name:
            yield name


def _content(repository: Repository, commit: str, name: str) -> bytes | None:
    if not commit:
        real = os.path.realpath(repository.top / name)
        inside = real.startswith(f"{repository.top}{os.sep}")
        return regular_bytes(repository.top / name) if inside else None
    if "\n" in name:
        return None
    asked = f"{commit}:{name}\n".encode("utf-8", "surrogateescape")
    try:
        told = read(repository.top, "cat-file", "--batch-check", stdin=asked).out.split(b" ")
        if len(told) != 3 or told[1] != b"blob":
            return None
        if int(told[2]) > _LARGEST:
            return b"\0" * _LARGEST
        return read(repository.top, "cat-file", "blob", told[0].decode()).out
    except (GitError, ValueError):
        return None


def _first(lines: str, count: int) -> int:
    """The first line to show: a few before the one that is meant."""
    number = lines.partition("-")[0]
    return max(1, min(int(number), count) - 3) if number.isdigit() else 1


def _commit(repository: Repository, target: str, told: str) -> Proof:
    try:
        name = commit_named(repository, target) if "\n" not in target else ""
        if not name:
            return Proof("commit", target, told, problem="this repository does not hold that commit")
        told_by_git = read(
            repository.top,
            *("show", "--no-patch", "--no-ext-diff", "--no-textconv", "--no-show-signature"),
            *("--encoding=UTF-8", "--format=%H%n%an, %aI%n%n%B", name),
        ).out
    except GitError as error:
        return Proof("commit", target, told, problem=str(error))
    lines = told_by_git.decode("utf-8", "surrogateescape").strip("\n").split("\n")
    return Proof("commit", target, told, tuple(lines[:MOST_LINES]))
