"""What git holds about single paths: index entries, entries of HEAD, attributes, ignore rules, blobs.

Names are repository-relative, as `Repository.relative` gives them; all answers are read NUL-separated, so
a name may hold any byte. Every function raises GitError.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from .repository import Repository
from .run import read

EMPTY_BLOBS = frozenset(
    {
        "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391",
        "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813",
    }
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A path in the index or in a commit."""

    mode: str
    """`100644`, `100755` for a program, `120000` for a symbolic link."""
    blob: str
    """The object name of its content."""


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A path in the index, with what git was told about it."""

    entry: Entry | None
    """None while the path is unmerged."""
    hidden: str = ""
    """`skip-worktree` or `assume-unchanged` where git was told not to look at the file."""

    @property
    def unmerged(self) -> bool:
        """Whether a merge left it to be resolved."""
        return self.entry is None


@dataclass(frozen=True, slots=True)
class Stat:
    """What the index remembers of the file on disk: seconds and nanoseconds of its mtime, size in bytes."""

    seconds: int
    nanoseconds: int
    size: int


@dataclass(frozen=True, slots=True)
class IgnoreRule:
    """The rule by which git ignores a path."""

    pattern: str
    source: str
    """The file that holds it, as git names it: relative to the top, or absolute."""
    line: int

    def __str__(self) -> str:
        return f"`{self.pattern}` in {self.source}, line {self.line}"


def in_index(repository: Repository, names: Sequence[str]) -> dict[str, IndexEntry]:
    """The index entries of those names that have one."""
    listed = read(repository.top, "ls-files", "-s", "-v", "-z", "--", *names).out
    found: dict[str, IndexEntry] = {}
    for record in _records(listed):
        fields, _, name = record.partition("\t")
        tag, mode, blob, stage = fields.split(" ")
        hidden = {"S": "skip-worktree", "s": "skip-worktree"}.get(tag, "")
        if not hidden and tag.islower():
            hidden = "assume-unchanged"
        found[name] = IndexEntry(Entry(mode, blob) if stage == "0" else None, hidden)
    return {name: found[name] for name in names if name in found}


def in_head(repository: Repository, names: Sequence[str]) -> dict[str, Entry]:
    """The entries of those names in HEAD, which must exist."""
    listed = read(repository.top, "ls-tree", "-z", "HEAD", "--", *names).out
    found: dict[str, Entry] = {}
    for record in _records(listed):
        fields, _, name = record.partition("\t")
        mode, kind, blob = fields.split(" ")
        if kind == "blob":
            found[name] = Entry(mode, blob)
    return found


def below_in_head(repository: Repository, folder: str) -> tuple[str, ...]:
    """The names of all files below a folder in HEAD; none where there is no commit yet."""
    if read(repository.top, "rev-parse", "--quiet", "--verify", "HEAD", fine=(0, 1)).code:
        return ()
    listed = read(repository.top, "ls-tree", "-r", "-z", "--name-only", "HEAD", "--", f"{folder}/").out
    return tuple(_records(listed))


def held_by_head(repository: Repository, names: Sequence[str]) -> frozenset[str]:
    """Those names of files and folders that HEAD, which must exist, holds; outside the repository none is."""
    inside = [name for name in names if name != ".." and not name.startswith(("../", "/"))]
    if not inside:
        return frozenset()
    listed = _records(read(repository.top, "ls-tree", "-r", "-z", "--name-only", "HEAD", "--", *inside).out)
    held = set(listed)
    for name in listed:
        held.update(str(folder) for folder in PurePosixPath(name).parents)
    return frozenset(held.intersection(inside))


def remembered(repository: Repository, name: str) -> Stat | None:
    """What the index remembers of a file; None where it has no entry."""
    listed = read(repository.top, "ls-files", "--debug", "-z", "--", name).out
    details = listed.partition(b"\0")[2]
    found = re.search(rb"^  mtime: (\d+):(\d+)\n(?:.*\n)*?  size: (\d+)\t", details, re.MULTILINE)
    return Stat(int(found[1]), int(found[2]), int(found[3])) if found else None


def attributes(repository: Repository, name: str, asked: Sequence[str]) -> dict[str, str]:
    """The attributes of a path as git words them: `set`, `unset`, `unspecified` or a value."""
    listed = read(repository.top, "check-attr", "-z", *asked, "--", name).out
    fields = _records(listed)
    return dict(zip(fields[1::3], fields[2::3], strict=True))


def ignored(repository: Repository, names: Sequence[str]) -> dict[str, IgnoreRule]:
    """Those names that git ignores, each with the rule. A tracked path is never ignored."""
    if not names:
        return {}
    asked = b"".join(b"./" + os.fsencode(name) + b"\0" for name in names)
    answer = read(
        repository.top, "check-ignore", "-v", "-z", "--stdin", stdin=asked, fine=(0, 1), literal=False
    )
    fields = iter(_records(answer.out))
    rules: dict[str, IgnoreRule] = {}
    for source, line, pattern, name in zip(fields, fields, fields, fields, strict=True):
        if not pattern.startswith("!"):  # a rule that keeps the path is listed too
            rules[name.removeprefix("./")] = IgnoreRule(pattern, source, int(line))
    return rules


def ignore_rule(path: Path) -> IgnoreRule | None:
    """The rule by which a path, which need not exist, is ignored; None where there is none."""
    repository = Repository.discover(path)
    if repository is None or repository.bare:
        return None
    name = repository.relative(path)
    return ignored(repository, [name]).get(name)


def head_blob(path: Path) -> bytes | None:
    """The file's content in HEAD as git stores it (line ends LF where it converts them).

    None outside a repository, before the first commit, and where HEAD does not hold the file.
    """
    repository = Repository.discover(path)
    if repository is None or repository.bare:
        return None
    if read(repository.top, "rev-parse", "--quiet", "--verify", "HEAD", fine=(0, 1)).code:
        return None
    name = repository.relative(path)
    entry = in_head(repository, [name]).get(name)
    return read(repository.top, "cat-file", "blob", entry.blob).out if entry else None


def _records(listed: bytes) -> list[str]:
    return [os.fsdecode(record) for record in listed.split(b"\0")[:-1]]
