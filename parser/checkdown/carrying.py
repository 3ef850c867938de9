"""Requests that are made one after another: each speaks of the document as it was before the first.

Items and lines are followed through the edits in between, so that no id and no line number that has
changed meanwhile leads to another item.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .checklist import Checklist
from .edit import Splice, line_after
from .errors import CheckdownError, EditRefused
from .intents import (
    AddColumn,
    AddItem,
    AddNote,
    AddProbe,
    Allow,
    Attach,
    DeleteItem,
    Detach,
    Fix,
    Intent,
    ItemRef,
    MoveItem,
    Reword,
    SetState,
    Sign,
    Together,
    TrackList,
    TrackTable,
    Withhold,
)
from .locating import line_now, locate


def carried(
    intent: Intent, first: Checklist, state: Checklist, steps: Sequence[tuple[Splice, ...]]
) -> Intent:
    """A request that speaks of ``first``, as one that speaks of ``state``, which the steps lead to."""
    if state is first:
        return intent
    if isinstance(intent, Together):
        return replace(intent, intents=tuple(carried(each, first, state, steps) for each in intent.intents))
    if isinstance(intent, AddItem | AddColumn | TrackList | TrackTable | Fix | Allow):
        line = _line_in(line_now(first, intent.line, intent.at), steps) if intent.line else 0
        if line is None:
            raise EditRefused(f"line {intent.line} is removed by an earlier request of the same edit")
        after = intent.after if isinstance(intent, AddItem) else None
        if isinstance(intent, AddItem) and after is not None:
            return replace(intent, after=_ref_in(after, first, state, steps))
        return replace(intent, line=line, at="")
    if isinstance(intent, Sign | Withhold):
        return replace(intent, line=_line_in(intent.line, steps) or intent.line)
    if isinstance(intent, MoveItem):
        item, after = intent.item, intent.after
        return replace(
            intent, item=_ref_in(item, first, state, steps), after=_ref_in(after, first, state, steps)
        )
    assert isinstance(intent, SetState | Attach | Detach | AddNote | AddProbe | Reword | DeleteItem)
    return replace(intent, item=_ref_in(intent.item, first, state, steps))


def _line_in(line: int, steps: Sequence[tuple[Splice, ...]]) -> int | None:
    here: int | None = line
    for splices in steps:
        here = line_after(splices, here) if here is not None else None
    return here


def _ref_in(ref: ItemRef, first: Checklist, state: Checklist, steps: Sequence[tuple[Splice, ...]]) -> ItemRef:
    """The same item in ``state``: the one on the line to which the item's line has moved."""
    try:
        line = _line_in(locate(first, ref).line, steps)
    except CheckdownError:
        return ref
    item = state.item_at(line) if line is not None else None
    return ItemRef.of(item) if item is not None else ref
