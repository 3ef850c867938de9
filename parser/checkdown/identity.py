"""Names of items that survive their own edits and edits elsewhere.

An id is a letter and five characters made from the titles of the item's sections and its own label,
both without what edits change: marks, scores, blanks and what fills them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from zlib import crc32

from .outline import plain_words
from .patterns import pattern
from .signlines import DATED, ENDS_OF_DATES, ROLE_ALONE, SIGNED_PAIR, SIGNOFF, ends_like_a_date, signs

_OWN_COMMENT = pattern(r"<!--\s*gonogo\s*:.*?-->", re.IGNORECASE)
"""What allows a finding is no part of a name."""
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_LETTERS = "abcdefghjkmnpqrstvwxyz"
_PAIRS = [first + second for second in _ALPHABET for first in _ALPHABET]
"""Two digits of an id, the lower one first."""


def label_of(text: str) -> str:
    """What an item is called: a sign-off by its role, everything else by its text, normalised."""
    if "<!--" in text:
        text = _OWN_COMMENT.sub("", text).rstrip()
    blank = "__" in text
    if blank:
        alone = ROLE_ALONE.match(text)
        if alone:
            return plain_words(alone["role"])
    if (":" in text or "：" in text) and (blank or DATED.search(text)):
        signoff = SIGNOFF.match(text)
        if signoff:
            return plain_words(signoff["role"])
    if text[-1:] in ENDS_OF_DATES and ends_like_a_date(text):
        pair = SIGNED_PAIR.match(text)
        if pair and (pair["on"] or signs(pair["role"])):
            return plain_words(pair["role"])
    return plain_words(text)


def ids_of(path: str, texts: Iterable[str]) -> tuple[str, ...]:
    """The ids of items with these texts in the sections called ``path`` (normalised, joined)."""
    # A checksum is enough: equal ids are told apart anyway, and hashlib would load OpenSSL, which takes 2 ms.
    section = crc32(f"{path}\x1f".encode("utf-8", "surrogatepass"))
    found = []
    for text in texts:
        name = crc32(label_of(text).encode("utf-8", "surrogatepass"), section)
        digits, letter = divmod(name, len(_LETTERS))
        digits &= 0x1FFFFFF
        found.append(
            _LETTERS[letter] + _PAIRS[digits & 1023] + _PAIRS[digits >> 10 & 1023] + _ALPHABET[digits >> 20]
        )
    return tuple(found)
