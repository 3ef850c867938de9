"""How a file stands with git, for the header of a screen and before a commit.

Seven short questions to git, none of which runs anything of the repository's: whether the file is changed
is computed here, from its bytes, the blob that the index names and the line-end rules (`eol`). Where git
or the repository cannot be used, there is a state all the same, and it says why.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from gonogo.core.files.forbidding import what_forbids

from .content import conflict_marker, is_lfs_pointer, regular_bytes
from .entries import EMPTY_BLOBS, Entry, IgnoreRule, Stat, attributes, ignored, in_head, in_index, remembered
from .eol import ATTRIBUTES, Conversion, blob_name, conversion, stored_forms
from .errors import GitError
from .heads import Head, head
from .operations import Operation, operation
from .repository import Repository
from .settings import Settings


class Standing(StrEnum):
    """What git would say about a file."""

    CLEAN = "clean"
    """As in the last commit."""
    CHANGED = "changed"
    """Differs from the last commit; a new file that was added counts too."""
    UNTRACKED = "untracked"
    IGNORED = "ignored"
    CONFLICTED = "conflicted"
    """Unmerged."""
    MISSING = "missing"
    """There is no such file on disk, or it is no regular file."""
    OUTSIDE = "outside"
    """In no repository, or in a bare one."""
    UNKNOWN = "unknown"
    """Cannot be told; the first notice says why."""


@dataclass(frozen=True, slots=True)
class FileState:
    """How a file stands with git. Sentences quote names as they are: make them safe before they are shown."""

    path: Path
    standing: Standing
    repository: Repository | None = None
    head: Head | None = None
    operation: Operation | None = None
    partly_staged: bool = False
    """Part of its changes is staged and part is not: a commit of ours takes the file whole."""
    ignored_by: IgnoreRule | None = None
    marker_line: int | None = None
    """The first line with a conflict marker: no edit, no commit."""
    lfs_pointer: bool = False
    """The file is a Git LFS pointer: its content is elsewhere."""
    view_only: str = ""
    """Why the file should not be edited, as a sentence, or nothing."""
    notices: tuple[str, ...] = ()
    """What a person should know before editing or committing, most urgent first, a sentence each."""


def state(path: Path) -> FileState:
    """How a file stands. Never raises on account of git (see Standing.UNKNOWN and OUTSIDE) or of the file."""
    data = regular_bytes(path)
    repository = Repository.discover(path)
    start = FileState(path, Standing.OUTSIDE, repository)
    missing = replace(start, standing=Standing.MISSING, notices=(f"{path} cannot be read as a file",))
    if data is None:
        return missing
    try:
        return _found(start, data)
    except (FileNotFoundError, NotADirectoryError):  # it was there when it was read
        return missing


def _found(start: FileState, data: bytes) -> FileState:
    """How a file with these bytes stands, which may vanish meanwhile."""
    repository = start.repository
    start = replace(
        start,
        marker_line=conflict_marker(data),
        lfs_pointer=is_lfs_pointer(data),
        view_only=_view_only(start.path, repository, data),
    )
    if repository is None or repository.bare:
        return replace(start, notices=_notices(start, ""))
    try:
        return _in_repository(start, repository, data)
    except GitError as error:
        return replace(start, standing=Standing.UNKNOWN, notices=(str(error), *_notices(start, "")))


def _in_repository(start: FileState, repository: Repository, data: bytes) -> FileState:
    where = head(repository)
    found = replace(start, head=where, operation=operation(repository))
    settings = Settings.of(repository)
    if settings.flag("core.bare") and not repository.linked:
        found = replace(found, view_only=_BARE)
        return replace(found, notices=_notices(found, ""))
    name = repository.relative(found.path)
    indexed = in_index(repository, [name]).get(name)
    committed = None if where.unborn else in_head(repository, [name]).get(name)
    if indexed is None:
        rule = ignored(repository, [name]).get(name)
        standing = Standing.IGNORED if rule else Standing.UNTRACKED
        found = replace(found, standing=standing, ignored_by=rule)
        return replace(found, notices=_notices(found, ""))
    if indexed.entry is None:
        found = replace(found, standing=Standing.CONFLICTED)
        return replace(found, notices=_notices(found, ""))
    how = conversion(attributes(repository, name, ATTRIBUTES), settings)
    as_staged, doubt = _same(repository, name, data, indexed.entry, how, settings)
    staged = indexed.entry != committed and indexed.entry.blob not in EMPTY_BLOBS
    changed = indexed.entry != committed or not as_staged
    found = replace(
        found,
        standing=Standing.CHANGED if changed else Standing.CLEAN,
        partly_staged=staged and not as_staged,
    )
    if doubt and not changed:
        found = replace(found, standing=Standing.UNKNOWN)
    hint = doubt or (_HIDDEN.format(mark=indexed.hidden) if indexed.hidden else "")
    return replace(found, notices=_notices(found, hint))


def _same(
    repository: Repository, name: str, data: bytes, entry: Entry, how: Conversion, settings: Settings
) -> tuple[bool, str]:
    """Whether the file is what the index holds, and what makes that doubtful."""
    on_disk = (repository.top / name).stat()
    runnable = bool(on_disk.st_mode & stat.S_IXUSR)
    if settings.flag("core.filemode", unset=True) and runnable != (entry.mode == "100755"):
        return False, ""
    if any(blob_name(form, entry.blob) == entry.blob for form in stored_forms(data, how)):
        return True, ""
    if not how.program:
        return False, ""
    memory = remembered(repository, name)
    if memory is None or not _untouched(memory, on_disk):
        return False, ""
    if memory.seconds * 10**9 + memory.nanoseconds < _index_written(repository):
        return True, ""
    return True, f"whether {name} is changed cannot be told without running its {how.program}"


def _untouched(memory: Stat, on_disk: os.stat_result) -> bool:
    seconds, nanoseconds = divmod(on_disk.st_mtime_ns, 10**9)
    return (memory.seconds, memory.size) == (seconds, on_disk.st_size) and (
        memory.nanoseconds in (0, nanoseconds)
    )


def _index_written(repository: Repository) -> int:
    """When the index was written; a file touched since, or at that very moment, may have changed unseen."""
    try:
        return (repository.git_dir / "index").stat().st_mtime_ns
    except OSError:
        return 0


_BARE = "this repository is bare: it has no working tree, so nothing here can be committed"
_HIDDEN = "git was told not to look at this file ({mark}); `git update-index --no-{mark}` undoes it"


def _view_only(path: Path, repository: Repository | None, data: bytes) -> str:
    if is_lfs_pointer(data):
        return f"{path.name} is a Git LFS pointer: `git lfs pull` brings the document itself"
    if repository is not None and repository.bare:
        return _BARE
    if not os.access(path, os.W_OK):
        return f"{path.name} cannot be written: {_why_unwritable(path)}"
    return ""


def _why_unwritable(path: Path) -> str:
    read_only = os.statvfs(path).f_flag & os.ST_RDONLY
    return "its file system is read-only" if read_only else what_forbids(path)


def _notices(found: FileState, hint: str) -> tuple[str, ...]:
    said = (
        found.view_only,
        f"a conflict marker stands in line {found.marker_line}: resolve it first"
        if found.marker_line
        else "",
        "a merge left this file in conflict: resolve it, then `git add` it"
        if found.standing is Standing.CONFLICTED
        else "",
        found.operation.advice if found.operation else "",
        f"git ignores this file by {found.ignored_by}" if found.ignored_by else "",
        "part of this file is staged: a commit takes the file whole" if found.partly_staged else "",
        found.head.warning if found.head else "",
        hint,
    )
    return tuple(sentence for sentence in said if sentence)
