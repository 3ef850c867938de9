"""Giving states to a list or a table that has none, for who names one of its lines.

What the boxes and the column look like is checkdown's; whether it is wanted is the caller's to ask.
"""

from __future__ import annotations

from dataclasses import dataclass

from checkdown import CheckdownError, Checklist, EditRefused, Item, TrackList, TrackTable, apply, plan


@dataclass(frozen=True, slots=True)
class Untracked:
    """A line without a state that could have one."""

    intent: TrackTable | TrackList
    """What gives it one, and with it all other lines of its list or table."""
    item: Item
    """What it is then, todo."""
    gets: str
    """`the table a Status column` or `the list boxes`."""
    changed: int
    """How many lines change."""


def untracked(checklist: Checklist, address: str) -> Untracked | None:
    """What can be tracked at a line number; None for an id, for an item, and where nothing can be."""
    try:
        return tracking(checklist, address)
    except CheckdownError:
        return None


def tracking(checklist: Checklist, address: str) -> Untracked | None:
    """The same, but raises EditRefused where nothing can be tracked at a line that has no state."""
    if not (address.isascii() and address.isdigit()):
        return None
    line = int(address)
    if not 1 <= line <= checklist.source.line_count or checklist.item_at(line) is not None:
        return None
    reasons = []
    for intent, gets in (
        (TrackTable(line), "the table a Status column"),
        (TrackList(line), "the list boxes"),
    ):
        try:
            edit = plan(checklist, intent)
            item = apply(checklist, edit).item_at(line)
        except CheckdownError as problem:
            reasons.append(str(problem))
            continue
        if item is None:
            why = checklist.why_not(line)
            raise EditRefused(f"nothing to track: line {line} {why}; name the line that is to be set")
        return Untracked(intent, item, gets, len({splice.line for splice in edit.splices}))
    raise EditRefused(f"nothing to track: {fitting(line, *reasons)}")


def fitting(line: int, of_table: str, of_list: str) -> str:
    """Of the reasons why a line's table and its list cannot be tracked, the one of what stands there."""
    return of_list if of_table == f"line {line} is in no table" else of_table
