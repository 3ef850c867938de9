"""Templates: a sample checklist with its work undone, to begin a checklist of one's own with.

As a fresh run of it (`freshrun`), and without the issues that it shows as fixed. What stays are the words of
the sample, which are there to be replaced.
"""

from __future__ import annotations

from checkdown import DeleteItem, ItemRef, Notation, parse
from gonogo.core.freshrun import done, fresh_run


def template(content: bytes) -> bytes:
    """A checklist as it would be before anybody worked on it."""
    fixed = [item.index for item in parse(content).items if item.notation is Notation.STRUCK]
    checklist = parse(fresh_run(content))
    for index in reversed(fixed):  # backwards, since struck rows go
        checklist = done(checklist, DeleteItem(ItemRef.of(checklist.items[index])))
    return checklist.source.dump()
