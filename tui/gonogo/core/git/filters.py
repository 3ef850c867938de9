"""Filter programs of a repository, and asking git to compare files without starting any.

Git compares a file with the index by its size and time; where these cannot tell (a file as old as the
index) it reads the file, and what it reads goes through the filter that the attributes name. No option
prevents that, so the filters are set to nothing for the one command.
"""

from __future__ import annotations

from .repository import Repository
from .settings import Settings

_PROGRAMS = (".clean", ".smudge", ".process")


def none_run(repository: Repository) -> tuple[tuple[str, str], ...]:
    """Settings with which no configured filter starts, for `run.read`. Asks git for its settings.

    A file that a filter keeps in another form may be called changed then. Raises GitError.
    """
    names = {
        key.rpartition(".")[0]
        for key in Settings.of(repository).values
        if key.startswith("filter.") and key.endswith((*_PROGRAMS, ".required"))
    }
    return tuple(
        setting
        for name in sorted(names)
        for setting in (*((f"{name}{each}", "") for each in _PROGRAMS), (f"{name}.required", "false"))
    )
