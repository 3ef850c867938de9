"""From what a person asked for to the edit that does it, checked before anybody sees it."""

from __future__ import annotations

from collections.abc import Callable
from functools import singledispatch

from .applying import apply
from .checklist import Checklist
from .composing import composed
from .edit import Edit, Splice, inverted
from .edits.columns import add_column_splices, track_table_splices
from .edits.evidence import attach_splices, detach_splices, note_splices, reason_splices, sort_of
from .edits.lists import add_splices, delete_splices, move_splices, reword_splices, track_list_splices
from .edits.signing import sign_splices
from .edits.state import mark_for, state_splices
from .errors import AddressError, EditRefused, ItemNotFound
from .intents import (
    AddColumn,
    AddItem,
    AddNote,
    Attach,
    DeleteItem,
    Detach,
    Intent,
    ItemRef,
    MoveItem,
    Reword,
    SetState,
    Sign,
    Together,
    TrackList,
    TrackTable,
)
from .states import Notation, State
from .views import Item


def locate(checklist: Checklist, ref: ItemRef) -> Item:
    """The item that ``ref`` speaks of in this document; ItemNotFound where it is gone or reworded."""
    try:
        item = checklist.find(ref.id)
        if item.text == ref.text or item.id == ref.id:
            return item
    except AddressError:
        pass
    base = ref.id.partition("~")[0]
    same = [item for item in checklist.items if item.id.partition("~")[0] == base and item.text == ref.text]
    if len(same) == 1:
        return same[0]
    here = checklist.item_at(ref.line)
    if here is not None and here.text == ref.text and here.id.partition("~")[0] == base:
        return here
    raise ItemNotFound(f"{ref.text!r} is not in the document any more, or its text was changed")


def plan(checklist: Checklist, intent: Intent) -> Edit:
    """The edit that does what was asked; EditRefused or AddressError with a sentence where it cannot.

    An edit without splices means that everything stands as asked already. The edit is tried before
    it is given out: it is refused if any item but those on its own lines would change.
    """
    if isinstance(intent, Together):
        return _together(checklist, intent)
    splices, summary = _splices(intent, checklist)
    edit = Edit(tuple(splices), summary, intent)
    if splices:
        _refuse_side_effects(checklist, edit)
    return edit


def _together(checklist: Checklist, intent: Together) -> Edit:
    """Plan each request on the text that the ones before it leave, and give one edit for all."""
    state, steps, summaries = checklist, [], []
    for inner in intent.intents:
        edit = plan(state, inner)
        if edit.splices:
            steps.append(edit)
            summaries.append(edit.summary)
            state = apply(state, edit)
    summary = intent.summary or "; ".join(summaries)
    return Edit(composed([edit.splices for edit in steps]), summary, intent)


@singledispatch
def _splices(intent: Intent, checklist: Checklist) -> tuple[list[Splice], str]:
    raise EditRefused(f"nothing is known of a request {intent.kind!r}")


@_splices.register
def _set_state(intent: SetState, checklist: Checklist) -> tuple[list[Splice], str]:
    item = locate(checklist, intent.item)
    splices = state_splices(checklist, item, intent.state)
    before = _shown(item, item.mark) if item.mark else item.state.value
    after = _shown(item, mark_for(checklist, item, intent.state)) if splices else before
    summary = f"{before} -> {after} {item.text}"
    if intent.reason and intent.state in (State.BLOCKED, State.FAILED, State.NA, State.DOING):
        reasons = reason_splices(checklist, item, intent.reason, intent.on, intent.by)
        splices = _joined(splices, reasons)
        summary += f" ({intent.reason})"
    return splices, summary


def _shown(item: Item, mark: str) -> str:
    return f"[{mark}]" if item.notation is Notation.BOX and not mark.startswith("[") else mark


def _joined(first: list[Splice], second: list[Splice]) -> list[Splice]:
    return sorted([*first, *second], key=lambda s: (s.line, s.column))


def _of_item(
    name: Callable[[Checklist, Item, Intent], list[Splice]], words: Callable[[Item, Intent], str]
) -> Callable[[Intent, Checklist], tuple[list[Splice], str]]:
    def splices(intent: Intent, checklist: Checklist) -> tuple[list[Splice], str]:
        item = locate(checklist, intent.item)  # type: ignore[attr-defined]
        return name(checklist, item, intent), words(item, intent)

    return splices


