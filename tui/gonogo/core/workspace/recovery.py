"""After a crash: what the journal of an ended session says about a file, against what the file holds now.

A session may have ended before its save, in the middle of it or right after it, and others may have
changed the file since. So an edit is made again only if it is not there yet, and what others decided
meanwhile is a question.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from checkdown import (
    AddItem,
    AddNote,
    CheckdownError,
    Checklist,
    Edit,
    Intent,
    SetState,
    apply,
    plan,
)
from gonogo.core import files
from gonogo.core.workspace.replanning import replanned
from gonogo.core.workspace.steps import Step, remembered, renamed, requests

if TYPE_CHECKING:
    from gonogo.core.files import Fingerprint, Record


@dataclass(frozen=True, slots=True)
class Remade:
    """What is to be done about one record."""

    seq: int
    step: Step | None = None
    """The edit, on the checklist that the records before it leave; None where there is nothing to do."""
    problem: CheckdownError | None = None
    """Why `step`, which then has no place yet, cannot simply be made; or why there is no edit."""


def holding(pending: Sequence[Step], data: bytes) -> dict[str, Any]:
    """What the last record before a save says of the text that is saved.

    It holds the edits of the records ``with``, and of so many (``before``) that were written along with it.
    """
    known = [step.seq for step in pending if step.seq is not None]
    return {"text": files.fingerprint(data), "with": known, "before": len(pending) - len(known) - 1}


def in_the_file(records: Sequence[Record], now: Fingerprint) -> set[int]:
    """The numbers of the records whose edits the file holds, as far as its fingerprint can tell."""
    found: set[int] = set()
    for record in records:
        if record.payload.get("text") == now:
            found |= {*record.payload.get("with", ())}
            found |= {*range(record.seq - int(record.payload.get("before", 0)), record.seq + 1)}
        elif "in_place" in record.payload and now in _both(record):
            found.add(record.seq)
    return found


def half_written(records: Sequence[Record], data: bytes) -> bytes | None:
    """The whole text that was being written where a write in place was cut off; None where none was.

    ``data`` is what the file holds now.
    """
    for record in records:
        torn = record.payload.get("in_place")
        if torn is not None:
            whole = data[: int(torn["start"])] + str(torn["rest"]).encode("utf-8", "surrogateescape")
            if files.fingerprint(whole) == torn["new"]:
                return whole
    return None


def _both(record: Record) -> tuple[str, str]:
    torn = record.payload["in_place"]
    return str(torn["old"]), str(torn["new"])


def remade(records: Sequence[Record], checklist: Checklist, *, exact: bool = True) -> list[Remade]:
    """The records' edits, in their order, on a document; ``exact`` where it is as the file stands."""
    now = files.fingerprint(checklist.source.dump())
    there = in_the_file(records, now)
    state, found = checklist, list[Remade]()
    for record in records:
        if record.seq in there or "in_place" in record.payload:
            found.append(Remade(record.seq))
            continue
        try:
            edit, was = remembered(record.payload)
        except ValueError as problem:
            found.append(Remade(record.seq, problem=CheckdownError(str(problem))))
            continue
        step = Step(0, edit, state.source, state.source, was)
        try:
            fit = edit if exact and record.base == now and _fits(edit, state) else _again(step, state)
            following = apply(state, fit)
        except CheckdownError as problem:
            exact = False
            found.append(Remade(record.seq, replace(step, edit=replace(edit, splices=())), problem))
            continue
        if not fit.splices:
            found.append(Remade(record.seq))
            continue
        fit = replace(fit, intent=renamed(fit.intent))
        found.append(Remade(record.seq, replace(step, edit=fit, after=following.source)))
        state = following
    return found


def _fits(edit: Edit, checklist: Checklist) -> bool:
    """Whether the text is what the edit expects; only asked where the file is what it was."""
    try:
        apply(checklist, edit)
    except CheckdownError:
        return False
    return True


def _again(step: Step, checklist: Checklist) -> Edit:
    """The edit by what it asked for: on a text that others may have changed, or that holds it already."""
    intent = step.edit.intent
    if intent is not None and all(_stands(request, checklist) for request in requests(intent)):
        return Edit((), step.summary, intent)
    named = replace(step, edit=replace(step.edit, intent=renamed(intent)))
    return replanned(named, checklist)


def _stands(request: Intent, checklist: Checklist) -> bool:
    """Whether what was asked for is so already, for requests that would otherwise be carried out twice."""
    if isinstance(request, AddItem):
        return any(item.text == request.text for item in checklist.items)
    if isinstance(request, AddNote):
        try:
            item = checklist.find(request.item.id)
        except CheckdownError:
            return False
        return any(request.text in note for note in (*item.notes, *(cell.text for cell in item.cells)))
    if isinstance(request, SetState):
        try:
            item = checklist.find(request.item.id)
        except CheckdownError:
            return False
        return item.state is request.state and not request.reason
    try:
        return not plan(checklist, request).splices
    except CheckdownError:
        return False
