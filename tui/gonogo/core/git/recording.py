"""Saying something about commits without changing any: an empty commit on top, or a git note.

No file and nothing that is staged goes along. Hooks and signing are honoured as for every commit of ours.
"""

from __future__ import annotations

import os

from .errors import CommitRefused, GitError, GitMissing, Refusal
from .heads import commit_named, head
from .locks import patiently
from .obstacles import checked_documents
from .outcome import is_ours, last_commit, refusal, words
from .repository import Repository
from .run import Finished, in_terminal, write
from .settings import Settings

LIMIT = 120.0
"""Seconds that git, the hooks and signing may take together."""
_COMMIT = (
    *("-c", "i18n.commitEncoding=UTF-8", "-c", "gc.auto=0", "-c", "maintenance.auto=false"),
    *("commit", "--quiet", "--only", "--allow-empty", "--cleanup=whitespace", "--file=-"),
)


def empty_commit(repository: Repository, message: str, *, terminal: bool = False) -> tuple[str, str]:
    """Commit nothing but a message on top of HEAD; the commit's name and subject.

    With `terminal` the programs that git starts may use it (after CommitRefused.needs_terminal). May run in a
    thread. Raises CommitRefused only; nothing that is staged is committed.
    """
    try:
        return _made(repository, message, terminal=terminal)
    except CommitRefused:
        raise
    except GitMissing as error:
        raise CommitRefused(Refusal.NO_GIT, str(error)) from error
    except GitError as error:
        raise CommitRefused(Refusal.GIT, str(error)) from error


def _made(repository: Repository, message: str, *, terminal: bool) -> tuple[str, str]:
    text = message.replace("\0", "").strip() + "\n"
    if not text.strip():
        raise CommitRefused(Refusal.NO_MESSAGE, "the message is empty: nothing was committed")
    checked_documents(repository, ())
    where = head(repository)
    data = text.encode("utf-8", "replace")

    def attempt() -> Finished:
        if terminal:
            return Finished(in_terminal(repository.top, *_COMMIT, stdin=data), b"", b"")
        return write(repository.top, *_COMMIT, stdin=data, limit=LIMIT)

    finished = patiently(repository, where, attempt)
    found = last_commit(repository)
    if not is_ours(found, where.commit, text, finished):
        raise refusal(repository, Settings.of(repository), finished, None, (), terminal=terminal)
    return found.name, found.subject


def add_note(repository: Repository, commit: str, text: str) -> str:
    """Add a paragraph to the git note of a commit; the ref that holds notes. Raises CommitRefused."""
    if not text.strip():
        raise CommitRefused(Refusal.NO_MESSAGE, "the note is empty: nothing was written")
    try:
        checked_documents(repository, ())
        name = commit_named(repository, commit)
        if not name:
            raise CommitRefused(Refusal.MISSING, f"the repository has no commit {commit}")
        data = text.replace("\0", "").strip().encode("utf-8", "replace") + b"\n"
        done = write(repository.top, "notes", "append", "--file=-", name, stdin=data)
        if done.code:
            raise CommitRefused(Refusal.GIT, f"git notes: {words(done)}", output=done.err)
        ref = write(repository.top, "notes", "get-ref")
    except CommitRefused:
        raise
    except GitMissing as error:
        raise CommitRefused(Refusal.NO_GIT, str(error)) from error
    except GitError as error:
        raise CommitRefused(Refusal.GIT, str(error)) from error
    return os.fsdecode(ref.out).strip() or "refs/notes/commits"
