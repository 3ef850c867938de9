"""Who git says is at work: the name that notes and sign-offs carry, and that commits will carry."""

from __future__ import annotations

import os
import re
from pathlib import Path

from .errors import GitError
from .repository import Repository
from .run import read

_IDENT = re.compile(r"(?P<name>.*) <(?P<email>[^<>]*)> \d+ [-+]\d{4}\n?\Z", re.DOTALL)

HOW_TO_SET = (
    'git does not know who you are: set it with `git config --global user.name "YOUR NAME"` and'
    " `git config --global user.email YOU@EXAMPLE.ORG`"
)
"""What to do where there is no identity."""


def identity(repository: Repository | None) -> tuple[str, str] | None:
    """Name and e-mail address of the author that git would use; None where it has none, or there is no git.

    Outside a repository the person's own configuration is asked.
    """
    return _asked(repository, "GIT_AUTHOR_IDENT")


def may_commit(repository: Repository) -> bool:
    """Whether git has both an author and a committer."""
    return _asked(repository, "GIT_AUTHOR_IDENT") is not None and (
        _asked(repository, "GIT_COMMITTER_IDENT") is not None
    )


def _asked(repository: Repository | None, variable: str) -> tuple[str, str] | None:
    folder = repository.top if repository else Path("/")
    try:
        said = read(folder, "var", variable).out
    except GitError:
        return None
    found = _IDENT.match(os.fsdecode(said))
    return (found["name"], found["email"]) if found and found["name"] else None
