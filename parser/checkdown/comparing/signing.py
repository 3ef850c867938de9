"""Names and dates on sign-off lines: who signed, who was taken off, and what was open when they did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from checkdown.checklist import Checklist
from checkdown.outline import plain_words
from checkdown.signoffs import SignOff
from checkdown.states import Role

from .aligning import same_values
from .items import ItemPairs
from .sections import SectionPairs
from .telling import is_open
from .values import Change, ChangeKind, Flag


def signoff_changes(
    before: Checklist, after: Checklist, sections: SectionPairs, items: ItemPairs
) -> Iterator[Change]:
    """A change for each sign-off that was filled, emptied, written over, added or removed.

    One that came or went as an item is told as that.
    """
    old, new = before.signoffs, after.signoffs
    if not old and not new:
        return
    ours = [_named(sections.pairs.get(s.section_index, -1), s) for s in old]
    theirs = [_named(s.section_index, s) for s in new]
    whole = [(s.role, *_said(s)) for s in old], [(s.role, *_said(s)) for s in new]
    pairs = same_values(ours, theirs, *whole)
    roles = [[role for _, role in names] for names in (ours, theirs)]
    left = [n for n in range(len(old)) if n not in pairs]
    taken = set(pairs.values())
    free = [n for n in range(len(new)) if n not in taken]
    counts = [Counter(roles[0][n] for n in left), Counter(roles[1][n] for n in free)]
    moved = {roles[1][n]: n for n in free if counts[0][roles[1][n]] == counts[1][roles[1][n]] == 1}
    pairs |= {n: moved[roles[0][n]] for n in left if roles[0][n] in moved}
    for n, signoff in enumerate(old):
        twin = new[pairs[n]] if n in pairs else None
        if twin is not None and _said(signoff) == _said(twin):
            continue
        item = before.item_at(signoff.line)
        if twin is None and item is not None and item.index not in items.pairs:
            continue
        yield _change(signoff, twin, after)
    taken = set(pairs.values())
    for n, signoff in enumerate(new):
        item = after.item_at(signoff.line)
        if n not in taken and (item is None or item.index in items.back):
            yield _change(None, signoff, after)


def _said(signoff: SignOff) -> tuple[str, str, str]:
    return signoff.name, signoff.date, signoff.reason


def _named(section: int, signoff: SignOff) -> tuple[int, str]:
    return section, plain_words(signoff.role)


def _change(before: SignOff | None, after: SignOff | None, checklist: Checklist) -> Change:
    signed = after is not None and after.name and (before is None or before.name != after.name)
    flags = (Flag.SIGNED_WITH_OPEN_ITEMS,) if signed and after and _open_under(checklist, after) else ()
    return Change(ChangeKind.SIGNOFF, before, after, flags, _shown(before), _shown(after))


def _shown(signoff: SignOff | None) -> str:
    if signoff is None:
        return ""
    why = f", blocked: {signoff.reason}" if signoff.reason else ""
    return f"{signoff.role}: {signoff.name or '(open)'}" + (f", {signoff.date}" if signoff.date else "") + why


def _open_under(checklist: Checklist, signoff: SignOff) -> bool:
    """Whether work is open that a signature stands for: its phase's if it is signed there, else all."""
    section = checklist.sections[signoff.section_index]
    phase = section.phase
    span = range(len(checklist.parts))
    if phase is not None and phase.index != section.index:
        span = range(phase.index, checklist.subtree_end(phase.index))
    return any(
        record.role is Role.ITEM
        and is_open(record.state)
        and not checklist.item(checklist.shape.firsts[n] + position).signoff
        for n in span
        for position, record in enumerate(checklist.parts[n].records)
    )
