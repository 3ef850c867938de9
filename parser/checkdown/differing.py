"""What turns one text into another, as splices: changed lines, narrowed to the characters that differ."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from .edit import Splice
from .matching import anchors, common_ends
from .source import Source, without_ending

_CLOSE = 300
"""Stretches of at most so many lines are compared line by line; longer ones are taken as a whole."""


def difference(before: Source, after: Source) -> tuple[Splice, ...]:
    """Splices on ``before`` that give the lines of ``after``."""
    old, new = list(before), list(after)
    head, tail = common_ends(old, new)
    old, new = old[head : len(old) - tail], new[head : len(new) - tail]
    splices: list[Splice] = []
    a = b = 0
    for next_a, next_b in [*anchors(old, new), (len(old), len(new))]:
        for low, high, fresh in _changed(old[a:next_a], new[b:next_b]):
            splices += _replacing(before, head + a + low, old[a + low : a + high], fresh)
        a, b = next_a + 1, next_b + 1
    return tuple(splices)


def _changed(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, Sequence[str]]]:
    """Stretches of ``old`` (first line, line behind the last) and the lines that stand there in ``new``."""
    head, tail = common_ends(old, new)
    a, b = len(old) - tail, len(new) - tail
    if head == a and head == b:
        return []
    if max(a, b) - head > _CLOSE or head in (a, b):
        return [(head, a, new[head:b])]
    matcher = SequenceMatcher(None, old[head:a], new[head:b], autojunk=False)
    return [
        (head + i, head + j, new[head + k : head + m])
        for tag, i, j, k, m in matcher.get_opcodes()
        if tag != "equal"
    ]


def _replacing(before: Source, index: int, old: Sequence[str], new: Sequence[str]) -> list[Splice]:
    """Splices that put lines in place of the lines ``old``, which begin at line index ``index`` (0-based)."""
    if len(old) == len(new):
        pairs = enumerate(zip(old, new, strict=True), index + 1)
        return [_narrowed(line, a, b) for line, (a, b) in pairs if a != b]
    if old or index < before.line_count or index == 0 or before.raw(index).endswith(("\n", "\r")):
        return [Splice(index + 1, 1, "".join(old), "".join(new))]
    last = before.raw(index)
    return [Splice(index, len(last) + 1, "", "".join(new))]


def _narrowed(line: int, old: str, new: str) -> Splice:
    """The splice for one line: what differs between its common beginning and its common end."""
    a, b = without_ending(old), without_ending(new)
    if old[len(a) :] != new[len(b) :]:
        # A line end is replaced whole: between CR and LF there is no place.
        head, _ = common_ends(a, b)
        return Splice(line, head + 1, old[head:], new[head:])
    head, tail = common_ends(a, b)
    return Splice(line, head + 1, a[head : len(a) - tail], b[head : len(b) - tail])
