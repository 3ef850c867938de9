"""Which values of two sequences are the same ones, where values repeat and some came, went or moved.

Knows nothing of items: it is given keys to tell values by, and how alike two of them are as a whole.
Everything here is bounded: a stretch is compared value by value only while it is short.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Sequence
from difflib import SequenceMatcher

from checkdown.matching import common_ends, in_order, same_lines

Values = Sequence[Hashable]
Pairs = dict[int, int]
"""Position in the older sequence -> position in the newer one."""

_CLOSE = 64
"""Stretches of at most so many values are compared value by value."""


def same_values(old: Values, new: Values, old_whole: Values, new_whole: Values) -> Pairs:
    """The pairs of equal values of ``old`` and ``new``: as many as there are, in order as far as possible.

    The ``whole`` ones are all that each value consists of: where one of several copies came or went, the
    copies that are equal in everything are the same ones.
    """
    return _Alignment(old, new, old_whole, new_whole).pairs


class _Alignment:
    def __init__(self, old: Values, new: Values, old_whole: Values, new_whole: Values) -> None:
        self.old, self.new = old, new
        self.old_whole, self.new_whole = old_whole, new_whole
        self.pairs = same_lines(old, new)
        self.taken = bytearray(len(new))
        for at in self.pairs.values():
            self.taken[at] = 1
        a = b = 0
        for next_a, next_b in [*rising_pairs(self.pairs), (len(old), len(new))]:
            left, free = self._left(range(a, next_a)), self._free(range(b, next_b))
            if left and free:
                self._fill(left, free)
            a, b = next_a + 1, next_b + 1
        self._fill_groups()

    def _left(self, span: range) -> list[int]:
        return [n for n in span if n not in self.pairs]

    def _free(self, span: range) -> list[int]:
        return [n for n in span if not self.taken[n]]

    def _pair(self, here: Sequence[int], there: Sequence[int]) -> None:
        for a, b in zip(here, there, strict=False):
            self.pairs[a] = b
            self.taken[b] = 1

    def _fill(self, left: list[int], free: list[int]) -> None:
        """Pair copies between neighbours that are known, in their order."""
        if len(left) == len(free):
            head, tail = common_ends([self.old[n] for n in left], [self.new[n] for n in free])
        else:
            head, tail = common_ends([self.old_whole[n] for n in left], [self.new_whole[n] for n in free])
        self._pair(left[:head], free[:head])
        self._pair(left[len(left) - tail :], free[len(free) - tail :])
        left, free = left[head : len(left) - tail], free[head : len(free) - tail]
        if left and free and max(len(left), len(free)) <= _CLOSE:
            a = b = 0
            whole = _blocks([self.old_whole[n] for n in left], [self.new_whole[n] for n in free])
            for i, j, size in whole:
                here, there = left[a:i], free[b:j]
                for k, m, count in _blocks([self.old[n] for n in here], [self.new[n] for n in there]):
                    self._pair(here[k : k + count], there[m : m + count])
                self._pair(left[i : i + size], free[j : j + size])
                a, b = i + size, j + size

    def _fill_groups(self) -> None:
        """Pair what is left wherever it stands: copies in their order."""
        places: dict[Hashable, list[int]] = {}
        for n in self._free(range(len(self.new))):
            places.setdefault(self.new[n], []).append(n)
        groups: dict[Hashable, list[int]] = {}
        for n in self._left(range(len(self.old))):
            if self.old[n] in places:
                groups.setdefault(self.old[n], []).append(n)
        for key, here in groups.items():
            there = places[key]
            if len(here) != len(there):
                here, there = self._in_step(here, there)
            self._pair(here, there)

    def _in_step(self, here: list[int], there: list[int]) -> tuple[list[int], list[int]]:
        """As many copies of the longer list as the shorter has, in order; if possible equal in everything."""
        if len(here) > len(there):
            there, here = self._chosen(there, self.new_whole, here, self.old_whole)
        else:
            here, there = self._chosen(here, self.old_whole, there, self.new_whole)
        return here, there

    @staticmethod
    def _chosen(
        few: list[int], whole: Values, many: list[int], others: Values
    ) -> tuple[list[int], list[int]]:
        places: dict[Hashable, list[int]] = {}
        for n, at in enumerate(many):
            places.setdefault(others[at], []).append(n)
        chosen: list[int] = []
        spare = len(many) - len(few)
        following = 0
        for at in few:
            equal = places.get(whole[at], [])
            found = bisect_left(equal, following)
            if found < len(equal) and equal[found] - following <= spare:
                spare -= equal[found] - following
                following = equal[found]
            chosen.append(many[following])
            following += 1
        return few, chosen


def _blocks(old: Values, new: Values) -> list[tuple[int, int, int]]:
    """Runs of equal values: where they begin in each, how long they are; the last is empty, at the ends."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [(block.a, block.b, block.size) for block in matcher.get_matching_blocks()]


def rising_pairs(pairs: Pairs) -> list[tuple[int, int]]:
    """As many pairs as keep their order, sorted; those left out have moved."""
    return in_order(sorted(pairs.items()))
