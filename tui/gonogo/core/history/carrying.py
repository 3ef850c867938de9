"""A checklist carried from one version of its bytes to the next, as an edit: commits change little.

Where two versions differ in one line only, that line is found by comparing stretches of bytes, so that a
version of a long file costs little more than reading it.
"""

from __future__ import annotations

from checkdown import Checklist, Edit, Source, Splice, apply, difference, parse

_BOM = b"\xef\xbb\xbf"


def carried(old: Checklist, before: bytes, after: bytes) -> tuple[Checklist, tuple[Splice, ...]]:
    """The checklist of the bytes ``after``, made from that of ``before``, and the splices between them."""
    splice = _one_line(before, after)
    if splice is not None:
        return apply(old, Edit((splice,), "")), (splice,)
    source = Source.load(after)
    if source.bom is not old.source.bom:
        return parse(source), ()
    splices = difference(old.source, source)
    return apply(old, Edit(splices, "")), splices


def _one_line(before: bytes, after: bytes) -> Splice | None:
    """The splice between two texts that differ inside one line of ASCII; None where they differ otherwise."""
    if before == after or before[:3] == _BOM or after[:3] == _BOM:
        return None
    head = _common_start(before, after)
    start = before.rfind(b"\n", 0, head) + 1
    end, new_end = before.find(b"\n", head), after.find(b"\n", head)
    if end < 0 or new_end < 0 or before[end:] != after[new_end:]:
        return None
    old, new = before[start:end], after[start:new_end]
    if b"\r" in before or not (old.isascii() and new.isascii()):
        return None
    tail = _common_start(old[head - start :][::-1], new[head - start :][::-1])
    gone, come = old[head - start : len(old) - tail], new[head - start : len(new) - tail]
    line = before.count(b"\n", 0, start) + 1
    return Splice(line, head - start + 1, gone.decode(), come.decode())


def _common_start(one: bytes, other: bytes) -> int:
    """How many bytes two texts begin with in common; found by halves, since comparing a half is cheap."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
