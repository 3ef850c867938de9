"""Which words of a text are others in its next version.

A pure function of two texts, for a line or a paragraph; nothing here knows items.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from checkdown.matching import anchors, common_ends
from checkdown.patterns import pattern

_WORD = pattern(r"[^\W\d_]\w*(?:-\w+)+|\w+(?:[.,]\d+)*%?|\s+|[^\w\s]")
"""A word with its hyphens is one: NO-GO is no GO. A figure begins none, so that of a date the day differs."""
_CLOSE = 120
"""Stretches of at most so many words are compared word by word; longer ones are taken as a whole."""


class Stretch(NamedTuple):
    """A piece of both texts: the same in both, or another in each (one of the two may be empty)."""

    same: bool
    before: str
    after: str


def words_changed(before: str, after: str) -> tuple[Stretch, ...]:
    """The two texts as stretches that are the same and that differ, by turns, without loss.

    The ``before`` of all stretches joined are the first text, the ``after`` the second. Blanks between
    two changed words belong to the change.
    """
    old, new = _WORD.findall(before), _WORD.findall(after)
    pieces: list[Stretch] = []
    for same, a, b in _aligned(old, new):
        _join(pieces, Stretch(same, a, b))
    return tuple(_without_gaps(pieces))


def _aligned(old: Sequence[str], new: Sequence[str]) -> list[tuple[bool, str, str]]:
    head, tail = common_ends(old, new)
    a, b = len(old) - tail, len(new) - tail
    found = [(True, "".join(old[:head]), "".join(new[:head]))]
    at, to = head, head
    for i, j in [*((i + head, j + head) for i, j in anchors(old[head:a], new[head:b])), (a, b)]:
        found += _close(old[at:i], new[to:j])
        found.append((True, "".join(old[i : min(i + 1, a)]), "".join(new[j : min(j + 1, b)])))
        at, to = i + 1, j + 1
    found.append((True, "".join(old[a:]), "".join(new[b:])))
    return found


def _close(old: Sequence[str], new: Sequence[str]) -> list[tuple[bool, str, str]]:
    if max(len(old), len(new)) > _CLOSE or not old or not new:
        return [(False, "".join(old), "".join(new))]
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [
        (tag == "equal", "".join(old[i:j]), "".join(new[k:m])) for tag, i, j, k, m in matcher.get_opcodes()
    ]


def _join(pieces: list[Stretch], piece: Stretch) -> None:
    if not piece.before and not piece.after:
        return
    if pieces and pieces[-1].same is piece.same:
        last = pieces.pop()
        piece = Stretch(piece.same, last.before + piece.before, last.after + piece.after)
    pieces.append(piece)


def _without_gaps(pieces: Sequence[Stretch]) -> list[Stretch]:
    """The pieces, blanks between two changes put into the change: ``a b`` became ``c d`` as a whole."""
    joined: list[Stretch] = []
    for place, piece in enumerate(pieces):
        between = 0 < place < len(pieces) - 1 and piece.same and piece.before.isspace()
        _join(joined, Stretch(False, piece.before, piece.after) if between else piece)
    return joined
