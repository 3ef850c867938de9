"""Which flips the sides of a merge have for themselves, and which of them the merge did not keep.

Looks at no content: commits, which of them follow which, and the flips that were told of each.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from heapq import heappop, heappush

from checkdown import State

from .values import Flip, Version


class Commits:
    """The versions that were read, each with its flips."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}
        self._parents: list[list[int]] = []
        self._flips: list[dict[int, list[Flip]]] = []

    def add(self, version: Version, flips: Iterable[Flip]) -> None:
        """The next version; those that it goes on from were added before it."""
        self._places[version.commit] = len(self._parents)
        self._parents.append([self._places[each] for each in version.parents if each in self._places])
        mine: dict[int, list[Flip]] = {}
        for flip in flips:
            mine.setdefault(flip.item, []).append(flip)
        self._flips.append(mine)

    def apart(self, side: str, others: Iterable[str]) -> list[int]:
        """The places of the commits that are of one side and of none of the others, the oldest first."""
        flags: dict[int, int] = {}
        waiting: list[int] = []  # places below zero, so that the newest comes first
        alone = 0

        def reach(place: int, flag: int) -> int:
            """By how much the commits that wait and are of one side alone became more."""
            before = flags.get(place)
            flags[place] = flag | (before or 0)
            if before is None:
                heappush(waiting, -place)
            return (flags[place] == 1) - (before == 1)

        for flag, names in ((1, (side,)), (2, others)):
            for name in names:
                if name in self._places:
                    alone += reach(self._places[name], flag)
        found = []
        while waiting and alone:
            place = -heappop(waiting)
            if flags[place] == 1:
                alone -= 1
                found.append(place)
            for parent in self._parents[place]:
                alone += reach(parent, flags[place])
        return found[::-1]

    def of(self, item: int, places: Iterable[int]) -> list[tuple[int, Flip]]:
        """The flips of an item in the commits at these places."""
        return [(place, flip) for place in places for flip in self._flips[place].get(item, ())]


class Sides:
    """The sides of one merge. What each has for itself is found when it is asked for, once."""

    def __init__(self, commits: Commits, version: Version, told: set[int]) -> None:
        self._commits = commits
        self._parents = version.parents
        self._told = told
        """The items of which the merge has a flip already."""
        self._apart: dict[tuple[int, tuple[int, ...]], list[int]] = {}

    def dropped(self, item: int, state: State, states: Sequence[State | None]) -> State | None:
        """From which state a merge brought an item into ``state``, by not keeping what a side did.

        ``states`` are those of the item in each side, None where it is not there. None where every side's
        flips are kept, or where a side turned the item back itself and nothing newer is told of it.
        """
        if item in self._told or all(each in (None, state) for each in states):
            return None
        keeping = tuple(at for at, each in enumerate(states) if each is state)
        if not keeping:
            return next(each for each in states if each is not None)
        flips = {
            at: self._commits.of(item, self._of(at, keeping))
            for at, each in enumerate(states)
            if each not in (None, state)
        }
        lost = [found[-1] for at, found in flips.items() if found and found[0][1].before is not states[at]]
        if lost:
            return max(lost, key=lambda each: each[0])[1].after
        back = [each for found in flips.values() for each in found]
        kept = [each for at in keeping for each in self._commits.of(item, self._of(at, tuple(flips)))]
        if back and max(place for place, _ in back) > max((place for place, _ in kept), default=-1):
            return max(back, key=lambda each: each[0])[1].after
        return None

    def _of(self, side: int, others: tuple[int, ...]) -> list[int]:
        """The commits of one side that none of the others has."""
        if (side, others) not in self._apart:
            names = [self._parents[at] for at in others]
            self._apart[side, others] = self._commits.apart(self._parents[side], names)
        return self._apart[side, others]
