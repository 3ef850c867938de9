"""How likely it is that two different texts are one item, reworded.

A match that a person would call wrong is worse than none, so words count by what they tell: the first
word of substance most, words that many items share and verbs of completion little. Numbers of phases,
codes, the name in bold or in code at the beginning, and pairs such as staging and production tell items
apart whatever else they share. No edit distance over whole texts: a pair costs a few set operations.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from math import log
from typing import NamedTuple

from checkdown.patterns import pattern

from .vocabulary import CONTRASTS, FAINT, GENERIC

_TOKEN = pattern(r"[\u3040-\u9fff]|[^\W_\u3040-\u9fff]+(?:[.,'’-][^\W_\u3040-\u9fff]+)*%?")
"""A word, or one character of a script that puts no blanks between words."""
_TARGET = pattern(r"(?<=\])\([^()\s]*\)|[(\[](?:P[0-4]|(?i:critical|high|medium|low))[)\]]")
"""Where a link leads and a priority tag: neither names an item."""
_CODE = pattern(
    r"(?<![\w-])#\d+(?!\w)|(?<![\w-])(?!(?:AES|SHA|UTF|TLS|RSA|HTTP)-)[A-Z]{2,8}-\d+(?:[-.]\d+)*(?![\w%])"
    r"|^\W*(?!P[0-4]\b)[A-Z]{1,4}\d{1,4}(?=[:.)\s-])"
)
_NUMBERED = pattern(
    r"\b(phase|step|stage|week|day|sprint|task|part|milestone|level|tier|node|replica|shard|zone|region|server"
    r"|instance|pr|issue|item|section|slot|wave|batch|round|option|team|port|appendix|chapter|quarter)"
    r"\s*[#:.]?\s*(\d+(?:\.\d+)*)\b",
    re.IGNORECASE,
)
_ORDINAL = pattern(r"^\W*([A-Za-z]+)\s+#?(\d+)(?=\s*[:)(–—])")
_NUMBER = pattern(r"^\W*(\d+(?:\.\d+)+|\d+(?=[.):]))[.):]?\s+")
_NAME = pattern(
    r"^\W*?(?:\*\*|__)([^*_]{2,60}?)[:：]?(?:\*\*|__)|^[\"'(]*(?:[A-Z]+\s+)?`([^`]{1,80})`|^[\W_]*((?:\w|[-./](?=\w))+)[\W_]*$"
)
_LONGEST = 600
"""Characters of a text that are looked at."""

_ENDINGS = ("ations", "ation", "ments", "ment", "ings", "ing", "ies", "ed", "es", "ly", "s", "e", "y")

MOST = 500
"""Texts by which it is known how common words are."""
_FAINT, _COMMON = 0.1, 0.4
_EXCHANGED = 0.8
"""How much more a word counts that another one stands in place of."""


class Words(NamedTuple):
    """What one text says, as far as it tells items apart."""

    stems: frozenset[str]
    """Words of substance and others, without their endings."""
    first: str
    """The first word of substance."""
    codes: frozenset[str]
    """``sec-12``, ``#41``, ``phase 2``."""
    number: str
    """The number that it begins with, ``1.2``."""
    name: str
    """What stands in bold or, behind a backtick, in code at its beginning."""
    plain: str
    """All words, in order."""


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """A word without its ending, so that ``configure`` and ``configuring`` are one."""
    if len(word) > 4 and word.isalpha():
        for ending in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= 4:
                return word[: -len(ending)]
    return word


@lru_cache(maxsize=8192)
def words_of(text: str) -> Words:
    """The words of a text; remembered, for a history is compared version by version."""
    text = _TARGET.sub("", text[:_LONGEST])
    number = _NUMBER.match(text)
    name = _NAME.match(text)
    folded = text.casefold()
    tokens = _TOKEN.findall(folded[number.end() :] if number else folded)
    first = next((t for t in tokens if t not in FAINT and t not in GENERIC), tokens[0] if tokens else "")
    codes = {code.lower() for code in _CODE.findall(text)}
    codes |= {f"{kind.lower()} {value}" for kind, value in _NUMBERED.findall(text)}
    codes |= {f"{kind.lower()} {value}" for kind, value in _ORDINAL.findall(text)}
    return Words(
        frozenset(map(stem, tokens)),
        stem(first),
        frozenset(codes),
        number[1] if number else "",
        (name[1] or f"`{name[2] or name[3]}").casefold() if name else "",
        " ".join(tokens),
    )


