"""Which objections of a walk still stand: those whose reason the document holds."""

from __future__ import annotations

from checkdown import AddressError, Checklist, State

from .walk import Objection, Walk


def objecting(walk: Walk, checklist: Checklist) -> tuple[Objection, ...]:
    """The objections that were not taken back since, in their order.

    The last one of an item stands while its reason blocks the item; those before it were about the same
    block, and stand with it.
    """
    held: dict[str, int] = {}
    for at, each in enumerate(walk.objections):
        if _blocks(each, checklist):
            held[each.item] = at
    return tuple(each for at, each in enumerate(walk.objections) if at <= held.get(each.item, -1))


def _blocks(objection: Objection, checklist: Checklist) -> bool:
    try:
        item = checklist.find(objection.item)
    except AddressError:
        return False
    return item.state is State.BLOCKED and " ".join(objection.why.split()) in item.reason
