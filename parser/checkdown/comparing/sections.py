"""Which sections of two versions are the same: by their titles, by what they hold, by titles alike.

A section keeps its identity when it is renamed, renumbered, moved or put on another level; one that
shares neither name nor items with another is a new one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable
from functools import cached_property

from checkdown.checklist import Checklist
from checkdown.outline import number_and_label

from .aligning import Pairs, rising_pairs, same_values

_MANY = 20
"""Items of a name that occurs in more sections than this say nothing about which section is which."""


class SectionPairs:
    """The sections of two checklists, paired as far as they are the same."""

    def __init__(self, old: Checklist, new: Checklist) -> None:
        self.old, self.new = _Side(old), _Side(new)
        self.pairs: Pairs = {0: 0}
        """Index in the older checklist -> index in the newer one."""
        self.back: Pairs = {0: 0}
        if _differ_in_one(old, new):
            self.pairs = dict(zip(range(len(old.parts)), range(len(old.parts)), strict=True))
            self.back = self.pairs.copy()
        else:
            self._find()

    @cached_property
    def kept(self) -> frozenset[int]:
        """Sections of the older checklist that stand in the same order as before."""
        return frozenset(old_index for old_index, _ in rising_pairs(self.pairs))

    def _find(self) -> None:
        self._by(lambda side, n: side.paths[n], held_only=True)
        for _ in range(2):
            self._by(lambda side, n: (self._parent(side, n), side.labels[n]), held_only=True)
            self._by_content()
            self._by_children()
        self._by(lambda side, n: side.labels[n] or None, held_only=True, once=True)
        self._by(lambda side, n: (self._parent(side, n), side.labels[n]), held_only=False)
        self._by_place()

    def same(self, old: int) -> bool:
        """Whether a section's own text and items are the same in both versions, line endings left out."""
        new = self.pairs[old]
        a, b = self.old.checklist.parts[old], self.new.checklist.parts[new]
        return a is b or (a.records == b.records and self.old.bodies[old] == self.new.bodies[new])

    def _add(self, old: int, new: int) -> None:
        self.pairs[old] = new
        self.back[new] = old

    def _left(self) -> list[int]:
        return [n for n in range(len(self.old.labels)) if n not in self.pairs]

    def _free(self) -> list[int]:
        return [n for n in range(len(self.new.labels)) if n not in self.back]

    def _parent(self, side: _Side, n: int) -> object:
        """What holds a section, called the same on both sides where it is paired."""
        parent = side.checklist.shape.parents[n]
        if parent < 0:
            return -1
        if side is self.old:
            return self.pairs.get(parent, ("old", parent))
        return parent if parent in self.back else ("new", parent)

    def _by(
        self, key: Callable[[_Side, int], Hashable | None], *, held_only: bool, once: bool = False
    ) -> None:
        """Pair what has the same key; ``held_only`` where nothing speaks against it in what they hold."""
        left = [n for n in self._left() if key(self.old, n) is not None]
        free = [n for n in self._free() if key(self.new, n) is not None]
        if not left or not free:
            return
        old, new = [key(self.old, n) for n in left], [key(self.new, n) for n in free]
        if once:
            seen, met = Counter(old), Counter(new)
            left = [n for n, each in zip(left, old, strict=True) if seen[each] == met[each] == 1]
            free = [n for n, each in zip(free, new, strict=True) if seen[each] == met[each] == 1]
            old, new = [key(self.old, n) for n in left], [key(self.new, n) for n in free]
        elif len(set(old)) < len(old) or len(set(new)) < len(new):
            # Of sections called the same those that read the same are the same.
            old_bodies = [(each, self.old.bodies[n]) for n, each in zip(left, old, strict=True)]
            new_bodies = [(each, self.new.bodies[n]) for n, each in zip(free, new, strict=True)]
            equal = same_values(old_bodies, new_bodies, old_bodies, new_bodies)
            for a, b in equal.items():
                self._add(left[a], free[b])
            self._by_content(same_label=True)
            old = [each for n, each in zip(left, old, strict=True) if n not in self.pairs]
            new = [each for n, each in zip(free, new, strict=True) if n not in self.back]
            left, free = [n for n in left if n not in self.pairs], [n for n in free if n not in self.back]
        for a, b in same_values(old, new, old, new).items():
            if not held_only or not self._strangers(left[a], free[b]):
                self._add(left[a], free[b])

    def _strangers(self, old: int, new: int) -> bool:
        """Whether two sections hold several items each and none in common."""
        if self.old.bodies[old] == self.new.bodies[new]:
            return False
        a, b = self.old.names(old), self.new.names(new)
        return len(a) > 1 and len(b) > 1 and not a.keys() & b.keys()

    def _by_content(self, *, same_label: bool = False) -> None:
        """Pair sections of which at least half of the items are the same."""
        left, free = self._left(), self._free()
        places: dict[str, list[int]] = {}
        for n in free:
            for name in self.new.names(n):
                places.setdefault(name, []).append(n)
        votes: Counter[tuple[int, int]] = Counter()
        for n in left:
            for name, count in self.old.names(n).items():
                there = places.get(name, ())
                if len(there) <= _MANY:
                    for m in there:
                        votes[n, m] += min(count, self.new.names(m)[name])
        self._elect(votes, self.old.size, self.new.size, same_label=same_label)

    def _by_children(self) -> None:
        """Pair sections without items of their own by the sections that they hold."""
        parents, others = self.old.checklist.shape.parents, self.new.checklist.shape.parents
        votes: Counter[tuple[int, int]] = Counter()
        for n, m in self.pairs.items():
            a, b = parents[n], others[m]
            if a >= 0 and b >= 0 and a not in self.pairs and b not in self.back:
                votes[a, b] += 1
        held, holds = Counter(parents), Counter(others)
        self._elect(votes, held.__getitem__, holds.__getitem__, same_label=False)

    def _elect(
        self,
        votes: Counter[tuple[int, int]],
        old_size: Callable[[int], int],
        new_size: Callable[[int], int],
        *,
        same_label: bool,
    ) -> None:
        def share(pair: tuple[int, int]) -> float:
            return votes[pair] / max(1, min(old_size(pair[0]), new_size(pair[1])))

        ranked = sorted(
            votes, key=lambda pair: (-votes[pair], -share(pair), abs(pair[0] - pair[1]), sum(pair), pair)
        )
        for n, m in ranked:
            alike = self.old.labels[n] == self.new.labels[m]
            if n in self.pairs or m in self.back or (same_label and not alike):
                continue
            larger = votes[n, m] / max(1, old_size(n), new_size(m))
            if (share((n, m)) >= 0.5 and larger >= 0.3) or alike:
                self._add(n, m)

    def _by_place(self) -> None:
        """Pair what is left alone between the same neighbours, if the titles have a word in common."""
        order = [*rising_pairs(self.pairs), (len(self.old.labels), len(self.new.labels))]
        a = b = 0
        for next_a, next_b in order:
            left = [n for n in range(a, next_a) if n not in self.pairs]
            free = [n for n in range(b, next_b) if n not in self.back]
            if len(left) == len(free) == 1 and self._alike(left[0], free[0]):
                self._add(left[0], free[0])
            a, b = next_a + 1, next_b + 1

    def _alike(self, old: int, new: int) -> bool:
        one, other = set(self.old.labels[old].split()), set(self.new.labels[new].split())
        level = self.old.checklist.parts[old].level == self.new.checklist.parts[new].level
        return level and 2 * len(one & other) >= max(len(one), len(other)) > 0


