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
_PIECE = 4096  # bytes that are compared at a time


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
    def pieces(self) -> list[bytes]:
        """The bytes in stretches that are compared as a whole."""
        return [self.data[at : at + _PIECE] for at in range(0, len(self.data), _PIECE)]

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
            known["pieces"] = self._pieces_of(data, line)
        else:
            known["_ends"] = [*self._ends[: line - 1], *(end + grown for end in self._ends[line - 1 :])]
        return following

    def _pieces_of(self, data: bytes, line: int) -> list[bytes]:
        """The pieces of a text of the same length that differs inside one line only."""
        pieces = self.pieces.copy()
        start = self._ends[line - 2] if line > 1 else 0
        end = self._ends[line - 1]
        for piece in range(start // _PIECE, min(len(pieces), end // _PIECE + 1)):
            pieces[piece] = data[piece * _PIECE : (piece + 1) * _PIECE]
        return pieces


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
    if text.odd or after[:3] == _BOM:
        return None
    head, known = _first_difference(text, after)
    if head == len(before) == len(after):
        return None
    start = before.rfind(b"\n", 0, head) + 1
    end, new_end = before.find(b"\n", head), after.find(b"\n", head)
    if end < 0 or new_end < 0 or len(before) - end != len(after) - new_end:
        return None
    if not after.startswith(before[end:known], new_end):
        return None
    if end == new_end and before[head + 1 : end] == after[head + 1 : end]:
        one, other = before[head], after[head]
        if one < 128 > other and other != 13:  # a box that was turned, as a rule
            column = len(before[start:head].decode("utf-8", "surrogateescape")) + 1
            return Splice(text.line_at(start), column, chr(one), chr(other))
    old = before[start:end].decode("utf-8", "surrogateescape")
    new = after[start:new_end].decode("utf-8", "surrogateescape")
    if "\r" in new:
        return None
    head = _common_start(old, new)
    tail = _common_start(old[head:][::-1], new[head:][::-1])
    return Splice(text.line_at(start), head + 1, old[head : len(old) - tail], new[head : len(new) - tail])


def _first_difference(text: Text, after: bytes) -> tuple[int, int]:
    """Where two texts begin to differ, and from where the older one is known to go on as the newer does."""
    before = text.data
    if len(before) != len(after):
        return _common_bytes(before, after), len(before)
    same = list(map(after.startswith, text.pieces, range(0, len(before), _PIECE)))
    if all(same):
        return len(before), len(before)
    piece = same.index(False)
    at = piece * _PIECE
    known = at + _PIECE if same.count(False) == 1 else len(before)
    return at + _common_start(text.pieces[piece], after[at : at + _PIECE]), known


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
