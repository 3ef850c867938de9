"""Which changes of a review were seen: those that are remembered, and that nobody made once more since.

A change that was taken back and made again reads as the one that was seen, and is another one: so with a
change that was seen the newest of its makers is remembered.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from .authors import Made
from .entries import Entry
from .memory import Memory


def seen_of(
    entries: Iterable[Entry], memory: Memory, makers: Mapping[str, Sequence[Made]] | None
) -> frozenset[str]:
    """The keys of those entries that were seen. ``makers`` is None while it is not known who made them.

    Where nobody is remembered with a change (it was seen before it was committed, or by an older gonogo), or
    nobody is known to have made it, to have seen it is enough.
    """
    known = makers or {}
    return frozenset(
        entry.key
        for entry in entries
        if entry.key in memory.seen
        and (
            entry.key not in memory.stamps
            or not known.get(entry.key)
            or memory.stamps[entry.key] == stamp_of(known[entry.key])
        )
    )


def stamp_of(made: Sequence[Made]) -> str:
    """By what the newest maker of a change is known again; "" where nobody is known or it is not committed.

    Not the name of the commit: a rebase changes that, and what was seen before it stays seen.
    """
    if not made or not made[-1].commit:
        return ""
    newest = made[-1]
    text = "\0".join((newest.author, newest.date, newest.subject))
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:16]
