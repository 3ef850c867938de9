"""The history of one checklist, ready to be asked for item after item: what the details of an item show.

Reading it is for a thread; asking afterwards costs nothing that a key would feel.
"""

from __future__ import annotations

from dataclasses import dataclass

from checkdown import Item, State
from gonogo.core.git.heads import commit_named
from gonogo.core.git.repository import Repository

from .flips import history
from .values import Flip, History, Version


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to an item."""

    before: State | None
    """None where the item came."""
    after: State
    version: Version | None
    """The commit; None for what is not committed yet."""
    evidence: tuple[str, ...] = ()
    """What the item referred to in that commit."""


class Past:
    """What became of the items of a checklist, as of one commit."""

    def __init__(self, head: str, told: History) -> None:
        self.head = head
        """The commit that was HEAD when it was read; "" where there was none."""
        self._told = told
        self._flips: dict[int, list[Flip]] = {}
        for flip in told.flips:
            self._flips.setdefault(flip.item, []).append(flip)

    def of(self, item: Item) -> tuple[Event, ...]:
        """What happened to an item of the document as it is now, the newest first."""
        known = self._told.like(item)
        if known is None:
            return (Event(None, item.state, None),)
        number = self._told.numbers[known.index]
        flips = self._flips.get(number, [])
        events = [Event(flip.before, flip.after, flip.version, flip.evidence) for flip in flips]
        came = self._told.added.get(number)
        first = flips[0].before if flips else known.state
        if came is not None and first is not None:
            events.insert(0, Event(None, first, came))
        if known.state is not item.state:
            events.append(Event(known.state, item.state, None))
        return tuple(reversed(events))


def past(repository: Repository, path: str) -> Past:
    """Read the history of the checklist at ``path`` (from the top). For a thread. Raises GitError."""
    return Past(commit_named(repository, "HEAD"), history(repository, path))


def is_of_head(repository: Repository, known: Past) -> bool:
    """Whether HEAD is still what it was. Raises GitError."""
    return commit_named(repository, "HEAD") == known.head
