"""What of a walk is there after others have edited the document, and which item comes next."""

from __future__ import annotations

from collections.abc import Sequence

from checkdown import Checklist, Item

from .agenda import NoSuchPhase, agenda
from .walk import Walk


def now(walk: Walk, checklist: Checklist) -> tuple[Item, ...]:
    """The walk's items that are there now, in its order; what was added since is walked where it stands.

    An added item comes behind the last item before it in the document that the walk knows.
    """
    there = {item.id: item for item in checklist.items}
    order = [there[name] for name in walk.agenda if name in there]
    known = set(walk.agenda)
    try:
        wanted = agenda(checklist, walk.course)
    except NoSuchPhase:
        return tuple(order)
    for item in sorted(wanted, key=lambda each: each.index):
        if item.id not in known:
            before = [at for at, each in enumerate(order) if each.index < item.index]
            order.insert(max(before, key=lambda at: order[at].index) + 1 if before else 0, item)
            known.add(item.id)
    return tuple(order)


def upcoming(walk: Walk, items: Sequence[Item], *, back: bool = False) -> Item | None:
    """The item behind (before) the one that is walked; at the end the first that was skipped; else None.

    Where the item that was walked is gone, the walk goes on with the next one that was not visited.
    """
    names = [item.id for item in items]
    if walk.at in names:
        at = names.index(walk.at) + (-1 if back else 1)
        if 0 <= at < len(items):
            return items[at]
        if back:
            return None
    elif walk.at:
        return next((item for item in items if item.id not in walk.visited), None)
    elif back:
        return items[-1] if items else None
    return next((item for item in items if item.id in walk.skipped and item.id != walk.at), None)
