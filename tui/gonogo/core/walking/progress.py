"""How far along a walk is, in its items and in the states of the document, and how long it took."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checkdown import Checklist, Item, Tally

from .walk import Walk


@dataclass(frozen=True, slots=True)
class Along:
    """Where a walk is."""

    number: int
    """Of the item that is walked, from 1; of the end, one more than `total`."""
    total: int
    visited: int
    skipped: int
    phase: str
    """The title of the phase that holds the item, "" at the end."""
    phase_tally: Tally
    tally: Tally
    """Of the whole document."""


def along(walk: Walk, checklist: Checklist, items: Sequence[Item]) -> Along:
    """Where the walk is among its items as they are now."""
    names = [item.id for item in items]
    at = names.index(walk.at) if walk.at in names else -1
    here = items[at] if at >= 0 else None
    phase = here.section.phase if here is not None else None
    there = set(names)
    return Along(
        at + 1 if here is not None else len(items) + 1,
        len(items),
        sum(name in there for name in walk.visited),
        sum(name in there for name in walk.skipped),
        phase.title if phase is not None else here.section.title if here is not None else "",
        checklist.tally(phase or (here.section if here is not None else None)),
        checklist.tally(),
    )


def spent(seconds: float) -> str:
    """How long something took: `21 min`, `1 h 05`."""
    minutes = int(seconds // 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02}"
