"""Which items of two versions are the same ones: first by their words, then by words that are alike.

In this order: equal words in the same section (copies in their order), equal words anywhere, alike in
the same section, very alike anywhere. What is left is removed or added.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import cached_property

from checkdown.checklist import Checklist
from checkdown.outline import plain_words
from checkdown.patterns import pattern
from checkdown.states import Kind, State

from .aligning import Pairs, rising_pairs, same_values
from .entries import NUMBERED, Entry, entries_of
from .likeness import MOST
from .resembling import Resemblance
from .sections import SectionPairs

_NUMBERED = pattern(NUMBERED)
_EVIDENCE = pattern(r"(?m)^\s*[-*+]\s+\W*evidence\b", re.IGNORECASE)


class ItemPairs:
    """The items of two checklists, paired as far as they are the same.

    ``changed_only`` leaves those of sections that read the same out of the pairs; ``stretches`` tells them.
    """

    def __init__(
        self, old: Checklist, new: Checklist, sections: SectionPairs, *, changed_only: bool = False
    ) -> None:
        self.older, self.newer = old, new
        self.pairs: Pairs = {}
        """Position in the older checklist -> position in the newer one."""
        self.back: Pairs = {}
        self.untouched: set[int] = set()
        """Items of the older checklist in sections that read the same in both."""
        same = {n for n in sections.pairs if sections.same(n)}
        self.stretches = list(_stretches(old, new, sections, same))
        """Runs of items in sections that read the same: where each begins in both, how many they are."""
        for first, then, count in () if changed_only else self.stretches:
            here, there = range(first, first + count), range(then, then + count)
            self.pairs.update(zip(here, there, strict=True))
            self.back.update(zip(there, here, strict=True))
            self.untouched.update(here)
        self.old = {n: entries_of(old, n) for n in range(len(old.parts)) if n not in same}
        gone = {sections.pairs[n] for n in same}
        self.new = {n: entries_of(new, n) for n in range(len(new.parts)) if n not in gone}
        self._together = [
            (self.old[n], self.new[m]) for n, m in sorted(sections.pairs.items()) if n not in same
        ]
        for key in (_placed, _keyed, _labelled):
            for ours, theirs in self._together:
                self._by(key, ours, theirs)
        for ours, theirs in self._together:
            self._by_words_alone(ours, theirs)
            self._by_proof(ours, theirs)
        left, free = self._left(self._all(self.old)), self._free(self._all(self.new))
        if left and free:
            self._anywhere(left, free)
            self._alike()

    def _pair(self, old: int, new: int) -> None:
        self.pairs[old] = new
        self.back[new] = old

    def _left(self, entries: Iterable[Entry]) -> list[Entry]:
        return [entry for entry in entries if entry.position not in self.pairs]

    def _free(self, entries: Iterable[Entry]) -> list[Entry]:
        return [entry for entry in entries if entry.position not in self.back]

    @staticmethod
    def _all(side: dict[int, list[Entry]]) -> list[Entry]:
        return [entry for n in sorted(side) for entry in side[n]]

    def _by(self, key: Callable[[Entry], Hashable], ours: Sequence[Entry], theirs: Sequence[Entry]) -> None:
        """Pair the entries of one section by a key; entries whose key is None wait."""
        left = [entry for entry in self._left(ours) if key(entry) is not None]
        free = [entry for entry in self._free(theirs) if key(entry) is not None]
        if key is _labelled:
            left, free = _unique_rows(left, ours), _unique_rows(free, theirs)
        if left and free:
            found = same_values(
                [key(e) for e in left], [key(e) for e in free], [e.raw for e in left], [e.raw for e in free]
            )
            for a, b in found.items():
                self._pair(left[a].position, free[b].position)

    def _by_words_alone(self, ours: Sequence[Entry], theirs: Sequence[Entry]) -> None:
        """Pair items of one section that were only numbered anew, where no other has the same words."""
        left, free = self._left(ours), self._free(theirs)
        if not left or not free:
            return
        here, there = Counter(map(_unnumbered, ours)), Counter(map(_unnumbered, theirs))
        codes = {_code(entry) for entry in ours} & {_code(entry) for entry in theirs}
        places = {_unnumbered(entry): entry for entry in free}
        for entry in left:
            words = _unnumbered(entry)
            twin = places.get(words)
            if not words or twin is None or here[words] != 1 or there[words] != 1:
                continue
            # SEC-12 is not SEC-14, unless one of these codes stands before other words now, or did.
            if not any(map(str.isalpha, _code(entry))) or {_code(entry), _code(twin)} & codes:
                self._pair(entry.position, twin.position)

    def _by_proof(self, ours: Sequence[Entry], theirs: Sequence[Entry]) -> None:
        """Pair items alone between the same neighbours that are done by the very same evidence."""
        left, free = self._left(ours), self._free(theirs)
        if not any(map(_proof, left)) or not any(map(_proof, free)):
            return
        here, there = {e.position: e for e in left}, {e.position: e for e in free}
        for a, b in self._alone(ours, theirs):
            if _proof(here[a]) and _proof(here[a]) == _proof(there[b]):
                self._pair(a, b)

    def _anywhere(self, left: Sequence[Entry], free: Sequence[Entry]) -> None:
        """Pair equal words in different sections, where nothing else can be meant."""
        ours, theirs = Counter(e.key for e in left), Counter(e.key for e in free)
        places = {e.key: e for e in free if theirs[e.key] == 1}
        for entry in left:
            twin = places.get(entry.key)
            if twin is None or ours[entry.key] > 1 or not plain_words(entry.key):
                continue
            common = max(self._texts[0][entry.text], self._texts[1][twin.text]) > 1
            # "Tests pass" stands in many sections: only the whole item tells that it is this one.
            if not common or (entry.raw.strip(), entry.record.state) == (twin.raw.strip(), twin.record.state):
                self._pair(entry.position, twin.position)

    @cached_property
    def _texts(self) -> tuple[Counter[str], Counter[str]]:
        return Counter(i.text for i in self.older.items), Counter(i.text for i in self.newer.items)

    def _alike(self) -> None:
        resemblance = Resemblance(self._some_texts())
        for ours, theirs in self._together:
            left, free = self._left(ours), self._free(theirs)
            if left and free:
                alone = self._alone(ours, theirs)
                for a, b in resemblance.in_section(left, free, alone):
                    self._pair(a.position, b.position)
        left, free = self._left(self._all(self.old)), self._free(self._all(self.new))
        if left and free:
            for a, b in resemblance.anywhere(left, free):
                self._pair(a.position, b.position)

    def _alone(self, ours: Sequence[Entry], theirs: Sequence[Entry]) -> set[tuple[int, int]]:
        """Pairs that are left alone between the same two neighbours."""
        here = {entry.position: n for n, entry in enumerate(theirs)}
        known = {
            n: here[self.pairs[entry.position]]
            for n, entry in enumerate(ours)
            if self.pairs.get(entry.position) in here
        }
        found: set[tuple[int, int]] = set()
        a = b = 0
        for next_a, next_b in [*rising_pairs(known), (len(ours), len(theirs))]:
            left, free = self._left(ours[a:next_a]), self._free(theirs[b:next_b])
            if len(left) == len(free) == 1:
                found.add((left[0].position, free[0].position))
            a, b = next_a + 1, next_b + 1
        return found

    def _some_texts(self) -> Iterator[str]:
        """Texts of some items of both versions, evenly taken: how common a word is needs no more."""
        for checklist in (self.older, self.newer):
            count = len(checklist.items)
            for n in range(0, count, count * 2 // MOST + 1):
                yield checklist.items[n].text


def _stretches(
    old: Checklist, new: Checklist, sections: SectionPairs, same: set[int]
) -> Iterator[tuple[int, int, int]]:
    first = then = count = 0
    for n in sorted(same):
        here, there = old.shape.firsts[n], new.shape.firsts[sections.pairs[n]]
        if (here, there) != (first + count, then + count):
            yield first, then, count
            first, then, count = here, there, 0
        count += len(old.parts[n].records)
    yield first, then, count


def _placed(entry: Entry) -> Hashable:
    return entry.holder, entry.key


def _keyed(entry: Entry) -> Hashable:
    return entry.key


def _labelled(entry: Entry) -> Hashable:
    """Words without markup, case, marks and scores; a row by the cell that names it."""
    return plain_words(entry.text) or None


def _unnumbered(entry: Entry) -> str:
    """The words of a task or a mark behind its number or code; "" where it has none."""
    if entry.record.kind is Kind.ROW:
        return ""
    number = _NUMBERED.match(entry.text)
    return plain_words(entry.text[number.end() :]) if number else ""


def _code(entry: Entry) -> str:
    """The number or code before an item's words, "" for none."""
    number = _NUMBERED.match(entry.text)
    return number[0].strip(" \t*_[]()`.:") if number else ""


def _proof(entry: Entry) -> str:
    """The lines below a done item, where they name evidence; "" for any other."""
    if entry.record.state is not State.DONE or entry.record.kind is Kind.ROW:
        return ""
    below = entry.raw.partition("\n")[2]
    return below if _EVIDENCE.search(below) else ""


def _unique_rows(some: Sequence[Entry], of: Sequence[Entry]) -> list[Entry]:
    """Entries without the rows that share their name with another row: it is a category, not a name."""
    names = Counter(entry.text for entry in of if entry.record.kind is Kind.ROW)
    return [entry for entry in some if entry.record.kind is not Kind.ROW or names[entry.text] == 1]
