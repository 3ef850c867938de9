"""From the words of one request to an edit that is saved: find the item, understand what is asked, do it.

For commands that change one item and end. All of a request is one undoable edit; it is in the file when
`carried_out` returns, together with what others saved meanwhile, or nothing of it is. Reading the words of
a command line and telling what happened is the caller's.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from checkdown import (
    AddColumn,
    AddNote,
    AddressError,
    CheckdownError,
    Checklist,
    ColumnMissing,
    Intent,
    Item,
    ItemRef,
    Kind,
    SetState,
    State,
    Together,
    TrackList,
    TrackTable,
    plan,
)
from gonogo.core.workspace import Document, Incoming, Step, WorkspaceError
from gonogo.core.workspace.saving import save


class Unexpected(AddressError):
    """The item is there, but it is not the one that was expected."""


class Astray(WorkspaceError):
    """What was to be evidence is a path that leads nowhere, or an address of another kind than http."""


class Overtaken(WorkspaceError):
    """Another program changed the item between our reading and our saving; its change stands."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, understood."""

    intents: tuple[Intent, ...]
    remarks: tuple[str, ...] = ()
    """Sentences on references that may not be what was meant."""
    copies: tuple[Path, ...] = ()
    """Files that were copied into the evidence folder for it."""


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a request."""

    step: Step | None
    """The edit; None where everything stood as asked already."""
    incoming: tuple[Incoming, ...] = ()
    """What others had saved meanwhile; it is in the file too."""


def addressed(checklist: Checklist, address: str, expected: str = "") -> Item:
    """The item of an id or a line number, if its text contains `expected` (in any case).

    Raises ItemNotFound, AmbiguousItem or Unexpected, with a sentence.
    """
    return as_expected(checklist.find(address), expected)


def as_expected(item: Item, expected: str) -> Item:
    """The item, if its text contains `expected` (in any case); raises Unexpected."""
    if expected.casefold() not in item.text.casefold():
        raise Unexpected(
            f"line {item.line} is {item.text!r}, which does not contain {expected!r}; nothing was changed"
        )
    return item


def asked_state(
    document: Document,
    item: Item,
    state: State,
    note: str = "",
    references: Sequence[str] = (),
    *,
    as_note: bool = False,
) -> Asked:
    """Set a state; a note is the reason of `blocked` and a note at any other state; references are attached.

    Raises EvidenceRefused where a file cannot be copied in, Astray as `asked_evidence` does.
    """
    by, on = _stamp(document) if note or references else ("", "")
    intents: list[Intent] = []
    note = " ".join(note.split())
    said = not note or _says(item, note)
    if state is State.BLOCKED and not said:
        intents.append(SetState(ItemRef.of(item), state, note, by, on))
    else:
        intents.append(SetState(ItemRef.of(item), state))
    if state is not State.BLOCKED and not said:
        intents.append(AddNote(ItemRef.of(item), note))
    attached = asked_evidence(document, item, references, by=by, as_note=as_note)
    return Asked((*intents, *attached.intents), attached.remarks, attached.copies)


def asked_evidence(
    document: Document,
    item: Item,
    references: Sequence[str],
    note: str = "",
    *,
    by: str | None = None,
    copy: bool = False,
    as_note: bool = False,
) -> Asked:
    """Attach references, each with the note behind it. `by` is who attaches them; None asks git.

    A path that leads nowhere and an address that is not http are refused (Astray): a slip would be evidence;
    with `as_note` they are words. Raises EvidenceRefused where a file cannot be copied in; no copy is left
    of any then.
    """
    if not references:
        return Asked(())
    from gonogo.core.attaching import attachment  # which brings git along

    if by is None:
        by = _stamp(document)[0]
    made = []
    copies: list[Path] = []
    with discarded_on_error(copies):
        for typed in references:
            found = attachment(document, item, typed, note=note, by=by or "", copy=copy, folder=Path.cwd())
            if found.astray and not as_note:
                raise Astray(f"{found.remark}; nothing was changed")
            made.append(found)
            copies += [found.copied] if found.copied is not None else []
    remarks = tuple(
        each.remark if typed in each.remark else f"{typed}: {each.remark}"
        for typed, each in zip(references, made, strict=True)
        if each.remark
    )
    return Asked(tuple(each.intent for each in made), remarks, tuple(copies))


def preceded(asked: Asked, intent: Intent) -> Asked:
    """The request with another one made before it, in the same edit."""
    return replace(asked, intents=(intent, *asked.intents))


def with_column(document: Document, asked: Asked) -> Asked:
    """The request as it is where it fits; else with a new column for it in the row's table."""
    try:
        plan(document.checklist, _one(asked.intents))
    except ColumnMissing as missing:
        at = 1 if isinstance(asked.intents[0], TrackList | TrackTable) else 0  # a table gets its states first
        column = AddColumn(missing.line, missing.header)
        return replace(asked, intents=(*asked.intents[:at], column, *asked.intents[at:]))
    except CheckdownError:
        pass  # another reason, which is told when it is carried out
    return asked


def carried_out(document: Document, asked: Asked, *, in_place: bool = False) -> Done:
    """Make the edit and save it. Blocks for some milliseconds.

    Raises DocumentRefused or a CheckdownError, and then nothing has changed; a FileError, and then the
    edit is kept in the journal if the document still has it unsaved; Overtaken, and then the file holds
    what the other program wrote.
    """
    with discarded_on_error(asked.copies):
        step = document.do(_one(asked.intents))
    if step is None:
        return Done(None)
    with _discarded_where_undone(document, asked.copies):
        outcome = save(document, in_place=in_place, or_undo=True)
    if document.conflicts:
        reasons = "; ".join(conflict.reason for conflict in document.conflicts)
        for conflict in tuple(document.conflicts):
            document.resolve(conflict, ours=False)
        _discard(asked.copies)
        raise Overtaken(f"{document.path} was changed by another program meanwhile: {reasons}")
    return Done(step, outcome.incoming)


def _says(item: Item, note: str) -> bool:
    """Whether the note stands at the item already, with or without the date and name behind it."""
    if item.kind is Kind.ROW:
        return any(note in cell.text for cell in item.cells)
    return any(known == note or known.startswith(f"{note} (") for known in (item.reason, *item.notes))


def _one(intents: Sequence[Intent]) -> Intent:
    return intents[0] if len(intents) == 1 else Together(tuple(intents))


def _stamp(document: Document) -> tuple[str, str]:
    """Who is at work, as git knows them ("" where it does not), and the day."""
    from gonogo.core.git import identity

    person = identity(document.repository)
    return person[0] if person else "", datetime.now().astimezone().date().isoformat()


@contextmanager
def discarded_on_error(copies: Sequence[Path]) -> Iterator[None]:
    """Take files away again that were written for a request which comes to nothing."""
    try:
        yield
    except BaseException:
        _discard(copies)
        raise


@contextmanager
def _discarded_where_undone(document: Document, copies: Sequence[Path]) -> Iterator[None]:
    try:
        yield
    except BaseException:
        if not document.unsaved:
            _discard(copies)
        raise


def _discard(copies: Sequence[Path]) -> None:
    """Take copies away that nothing cites, and the folders that were made for them."""
    for copy in copies:
        with suppress(OSError):
            os.unlink(copy)
        for folder in list(copy.parents)[:3]:
            with suppress(OSError):
                os.rmdir(folder)
