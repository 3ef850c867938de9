"""Committing a version of a document that is not the one on disk: a part of what changed in it.

The commit is made from an index of its own, so that neither the file nor what is staged is touched; hooks run
and line ends are converted as for every commit. The repository's own index then holds for these files what
was committed. Where git wants to ask for a passphrase it is refused: several commits cannot step aside.
"""

from __future__ import annotations

import os
import secrets
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from .committing import COMMIT_LIMIT
from .entries import in_head
from .errors import CommitRefused, GitCancelled, GitError, GitMissing, Refusal
from .heads import head
from .locks import patiently
from .obstacles import checked_documents, evidence_to_commit
from .outcome import is_ours, last_commit, refusal, words
from .places import state_dir
from .repository import Repository
from .run import Finished, write
from .settings import Settings

_COMMIT = (
    *("-c", "i18n.commitEncoding=UTF-8", "-c", "gc.auto=0", "-c", "maintenance.auto=false"),
    *("commit", "--quiet", "--cleanup=whitespace", "--file=-"),
)


def commit_part(
    repository: Repository,
    document: Path,
    content: bytes,
    message: str,
    *,
    evidence: Sequence[Path] = (),
    cancel: threading.Event | None = None,
) -> str:
    """Commit `content` as the document's, with evidence files as they are; the name of the commit.

    HEAD has to hold the document. May run in a thread. Raises CommitRefused only; the file stays as it is.
    """
    try:
        folder = state_dir(document, repository)
        index = folder / f"index-{os.getpid()}-{secrets.token_hex(4)}"
        try:
            return _made(repository, document, content, message.strip() + "\n", evidence, cancel, index)
        finally:
            for left in (index, index.with_name(f"{index.name}.lock")):
                with suppress(OSError):
                    left.unlink(missing_ok=True)
    except CommitRefused:
        raise
    except GitMissing as error:
        raise CommitRefused(Refusal.NO_GIT, str(error)) from error
    except GitCancelled as error:
        raise CommitRefused(Refusal.CANCELLED, str(error)) from error
    except (GitError, OSError) as error:
        raise CommitRefused(Refusal.GIT, str(error)) from error


def _made(
    repository: Repository,
    document: Path,
    content: bytes,
    message: str,
    evidence: Sequence[Path],
    cancel: threading.Event | None,
    index: Path,
) -> str:
    checked_documents(repository, [document])
    along, _ = evidence_to_commit(repository, evidence)
    where, name = head(repository), repository.relative(document)
    entry = in_head(repository, [name]).get(name)
    if entry is None:
        raise CommitRefused(Refusal.NOTHING, f"{name} was never committed: it is committed whole first")

    def prepared(*arguments: str, stdin: bytes = b"") -> bytes:
        done = write(repository.top, *arguments, stdin=stdin, index=index)
        if done.code:
            raise CommitRefused(Refusal.GIT, f"git {arguments[0]}: {words(done)}", output=done.err)
        return done.out

    prepared("read-tree", "HEAD")
    blob = prepared("hash-object", "-w", "--stdin", "--path", name, stdin=content).strip().decode()
    listed = os.fsencode(f"{entry.mode} {blob}\t{name}") + b"\0"
    prepared("update-index", "-z", "--index-info", stdin=listed)
    if along:
        names = b"".join(os.fsencode(each) + b"\0" for each in along)
        prepared("update-index", "-z", "--add", "--stdin", stdin=names)

    def attempt() -> Finished:
        text = message.encode("utf-8", "replace")
        return write(repository.top, *_COMMIT, stdin=text, limit=COMMIT_LIMIT, cancel=cancel, index=index)

    finished = patiently(repository, where, attempt, cancel)
    found = last_commit(repository)
    if not is_ours(found, where.commit, message, finished):
        raise refusal(repository, Settings.of(repository), finished, None, (), terminal=False)
    write(repository.top, "reset", "--quiet", "--", name, *along)
    return found.name
