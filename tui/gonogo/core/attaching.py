"""From a reference that a person typed to the request that writes it: understood, copied in if need be.

Also what a dialog shows while it is typed: completions, and the line as it will stand in the file. Where
copies go and what a reference means is ``evidence``'s; how it is written is checkdown's.
"""

from __future__ import annotations

import heapq
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from checkdown import Attach, CheckdownError, ColumnMissing, Item, ItemRef, apply, plan
from gonogo.core.evidence import (
    FOLDER,
    SIZE_LIMIT,
    EvidenceRefused,
    Reference,
    ReferenceKind,
    classify,
    copy_in,
    ignored_by,
    not_to_write,
    place,
    slug,
)
from gonogo.core.git import GitError
from gonogo.core.workspace import Document
from gonogo.core.workspace.placing import lines_of, touched


@dataclass(frozen=True, slots=True)
class Attachment:
    """What will be written, and what a person should know before."""

    intent: Attach
    remark: str
    """A sentence where something else may have been meant, or where a commit leaves the copy out; else ""."""
    copied: Path | None
    """The copy that was made, if one was."""
    astray: bool = False
    """Whether it is a path, lines or a commit that is not there, or an address that is not http; `intent` has
    it as words."""


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

    Paths are looked for in ``folder`` too: where the person is. Raises EvidenceRefused where a copy cannot
    be made, and for a password.
    """
    found = classify(typed, document.path, document.repository, folder=folder)
    if problem := not_to_write(f"{typed} {note}", found.target):
        raise EvidenceRefused(problem)
    if not _to_copy(found, copy) or found.file is None:
        asked = _asked(item, found, _written(found), note, by)
        return Attachment(asked, found.remark, None, found.astray)
    copied = copy_in(found.file, document.path, slug(item.text), datetime.now(UTC))
    remark = found.remark or left_out(document)
    return Attachment(_asked(item, found, _beside(document, copied, found.lines), note, by), remark, copied)


def left_out(document: Document) -> str:
    """Why a commit would leave out what is copied in, as a sentence; "" where it would not. Asks git."""
    try:
        rule = ignored_by(document.path)
    except GitError:
        return ""  # without git there is no commit that could leave anything out
    return f"git ignores the {FOLDER} folder by {rule}: a commit leaves the copy out" if rule else ""


def preview(
    document: Document, item: Item, typed: str, *, note: str = "", by: str = "", copy: bool = False
) -> tuple[str, str]:
    """The line as it will stand in the file, and a remark or the reason why it cannot; nothing is written."""
    found = classify(typed, document.path, document.repository)
    if problem := not_to_write(f"{typed} {note}", found.target):
        return "", problem
    target, remark = _written(found), found.remark
    if _to_copy(found, copy) and found.file is not None:
        problem = _not_to_copy(found.file)
        if problem:
            return "", problem
        path = place(document.path, slug(item.text), found.file.suffix or ".txt", datetime.now(UTC))
        target = _beside(document, path, found.lines)
        remark = f"a copy goes to {os.path.dirname(target)}/"
    try:
        edit = plan(document.checklist, _asked(item, found, target, note, by))
        if not edit.splices:
            return "it is attached already", remark
        after = apply(document.checklist, edit).source
    except ColumnMissing as problem:
        return "", f"{problem}; enter asks whether it should get one"
    except CheckdownError as problem:
        return "", str(problem)
    return "\n".join(lines_of(after, *touched(edit.inverse().splices))), remark


def candidates(document: Document, typed: str, limit: int = 20) -> list[str]:
    """Paths that begin with what was typed, as they may be typed: beside the document, else from the top.

    Folders end with a slash. Hidden names are offered only once their dot is typed; git's own directory and
    whatever lies outside the repository (outside git, the document's folder) is not.
    """
    beside = Path(os.path.realpath(document.path)).parent
    top = document.repository.top if document.repository is not None else beside
    for start in dict.fromkeys((beside, top)):
        found = heapq.nsmallest(limit, _completions(start, top, typed))
        if found:
            return found
    return []


def _completions(start: Path, bounds: Path, typed: str) -> Iterator[str]:
    head, slash, tail = typed.rpartition("/")
    folder = Path(os.path.realpath(start / (head + slash)))
    if not folder.is_relative_to(bounds) or ".git" in folder.relative_to(bounds).parts:
        return
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                name = entry.name
                hidden = name == ".git" or (name.startswith(".") and not tail.startswith("."))
                if name.startswith(tail) and not hidden and name.isprintable():
                    yield f"{head}{slash}{name}{'/' * entry.is_dir()}"
    except (OSError, ValueError):
        return  # nothing there, or nothing that may be seen


def _to_copy(found: Reference, copy: bool) -> bool:
    return found.kind is ReferenceKind.PATH and (copy or not found.inside)


def _not_to_copy(file: Path) -> str:
    """Why a file will not be copied in, as far as a look at it tells."""
    try:
        seen = file.stat()
    except OSError as error:
        return f"{file} cannot be read: {error.strerror}"
    if not stat.S_ISREG(seen.st_mode):
        return f"{file} is no regular file: only files can be copied in"
    if seen.st_size > SIZE_LIMIT:
        return f"{file} has {seen.st_size / 1e6:.0f} MB; up to {SIZE_LIMIT / 1e6:.0f} MB is copied in"
    return ""


def _written(found: Reference) -> str:
    return found.target + (f":{found.lines}" if found.lines else "")


def _beside(document: Document, copied: Path, lines: str) -> str:
    """A path in the evidence folder as the document names it, with the lines that were meant."""
    path = copied.relative_to(Path(os.path.realpath(document.path)).parent).as_posix()
    return path + (f":{lines}" if lines else "")


def _asked(item: Item, found: Reference, target: str, note: str, by: str) -> Attach:
    today = datetime.now().astimezone().date().isoformat()
    return Attach(ItemRef.of(item), target, note=note, by=by, on=today, sort=found.kind.value)
