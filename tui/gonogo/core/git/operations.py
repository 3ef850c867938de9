"""Whether git is in the middle of something in which a commit of ours would be wrong.

Git itself refuses `commit --only` during a merge alone; during a rebase it would silently put the
checklist into somebody's half-replayed commit. Read from the git directory, without a process.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from .repository import Repository


class Operation(StrEnum):
    """An operation that is stopped half-way."""

    MERGE = "merge"
    REBASE = "rebase"
    AM = "am"
    CHERRY_PICK = "cherry-pick"
    REVERT = "revert"
    BISECT = "bisect"

    @property
    def advice(self) -> str:
        """What follows from it, as a sentence."""
        article = "an" if self is Operation.AM else "a"
        return f"{article} {self} is in progress: {_WAY_OUT[self]}; editing and saving work, commits wait"


_WAY_OUT = {
    Operation.MERGE: "finish it with `git merge --continue` or leave it with `git merge --abort`",
    Operation.REBASE: "finish it with `git rebase --continue` or leave it with `git rebase --abort`",
    Operation.AM: "finish it with `git am --continue` or leave it with `git am --abort`",
    Operation.CHERRY_PICK: (
        "finish it with `git cherry-pick --continue` or leave it with `git cherry-pick --abort`"
    ),
    Operation.REVERT: "finish it with `git revert --continue` or leave it with `git revert --abort`",
    Operation.BISECT: "end it with `git bisect reset`",
}


def operation(repository: Repository) -> Operation | None:
    """The operation in progress in this working tree. Inside a rebase the files of others exist too."""
    here = repository.git_dir
    if (here / "rebase-apply" / "applying").exists():
        return Operation.AM
    if (here / "rebase-merge").is_dir() or (here / "rebase-apply").is_dir():
        return Operation.REBASE
    if (here / "MERGE_HEAD").exists():
        return Operation.MERGE
    if (here / "CHERRY_PICK_HEAD").exists():
        return Operation.CHERRY_PICK
    if (here / "REVERT_HEAD").exists():
        return Operation.REVERT
    if (here / "sequencer" / "todo").exists():  # several commits, between two of them
        return Operation.REVERT if _reverts(here / "sequencer" / "todo") else Operation.CHERRY_PICK
    if (here / "BISECT_LOG").exists():
        return Operation.BISECT
    return None


def _reverts(todo: Path) -> bool:
    try:
        with todo.open("rb") as file:
            return file.read(7) == b"revert "
    except OSError:
        return False
