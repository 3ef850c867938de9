"""What stands somewhere else now: as few sections and items as explain the new order.

What only came under another heading because a heading came or went between is not moved.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping

from checkdown.checklist import Checklist

from .aligning import Pairs, rising_pairs
from .items import ItemPairs
from .sections import SectionPairs

_FEW = 200
"""So many sections are weighed; of more, as few as can be are said to have moved."""


def moved_sections(sections: SectionPairs) -> set[int]:
    """Sections of the older checklist that moved; what moved along inside another one is left out."""
    older, newer = sections.old.checklist, sections.new.checklist
    siblings: list[tuple[Hashable, int, int]] = []
    moved: set[int] = set()
    for old, new in sections.pairs.items():
        if not old:
            continue
        a, b = older.shape.parents[old], newer.shape.parents[new]
        if (sections.pairs.get(a, -2) if a >= 0 else -1) == b:
            siblings.append((a, old, new))
        elif old not in sections.kept and older.parts[old].level == newer.parts[new].level:
            moved.add(old)
    weights = {old: _weight(older, old) for _, old, _ in siblings} if len(siblings) <= _FEW else None
    return moved | set(_out_of_order(siblings, weights))


def _weight(checklist: Checklist, section: int) -> int:
    """How much a section holds: of two that changed places the lighter one is said to have moved."""
    inside = range(section, checklist.subtree_end(section))
    return 1 + sum(len(checklist.parts[n].records) for n in inside)


def moved_items(sections: SectionPairs, items: ItemPairs) -> set[int]:
    """Items of the older checklist that moved; what moved along under another one is left out."""
    siblings: list[tuple[Hashable, int, int]] = []
    moved: set[int] = set()
    strayed: Pairs = {}
    kept: set[int] | None = None
    for n, entries in items.old.items():
        for entry in entries:
            new = items.pairs.get(entry.position)
            if new is None:
                continue
            there = items.newer.item(new)
            if sections.pairs.get(n) == there.section_index:
                a = _parent(items.older, n, entry.record.parent)
                b = _parent(items.newer, there.section_index, there.record.parent)
                if _same_parent(items, a, b):
                    siblings.append(((n, a if a in items.pairs else -1), entry.position, new))
                elif (a < 0 or a in items.pairs) and (b < 0 or b in items.back):
                    moved.add(entry.position)
                else:
                    strayed[entry.position] = new
            elif n in sections.pairs and there.section_index in sections.back:
                moved.add(entry.position)
            else:
                strayed[entry.position] = new
    if strayed:
        kept = {old for old, _ in rising_pairs(items.pairs)}
        moved.update(old for old in strayed if old not in kept)
    return moved | set(_out_of_order(siblings))


def _parent(checklist: Checklist, section: int, parent: int) -> int:
    """Position of the item that holds another, -1 for none."""
    return checklist.shape.firsts[section] + parent if parent >= 0 else -1


def _same_parent(items: ItemPairs, a: int, b: int) -> bool:
    return (a < 0 and b < 0) or (a >= 0 and items.pairs.get(a) == b)


def _out_of_order(
    siblings: Iterable[tuple[Hashable, int, int]], weights: Mapping[int, int] | None = None
) -> Iterable[int]:
    """Of (holder, older position, newer position) the older positions that left their order in the holder: as
    few as can be, or the lightest."""
    groups: dict[Hashable, Pairs] = {}
    for holder, old, new in siblings:
        groups.setdefault(holder, {})[old] = new
    for pairs in groups.values():
        rising = _heaviest(pairs, weights) if weights is not None else rising_pairs(pairs)
        kept = {old for old, _ in rising}
        yield from (old for old in pairs if old not in kept)


def _heaviest(pairs: Pairs, weights: Mapping[int, int]) -> list[tuple[int, int]]:
    """The pairs that rise on both sides and weigh most together."""
    inorder = sorted(pairs.items())
    best: list[tuple[int, int]] = []
    """For each pair the weight of the heaviest run that ends with it, and the place of the pair before it."""
    for at, (old, new) in enumerate(inorder):
        before = max(((best[n][0], n) for n in range(at) if inorder[n][1] < new), default=(0, -1))
        best.append((before[0] + weights[old], before[1]))
    at = max(range(len(best)), key=lambda n: best[n][0], default=-1)
    run = []
    while at >= 0:
        run.append(inorder[at])
        at = best[at][1]
    return run
