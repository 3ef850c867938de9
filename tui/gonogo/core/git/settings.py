"""The configuration that git would use in a repository, read once with one process."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .repository import Repository
from .run import read

_NO = frozenset({"false", "no", "off", "0", ""})


@dataclass(frozen=True, slots=True)
class Settings:
    """Keys as git prints them (section and variable in lower case); of several values the last counts."""

    values: Mapping[str, str]

    @classmethod
    def of(cls, repository: Repository) -> Settings:
        """What `git config --list` says in the repository. Raises GitError."""
        listed = read(repository.top, "config", "--list", "-z", guarded=False).out
        pairs = (os.fsdecode(entry).partition("\n") for entry in listed.split(b"\0") if entry)
        # A key without a value, and so without a line end, is true.
        return cls({key: value if separator else "true" for key, separator, value in pairs})

    def get(self, key: str) -> str:
        """The value, or nothing."""
        return self.values.get(key, "")

    def flag(self, key: str, *, unset: bool = False) -> bool:
        """The value as git reads a boolean; `unset` where there is none."""
        return self.values[key].lower() not in _NO if key in self.values else unset

    def hooks(self, repository: Repository, *names: str) -> tuple[str, ...]:
        """Those of the named hooks that git would run."""
        configured = self.get("core.hookspath")
        if configured:
            folder = repository.top / os.path.expanduser(configured)
        else:
            folder = repository.common_dir / "hooks"
        return tuple(name for name in names if _runnable(folder / name))


def _runnable(path: Path) -> bool:
    return path.is_file() and os.access(path, os.X_OK)
