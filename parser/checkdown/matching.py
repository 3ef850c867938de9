"""Which lines of two texts are the same lines, told apart from lines that only read the same.

A line that stands once in each text is surely the same; it anchors those around it. Between two
anchors, equally many copies of a line are the same copies in the same order. Where one of several
copies came in or went, none of them is known.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Sequence


def common_ends(old: Sequence[object], new: Sequence[object]) -> tuple[int, int]:
    """How many values two sequences share at their beginning, and behind that at their end."""
    shorter = min(len(old), len(new))
    head = 0
    while head < shorter and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < shorter - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return head, tail


def anchors(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Pairs of indexes at which a value stands that occurs once in each; as many as keep their order."""
    once_old, once_new = _once(old), _once(new)
    pairs = [(at, once_new[value]) for value, at in once_old.items() if value in once_new]
    return in_order(pairs)


def _once(values: Sequence[Hashable]) -> dict[Hashable, int]:
    counts = Counter(values)
    return {value: at for at, value in enumerate(values) if counts[value] == 1}


def in_order(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs (sorted by their first) whose second numbers rise."""
    tops: list[int] = []
    piles: list[int] = []
    before: list[int] = []
    for number, (_, at) in enumerate(pairs):
        pile = bisect_left(tops, at)
        before.append(piles[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(at)
            piles.append(number)
        else:
            tops[pile] = at
            piles[pile] = number
    run: list[tuple[int, int]] = []
    number = piles[-1] if piles else -1
    while number >= 0:
        run.append(pairs[number])
        number = before[number]
    return run[::-1]


def same_lines(old: Sequence[Hashable], new: Sequence[Hashable]) -> dict[int, int]:
    """Index in ``new`` of each line of ``old`` that is surely the same line."""
    found: dict[int, int] = {}
    a = b = 0
    for next_a, next_b in [*anchors(old, new), (len(old), len(new))]:
        found.update(_copies(old, new, range(a, next_a), range(b, next_b)))
        found[next_a] = next_b
        a, b = next_a + 1, next_b + 1
    del found[len(old)]
    return found


def _copies(
    old: Sequence[Hashable], new: Sequence[Hashable], here: range, there: range
) -> list[tuple[int, int]]:
    if not here or not there:
        return []
    places: dict[Hashable, tuple[list[int], list[int]]] = {}
    for at in here:
        places.setdefault(old[at], ([], []))[0].append(at)
    for at in there:
        if new[at] in places:
            places[new[at]][1].append(at)
    return [pair for a, b in places.values() if len(a) == len(b) for pair in zip(a, b, strict=True)]