class Likeness:
    """Compares texts of one document, by how often their words occur in it."""

    def __init__(self, texts: Iterable[Words]) -> None:
        """``texts`` are some of the items of both versions, unchanged ones too, ``MOST`` at most.

        They are looked at when they are needed first.
        """
        self._texts = texts
        self._weights: dict[str, float] = {}

    @cached_property
    def _known(self) -> tuple[Words, ...]:
        return tuple(self._texts)

    @cached_property
    def _names(self) -> Mapping[str, int]:
        return Counter(words.name for words in self._known)

    @cached_property
    def _counts(self) -> Mapping[str, int]:
        return Counter(word for words in self._known for word in words.stems)

    def weight(self, word: str) -> float:
        """What a word tells, 0 to 1."""
        found = self._weights.get(word)
        if found is None:
            base = _base(word)
            found = base if base == _FAINT else base * _spread(self._counts.get(word, 0))
            self._weights[word] = found
        return found

    def of(self, one: Words, other: Words) -> float:
        """0 to 1; 0 where something tells the two apart for sure. The same for both orders."""
        if one.plain == other.plain:
            return 1.0 if one.number == other.number or not one.codes ^ other.codes else 0.9
        gone, come = one.stems - other.stems, other.stems - one.stems
        if self._told_apart(one, other, gone, come):
            return 0.0
        shared = sum(map(self.weight, one.stems & other.stems))
        lost, won = sum(map(self.weight, gone)), sum(map(self.weight, come))
        variants = _variants(gone, come)
        for a, b in variants:
            shared += 0.9 * min(self.weight(a), self.weight(b))
            lost, won = lost - self.weight(a), won - self.weight(b)
        if _same_first(one, other, variants):
            shared += 0.5 * min(self.weight(one.first), self.weight(other.first))
        else:
            lost += 0.5 * self.weight(one.first)
            won += 0.5 * self.weight(other.first)
        lost, won = max(lost, 0), max(won, 0)
        # A word more or less is a rewording; one in place of another is what neighbours in a list differ by.
        score = 2 * shared / (2 * shared + lost + won + _EXCHANGED * 2 * min(lost, won) or 1)
        if self._same_name(one, other):
            score = max(score, 0.5 + 0.5 * score)
        if one.number and one.number == other.number:
            score += 0.1 * (1 - score)
        return score

    def surely(self, one: Words, other: Words, least: float) -> bool:
        """Whether ``of`` is at least so much however often the words occur; False where that is not known."""
        gone, come = one.stems - other.stems, other.stems - one.stems
        if self._told_apart(one, other, gone, come):
            return False
        shared = sum(map(_base, one.stems & other.stems))
        lost, won = sum(map(_base, gone)), sum(map(_base, come))
        if one.first == other.first:
            shared += 0.5 * _base(one.first)
        else:
            lost += 0.5 * _base(one.first)
            won += 0.5 * _base(other.first)
        return 2 * shared * _spread(MOST) > least * (
            2 * shared * _spread(MOST) + lost + won + _EXCHANGED * 2 * min(lost, won)
        )

    def _same_name(self, one: Words, other: Words) -> bool:
        """Whether both begin with a name, or bear a code, that no other item does."""
        if one.name and one.name == other.name and self._names.get(one.name, 0) <= 2:
            return True
        shared = [code for code in one.codes & other.codes if "-" in code]
        return bool(shared) and all(self._counts.get(code, 0) <= 2 for code in shared)

    def _told_apart(self, one: Words, other: Words, gone: frozenset[str], come: frozenset[str]) -> bool:
        if one.codes != other.codes and one.codes and other.codes and not one.codes & other.codes:
            return True
        if one.name and other.name and one.name != other.name and not _close_names(one.name, other.name):
            return True
        theirs = {number for word in come for number in _CONTRASTS.get(word, ())}
        return any(number in theirs for word in gone for number in _CONTRASTS.get(word, ()))


def _base(word: str) -> float:
    """What a word tells that no other item has."""
    if word in _FAINT_STEMS:
        return _FAINT
    return _COMMON if word in _GENERIC_STEMS or word[:1].isdigit() else 1.0


def _spread(count: int) -> float:
    """What is left of that where so many items have it."""
    return 1 / (1 + 0.35 * log(max(1, count / 2)))


_FAINT_STEMS = frozenset(map(stem, FAINT))
_GENERIC_STEMS = frozenset(map(stem, GENERIC))
_CONTRASTS = {
    stem(word): frozenset(n for n, words in enumerate(CONTRASTS) if word in words)
    for words in CONTRASTS
    for word in words
}
"""For each word the sets that it stands in: another word of the same set means another thing."""


def _variants(gone: frozenset[str], come: frozenset[str]) -> list[tuple[str, str]]:
    """Words that are written a little differently now: a slip of the pen, another form."""
    found: list[tuple[str, str]] = []
    if len(gone) > 8 or len(come) > 8:
        return found
    free = set(come)
    for word in sorted(gone):
        for twin in sorted(free):
            if _spelt_alike(word, twin):
                found.append((word, twin))
                free.discard(twin)
                break
    return found


def _same_first(one: Words, other: Words, variants: list[tuple[str, str]]) -> bool:
    """Whether both begin with the same word of substance, be it that one of them is a slip of the pen."""
    if one.first == other.first or (one.first, other.first) in variants:
        return True
    # A slip in a word that any item may be put in makes a word of substance of it.
    if any(b == other.first and a in _GENERIC_STEMS for a, b in variants):
        return one.first in other.stems
    return any(a == one.first and b in _GENERIC_STEMS for a, b in variants) and other.first in one.stems


def _spelt_alike(one: str, other: str) -> bool:
    if min(len(one), len(other)) < 4 or one[0] != other[0]:
        return False
    if _swapped(one, other):
        return True
    if not (one.isascii() and one.isalpha() and other.isascii() and other.isalpha()):
        return False
    if one.startswith(other) or other.startswith(one):
        return True
    one, other = sorted((one, other))
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= 0.82


def _swapped(one: str, other: str) -> bool:
    """Whether two words have the same letters, a few of them in another order, and the same digits."""
    if len(one) != len(other) or len(one) < 4 or one[0] != other[0] or sorted(one) != sorted(other):
        return False
    return all(a == b for a, b in zip(one, other, strict=True) if a.isdigit() or b.isdigit())


def _close_names(one: str, other: str) -> bool:
    """Whether two names can be one that was reworded: one holds the other's words, or a slip of the pen."""
    if _swapped(one, other):
        return True
    if one[0] == "`" or other[0] == "`":
        return one.strip("`") == other.strip("`")
    a, b = frozenset(map(stem, one.split())), frozenset(map(stem, other.split()))
    if a <= b or b <= a:
        return True
    return len(a) == len(b) and sum(not any(_swapped(x, y) for y in b) for x in a - b) == 0
