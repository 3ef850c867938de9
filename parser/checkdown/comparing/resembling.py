"""Pairs of entries whose words are alike enough to be one item, found without comparing all with all.

Candidates share a word or two neighbouring words that few others have, or stand at the same place among
those that are left; the best come first. What is alike and what is not is ``likeness``' business.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from checkdown.states import Kind

from .entries import Entry
from .likeness import Likeness, Words, words_of

_ALONE = 0.52
"""Likeness from which a pair is one item where both are left alone between the same neighbours."""
_SECTION = 0.6
"""… where both stand in the same section."""
_ANYWHERE = 0.78
"""… where they stand in different sections."""
_FEW = 400
"""So many pairs are all looked at."""
_RARE = 12
"""Entries that share a word, for the word to make them candidates."""
_MOST = 8
"""Candidates of one entry that are looked at closely."""


class Resemblance:
    """Finds pairs of entries that are alike, in one document's terms."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._likeness = Likeness(map(words_of, texts))
        self._known: dict[str, Words] = {}

    def in_section(
        self, left: Sequence[Entry], free: Sequence[Entry], alone: set[tuple[int, int]]
    ) -> Iterator[tuple[Entry, Entry]]:
        """Pairs in one section; ``alone`` are the pairs of indexes that have no rival at their place."""
        if len(left) == len(free) == 1 and self._surely(left[0], free[0]):
            return iter([(left[0], free[0])])
        scored = []
        for a, b, far in self._candidates(left, free, beside=True):
            score = self._score(a, b)
            if score >= (_ALONE if (a.position, b.position) in alone else _SECTION):
                scored.append((score, far, a, b))
        return _best(scored)

    def anywhere(self, left: Sequence[Entry], free: Sequence[Entry]) -> Iterator[tuple[Entry, Entry]]:
        """Pairs in different sections."""
        scored = []
        for a, b, far in self._candidates(left, free, beside=False):
            score = self._score(a, b)
            if score >= _ANYWHERE and len(self._words(a.asks).stems & self._words(b.asks).stems) > 2:
                scored.append((score, far, a, b))
        return _best(scored)

    def _words(self, text: str) -> Words:
        found = self._known.get(text)
        if found is None:
            found = self._known[text] = words_of(text)
        return found

    def _surely(self, a: Entry, b: Entry) -> bool:
        """Whether two tasks or marks are alike enough whatever else stands in the document."""
        if Kind.ROW in (a.record.kind, b.record.kind):
            return False
        return self._likeness.surely(self._words(a.text), self._words(b.text), _SECTION)

    def _score(self, a: Entry, b: Entry) -> float:
        if (a.record.kind is Kind.ROW) is not (b.record.kind is Kind.ROW):
            return 0.0
        one, other = self._words(a.text), self._words(b.text)
        score = self._likeness.of(one, other)
        if a.record.kind is Kind.ROW and a.asks != a.text and b.asks != b.text:
            rest = self._likeness.of(self._words(a.asks[len(a.text) :]), self._words(b.asks[len(b.text) :]))
            score = rest if a.text == b.text else 0.75 * score + 0.25 * rest if score else 0.0
        nested, theirs = a.raw.partition("\n")[2], b.raw.partition("\n")[2]
        if nested and nested == theirs and score > 0.2:
            score = min(0.99, score + 0.2)
        return score

    def _candidates(
        self, left: Sequence[Entry], free: Sequence[Entry], *, beside: bool
    ) -> Iterator[tuple[Entry, Entry, int]]:
        """Pairs worth a closer look, with how far apart they stand among those that are left."""
        if len(left) * len(free) <= _FEW:
            yield from ((a, b, abs(n - m)) for n, a in enumerate(left) for m, b in enumerate(free))
            return
        places: dict[str, list[int]] = {}
        for m, b in enumerate(free):
            for mark in self._marks(b):
                places.setdefault(mark, []).append(m)
        ours: Counter[str] = Counter(mark for a in left for mark in self._marks(a))
        for n, a in enumerate(left):
            votes: Counter[int] = Counter()
            for mark in self._marks(a):
                there = places.get(mark, ())
                if len(there) <= _RARE and ours[mark] <= _RARE:
                    for m in there:
                        votes[m] += 1
            near = [m for m in (n, n - 1, n + 1) if 0 <= m < len(free)] if beside else []
            for m in {*near, *(m for m, _ in votes.most_common(_MOST))}:
                yield a, free[m], abs(n - m)

    def _marks(self, entry: Entry) -> set[str]:
        words = self._words(entry.asks)
        return {*words.stems, *(f"{a} {b}" for a, b in pairwise(words.plain.split(" ")[:40]))}


def _best(scored: list[tuple[float, int, Entry, Entry]]) -> Iterator[tuple[Entry, Entry]]:
    """The pairs, each entry in one at most, the most alike first; of equals those that stand closest."""
    used: set[int] = set()
    met: set[int] = set()
    scored.sort(key=lambda s: (-round(s[0], 6), s[1], s[2].position + s[3].position, s[2].position))
    for _, _, a, b in scored:
        if a.position not in used and b.position not in met:
            used.add(a.position)
            met.add(b.position)
            yield a, b
