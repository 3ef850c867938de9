"""Items that one side moved and the other changed: the change goes where the item is now.

Only whole items that were moved as they were are followed: with all their lines, and with nothing else
changed about them. Everything else is what it looks like, lines that went and lines that came.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from checkdown.reading import parse
from checkdown.source import Source

from .changes import Changes, item_pairs
from .version import Version

_Swap = tuple[int, int, list[str]]


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of an item: ``first`` to ``last`` in the base (the end not included), now from ``at`` on."""

    first: int
    last: int
    at: int
    before: int
    """The line of the base before which it stands now."""

    @property
    def end(self) -> int:
        """Behind its last line where it stands now."""
        return self.at + self.last - self.first


@dataclass(frozen=True, slots=True)
class Followed:
    """Both sides, once each has the other's changes of what it moved."""

    ours: Version
    theirs: Version
    carried: frozenset[str] = frozenset()
    """The lines that stand elsewhere than their side had them."""


def followed(mine: Changes, others: Changes) -> Followed:
    """Both sides with changes of moved items carried over; the same sides where nothing was moved."""
    here, there = _moved(mine), _moved(others)
    both = here.keys() & there.keys()
    ours: list[_Swap] = []
    theirs: list[_Swap] = []
    for blocks, swaps, back, other in ((here, ours, theirs, others), (there, theirs, ours, mine)):
        for line, block in blocks.items():
            if line not in both:
                _carry(block, other, swaps, back)
    carried = frozenset(raw for swaps in (ours, theirs) for _, _, raws in swaps for raw in raws)
    return Followed(_swapped(mine.side, ours), _swapped(others.side, theirs), carried=carried)


def _moved(changes: Changes) -> Mapping[int, Block]:
    """The items that a side moved as they were, by their line in the base."""
    base, side = changes.base, changes.side
    gone = [line for line in base.items if line not in changes.now]
    new = set(range(len(side.lines))).difference(changes.now.values()) if gone else set()
    if not any(line in side.items for line in new):
        return {}
    where = {n: change.lo for change in changes.all for n in range(change.first, change.last)}
    pairs = dict(item_pairs(base, side))
    found: dict[int, Block] = {}
    covered = -1
    for line in sorted(gone):
        at = pairs.get(line)
        if line < covered or at is None or at not in new:
            continue
        last = max(base.items[line].end, line + 1)
        block = Block(line, last, at, where[at])
        whole = base.lines[line:last] == side.lines[at : block.end]
        alone = not any(n in changes.now for n in range(line, last))
        if (
            whole
            and alone
            and max(side.items[at].end, at + 1) == block.end
            and new.issuperset(range(at, block.end))
        ):
            found[line] = block
            covered = last
    return found


def _carry(block: Block, other: Changes, swaps: list[_Swap], back: list[_Swap]) -> None:
    """What the other side made of a moved item, put where it was moved to, and taken from where it stood."""
    place = other.now.get(block.first)
    if place is None:
        return  # Removed there: ``removed_elsewhere`` puts it in dispute.
    item = other.side.items.get(place)
    if item is None:
        return
    end = max(item.end, place + 1)
    raws = _raws(other.side)[place:end]
    old = _raws(other.base)[block.first : block.last]
    if raws != old:
        swaps.append((block.at, block.end, raws))
        back.append((place, end, old))


def removed_elsewhere(mine: Changes, others: Changes) -> tuple[frozenset[int], frozenset[int]]:
    """Lines of both sides with items that one moved and the other removed, or put at yet another place."""
    gone = [n for n in mine.base.items if n not in mine.now and n not in others.now]
    if not gone:
        return frozenset(), frozenset()
    found: tuple[set[int], set[int]] = set(), set()
    both = mine, others
    pairs = [dict(item_pairs(each.base, each.side)) if _gained(each) else {} for each in both]
    known = [set(each.now.values()) for each in both]
    for line in gone:
        places = [pairs[n].get(line) for n in (0, 1)]
        for n, at in enumerate(places):
            side = both[n].side
            if at is not None and at not in known[n]:
                found[n].update(range(at, max(side.items[at].end, at + 1)))
    return frozenset(found[0]), frozenset(found[1])


def _gained(changes: Changes) -> bool:
    """Whether a side has items in lines that the base does not have."""
    return any(n in changes.side.items for c in changes.all if not c.paired for n in range(c.first, c.last))


def _raws(version: Version) -> list[str]:
    return [line + ending for line, ending in zip(version.lines, version.endings, strict=True)]


def _swapped(version: Version, swaps: list[_Swap]) -> Version:
    if not swaps:
        return version
    raws = _raws(version)
    for first, last, lines in sorted(swaps, reverse=True):
        raws[first:last] = lines
    if raws and not version.closed:
        raws[-1] = raws[-1].rstrip("\r\n")
    return Version(parse(Source.of_lines(raws, version.source.bom)))
