"""What came of a commit command: the commit it made, or the reason why there is none."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from .errors import CommitRefused, GitCancelled, GitError, Refusal
from .repository import Repository
from .run import Finished, read
from .settings import Settings

_HOOKS = ("pre-commit", "prepare-commit-msg", "commit-msg")


@dataclass(frozen=True, slots=True)
class LastCommit:
    """The commit that HEAD names; all empty where there is none."""

    name: str = ""
    parents: tuple[str, ...] = ()
    subject: str = ""


def last_commit(repository: Repository) -> LastCommit:
    """Read HEAD's commit. Raises GitError."""
    answer = read(repository.top, "cat-file", "--batch", stdin=b"HEAD\n").out
    first, _, content = answer.partition(b"\n")
    if first.endswith(b" missing"):
        return LastCommit()
    headers, _, text = content.partition(b"\n\n")
    parents = [line[7:].decode() for line in headers.split(b"\n") if line.startswith(b"parent ")]
    subject = text.lstrip(b"\n").partition(b"\n")[0].decode("utf-8", "replace")
    return LastCommit(first.partition(b" ")[0].decode(), tuple(parents), subject)


def is_ours(found: LastCommit, before: str, message: str, finished: Finished) -> bool:
    """Whether HEAD's commit is the one that was asked for.

    Where git ended well, it is. Where it did not, a later hook may have failed after the commit was made, or
    somebody else's commit may have come first: the parent and the subject tell.
    """
    if found.name == before:
        return False
    if finished.code == 0:
        return True
    follows = found.parents == ((before,) if before else ())
    return follows and found.subject == message.partition("\n")[0]


def refusal(
    repository: Repository,
    settings: Settings,
    finished: Finished,
    stopped: GitError | None,
    rewritten: tuple[Path, ...],
    *,
    terminal: bool,
) -> CommitRefused:
    """Why there is no commit, from how git ended or was stopped."""
    hooks = settings.hooks(repository, *_HOOKS)
    signs = settings.flag("commit.gpgsign")
    if stopped is not None:
        reason, sentence = _stopped(stopped, hooks, signs=signs)
    elif terminal:
        reason, sentence = (
            Refusal.GIT,
            f"git commit ended with status {finished.code}, as said above",
        )
    else:
        reason, sentence = _failed(finished, hooks, signs=signs)
    return CommitRefused(
        reason,
        f"{sentence}; nothing was committed, the files stay saved",
        output=stopped.output if stopped else finished.out + finished.err,
        rewritten=rewritten,
    )


def _stopped(stopped: GitError, hooks: tuple[str, ...], *, signs: bool) -> tuple[Refusal, str]:
    if isinstance(stopped, GitCancelled):
        return Refusal.CANCELLED, "the commit was stopped, as asked"
    if signs and not hooks:
        return Refusal.SIGNING, f"{stopped}, perhaps waiting for a passphrase that nobody was asked for"
    suspects = (*(f"the {hook} hook" for hook in hooks), *(("signing",) if signs else ()))
    return Refusal.TIMEOUT, f"{stopped} (waiting for {' or '.join(suspects) or 'git itself'})"


def _failed(finished: Finished, hooks: tuple[str, ...], *, signs: bool) -> tuple[Refusal, str]:
    if signs and b"failed to write commit object" in finished.err:
        return Refusal.SIGNING, f"signing the commit failed: {words(finished)}"
    if finished.code == 1 and hooks:
        return Refusal.HOOK, f"the {' or '.join(hooks)} hook refused the commit"
    if finished.code == 1 and not finished.err.strip():
        return Refusal.NOTHING, "git found nothing to commit"
    return Refusal.GIT, f"git commit: {words(finished)}"


def words(finished: Finished) -> str:
    """The line in which git says what is wrong."""
    lines = [line.strip() for line in os.fsdecode(finished.err).split("\n") if line.strip()]
    said = next((line for line in lines if line.startswith(("error: ", "fatal: "))), "")
    if not said:
        said = lines[0] if lines else f"exit status {finished.code}"
    return said.removeprefix("error: ").removeprefix("fatal: ")
