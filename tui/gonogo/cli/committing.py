"""Committing documents, and telling what goes into the commit and what is left as it is."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from gonogo.cli.exits import Exit, Stop
from gonogo.cli.output import tell, tell_block
from gonogo.core.committing import Draft, astray_told, draft, joint_message, make_commit
from gonogo.core.git import CommitRefused, Committed, GitError, Refusal, Repository, state
from gonogo.core.git.bystanders import bystanders
from gonogo.core.git.messages import with_trailers
from gonogo.core.workspace import Document

SHOWN = 5  # names of files in one line


def committed(
    documents: Sequence[Document], message: str = "", trailers: Sequence[tuple[str, str]] = ()
) -> None:
    """Commit saved documents with their evidence. Nothing to commit is told and is no failure.

    ``trailers`` go behind those of the message, whoever wrote that.
    """
    for document in documents:
        if document.repository is None:
            raise Stop(f"{document.path} is in no git repository; nothing was committed", Exit.REFUSED)
    if len({document.repository for document in documents}) > 1:
        raise Stop("files of several git repositories cannot be committed together", Exit.REFUSED)
    drafts = [draft(document) for document in documents]
    for each in drafts:
        for notice in state(each.document.path).notices:
            tell(f"{each.document.path}: {notice}")
    try:
        made = _made(drafts, with_trailers(message or joint_message(drafts), trailers))
    except CommitRefused as refused:
        if refused.reason is not Refusal.NOTHING:
            raise
        tell(f"gonogo: {refused}")
        return
    _tell(drafts, made)


def _made(drafts: Sequence[Draft], message: str) -> Committed:
    """The commit; with the terminal where a passphrase is asked for and somebody is there to answer."""
    try:
        return make_commit(drafts, message)
    except CommitRefused as refused:
        if not (refused.needs_terminal and sys.stdin.isatty() and sys.stderr.isatty()):
            raise
    return make_commit(drafts, message, terminal=True)


def _tell(drafts: Sequence[Draft], made: Committed) -> None:
    if made.output.strip():
        tell_block(os.fsdecode(made.output))
    branch = made.head.branch or "a detached HEAD"
    tell(f"{made.commit[:9]} on {branch}: {made.subject}")
    for each in drafts:
        if len(drafts) > 1:
            tell(f"  {each.document.path}:")
        for change in each.changes:
            tell(f"  {change.told}")
            for line in change.under:
                tell(f"    {line}")
    for path in made.files:
        tell(f"  committed {_relative(path)}")
    for left in made.left_out:
        tell(f"  left out {_relative(left.path)}: {left.why}")
    for path in made.rewritten:
        tell(f"  a hook rewrote {_relative(path)}")
    for line in astray_told(drafts):
        tell(f"  {line}")
    for note in made.notes:
        tell(f"  {note}")
    repository = drafts[0].document.repository
    if repository is not None:
        _tell_bystanders(repository)


def _tell_bystanders(repository: Repository) -> None:
    """Say which other changes the commit left alone."""
    try:
        others = bystanders(repository)
    except GitError:
        return  # only a courtesy; the commit is made
    for what, names in (("staged", others.staged), ("changed", others.changed)):
        if names:
            more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
            tell(f"  left as it is, {what}: {', '.join(names[:SHOWN])}{more}")


def _relative(path: Path) -> str:
    return os.path.relpath(path)
