"""Merge what two people made of one checklist: item by item, nothing lost, nothing guessed.

What only one of them changed is taken. Where both changed the same (one item's state, one text, one cell),
and differently, both stay, marked. Where the text that comes of it would mean something else than the two
sides said, neighbours in its section are taken together, then the whole section, in the end all that changed.
"""

from __future__ import annotations

from checkdown.checklist import Checklist
from checkdown.collecting import collector_paused
from checkdown.reading import parse
from checkdown.source import Source

from .changes import Changes
from .checking import misread
from .moving import followed
from .values import Conflict, Merged, Piece, Woven, three_way
from .version import Version
from .weaving import Weaving

_SECTIONS = 8
"""So many sections are looked at by themselves, before all that changed is taken together."""


def merge(
    base: Checklist | Source | str, ours: Checklist | Source | str, theirs: Checklist | Source | str
) -> Merged:
    """Both sides' changes of ``base`` in one text.

    Never raises. What cannot be had together is among ``Merged.conflicts``, both sides' lines in it; where
    both put something in at one place, ours comes first.
    """
    with collector_paused():
        return _merged(*(Version(_checklist(each)) for each in (base, ours, theirs)))


def apart(ours: Checklist | Source | str, theirs: Checklist | Source | str) -> Merged:
    """Two texts as one, every difference in dispute, item by item: for where nobody knows what was before."""
    return _apart(*(Version(_checklist(each)) for each in (ours, theirs)))


def _apart(mine: Version, others: Version) -> Merged:
    found = Changes(mine, others)
    pieces: list[Piece] = []
    at = 0
    for change in [*found.all, None]:
        end = change.lo if change is not None else len(mine.lines)
        pieces += (Woven(mine.lines[n], mine.endings[n], -1, n, found.now[n]) for n in range(at, end))
        if change is not None:
            here = tuple(mine.lines[n] + mine.endings[n] for n in range(change.lo, change.hi))
            there = tuple(others.lines[n] + others.endings[n] for n in range(change.first, change.last))
            pieces.append(Conflict((), here, there, change.lo if here else -1, change.first if there else -1))
            at = change.hi
    return _outcome(pieces, mine, mine, others)


def _checklist(text: Checklist | Source | str) -> Checklist:
    return text if isinstance(text, Checklist) else parse(text)


def _merged(base: Version, ours: Version, theirs: Version) -> Merged:
    for one, other, taken in ((ours, theirs, ours), (base, ours, theirs), (base, theirs, ours)):
        if one.lines == other.lines and one.endings == other.endings:
            return _outcome([Woven(a, b, -1, -1, -1) for a, b in _lines(taken)], base, ours, theirs)
    if not base.lines:
        return _apart(ours, theirs)  # Both began the file: what they have in common is all that is agreed.
    mine, others = Changes(base, ours), Changes(base, theirs)
    after = followed(mine, others)
    if (after.ours, after.theirs) != (ours, theirs):
        found = _woven(Changes(base, after.ours), Changes(base, after.theirs))
        # In a conflict each side has to have all that it wrote: it may be the one that is chosen.
        if not any(after.carried.intersection(c.ours + c.theirs) for c in found.conflicts):
            return found
    return _woven(mine, others)


def _woven(mine: Changes, others: Changes) -> Merged:
    base, ours, theirs = mine.base, mine.side, others.side
    near: list[range] = []
    fused: list[range] = []
    while True:
        found, at = _tried(mine, others, near, fused)
        if at is None:
            return found
        section = base.section_at(at if len(near) < _SECTIONS else -1)
        if section not in near:
            near.append(section)
        elif section not in fused and len(fused) < _SECTIONS:
            fused.append(section)
        else:
            return _outcome(_all_in_dispute(base, ours, theirs), base, ours, theirs)


def _tried(
    mine: Changes, others: Changes, near: list[range], fused: list[range]
) -> tuple[Merged, int | None]:
    """The outcome, and near which line of the base it would be misread; None where it would not."""
    base, ours, theirs = mine.base, mine.side, others.side
    weaving = Weaving(base, mine, others, near, fused)
    found = _outcome(weaving.pieces(), base, ours, theirs)
    at = misread(found, base, ours, theirs)
    if at is None and weaving.joined:
        # The order of additions decides nothing: the other one must hold as well.
        swapped = Weaving(base, others, mine, near, fused).pieces()
        at = misread(_outcome(swapped, base, theirs, ours), base, theirs, ours)
    return found, at


def _lines(version: Version) -> list[tuple[str, str]]:
    return list(zip(version.lines, version.endings, strict=True))


def _outcome(pieces: list[Piece], base: Version, ours: Version, theirs: Version) -> Merged:
    bom = _flag(base.source.bom, ours.source.bom, theirs.source.bom)
    empty = [not version.lines for version in (ours, theirs)]
    closed = _flag(base.closed, ours.closed or empty[0], theirs.closed or empty[1])
    mine, settled = three_way(base.source.ending, ours.source.ending, theirs.source.ending)
    ending = (ours if mine or not settled else theirs).source.ending
    return Merged(tuple(pieces), bom, closed, ending)


def _flag(base: bool, ours: bool, theirs: bool) -> bool:
    return theirs if ours == base else ours


def _all_in_dispute(base: Version, ours: Version, theirs: Version) -> list[Piece]:
    """Everything between the first and the last line that anybody changed."""
    texts = _lines(base), _lines(ours), _lines(theirs)
    shortest = min(map(len, texts))
    head = 0
    while head < shortest and texts[0][head] == texts[1][head] == texts[2][head]:
        head += 1
    tail = 0
    while tail < shortest - head and texts[0][-1 - tail] == texts[1][-1 - tail] == texts[2][-1 - tail]:
        tail += 1
    raws = [[a + b for a, b in text[head : len(text) - tail]] for text in texts]
    return [
        *(Woven(a, b, n, n, n) for n, (a, b) in enumerate(texts[0][:head])),
        Conflict(tuple(raws[0]), tuple(raws[1]), tuple(raws[2]), head, head),
        *(Woven(a, b, -1, -1, -1) for a, b in texts[0][len(texts[0]) - tail :]),
    ]
