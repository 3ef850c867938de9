"""A commit of checklists: what changed since HEAD, a message for it, and the evidence that goes along."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from checkdown import Checklist, Item, Notation, State, parse
from gonogo.core.evidence import evidence_of
from gonogo.core.git import CommitRefused, Committed, Refusal, commit, head_blob, message
from gonogo.core.workspace import Document


@dataclass(frozen=True, slots=True)
class Draft:
    """What a commit would hold."""

    document: Document
    changes: tuple[str, ...]
    """A line for each item that changed: ``[ ] -> [x] Redis health check``."""
    evidence: tuple[Path, ...]
    """Files in the evidence folder that the document cites: they are committed along."""
    message: str
    """Subject and body, to be edited before the commit."""


def draft(document: Document) -> Draft:
    """What a commit of this document would say. Starts git once, to read the file in HEAD."""
    checklist = document.checklist
    committed = committed_checklist(document)
    changes = changes_between(committed, checklist)
    before = cited(committed) if committed is not None else frozenset()
    targets = [target for target in cited_in_order(checklist) if target not in before]
    files = evidence_of(
        document.path, [e.target for item in checklist.items for e in item.evidence if e.kind == "path"]
    )
    title = checklist.title or document.path.stem
    return Draft(document, changes, files, message(title, changes, evidence=targets))


def joint_message(drafts: Sequence[Draft]) -> str:
    """A message for one commit of all drafts: the draft's own, or one with every change under its title."""
    if len(drafts) == 1:
        return drafts[0].message
    changes = [
        f"{found.document.checklist.title or found.document.path.stem}: {change}"
        for found in drafts
        for change in found.changes
    ]
    return message(f"{len(drafts)} checklists", changes)


def committed_checklist(document: Document) -> Checklist | None:
    """The document as HEAD has it; None where it is new or there is no repository."""
    if document.repository is None or document.repository.bare:
        return None
    blob = head_blob(document.path)
    return parse(blob) if blob is not None else None


def cited_in_order(checklist: Checklist) -> list[str]:
    """All evidence targets that stand in evidence bullets and cells, in the order of the text."""
    return list(dict.fromkeys(e.target for item in checklist.items for e in item.evidence if not e.cited))


def cited(checklist: Checklist) -> frozenset[str]:
    """All evidence targets of a checklist."""
    return frozenset(cited_in_order(checklist))


def changes_between(old: Checklist | None, new: Checklist) -> tuple[str, ...]:
    """A line for each item whose state changed, that is new, or that is gone, in the order of the text."""
    if old is None:
        done = sum(item.state == "done" for item in new.items)
        return (f"added with {len(new.items)} items, {done} done",)
    if old.source.dump() == new.source.dump():
        return ()
    before = {item.id: item for item in old.items}
    lines = []
    for item in new.items:
        known = before.pop(item.id, None)
        if known is None:
            lines.append(f"added {shown(item)} {item.text}")
        elif known.mark != item.mark:
            lines.append(
                f"{shown(known)} -> {shown(item)} {item.text}"
                + (f" ({item.reason})" if item.reason and item.state not in (State.TODO, State.DONE) else "")
            )
    lines += [f"removed {shown(item)} {item.text}" for item in before.values()]
    return tuple(lines)


def shown(item: Item) -> str:
    """A state as a commit message shows it."""
    return f"[{item.mark}]" if item.notation is Notation.BOX else item.mark or item.state.value


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
    unsaved = [document.path for document in documents if document.unsaved]
    if unsaved:
        raise CommitRefused(Refusal.NOTHING, f"{unsaved[0]} has edits that are not saved yet; save it first")
    evidence = [file for found in drafts for file in found.evidence]
    return commit(
        next(iter(repositories.values())),
        [document.path for document in documents],
        text,
        evidence=evidence,
        terminal=terminal,
        cancel=cancel,
    )
