"""From a reference that a person typed to the request that writes it: understood, copied in if need be."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from checkdown import Attach, Item, ItemRef, plan
from checkdown.errors import CheckdownError
from gonogo.core.evidence import FOLDER, ReferenceKind, classify, copy_in, folder_name, slug
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


def candidates(document: Document, typed: str, limit: int = 20) -> list[str]:
    """Paths beside the document that begin with what was typed, folders with a slash at their end.

    Hidden names are offered only once their dot is typed; nothing outside the repository (outside git,
    the document's folder) is.
    """
    beside = document.path.resolve().parent
    bounds = document.repository.top if document.repository else beside
    head, _, tail = typed.rpartition("/")
    folder = Path(os.path.realpath(beside / os.path.expanduser(head)))
    if folder != bounds and bounds not in folder.parents:
        return []
    try:
        with os.scandir(folder) as entries:
            found = [entry.name + "/" * entry.is_dir() for entry in entries if entry.name.startswith(tail)]
    except OSError:
        return []
    shown = sorted(
        name for name in found if (tail.startswith(".") or not name.startswith(".")) and name != ".git/"
    )
    return [f"{head}/{name}" if head else name for name in shown[:limit]]


def preview(
    document: Document, item: Item, typed: str, *, note: str = "", by: str = "", copy: bool = False
) -> tuple[str, str]:
    """The line as it will stand in the file, and a remark or the reason why it cannot; nothing is written."""
    found = classify(typed, document.path, document.repository)
    target = found.target + (f":{found.lines}" if found.lines else "")
    remark = found.remark
    if found.kind is ReferenceKind.PATH and (copy or not found.inside):
        place = f"{FOLDER}/{folder_name(document.path.stem)}/{slug(item.text)}/"
        remark = f"a copy goes to {place}"
        target = f"{place}{Path(target).name}"
    on = datetime.now().astimezone().date().isoformat()
    try:
        edit = plan(
            document.checklist,
            Attach(ItemRef.of(item), target, note=note, by=by, on=on, sort=found.kind.value),
        )
    except CheckdownError as problem:
        return "", str(problem)
    lines = [splice.new.strip("\r\n") for splice in edit.splices]
    return (lines[0] if lines else "it is attached already"), remark
