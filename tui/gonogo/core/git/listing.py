"""The markdown files below a directory: those that git knows, or all of them where there is no git to ask."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .errors import GitError
from .repository import Repository
from .run import read

SUFFIXES = (".md", ".markdown", ".mdown", ".mkd")
"""What a markdown file's name ends in, in any case."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Files below a directory."""

    files: tuple[Path, ...]
    """The directory as it was named, joined with the rest; sorted; each real file once."""
    by_git: bool
    """Whether git said which (tracked, and untracked but not ignored); else every file there is."""
    notice: str = ""
    """Why git could not say, where it should have, or nothing."""


def markdown_files(directory: Path) -> Listing:
    """The markdown files below `directory`. A file that is itself named by a person is not looked for here.

    Left out: what is not on disk (sparse checkouts), what is no regular file, links out of the repository.
    Raises OSError where the directory cannot be read.
    """
    real = Path(os.path.realpath(directory))
    os.scandir(real).close()
    repository = Repository.discover(real)
    if repository is None or repository.bare:
        return Listing(_present(directory, _walked(real), real), by_git=False)
    try:
        names = _known(repository, real)
    except GitError as error:
        return Listing(_present(directory, _walked(real), repository.top), by_git=False, notice=str(error))
    return Listing(_present(directory, names, repository.top), by_git=True)


def _known(repository: Repository, real: Path) -> Iterator[str]:
    """Names below `real`, relative to it."""
    below = "" if real == repository.top else repository.relative(real) + "/"
    listed = read(
        repository.top,
        *("ls-files", "-z", "--cached", "--others", "--exclude-standard"),
        *(("--", below) if below else ()),
    ).out
    return (
        os.fsdecode(name)[len(below) :] for name in listed.split(b"\0") if name.lower().endswith(_ENDINGS)
    )


_ENDINGS = tuple(suffix.encode() for suffix in SUFFIXES)


def _walked(real: Path) -> Iterator[str]:
    """All names below `real`, relative to it; links to directories are not followed."""
    for folder, folders, names in os.walk(real):
        folders[:] = [name for name in folders if name != ".git"]
        for name in names:
            if name.lower().endswith(SUFFIXES):
                yield os.path.relpath(os.path.join(folder, name), real)


def _present(directory: Path, names: Iterable[str], bounds: Path) -> tuple[Path, ...]:
    """The named files that are there; a link to a file that is listed itself is left out."""
    found: dict[str, Path] = {}
    links: list[tuple[str, Path]] = []
    for name in sorted(set(names)):
        path = directory / name
        try:
            kind = path.stat().st_mode
        except OSError:
            continue
        if not stat.S_ISREG(kind):
            continue
        real = os.path.realpath(path)
        if path.is_symlink():
            links.append((real, path))
        else:
            found[real] = path
    for real, path in links:
        if bounds in Path(real).parents:
            found.setdefault(real, path)
    return tuple(sorted(found.values()))
