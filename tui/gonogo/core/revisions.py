"""The files that differ between two revisions, or a revision and the working tree, with both contents.

Asks git which files those are and reads objects and files itself, so that no filter, hook or external
program of the repository runs. What changed inside a file is ``checkdown.comparing``'s to say.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from gonogo.core.git.content import is_lfs_pointer, regular_bytes
from gonogo.core.git.errors import GitRefused
from gonogo.core.git.filters import none_run
from gonogo.core.git.heads import commit_named
from gonogo.core.git.repository import Repository
from gonogo.core.git.run import read

SUFFIXES = (".md", ".markdown")
"""Files that are looked at without being named."""
_LIMIT = 60.0
_RAW = ("--raw", "-z", "--no-abbrev", "--no-ext-diff")


@dataclass(frozen=True, slots=True)
class Span:
    """What is compared with what."""

    before: str
    """Commit id; "" for nothing at all (a repository without commits)."""
    after: str
    """Commit id; "" for the files as they are in the working tree."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One file in both."""

    file: str
    """Its name from the top of the repository: the newer one, or where the file is gone the older."""
    was: str
    """Its older name where it was renamed, else ""."""
    before: bytes
    """b"" where it was not there."""
    after: bytes


def span_of(repository: Repository, words: str) -> Span:
    """The span of ``A``, ``A..B``, ``A...B`` (since they went apart) or "", which is HEAD against the files.

    Raises GitRefused where a revision names no commit.
    """
    first, dots, last = words.partition("...") if "..." in words else words.partition("..")
    if not words:
        return Span(commit_named(repository, "HEAD"), "")
    before = _commit(repository, first or "HEAD")
    after = _commit(repository, last or "HEAD") if dots else ""
    if dots == "...":
        before = read(repository.top, "merge-base", before, after).out.decode().strip()
    return Span(before, after)


def _commit(repository: Repository, name: str) -> str:
    found = commit_named(repository, name) if "\n" not in name else ""
    if not found:
        raise GitRefused(f"{name!r} names no commit of the repository at {repository.top}")
    return found


def pairs(repository: Repository, span: Span, names: Sequence[str], notices: list[str]) -> Iterator[Pair]:
    """The files of a span that differ, by name.

    ``names`` are files and folders from the top; none means all markdown files. A sentence for each file
    that cannot be compared goes into ``notices``.
    """
    for was, name, before, after in _changed(repository, span, names):
        if not (name in names or name.lower().endswith(SUFFIXES)):
            continue
        old = _blob(repository, before)
        new = _blob(repository, after) if span.after else regular_bytes(repository.top / name) or b""
        if is_lfs_pointer(old) or is_lfs_pointer(new):
            notices.append(f"{name} is kept by Git LFS and was not compared")
        elif old != new:
            yield Pair(name, was if was != name else "", old, new)


def _changed(repository: Repository, span: Span, names: Sequence[str]) -> Iterator[tuple[str, str, str, str]]:
    """Older name, name, older and newer blob of each file that may differ."""
    if not span.before:
        for name in names:
            if not os.path.isdir(repository.top / name):
                yield name, name, "", ""
        return
    command: tuple[str, ...]
    if span.after:
        # Renames are found among all files: one that came into a named folder was perhaps another before.
        command = ("diff-tree", "-r", "-M", *_RAW, span.before, span.after)
    else:
        command = ("diff-index", *_RAW, span.before)
    quiet = () if span.after else none_run(repository)
    told = read(repository.top, *command, "--", limit=_LIMIT, overrides=quiet)
    words = iter(os.fsdecode(told.out).split("\0"))
    seen = set()
    for line in words:
        if not line.startswith(":"):
            continue
        old_mode, mode, before, after, status = line[1:].split(" ")
        was = next(words)
        name = next(words) if status[0] in "RC" else was
        seen.add(name)
        if _named(name, names) and {old_mode, mode} <= {"000000", "100644", "100755"}:
            yield was, name, _real(before), _real(after)
    for name in names:
        # A file that was named and git does not know yet: all of it is new.
        if not span.after and name not in seen and _is_untracked(repository, name):
            yield name, name, "", ""


def _is_untracked(repository: Repository, name: str) -> bool:
    if not os.path.isfile(repository.top / name):
        return False
    return not read(repository.top, "ls-files", "-z", "--", name).out


def _named(name: str, names: Sequence[str]) -> bool:
    return not names or any(
        name == each or name.startswith(f"{each}/") or each in ("", ".") for each in names
    )


def _real(blob: str) -> str:
    return blob if blob.strip("0") else ""


def _blob(repository: Repository, blob: str) -> bytes:
    return read(repository.top, "cat-file", "blob", blob, limit=_LIMIT).out if blob else b""


def from_top(repository: Repository, path: Path) -> str:
    """A path as git names it, links of its folder resolved; "" for the top itself."""
    real = Path(os.path.realpath(path.parent)) / path.name if path.name not in ("", "..") else path
    if Path(os.path.realpath(path)) == repository.top:
        return ""
    return repository.relative(real)