_splices.register(
    Attach, _of_item(attach_splices, lambda item, intent: f"{item.text}: evidence {intent.reference}")
)  # type: ignore[attr-defined]
_splices.register(
    Detach, _of_item(detach_splices, lambda item, intent: f"{item.text}: no evidence {intent.target}")
)  # type: ignore[attr-defined]
_splices.register(AddNote, _of_item(note_splices, lambda item, intent: f"{item.text}: {intent.text}"))  # type: ignore[attr-defined]
_splices.register(Reword, _of_item(reword_splices, lambda item, intent: f"{item.text} -> {intent.text}"))  # type: ignore[attr-defined]
_splices.register(DeleteItem, _of_item(delete_splices, lambda item, intent: f"removed {item.text}"))


@_splices.register
def _add_item(intent: AddItem, checklist: Checklist) -> tuple[list[Splice], str]:
    after = locate(checklist, intent.after) if intent.after is not None else None
    return add_splices(checklist, after, intent), f"added {intent.text}"


@_splices.register
def _move_item(intent: MoveItem, checklist: Checklist) -> tuple[list[Splice], str]:
    item, after = locate(checklist, intent.item), locate(checklist, intent.after)
    return move_splices(checklist, item, after, intent), f"moved {item.text}"


@_splices.register
def _sign(intent: Sign, checklist: Checklist) -> tuple[list[Splice], str]:
    return sign_splices(checklist, intent), f"{intent.role} signed: {intent.name}"


@_splices.register
def _add_column(intent: AddColumn, checklist: Checklist) -> tuple[list[Splice], str]:
    return add_column_splices(checklist, intent), f"column {intent.header} on line {intent.line}"


@_splices.register
def _track_list(intent: TrackList, checklist: Checklist) -> tuple[list[Splice], str]:
    return track_list_splices(checklist, intent), f"boxes for the list on line {intent.line}"


@_splices.register
def _track_table(intent: TrackTable, checklist: Checklist) -> tuple[list[Splice], str]:
    return track_table_splices(checklist, intent), f"states for the table on line {intent.line}"


_FREE = (AddColumn, TrackTable, TrackList)
"""Requests after which other items may newly appear."""


def _refuse_side_effects(checklist: Checklist, edit: Edit) -> None:
    """EditRefused if an item that does not stand on the edit's own lines would change."""
    after = apply(checklist, edit)
    ours = _lines(edit.splices)
    theirs = _lines(inverted(edit.splices))
    low, high = _range(checklist, after)
    before_items = _faces(checklist, ours, low, high[0])
    after_items = _faces(after, theirs, low, high[1])
    if before_items != after_items and not isinstance(edit.intent, _FREE):
        raise EditRefused(
            f"writing this on line {edit.splices[0].line} would change other items of the document; "
            "nothing was written"
        )


def _range(before: Checklist, after: Checklist) -> tuple[int, tuple[int, int]]:
    """The sections that two checklists do not share: first index, and index after the last in each."""
    a, b = before.parts, after.parts
    low = 0
    while low < min(len(a), len(b)) and a[low] is b[low]:
        low += 1
    tail = 0
    while tail < min(len(a), len(b)) - low and a[-1 - tail] is b[-1 - tail]:
        tail += 1
    return low, (len(a) - tail, len(b) - tail)


def _faces(checklist: Checklist, lines: set[int], low: int, high: int) -> list[tuple[object, ...]]:
    faces = []
    for index in range(low, high):
        for item in checklist.sections[index].items:
            if item.line not in lines:
                faces.append((item.kind, item.notation, item.mark, item.state, item.text))
    return faces


def _lines(splices: tuple[Splice, ...]) -> set[int]:
    lines: set[int] = set()
    for splice in splices:
        count = splice.old.count("\n") + splice.old.replace("\r\n", "\n").count("\r")
        span = max(0, count - (1 if splice.old.endswith(("\n", "\r")) and splice.column == 1 else 0))
        if splice.old or splice.column > 1:
            lines.update(range(splice.line, splice.line + span + 1))
    return lines


__all__ = ["locate", "plan", "sort_of"]
