"""A file that a merge left with conflict markers: put together by item what can be, decide the rest.

Edits are refused until no marker is left; what is here writes whole texts (``saving.rewrite``). A dispute is
decided for ours, theirs, both, or what was there before either, and nothing outside its markers changes.
Marking the file as resolved is left to git and the person.
"""

from __future__ import annotations

from dataclasses import dataclass

from checkdown import Source
from checkdown.merging import Choice, Dispute, Labels, Merged, apart, disputes, merge, resolved, sides
from gonogo.core.git import GitError
from gonogo.core.git.content import conflict_marker
from gonogo.core.git.operations import operation
from gonogo.core.git.run import read
from gonogo.core.workspace.document import Document
from gonogo.core.workspace.errors import WorkspaceError
from gonogo.core.workspace.rereading import Incoming
from gonogo.core.workspace.saving import rewrite


class NotDisputed(WorkspaceError):
    """The dispute is not in the file any more."""


@dataclass(frozen=True, slots=True)
class ByItem:
    """What becomes of the disputes when they are merged item by item."""

    text: Source
    """The whole text, with markers around what is left."""
    left: int
    """Disputes that are left to be decided."""


def disputed(document: Document) -> tuple[Dispute, ...]:
    """The places that a merge left in conflict; empty where the document takes edits."""
    if document.repository is None or not document.refusal:
        return ()
    return disputes(document.base.source)


def by_item(document: Document) -> ByItem | None:
    """The disputes merged by item, each that is left as small as it can be; None where that changes nothing.

    Asks git for the version before either side, where the markers do not show it.
    """
    source = document.base.source
    found = disputed(document)
    if not found:
        return None
    ours, base, theirs = sides(source)
    if base is None:
        base = _before_either(document)
    merged = merge(base, ours, theirs) if base is not None else apart(ours, theirs)
    text = _marked(merged, found[0])
    if not _outside_kept(source, found, text):
        merged = apart(ours, theirs)
        text = _marked(merged, found[0])
    if conflict_marker(text.dump()) is not None and merged.clean:
        return None  # what looks like a marker is none of a dispute: leave it to the person
    left = len(merged.conflicts)
    before = [(dispute.ours, dispute.theirs) for dispute in found]
    after = [(dispute.ours, dispute.theirs) for dispute in disputes(text)]
    return ByItem(text, left) if before != after else None


def merge_by_item(document: Document, outcome: ByItem) -> Incoming:
    """Write what ``by_item`` found. Blocks for some milliseconds; raises a FileError."""
    return rewrite(document, outcome.text.dump())


def decide(document: Document, dispute: Dispute, choice: Choice) -> Incoming:
    """Decide one dispute and write it. Blocks for some milliseconds.

    Raises NotDisputed where the file does not hold it any more, or a FileError.
    """
    if dispute not in disputed(document):
        raise NotDisputed(f"{document.path} was changed meanwhile; look at what is in conflict now")
    return rewrite(document, resolved(document.base.source, dispute, choice).dump())


def what_follows(document: Document) -> str:
    """What git waits for once nothing is in conflict any more, as a sentence."""
    stopped = operation(document.repository) if document.repository is not None else None
    if stopped is None:
        return "nothing is in conflict any more"
    return f"nothing is in conflict any more: `git add` the file, then `git {stopped} --continue`"


def _marked(merged: Merged, like: Dispute) -> Source:
    known = any(conflict.base for conflict in merged.conflicts)
    names = like.ours_label or "ours", "base", like.theirs_label or "theirs"
    return merged.marked(Labels(*names, with_base=known))


def _before_either(document: Document) -> Source | None:
    """The version that both sides began from, from git's index."""
    repository = document.repository
    assert repository is not None
    try:
        name = repository.relative(document.path)
        return Source.load(read(repository.top, "cat-file", "blob", f":1:{name}").out)
    except GitError:
        return None


def _outside_kept(source: Source, found: tuple[Dispute, ...], text: Source) -> bool:
    """Whether every line outside the disputes is still there, in its order."""
    inside = {line for dispute in found for line in range(dispute.first, dispute.last + 1)}
    rest = iter(text)
    return all(any(raw == other for other in rest) for at, raw in enumerate(source, 1) if at not in inside)
