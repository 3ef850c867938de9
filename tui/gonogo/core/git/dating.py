"""The day of the last commit that changed a file: one question for all files of a repository."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from .errors import GitError, OutsideRepository
from .repository import Repository
from .run import read


def changed_on(repository: Repository, paths: Sequence[Path]) -> dict[Path, date]:
    """The days of the last commits that changed these files, as their committers' clocks had them.

    A file is missing where no commit has it, where git cannot say, and where history is cut off (a shallow
    clone): the commit at which it is cut seems to have changed everything.
    """
    names: dict[bytes, list[Path]] = {}
    for path in paths:
        try:
            names.setdefault(os.fsencode(repository.relative(path)), []).append(path)
        except OutsideRepository:
            continue
    if not names or repository.bare:
        return {}
    try:
        listed = read(
            repository.top,
            *("log", "--format=%x01%H %cs", "--name-only", "-z", "--no-renames", "--no-ext-diff"),
            *("--", *map(os.fsdecode, names)),
        ).out
    except GitError:
        return {}
    cut = cut_off(repository)
    found: dict[Path, date] = {}
    seen: set[bytes] = set()
    for commit in listed.split(b"\x01")[1:]:
        head, *changed = commit.split(b"\0")
        number, _, day = head.partition(b" ")
        for name in (each.removeprefix(b"\n") for each in changed):
            if name in names and name not in seen:
                seen.add(name)
                if number not in cut:
                    found |= dict.fromkeys(names[name], date.fromisoformat(day.decode()))
    return found


def cut_off(repository: Repository) -> frozenset[bytes]:
    """The commits (hexadecimal) whose parents a shallow clone does not have."""
    try:
        return frozenset((repository.common_dir / "shallow").read_bytes().split())
    except OSError:
        return frozenset()
