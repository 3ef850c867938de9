"""The files that differ between two revisions, or a revision and the working tree, with both contents.

Asks git which files those are and reads objects and files itself, so that no filter, hook or external
program of the repository runs. What changed inside a file is ``checkdown.comparing``'s to say.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from gonogo.core.git.content import conflict_marker, is_lfs_pointer, is_no_text, regular_bytes
from gonogo.core.git.errors import GitRefused
from gonogo.core.git.filters import none_run
from gonogo.core.git.heads import commit_named
from gonogo.core.git.repository import Repository
from gonogo.core.git.run import read

SUFFIXES = (".md", ".markdown")
"""Files that are looked at without being named."""
_LIMIT = 60.0
_RENAMED = 0.5  # share of lines from which a file is another one under a new name
_CANDIDATES = 100  # files that are looked at for that
_BOX = re.compile(rb"\[[^\]\n]\]")
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
    for was, name, before, after in _changed(repository, span, names, notices):
        if not (name in names or name.lower().endswith(SUFFIXES)):
            continue
        old = _blob(repository, before)
        new = _blob(repository, after) if span.after else regular_bytes(repository.top / name) or b""
        marker = next((line for each in (new, old) if (line := conflict_marker(each))), None)
        if is_lfs_pointer(old) or is_lfs_pointer(new):
            notices.append(f"{name} is kept by Git LFS and was not compared")
        elif is_no_text(old) or is_no_text(new):
            notices.append(f"{name} is no text in one of the versions and was not compared")
        elif marker is not None:
            notices.append(
                f"{name} is in conflict (line {marker}) and was not compared; resolve the merge first"
            )
        elif old != new or was != name:
            yield Pair(name, was if was != name else "", old, new)


def known(repository: Repository, span: Span, name: str) -> bool:
    """Whether a name, from the top, is a file or a folder in one of the two versions."""
    if not span.after and os.path.lexists(repository.top / name):
        return True
    return any(
        commit and not read(repository.top, "cat-file", "-e", f"{commit}:{name}", fine=(0, 1, 128)).code
        for commit in (span.before, span.after)
    )


def _changed(
    repository: Repository, span: Span, names: Sequence[str], notices: list[str]
) -> Iterator[tuple[str, str, str, str]]:
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
    found = list(_entries(os.fsdecode(told.out)))
    if span.after:
        found = _with_chains(repository, span, found)
    else:
        found = _with_unmerged_once(found)
        fresh = [_Entry("", name, "", "", "100644") for name in _untracked(repository, names, found)]
        found = _with_renames(repository, found + fresh)
        unasked = {entry.name for entry in fresh} - set(names)
        found = [entry for entry in found if entry.was or entry.name not in unasked]
    for entry in found:
        if not _named(entry.name, names):
            continue
        if entry.plain:
            yield entry.was or entry.name, entry.name, entry.before, entry.after
        elif entry.name in names:
            notices.append(f"{entry.name} is a link or no file in one of the versions, and was not compared")


class _Entry(NamedTuple):
    """One file that may differ."""

    was: str
    """Its older name; "" where that is the same."""
    name: str
    before: str
    """Blob, "" where it was not there."""
    after: str
    """Blob, "" where it is not there or it is a file of the working tree."""
    mode: str
    """Its mode now, 000000 where it is gone."""
    plain: bool = True
    """Whether it is a file, or none, in both."""

    @property
    def gone(self) -> bool:
        """Whether only the older version holds it."""
        return self.mode == "000000"


def _entries(told: str) -> Iterator[_Entry]:
    """What git's raw lines say."""
    words = iter(told.split("\0"))
    for line in words:
        if not line.startswith(":"):
            continue
        old_mode, mode, before, after, status = line[1:].split(" ")
        was = next(words)
        name = next(words) if status[0] in "RC" else was
        if status[0] == "U":
            mode = old_mode = "100644"  # in conflict: what the working tree holds is looked at
        plain = {old_mode, mode} <= {"000000", "100644", "100755"}
        yield _Entry(was if was != name else "", name, _real(before), _real(after), mode, plain)


