"""A checklist carried from one version of its bytes to the next, as an edit: commits change little.

Where two versions differ in one line only, that line is found by comparing stretches of bytes, so that a
version of a long file costs little more than reading it.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from typing import TypeVar

from checkdown import Checklist, Edit, Source, Splice, apply, difference, parse

_BOM = b"\xef\xbb\xbf"
_PIECE = 8192  # bytes that are compared at a time


class Text:
    """The bytes of one version."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    @cached_property
    def _ends(self) -> list[int]:
        """Where each line ends, behind its LF."""
        return list(accumulate(len(line) + 1 for line in self.data.split(b"\n")))

    def line_at(self, offset: int) -> int:
        """The line (1-based) in which a byte stands, where lines end at LF."""
        return bisect_right(self._ends, offset) + 1

    @cached_property
    def odd(self) -> bool:
        """Whether it begins with a byte order mark or has line ends other than LF."""
        return self.data.startswith(_BOM) or b"\r" in self.data

    def followed_by(self, data: bytes, line: int) -> Text:
        """The text of the next version, which differs inside one line as ``one_line`` finds it."""
        following = Text(data)
        known = vars(following)
        known["odd"] = False
        grown = len(data) - len(self.data)
        if not grown:
            known["_ends"] = self._ends
        else:
            known["_ends"] = [*self._ends[: line - 1], *(end + grown for end in self._ends[line - 1 :])]
        return following


def carried(old: Checklist, before: bytes, after: bytes) -> tuple[Checklist, tuple[Splice, ...]]:
    """The checklist of the bytes ``after``, made from that of ``before``, and the splices between them."""
    checklist, _, splices = carried_on(old, Text(before), after)
    return checklist, splices


def carried_on(old: Checklist, before: Text, data: bytes) -> tuple[Checklist, Text, tuple[Splice, ...]]:
    """The checklist of the bytes ``data``, made from that of ``before``, with its text and the splices."""
    splice = one_line(before, data)
    if splice is not None:
        return apply(old, Edit((splice,), "")), before.followed_by(data, splice.line), (splice,)
    source = Source.load(data)
    if source.bom is not old.source.bom:
        return parse(source), Text(data), ()
    splices = difference(old.source, source)
    return apply(old, Edit(splices, "")), Text(data), splices


def one_line(text: Text, after: bytes) -> Splice | None:
    """The splice between two texts that differ inside one line; None where they differ otherwise."""
    before = text.data
    if text.odd or before == after or after[:3] == _BOM:
        return None
    head = _common_bytes(before, after)
    start = before.rfind(b"\n", 0, head) + 1
    end, new_end = before.find(b"\n", head), after.find(b"\n", head)
    if (
        end < 0
        or new_end < 0
        or len(before) - end != len(after) - new_end
        or not after.endswith(before[end:])
    ):
        return None
    old = before[start:end].decode("utf-8", "surrogateescape")
    new = after[start:new_end].decode("utf-8", "surrogateescape")
    if "\r" in new:
        return None
    head = _common_start(old, new)
    tail = _common_start(old[head:][::-1], new[head:][::-1])
    return Splice(text.line_at(start), head + 1, old[head : len(old) - tail], new[head : len(new) - tail])


def _same_from(one: bytes, at: int, other: bytes, there: int) -> bool:
    """Whether two texts go on in the same way; piece by piece, since a long copy is slow to make."""
    while at < len(one):
        if not other.startswith(one[at : at + _PIECE], there):
            return False
        at += _PIECE
        there += _PIECE
    return True


def _common_bytes(one: bytes, other: bytes) -> int:
    """How many bytes two texts begin with in common."""
    at = 0
    while at < len(one) and other.startswith(one[at : at + _PIECE], at):
        at += _PIECE
    return at + _common_start(one[at : at + _PIECE], other[at : at + _PIECE])


_Some = TypeVar("_Some", bytes, str)


def _common_start(one: _Some, other: _Some) -> int:
    """How much two texts begin with in common; found by halves, since comparing a half is cheap."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
