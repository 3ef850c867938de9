"""Git, as far as a checklist needs it: where a file stands, and committing it with its evidence.

Everything goes through the git command, run in one way (`run`); finding the repository and its state
directory needs no process. This package knows paths, bytes and sentences, and nothing of checklists.
"""

from .commit import COMMIT_LIMIT, Committed, commit
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
from .head import Head, commit_exists, head
from .listing import Listing, markdown_files
from .message import SUBJECT_LIMIT, message
from .obstacles import LeftOut
from .operation import Operation, operation
from .person import HOW_TO_SET, identity
from .repository import Repository
from .state import FileState, Standing, state
from .state_dir import state_dir

__all__ = [
    "COMMIT_LIMIT",
    "HOW_TO_SET",
    "SUBJECT_LIMIT",
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
    "LeftOut",
    "Listing",
    "Operation",
    "OutsideRepository",
    "Refusal",
    "Repository",
    "Standing",
    "commit",
    "commit_exists",
    "conflict_marker",
    "head",
    "head_blob",
    "identity",
    "ignore_rule",
    "is_lfs_pointer",
    "markdown_files",
    "message",
    "operation",
    "state",
    "state_dir",
]