class _Side:
    """What tells the sections of one checklist."""

    def __init__(self, checklist: Checklist) -> None:
        self.checklist = checklist
        self._names: dict[int, Counter[str]] = {}
        self.bodies = _Bodies(checklist)

    @cached_property
    def _named(self) -> list[tuple[str, str]]:
        return [number_and_label(part.title) for part in self.checklist.parts]

    @cached_property
    def labels(self) -> list[str]:
        """What each section is called."""
        return [label or number for number, label in self._named]

    @cached_property
    def paths(self) -> list[str]:
        """Numbers and names from the top, as one text for each section."""
        paths: list[str] = []
        for parent, (number, label) in zip(self.checklist.shape.parents, self._named, strict=True):
            above = hash(paths[parent]) if parent >= 0 else 0
            paths.append(f"{above}\x1f{number}\x1f{label}")
        return paths

    def names(self, section: int) -> Counter[str]:
        """What a section's own items are called, how often each."""
        if section not in self._names:
            items = self.checklist.sections[section].items
            self._names[section] = Counter(item.text for item in items)
        return self._names[section]

    def size(self, section: int) -> int:
        """How many items a section has of its own."""
        return len(self.checklist.parts[section].records)


def _differ_in_one(old: Checklist, new: Checklist) -> bool:
    """Whether the newer checklist came from the older by an edit inside one section, and is the same else.

    What an edit does not touch is shared, so this needs no look at any text.
    """
    if len(old.parts) != len(new.parts):
        return False
    differing = [(a, b) for a, b in zip(old.parts, new.parts, strict=True) if a is not b]
    return len(differing) <= 1 and all((a.level, a.title) == (b.level, b.title) for a, b in differing)


class _Bodies(dict[int, str]):
    """For each section its own text with its heading, line endings and blank lines at its end left out.

    Most sections are told to be the same without a look at their text.
    """

    def __init__(self, checklist: Checklist) -> None:
        super().__init__()
        self._checklist = checklist

    def __missing__(self, section: int) -> str:
        start, count = self._checklist.starts[section], self._checklist.parts[section].count
        body = "\n".join(self._checklist.source.lines(start + 1, start + count)).rstrip()
        self[section] = body
        return body
