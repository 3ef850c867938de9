"""What stands in the way of a commit, found out before anything is touched.

Each check is a refusal with a sentence: what, where, what to do. Git would let several of these pass.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .entries import IgnoreRule, IndexEntry, ignored
from .errors import CommitRefused, GitError, Refusal
from .operations import operation
from .person import HOW_TO_SET, may_commit
from .repository import Repository
from .run import program
from .standing import FileState, Standing, state


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A piece of evidence that a commit leaves out."""

    path: Path
    why: str
    """As the end of a sentence: `is ignored by …`."""
    rule: IgnoreRule | None = None


def checked_documents(repository: Repository, documents: Sequence[Path]) -> tuple[FileState, ...]:
    """The documents' states. Raises CommitRefused for the first that cannot be committed, GitMissing."""
    program()
    if repository.bare:
        raise CommitRefused(Refusal.VIEW_ONLY, f"{repository.top} has no working tree to commit from")
    stopped = operation(repository)
    if stopped is not None:
        raise CommitRefused(Refusal.OPERATION, stopped.advice)
    if not os.access(repository.git_dir, os.W_OK):
        raise CommitRefused(Refusal.VIEW_ONLY, f"{repository.git_dir} cannot be written: no commit")
    states = tuple(_checked(repository, document) for document in documents)
    if not may_commit(repository):
        raise CommitRefused(Refusal.IDENTITY, f"{HOW_TO_SET}; the file stays saved")
    return states


def _checked(repository: Repository, document: Path) -> FileState:
    try:
        repository.relative(document)
    except GitError as error:
        raise CommitRefused(Refusal.MISSING, str(error)) from error
    found = state(document)
    if found.repository != repository:
        raise CommitRefused(Refusal.MISSING, f"{document} belongs to another repository: {_top(found)}")
    if found.standing is Standing.MISSING:
        raise CommitRefused(Refusal.MISSING, f"{document} is not there, or is no regular file")
    if found.standing is Standing.CONFLICTED:
        raise CommitRefused(
            Refusal.CONFLICT, f"a merge left {document} in conflict: resolve it, `git add` it, then commit"
        )
    if found.marker_line:
        raise CommitRefused(
            Refusal.CONFLICT,
            f"{document}, line {found.marker_line}: a conflict marker; resolve the conflict, then commit",
        )
    if found.ignored_by:
        raise CommitRefused(
            Refusal.IGNORED,
            f"git ignores {document} by {found.ignored_by}: change the rule, or `git add --force` it once",
        )
    if found.head is None:  # git itself did not answer: the first notice holds its words
        raise CommitRefused(Refusal.GIT, found.notices[0])
    return found


def _top(found: FileState) -> Path | str:
    return found.repository.top if found.repository else "none"


def refuse_hidden(indexed: Mapping[str, IndexEntry]) -> None:
    """Raise CommitRefused where git was told not to look at a file: it would say that nothing changed."""
    for name, entry in indexed.items():
        if entry.hidden == "skip-worktree":
            raise CommitRefused(
                Refusal.HIDDEN,
                f"git was told not to look at {name};"
                " `git update-index --no-skip-worktree` on it undoes that",
            )


def evidence_to_commit(
    repository: Repository, evidence: Sequence[Path]
) -> tuple[tuple[str, ...], tuple[LeftOut, ...]]:
    """The names of the evidence files that can be committed, and those that cannot. Raises GitError."""
    names: dict[str, Path] = {}
    left_out: list[LeftOut] = []
    for path in evidence:
        why = _unfit(repository, path)
        if why:
            left_out.append(LeftOut(path, why))
        else:
            names[repository.relative(path)] = path
    for name, rule in ignored(repository, tuple(names)).items():
        left_out.append(LeftOut(names.pop(name), f"is ignored by {rule}", rule))
    return tuple(names), tuple(left_out)


def _unfit(repository: Repository, path: Path) -> str:
    """Why an evidence file cannot be committed, or nothing."""
    if path.is_symlink():
        return "is a symbolic link"
    if not path.is_file():
        return "is not there"
    if Repository.discover(path) != repository:
        return "is not in the document's repository"
    return ""
