"""Git, as far as a checklist needs it: where a file stands, and committing it with its evidence.

Everything goes through the git command, run in one way (`run`); finding the repository and its state
directory needs no process. This package knows paths, bytes and sentences, and nothing of checklists.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .committing import COMMIT_LIMIT, Committed, commit
    from .content import conflict_marker, is_lfs_pointer
    from .entries import IgnoreRule, head_blob, ignore_rule
    from .errors import (
        CommitRefused,
        GitCancelled,
        GitError,
        GitMissing,
        GitRefused,
        GitTimeout,
        OutsideRepository,
        Refusal,
    )
    from .heads import Head, commit_exists, commit_named, head
    from .lastchange import LastChange, last_change
    from .listing import Listing, markdown_files
    from .messages import SUBJECT_LIMIT, Change, Part, message
    from .obstacles import LeftOut
    from .operations import Operation, operation
    from .person import HOW_TO_SET, identity
    from .places import state_dir, user_dir
    from .repository import Repository
    from .standing import FileState, Standing, state

__all__ = [
    "COMMIT_LIMIT",
    "HOW_TO_SET",
    "SUBJECT_LIMIT",
    "Change",
    "CommitRefused",
    "Committed",
    "FileState",
    "GitCancelled",
    "GitError",
    "GitMissing",
    "GitRefused",
    "GitTimeout",
    "Head",
    "IgnoreRule",
    "LastChange",
    "LeftOut",
    "Listing",
    "Operation",
    "OutsideRepository",
    "Part",
    "Refusal",
    "Repository",
    "Standing",
    "commit",
    "commit_exists",
    "commit_named",
    "conflict_marker",
    "head",
    "head_blob",
    "identity",
    "ignore_rule",
    "is_lfs_pointer",
    "last_change",
    "markdown_files",
    "message",
    "operation",
    "state",
    "state_dir",
    "user_dir",
]

# A name is loaded when it is first asked for: to find a repository costs nothing of what commits.
_MODULES = {
    "committing": "COMMIT_LIMIT Committed commit",
    "content": "conflict_marker is_lfs_pointer",
    "entries": "IgnoreRule head_blob ignore_rule",
    "errors": (
        "CommitRefused GitCancelled GitError GitMissing GitRefused GitTimeout OutsideRepository Refusal"
    ),
    "heads": "Head commit_exists commit_named head",
    "lastchange": "LastChange last_change",
    "listing": "Listing markdown_files",
    "messages": "SUBJECT_LIMIT Change Part message",
    "obstacles": "LeftOut",
    "operations": "Operation operation",
    "person": "HOW_TO_SET identity",
    "places": "state_dir user_dir",
    "repository": "Repository",
    "standing": "FileState Standing state",
}
_WHERE = {name: module for module, names in _MODULES.items() for name in names.split()}


def __getattr__(name: str) -> object:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
    return found
