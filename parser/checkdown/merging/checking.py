"""Whether a merged text says what the two sides said: read again, line by line, before anybody gets it.

Lines that stand well in each version may mean something else beside each other: a fence that one side
opened, an indent under which the other's item stands. Every line must hold the item that it held, in the
section and under the item where it was.
"""

from __future__ import annotations

from collections.abc import Sequence

from checkdown.reading import parse

from .values import Conflict, Merged, Piece, Woven
from .version import Version


def misread(merged: Merged, base: Version, ours: Version, theirs: Version) -> int | None:
    """The first line of the base (0-based) near which an item is not what a side, or where both agree both,
    had, with either side in the conflicts; -1 where that cannot be said, None where every item is."""
    for mine in (True, False) if not merged.clean else (True,):
        at = _misread(merged, base, ours, theirs, mine=mine)
        if at is not None:
            return at
    return None


def _misread(merged: Merged, base: Version, ours: Version, theirs: Version, *, mine: bool) -> int | None:
    woven = _chosen(merged.pieces, ours=mine)
    result = Version(parse(merged.choosing(ours=mine)))
    if len(result.lines) != len(woven):
        return -1
    for at in range(len(woven)):
        if not _as_said(result, at, woven, (base, ours, theirs)):
            return next((line.base for line in reversed(woven[: at + 1]) if line.base >= 0), 0)
    return None


def _as_said(
    result: Version, at: int, woven: Sequence[Woven], versions: tuple[Version, Version, Version]
) -> bool:
    """Whether a line holds an item where the sides have one, in a state and a place that a side gave it."""
    base, ours, theirs = versions
    line = woven[at]
    item = result.items.get(at)
    sides = [v.items.get(n) for v, n in ((ours, line.ours), (theirs, line.theirs)) if n >= 0]
    known = [each for each in sides if each is not None]
    if item is None or not known:
        expected = bool(known)
        if known and len(known) < len(sides):  # it became an item, or is none any more, on one side
            expected = line.base not in base.items
        return (item is not None) == expected
    if item.kind not in {each.kind for each in known} or item.state not in {each.state for each in known}:
        return False
    return _at_home(result.home(item), woven, line, ours, theirs)


def _at_home(
    home: tuple[int, int], woven: Sequence[Woven], line: Woven, ours: Version, theirs: Version
) -> bool:
    """Whether an item hangs in the section and under the item where a side that has it had it."""
    for version, at, side in ((ours, line.ours, 3), (theirs, line.theirs, 4)):
        item = version.items.get(at) if at >= 0 else None
        if item is None:
            continue
        wanted = version.home(item)
        if all(_is(woven, now, then, side) for now, then in zip(home, wanted, strict=True)):
            return True
    return False


def _is(woven: Sequence[Woven], now: int, then: int, side: int) -> bool:
    """Whether a line of the outcome (-1 for none) is that line of a side, or stands for it."""
    if now < 0 or then < 0:
        return now == then
    there = woven[now][side]
    return there in (then, -1)


def _chosen(pieces: Sequence[Piece], *, ours: bool) -> list[Woven]:
    out: list[Woven] = []
    for piece in pieces:
        if not isinstance(piece, Conflict):
            out.append(piece)
            continue
        lines, at = (piece.ours, piece.ours_at) if ours else (piece.theirs, piece.theirs_at)
        for n in range(len(lines)):
            out.append(Woven("", "", -1, at + n if ours else -1, -1 if ours else at + n))
    return out
