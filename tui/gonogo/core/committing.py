"""A commit of checklists: what changed since HEAD, a message for it, and the evidence that goes along.

What stands in a commit's way, and making it, is git's (``gonogo.core.git``). After a commit whose hooks
rewrote a document (``Committed.rewritten``) the document is to be looked at again (``workspace.refresh``).
"""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from checkdown import Checklist, parse
from gonogo.core.attaching import left_out
from gonogo.core.changes import Trailers, changes_between, newly_cited_files, trailers_of
from gonogo.core.evidence import FOLDER, evidence_of, folder_of
from gonogo.core.git import (
    Change,
    CommitRefused,
    Committed,
    GitError,
    Part,
    Refusal,
    Repository,
    Standing,
    commit,
    head_blob,
    message,
    state,
)
from gonogo.core.git.bystanders import bystanders
from gonogo.core.git.entries import below_in_head, held_by_head, in_index
from gonogo.core.git.messages import joint_message as message_of_several
from gonogo.core.git.obstacles import checked_documents, evidence_to_commit
from gonogo.core.workspace import Document
from gonogo.core.workspace.rereading import item_around, reread

_SHOWN = 3
"""Files that are named in a line."""
_TIMED = re.compile(r"\d{4}-\d\d-\d\dT\d{6}Z[-0-9]*\.[a-z0-9]+")
"""The name of a file of evidence, as it stands in a text."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a commit would hold."""

    document: Document
    changes: tuple[Change, ...]
    """What became of each item that changed: ``[ ] -> [x] Redis health check``."""
    evidence: tuple[Path, ...]
    """New files in the evidence folder that the document cites: they are committed along."""
    message: str
    """Subject, body and trailers, to be edited before the commit."""
    trailers: tuple[tuple[str, str], ...] = ()
    """Those of the message: they are in it already."""
    left_out: tuple[Path, ...] = ()
    """New files there that the document cites as well, and that cannot go along: git ignores them."""
    astray: tuple[str, ...] = ()
    """Files that this cites anew and that git does not know, as it would name them: nobody else has them."""


def must_be_possible(document: Document) -> None:
    """Raise CommitRefused with a sentence where something is known to stand in a commit's way. Asks git."""
    if document.repository is None:
        raise CommitRefused(Refusal.NOTHING, "this file is in no git repository; it is saved")
    checked_documents(document.repository, [document.path])


def draft(document: Document) -> Draft:
    """What a commit of this document would say. Asks git what HEAD holds. Raises GitError."""
    checklist, committed = sides(document)
    evidence, left = _files(document), tuple[Path, ...]()
    names: Sequence[str] = ()
    repository = document.repository
    if repository is not None and not repository.bare:
        names, unfit = evidence_to_commit(repository, evidence)
        left = tuple(each.path for each in unfit)
    changes, trailers, text = worded(document, title_of(document), committed, checklist, names)
    astray = _not_in_git(document, committed, checklist, (*names, *_names_of(document, left)))
    evidence = tuple(path for path in evidence if path not in left)
    return Draft(document, changes, evidence, text, trailers, left, astray)


def _not_in_git(
    document: Document, before: Checklist | None, now: Checklist, told: Sequence[str]
) -> tuple[str, ...]:
    """What `now` cites anew and git does not know, but for what goes along or is told of as left out."""
    repository = document.repository
    if repository is None or repository.bare:
        return ()
    cited = newly_cited_files(repository.relative(document.path), before, now)
    asked = [name for name in cited if name not in told and os.path.lexists(repository.top / name)]
    known = in_index(repository, [name for name in asked if not name.startswith("../")]) if asked else {}
    return tuple(name for name in asked if name not in known and not os.path.isdir(repository.top / name))


def _names_of(document: Document, files: Sequence[Path]) -> list[str]:
    """Files of the document's repository as git names them."""
    return [os.path.relpath(file, document.repository.top) for file in files] if document.repository else []


def astray_told(drafts: Sequence[Draft]) -> tuple[str, ...]:
    """What is cited and will not be in the repository, as a line; none where all will."""
    names = tuple(dict.fromkeys(name for each in drafts for name in each.astray))
    if not names:
        return ()
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    verb = "is" if len(names) == 1 else "are"
    return (f"{', '.join(names[:_SHOWN])}{more} {verb} cited and not in git",)


def worded(
    document: Document, title: str, before: Checklist | None, now: Checklist, along: Sequence[str]
) -> tuple[tuple[Change, ...], tuple[tuple[str, str], ...], str]:
    """What changed between two versions of a document, the trailers and the message that say so.

    `along` are the files, as git names them, that the commit holds besides.
    """
    changes = changes_between(before, now)
    trailers: Trailers = []
    repository = document.repository
    if repository is not None and not repository.bare:

        def held(cited: Sequence[str]) -> frozenset[str]:
            return held_by_head(repository, cited).union(along)

        trailers = trailers_of(repository.relative(document.path), before, now, held)
    return changes, tuple(trailers), message(title, changes, trailers=trailers if changes else ())


