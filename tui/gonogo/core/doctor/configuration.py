"""Mistakes in what was configured: the person's own file, and `gonogo.toml` of the repository."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from gonogo.core.checksettings import read_check_settings
from gonogo.core.config import Mistake
from gonogo.core.git.repository import Repository
from gonogo.core.probes.settings import read_settings
from gonogo.core.repositorysettings import NAME

from .found import Found, Severity

_LEFT_OUT = "That is left out; the rest holds."


def own_configuration(path: Path, mistakes: tuple[Mistake, ...]) -> Iterator[Found]:
    """The person's configuration at `path`, with every mistake that was found when it was read."""
    for mistake in mistakes:
        whole = mistake.where in (str(path), path.name)
        yield Found(
            "configuration",
            str(mistake),
            "All is as by default." if whole else _LEFT_OUT,
            f"Correct it in {path}.",
            Severity.WARNING,
        )
    if not mistakes:
        there = os.path.exists(path)
        yield Found("configuration", str(path) if there else f"none, so all is as by default ({path})")


def repository_configuration(repository: Repository | None) -> Iterator[Found]:
    """The file of the repository; nothing where there is none."""
    if repository is None or repository.bare:
        return
    path = repository.top / NAME
    problems = read_check_settings(repository.top).problems
    for problem in problems:
        yield Found(
            NAME,
            problem,
            "`gonogo check` and `gonogo gate` refuse to judge, with status 2.",
            f"Correct it in {path}.",
            Severity.ERROR,
        )
    remarks = [each for each in read_settings(repository.top).remarks if not _told(each, problems)]
    for remark in remarks:
        yield Found(
            NAME,
            remark,
            _LEFT_OUT,
            f"Correct it in {path}.",
            Severity.WARNING,
        )
    if not problems and not remarks and os.path.exists(path):
        yield Found(NAME, str(path))


def _told(remark: str, problems: tuple[str, ...]) -> bool:
    """Whether a file that cannot be read at all was told of already."""
    return any(problem.endswith(remark) for problem in problems)
