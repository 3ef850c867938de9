"""Which repository a path belongs to, found by looking at files: no git process is started for it.

The rules are git's own (a `.git` directory, or a `.git` file that names one, as in worktrees and
submodules), with one difference: a bare repository somewhere inside a working tree is taken for ordinary
folders, since its configuration came with the content. All paths are real paths: git refuses those that
lead through a symbolic link. What git thinks of the repository is asked when something is read from it.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from .errors import OutsideRepository

_LONGEST_POINTER = 8192  # bytes of a `.git` or `commondir` file


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository, as far as it can be seen without git."""

    top: Path
    """The top of the working tree; of a bare repository, its directory."""
    git_dir: Path
    """Where this working tree's HEAD and index lie."""
    common_dir: Path
    """Where branches, objects and configuration lie: not the same as `git_dir` in a linked worktree."""
    bare: bool = False
    """Whether there is no working tree here: nothing can be committed."""

    @classmethod
    def discover(cls, path: Path) -> Repository | None:
        """The repository that holds a file or folder, which need not exist; None where there is none."""
        start = Path(os.path.realpath(path))
        bare: Repository | None = None
        for folder in (start, *start.parents):
            git_dir = _git_dir(folder / ".git")
            if git_dir is not None:
                inside = start == git_dir or git_dir in start.parents
                return cls(folder, git_dir, _common_dir(git_dir), bare=inside)
            if bare is None and _is_git_dir(folder):
                bare = cls(folder, folder, _common_dir(folder), bare=True)
        return bare

    @property
    def linked(self) -> bool:
        """Whether this is a linked worktree (`git worktree add`)."""
        return self.git_dir != self.common_dir

    def relative(self, path: Path) -> str:
        """The path from the top, as git names it, links resolved. Raises OutsideRepository."""
        real = Path(os.path.realpath(path))
        if real == self.top or self.top not in real.parents:
            raise OutsideRepository(f"{path} is not inside the repository at {self.top}")
        return str(real.relative_to(self.top))


def _git_dir(entry: Path) -> Path | None:
    """The git directory that an entry called `.git` is or names."""
    kind = _kind(entry)
    if stat.S_ISDIR(kind):
        found = _resolved(entry)
    elif stat.S_ISREG(kind):
        pointer = _pointer(entry)
        if not pointer.startswith("gitdir: "):
            return None
        found = _resolved(entry.parent / pointer.removeprefix("gitdir: "))
    else:
        return None
    return found if _is_git_dir(found) else None


def _is_git_dir(folder: Path) -> bool:
    if not stat.S_ISREG(_kind(folder / "HEAD")):
        return False
    common = _common_dir(folder)
    return stat.S_ISDIR(_kind(common / "objects")) and stat.S_ISDIR(_kind(common / "refs"))


def _common_dir(git_dir: Path) -> Path:
    pointer = git_dir / "commondir"
    if not stat.S_ISREG(_kind(pointer)):
        return git_dir
    return _resolved(git_dir / _pointer(pointer))


def _resolved(path: Path) -> Path:
    try:
        return Path(os.path.realpath(path))
    except ValueError:  # a NUL in what a file named: no such path, and nothing will be found there
        return path


def _kind(path: Path) -> int:
    """The mode of what stands there, links followed; 0 where nothing can be seen."""
    try:
        return path.stat().st_mode
    except (OSError, ValueError):
        return 0


def _pointer(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return os.fsdecode(file.read(_LONGEST_POINTER)).rstrip("\r\n")
    except OSError:
        return ""
