"""What a command's exit status says: a contract for scripts, and which error ends with which status.

The sentences come from the errors themselves; writing them is `start`'s.
"""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """The exit status of a command."""

    FINE = 0
    FINDINGS = 1
    """What was looked for was found: a claim that does not hold, NO-GO, a probe that failed."""
    USAGE = 2
    """The command was not called as it can be."""
    REFUSED = 3
    """The item is gone or ambiguous, the file changed underneath, a merge is in progress, and the like."""
    FAILED = 4
    """The file system, git or the network failed."""
    INTERRUPTED = 130
    """Ctrl-C, as shells count it."""


class Stop(Exception):
    """Ends a command with a sentence and a status of its own."""

    def __init__(self, sentence: str, status: Exit) -> None:
        super().__init__(sentence)
        self.status = status


def exit_of(error: Exception) -> Exit | None:
    """The status for an error that a person can cause or meet; None for one that is a fault of ours.

    The classes are imported here, when there is an error: most commands end without one.
    """
    from checkdown.errors import CheckdownError
    from gonogo.core.files.errors import FileError
    from gonogo.core.git.errors import GitError
    from gonogo.core.samples import SamplesMissing
    from gonogo.core.workspace.errors import WorkspaceError

    if isinstance(error, Stop):
        return error.status
    if isinstance(error, CheckdownError | WorkspaceError):
        return Exit.REFUSED
    if isinstance(error, FileError):
        return _of_file(error)
    if isinstance(error, GitError):
        return _of_git(error)
    if isinstance(error, SamplesMissing):
        return Exit.USAGE
    return _of_evidence(error)


def _of_file(error: Exception) -> Exit:
    from gonogo.core.files.errors import Busy, Changed, Exists, NeedsInPlace

    return Exit.REFUSED if isinstance(error, Busy | Changed | Exists | NeedsInPlace) else Exit.FAILED


def _of_git(error: Exception) -> Exit:
    """A refusal is a rule that was kept; what git could not do is a failure."""
    from gonogo.core.git.errors import CommitRefused, Refusal

    if not isinstance(error, CommitRefused):
        return Exit.FAILED
    if error.reason is Refusal.NO_MESSAGE:
        return Exit.USAGE
    failures = {Refusal.GIT, Refusal.NO_GIT, Refusal.LOCKED, Refusal.SIGNING, Refusal.TIMEOUT}
    return Exit.FAILED if error.reason in failures else Exit.REFUSED


def _of_evidence(error: Exception) -> Exit | None:
    from gonogo.core.evidence import EvidenceRefused

    if isinstance(error, EvidenceRefused):
        return Exit.FAILED if isinstance(error.__cause__, OSError) else Exit.REFUSED
    return None
