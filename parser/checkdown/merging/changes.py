"""What one side changed: which lines are the same, and what came, went or was written anew between them.

Lines are the same where their keys are (``version``); of the rest, items are found again as comparing finds
them, and other lines where as many stand there as before and they are alike.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from checkdown.comparing.items import ItemPairs
from checkdown.comparing.sections import SectionPairs
from checkdown.matching import anchors, common_ends

from .version import Version

_CLOSE = 300
"""Stretches of at most so many lines are compared line by line; in longer ones only what is unique."""
_ALIKE = 0.5
"""How much of two lines has to be equal for one to be the other, written anew."""
_LONG = 400
"""Characters of a line that are looked at for that."""

Pair = tuple[int, int]


class Change(NamedTuple):
    """Lines ``lo`` to ``hi`` of the base (0-based, the end not included) became ``first`` to ``last``."""

    lo: int
    hi: int
    first: int
    last: int
    paired: bool = False
    """Whether this is one line that is still the same line, with another text."""

    @property
    def inserts(self) -> bool:
        """Whether lines only came in."""
        return self.lo == self.hi

    @property
    def deletes(self) -> bool:
        """Whether lines only went."""
        return self.first == self.last


class Changes:
    """All changes of one side, in order, and where every other line of the base is now."""

    def __init__(self, base: Version, side: Version) -> None:
        self.base, self.side = base, side
        pairs = _pairs(base, side)
        self.now = dict(pairs)
        """Line of the base -> line of the side."""
        self.all = list(self._found(pairs))

    def _found(self, pairs: Sequence[Pair]) -> Iterator[Change]:
        base, side = self.base, self.side
        a = b = 0
        for i, j in [*pairs, (len(base.lines), len(side.lines))]:
            if a < i or b < j:
                yield from self._between(a, i, b, j)
            if i < len(base.lines) and (base.lines[i], base.endings[i]) != (side.lines[j], side.endings[j]):
                yield Change(i, i + 1, j, j + 1, paired=True)
            a, b = i + 1, j + 1

    def _between(self, a: int, i: int, b: int, j: int) -> Iterator[Change]:
        if b < j:
            yield Change(a, i, b, j)
            return
        while a < i:  # what went, item by item: another may have been changed meanwhile
            item = self.base.items.get(a)
            end = min(i, max(a + 1, item.end)) if item is not None else a + 1
            yield Change(a, end, b, b)
            a = end


def _pairs(base: Version, side: Version) -> list[Pair]:
    """Lines that are the same line, in order."""
    same = _same_keys(base, side)
    end = (len(base.lines), len(side.lines))
    found: list[Pair] = []
    items: list[Pair] | None = None
    a = b = 0
    for i, j in [*same, end]:
        if a < i and b < j:
            if items is None:
                items = item_pairs(base, side)
            found += _rewritten(base, side, (a, i), (b, j), items)
        if (i, j) != end:
            found.append((i, j))
        a, b = i + 1, j + 1
    return found


def _same_keys(base: Version, side: Version) -> list[Pair]:
    old, new = base.keys, side.keys
    head, tail = common_ends(old, new)
    found = [(n, n) for n in range(head)]
    inner_old, inner_new = old[head : len(old) - tail], new[head : len(new) - tail]
    a = b = 0
    ends = (len(inner_old), len(inner_new))
    for i, j in [*anchors(inner_old, inner_new), ends]:
        found += [(head + x, head + y) for x, y in _equal(inner_old[a:i], inner_new[b:j], a, b)]
        if (i, j) != ends:
            found.append((head + i, head + j))
        a, b = i + 1, j + 1
    return found + [(len(old) - n, len(new) - n) for n in range(tail, 0, -1)]


def _equal(old: Sequence[object], new: Sequence[object], a: int, b: int) -> Iterator[Pair]:
    if not old or not new:
        return
    head, tail = common_ends(old, new)
    yield from ((a + n, b + n) for n in range(head))
    inner_old, inner_new = old[head : len(old) - tail], new[head : len(new) - tail]
    if inner_old and inner_new and max(len(inner_old), len(inner_new)) <= _CLOSE:
        matcher = SequenceMatcher(None, inner_old, inner_new, autojunk=False)
        for block in matcher.get_matching_blocks():
            yield from ((a + head + block.a + n, b + head + block.b + n) for n in range(block.size))
    yield from ((a + len(old) - n, b + len(new) - n) for n in range(tail, 0, -1))


def item_pairs(base: Version, side: Version) -> list[Pair]:
    """Lines of items that comparing finds to be the same, by their line in the base."""
    old, new = base.checklist, side.checklist
    pairs = ItemPairs(old, new, SectionPairs(old, new)).pairs
    lines = ((old.item(i).line - 1, new.item(j).line - 1) for i, j in pairs.items())
    return sorted(pair for pair in lines if base.items[pair[0]].kind is side.items[pair[1]].kind)


def _rewritten(
    base: Version, side: Version, here: Pair, there: Pair, items: Sequence[Pair]
) -> Iterator[Pair]:
    """Lines of a stretch that are the same line with another text."""
    low = bisect_left(items, (here[0], -1))
    known: list[Pair] = []
    for i, j in items[low : bisect_left(items, (here[1], -1))]:
        if there[0] <= j < there[1] and (not known or (known[-1][0] < i and known[-1][1] < j)):
            known.append((i, j))
    a, b = here[0], there[0]
    for i, j in [*known, (here[1], there[1])]:
        if i - a == j - b:
            yield from (
                (x, y) for x, y in zip(range(a, i), range(b, j), strict=True) if _alike(base, side, x, y)
            )
        if i < here[1]:
            yield i, j
        a, b = i + 1, j + 1


def _alike(base: Version, side: Version, x: int, y: int) -> bool:
    if x in base.items or y in side.items:
        return False
    old, new = base.lines[x][:_LONG], side.lines[y][:_LONG]
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return matcher.real_quick_ratio() > _ALIKE and matcher.ratio() > _ALIKE
