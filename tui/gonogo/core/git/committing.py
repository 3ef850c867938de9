"""Committing the checklist and its evidence, and nothing else.

The command is `git --literal-pathspecs commit --only -- PATHS`: what else is staged or changed stays as it
is, hooks run, signing happens, line ends are converted as git does it. A file that git does not know yet
is announced with `add --intent-to-add` first, and that is taken back if there is no commit. The index is
put right afterwards where a hook changed the file. Whether the text should be read again, and what is shown
of a hook's words, is the caller's business.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .content import regular_bytes
from .entries import in_head, in_index
from .errors import CommitRefused, GitCancelled, GitError, GitMissing, GitTimeout, Refusal
from .heads import Head, head
from .locks import patiently
from .obstacles import LeftOut, checked_documents, evidence_to_commit, refuse_hidden
from .outcome import is_ours, last_commit, refusal, words
from .repository import Repository
from .run import Finished, in_terminal, write
from .settings import Settings
from .standing import Standing

COMMIT_LIMIT = 120.0
"""Seconds that git, the hooks and signing may take together."""

_OPTIONS = (
    "-c",
    "i18n.commitEncoding=UTF-8",
    "-c",
    "gc.auto=0",  # no housekeeping that outlives the program
    "-c",
    "maintenance.auto=false",
)
_COMMIT = ("commit", "--quiet", "--only", "--cleanup=whitespace", "--file=-", "--")


@dataclass(frozen=True, slots=True)
class Committed:
    """A commit that was made."""

    commit: str
    """Its name in full."""
    subject: str
    """The first line of its message, as the hooks left it."""
    head: Head
    """Where the repository stood before it: the branch, and a warning where there is none."""
    files: tuple[Path, ...]
    """What was committed, as real paths."""
    left_out: tuple[LeftOut, ...] = ()
    """Evidence that could not be committed, each with the reason."""
    rewritten: tuple[Path, ...] = ()
    """Documents that a hook changed on disk: read them again."""
    output: bytes = b""
    """What git and the hooks wrote: to be made safe before it is shown."""
    notes: tuple[str, ...] = ()
    """What else a person should know, a sentence each."""


def commit(
    repository: Repository,
    documents: Sequence[Path],
    message: str,
    *,
    evidence: Sequence[Path] = (),
    terminal: bool = False,
    limit: float = COMMIT_LIMIT,
    cancel: threading.Event | None = None,
) -> Committed:
    """Commit these documents and evidence files of one repository. May run in a thread.

    With `terminal` the programs that git starts may use the terminal (after CommitRefused.needs_terminal):
    the caller has to have left it to them, and `limit` and `cancel` do not apply. Raises CommitRefused only.
    """
    try:
        step = _prepared(repository, documents, message, evidence)
        with _announced(step):
            ended = _ran(step, terminal=terminal, limit=limit, cancel=cancel)
            return _concluded(step, *ended, terminal=terminal)
    except CommitRefused:
        raise
    except GitMissing as error:
        raise CommitRefused(Refusal.NO_GIT, str(error)) from error
    except GitCancelled as error:
        raise CommitRefused(Refusal.CANCELLED, str(error)) from error
    except GitError as error:
        raise CommitRefused(Refusal.GIT, str(error)) from error


@dataclass(frozen=True, slots=True)
class _Step:
    """A commit that is about to be made."""

    repository: Repository
    head: Head
    settings: Settings
    before: dict[Path, bytes | None]  # the documents' content by real path, before the hooks
    names: tuple[str, ...]
    unknown: tuple[str, ...]  # names that the index does not hold yet
    left_out: tuple[LeftOut, ...]
    message: str


def _prepared(
    repository: Repository, documents: Sequence[Path], message: str, evidence: Sequence[Path]
) -> _Step:
    text = message.replace("\0", "").strip()
    if not text:
        raise CommitRefused(Refusal.NO_MESSAGE, "the commit message is empty: nothing was committed")
    states = checked_documents(repository, documents)
    extra, left_out = evidence_to_commit(repository, evidence)
    named = tuple(repository.relative(document) for document in documents)
    names = tuple(dict.fromkeys((*named, *extra)))
    if not names:
        raise CommitRefused(Refusal.NOTHING, "no file was named to commit")
    if not extra and all(found.standing is Standing.CLEAN for found in states):
        raise CommitRefused(Refusal.NOTHING, "nothing changed since the last commit")
    indexed = in_index(repository, names)
    refuse_hidden(indexed)
    return _Step(
        repository,
        head(repository),
        Settings.of(repository),
        {repository.top / name: regular_bytes(repository.top / name) for name in named},
        names,
        tuple(name for name in names if name not in indexed),
        left_out,
        text + "\n",
    )


@contextmanager
def _announced(step: _Step) -> Iterator[None]:
    """Unknown files stand in the index as intended to be added; not for longer than it takes, if it fails."""
    if not step.unknown:
        yield
        return
    sparse = ("--sparse",) if step.settings.flag("core.sparsecheckout") else ()
    _change_index(step, "add", "--intent-to-add", *sparse, "--", *step.unknown)
    try:
        yield
    except GitError:
        stdin = b"".join(os.fsencode(name) + b"\0" for name in step.unknown)
        _change_index(step, "update-index", "-z", "--force-remove", "--stdin", stdin=stdin)
        raise


def _change_index(step: _Step, *arguments: str, stdin: bytes = b"") -> None:
    def attempt() -> Finished:
        return write(step.repository.top, *arguments, stdin=stdin)

    finished = patiently(step.repository, step.head, attempt)
    if finished.code:
        raise CommitRefused(Refusal.GIT, f"git {arguments[0]}: {words(finished)}", output=finished.err)


def _ran(
    step: _Step, *, terminal: bool, limit: float, cancel: threading.Event | None
) -> tuple[Finished, GitError | None]:
    """The commit command's end, or why it was stopped."""
    command = (*_OPTIONS, *_COMMIT, *step.names)
    text = step.message.encode("utf-8", "replace")

    def attempt() -> Finished:
        if terminal:
            return Finished(in_terminal(step.repository.top, *command, stdin=text), b"", b"")
        return write(step.repository.top, *command, stdin=text, limit=limit, cancel=cancel)

    try:
        return patiently(step.repository, step.head, attempt, cancel), None
    except (GitTimeout, GitCancelled) as stopped:
        return Finished(-1, b"", stopped.output), stopped


