"""Names of items that survive their own edits and edits elsewhere.

An id is a letter and five characters made from the titles of the item's sections and its own label,
both without what edits change: marks, scores, blanks and what fills them.
"""

from __future__ import annotations

from hashlib import blake2b

from .details import SIGNOFF
from .outline import normalised

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_LETTERS = "abcdefghjkmnpqrstvwxyz"


def label_of(text: str) -> str:
    """What an item is called: a sign-off by its role, everything else by its text, normalised."""
    if ":" in text:
        signoff = SIGNOFF.match(text)
        if signoff:
            return normalised(signoff["role"])
    return normalised(text)


def id_of(path: str, label: str) -> str:
    """The id of an item called ``label`` in the sections called ``path`` (normalised, joined)."""
    number = int.from_bytes(
        blake2b(f"{path}\x1f{label}".encode("utf-8", "surrogatepass"), digest_size=8).digest()
    )
    number, first = divmod(number, len(_LETTERS))
    out = [_LETTERS[first]]
    for _ in range(5):
        number, digit = divmod(number, 32)
        out.append(_ALPHABET[digit])
    return "".join(out)
