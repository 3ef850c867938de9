"""What stands somewhere else now: as few sections and items as explain the new order.

What only came under another heading because a heading came or went between is not moved.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from checkdown.checklist import Checklist

from .aligning import Pairs, rising_pairs
from .items import ItemPairs
from .sections import SectionPairs


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
    return moved | set(_out_of_order(siblings))


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


def _out_of_order(siblings: Iterable[tuple[Hashable, int, int]]) -> Iterable[int]:
    """Of (holder, older position, newer position) the older positions that left their order in the holder."""
    groups: dict[Hashable, Pairs] = {}
    for holder, old, new in siblings:
        groups.setdefault(holder, {})[old] = new
    for pairs in groups.values():
        kept = {old for old, _ in rising_pairs(pairs)}
        yield from (old for old in pairs if old not in kept)