def _concluded(step: _Step, finished: Finished, stopped: GitError | None, *, terminal: bool) -> Committed:
    """What came of it. A commit stands from the moment HEAD moved, whatever a later hook did."""
    found = last_commit(step.repository)
    rewritten = tuple(path for path, before in step.before.items() if regular_bytes(path) != before)
    if not is_ours(found, step.head.commit, step.message, finished):
        raise refusal(step.repository, step.settings, finished, stopped, rewritten, terminal=terminal)
    late = f"the commit is made; what ran after it was stopped: {stopped}" if stopped else ""
    return Committed(
        found.name,
        found.subject,
        step.head,
        tuple(step.repository.top / name for name in step.names),
        step.left_out,
        rewritten,
        finished.out + finished.err,
        tuple(note for note in (late, _settled(step)) if note),
    )


def _settled(step: _Step) -> str:
    """Make the index hold what was committed, which a hook may have prevented. Why it could not, if so."""
    try:
        committed = in_head(step.repository, step.names)
        indexed = in_index(step.repository, step.names)
        held = {name: entry.entry for name, entry in indexed.items()}
        astray = [name for name in step.names if held.get(name) != committed.get(name)]
        if astray:
            _change_index(step, "reset", "--quiet", "--", *astray)
    except GitError as error:
        return f"the commit is made, but the index could not be brought up to date: {error}"
    return ""
