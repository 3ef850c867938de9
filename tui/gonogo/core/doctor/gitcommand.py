"""The git command: which one, whether it is new enough, and who it says is at work."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from gonogo.core.git.errors import GitError, GitMissing
from gonogo.core.git.person import identity
from gonogo.core.git.repository import Repository
from gonogo.core.git.run import program, read

from .found import Found, Severity

OLDEST = (2, 31)
"""Settings by GIT_CONFIG_COUNT, by which filter programs are kept from starting, and `--diff-merges`."""
_VERSION = re.compile(rb"git version (\d+)\.(\d+)(\S*)")
_WITHOUT = "Editing, saving and checking work; branch, history, review, commits and sync do not."


def git(repository: Repository | None) -> Iterator[Found]:
    """The command and, where there is one, the person."""
    try:
        path = program()
        said = read(Path("/"), "--version").out
    except GitMissing:
        yield Found(
            "git",
            "there is none on PATH",
            _WITHOUT,
            f"Install git {_dotted(OLDEST)} or newer, or put its folder on PATH.",
            Severity.ERROR,
        )
        return
    except GitError as error:
        yield Found("git", f"it does not run: {error}", _WITHOUT, "Install it again.", Severity.ERROR)
        return
    yield _version(path, said)
    yield _person(repository)


def _version(path: str, said: bytes) -> Found:
    found = _VERSION.match(said)
    if found is None:
        first = os.fsdecode(said).partition("\n")[0]
        return Found(
            "git",
            f"{path} says {first[:60]!r}, which is no version of git",
            "What it does is not known.",
            "Put git itself before it on PATH.",
            Severity.WARNING,
        )
    version = f"{int(found[1])}.{int(found[2])}{os.fsdecode(found[3])}"
    if (int(found[1]), int(found[2])) < OLDEST:
        return Found(
            "git",
            f"{version} ({path}), older than {_dotted(OLDEST)}",
            "It does not know all that gonogo asks: no history of flips, and filter programs of a repository"
            " may start where a file is only looked at.",
            f"Install git {_dotted(OLDEST)} or newer.",
            Severity.ERROR,
        )
    return Found("git", f"{version} ({path})")


def _person(repository: Repository | None) -> Found:
    found = identity(repository)
    if found is None:
        return Found(
            "identity",
            "git does not know who you are",
            "Notes, evidence and sign-offs carry no name, and nothing can be committed.",
            '`git config --global user.name "YOUR NAME"` and'
            " `git config --global user.email YOU@EXAMPLE.ORG`.",
            Severity.WARNING,
        )
    name, email = found
    return Found("identity", f"{name} <{email}>")


def _dotted(version: tuple[int, int]) -> str:
    return ".".join(map(str, version))