def joint_message(drafts: Sequence[Draft]) -> str:
    """A message for one commit of all drafts: the draft's own, or one with the changes under each title."""
    if len(drafts) == 1:
        return drafts[0].message
    parts = [Part(title_of(found.document), found.changes) for found in drafts]
    trailers = [trailer for found in drafts if found.changes for trailer in found.trailers]
    return message_of_several(parts, trailers=trailers)


def title_of(document: Document) -> str:
    """What a message calls a document."""
    return document.checklist.title or document.path.stem


def sides(document: Document) -> tuple[Checklist, Checklist | None]:
    """The document as it is, and as HEAD has it (None where it does not), with the same line endings.

    Git may store ``LF`` for what stands in the file as ``CRLF``; that is no change.
    """
    checklist = document.checklist
    if document.repository is None or document.repository.bare:
        return checklist, None
    blob = head_blob(document.path)
    if blob is None:
        return checklist, None
    if b"\r\n" not in blob:
        data = checklist.source.dump()
        if b"\r\n" in data:
            checklist = parse(data.replace(b"\r\n", b"\n"))
    return checklist, reread(checklist, blob)


def _files(document: Document) -> tuple[Path, ...]:
    """The files of the document's evidence folder that it cites and HEAD does not hold."""
    folder = folder_of(document.path)
    if document.repository is None or not folder.is_dir():
        return ()
    top = document.repository.top
    known = set(below_in_head(document.repository, document.repository.relative(folder)))
    wanted = {path.name for path in folder.glob("*/*") if os.path.relpath(path, top) not in known}
    lines = [
        number
        for number, raw in enumerate(document.checklist.source, 1)
        if not wanted.isdisjoint(_TIMED.findall(raw))
    ]
    found = {item.index: item for line in lines if (item := item_around(document.checklist, line))}
    targets = [each.target for item in found.values() for each in item.evidence if each.kind == "path"]
    ours = evidence_of(document.path, targets)
    return tuple(path for path in ours if os.path.relpath(path, top) not in known)


def beforehand(drafts: Sequence[Draft]) -> tuple[str, ...]:
    """What a person should know before the commit, a sentence each. What is left alone is `left_alone`'s.

    Asks git several things; where it cannot say, it is not said.
    """
    said: dict[str, None] = {}
    for each in drafts:
        found = state(each.document.path)
        about = f"{each.document.path.name}: " if len(drafts) > 1 else ""
        said.update((f"{about}{notice}", None) for notice in found.notices)
        if found.standing is Standing.UNTRACKED:
            said[f"{each.document.path.name} is new to git"] = None
        said.update(dict.fromkeys(astray_told([each])))
        if each.left_out:
            missing = left_out(each.document) or f"git takes no {FOLDER} of it: a commit leaves the copy out"
            said[f"{about}{missing}"] = None
    return tuple(said)


def left_alone(drafts: Sequence[Draft]) -> str:
    """How many other files are staged or changed and stay so, as a sentence; "" where none is."""
    repository = next((each.document.repository for each in drafts if each.document.repository), None)
    if repository is None:
        return ""
    try:
        others = bystanders(repository)
        ours = _names(repository, drafts)
    except GitError:
        return ""  # no commit yet: nothing is known of what is staged
    counts = [
        f"{count} {what}"
        for names, what in ((others.staged, "staged"), (others.changed, "changed"))
        if (count := len(set(names) - ours))
    ]
    files = "file is" if counts in (["1 staged"], ["1 changed"]) else "files are"
    return f"{' and '.join(counts)} {files} left alone" if counts else ""


def _names(repository: Repository, drafts: Sequence[Draft]) -> set[str]:
    """What the commit of the drafts holds, as git names it."""
    paths = [path for each in drafts for path in (each.document.path, *each.evidence)]
    return {repository.relative(path) for path in paths}


def make_commit(
    drafts: Sequence[Draft], text: str, *, terminal: bool = False, cancel: threading.Event | None = None
) -> Committed:
    """Commit saved documents of one repository with their evidence. Raises CommitRefused with a sentence."""
    documents = [found.document for found in drafts]
    repositories = {
        document.repository.top: document.repository for document in documents if document.repository
    }
    if len(repositories) != 1 or any(document.repository is None for document in documents):
        raise CommitRefused(
            Refusal.NOTHING,
            "only files of one git repository can be committed together; nothing was committed",
        )
    for document in documents:
        if document.unsaved:
            raise CommitRefused(
                Refusal.NOTHING, f"{document.path} has edits that are not saved yet; save it first"
            )
    # What cannot go along is asked for all the same: git says of each why it was left out.
    evidence = [file for found in drafts for file in (*found.evidence, *found.left_out)]
    return commit(
        next(iter(repositories.values())),
        [document.path for document in documents],
        text,
        evidence=evidence,
        terminal=terminal,
        cancel=cancel,
    )
