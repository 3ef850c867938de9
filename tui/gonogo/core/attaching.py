"""From a reference that a person typed to the request that writes it: understood, copied in if need be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from checkdown import Attach, Item, ItemRef
from gonogo.core.evidence import ReferenceKind, classify, copy_in, slug
from gonogo.core.workspace import Document


@dataclass(frozen=True, slots=True)
class Attachment:
    """What will be written, and what a person should know before."""

    intent: Attach
    remark: str
    """A sentence where something else may have been meant, else ""."""
    copied: Path | None
    """The copy that was made, if one was."""


def attachment(
    document: Document,
    item: Item,
    typed: str,
    *,
    note: str = "",
    by: str = "",
    copy: bool = False,
    folder: Path | None = None,
) -> Attachment:
    """Understand ``typed`` for an item; with ``copy``, or for a file outside the repository, copy it in.

    Raises EvidenceRefused where a copy cannot be made.
    """
    found = classify(typed, document.path, document.repository, folder=folder)
    copied = None
    target = found.target + (f":{found.lines}" if found.lines else "")
    if found.kind is ReferenceKind.PATH and found.file is not None and (copy or not found.inside):
        copied = copy_in(found.file, document.path, slug(item.text), datetime.now(UTC))
        target = copied.relative_to(document.path.resolve().parent).as_posix()
    intent = Attach(
        ItemRef.of(item),
        target,
        note=note,
        by=by,
        on=datetime.now().astimezone().date().isoformat(),
        sort=found.kind.value,
    )
    return Attachment(intent, found.remark, copied)