def _with_unmerged_once(entries: list[_Entry]) -> list[_Entry]:
    """The entries, of a file in conflict (which git lists twice) the one that says what it was."""
    known: dict[str, _Entry] = {}
    for entry in entries:
        known.setdefault(entry.name, entry)
        if entry.before:
            known[entry.name] = entry
    return list(known.values())


def _untracked(repository: Repository, names: Sequence[str], entries: Sequence[_Entry]) -> Iterator[str]:
    """Files that git does not know: those that were named, and markdown that a gone file may have become."""
    seen = {entry.name for entry in entries}
    fresh = {name for name in names if name not in seen and _is_untracked(repository, name)}
    if any(entry.gone and entry.name.lower().endswith(SUFFIXES) for entry in entries):
        told = read(repository.top, "ls-files", "-z", "--others", "--exclude-standard", limit=_LIMIT)
        others = os.fsdecode(told.out).split("\0")
        fresh.update(name for name in others if name.lower().endswith(SUFFIXES))
    yield from sorted(fresh - seen)


def _with_renames(repository: Repository, entries: list[_Entry]) -> list[_Entry]:
    """The entries, each markdown file that is gone put together with the new one that reads most like it.

    By their lines, here: git would run the repository's filters to see what the working tree holds.
    """
    gone = [entry for entry in entries if entry.gone and entry.plain and _is_markdown(entry.name)]
    come = [entry for entry in entries if not entry.gone and not entry.before and entry.plain]
    come = [entry for entry in come if _is_markdown(entry.name)][:_CANDIDATES]
    texts = {entry.name: regular_bytes(repository.top / entry.name) or b"" for entry in come}
    scored = [
        (_alike(_blob(repository, old.before), texts[new.name]), old, new)
        for old in gone[:_CANDIDATES]
        for new in come
    ]
    became: dict[str, _Entry] = {}
    for share, old, new in sorted(scored, key=lambda each: (-each[0], each[1].name, each[2].name)):
        if share >= _RENAMED and old.name not in {e.name for e in became.values()} and new.name not in became:
            became[new.name] = old
    left = {old.name for old in became.values()}
    return [
        entry._replace(was=became[entry.name].name, before=became[entry.name].before)
        if entry.name in became
        else entry
        for entry in entries
        if entry.name not in left
    ]


def _with_chains(repository: Repository, span: Span, entries: list[_Entry]) -> list[_Entry]:
    """The entries, each markdown file that is gone put together with what its commits renamed it to."""
    gone = {entry.name: entry for entry in entries if entry.gone and entry.plain and _is_markdown(entry.name)}
    come = {entry.name for entry in entries if not entry.gone and not entry.before and entry.plain}
    if not gone or not any(map(_is_markdown, come)):
        return entries
    command = ("log", "--reverse", "--topo-order", "--format=", "-M", "--diff-filter=R", *_RAW)
    told = read(repository.top, *command, f"{span.before}..{span.after}", "--", limit=_LIMIT)
    was: dict[str, str] = {}
    for step in _entries(os.fsdecode(told.out)):
        was[step.name] = was.pop(step.was, step.was)
    joined = {new: gone[old] for new, old in was.items() if new in come and old in gone}
    left = {old.name for old in joined.values()}
    return [
        entry._replace(was=joined[entry.name].name, before=joined[entry.name].before)
        if entry.name in joined
        else entry
        for entry in entries
        if entry.name not in left
    ]


def _is_markdown(name: str) -> bool:
    return name.lower().endswith(SUFFIXES)


def _alike(one: bytes, other: bytes) -> float:
    """The share of lines that two texts have in common, 0 to 1; blank ones and what stands in boxes do not
    count, so that a checklist that was renamed and ticked is found, which git would not."""
    texts = (_BOX.sub(b"[]", text).split(b"\n") for text in (one, other))
    a, b = (Counter(line for line in lines if line.strip()) for lines in texts)
    return 2 * (a & b).total() / max(1, a.total() + b.total())


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
