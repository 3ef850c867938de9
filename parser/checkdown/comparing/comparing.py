"""Compare two checklists: pair what is the same, say of each pair and of what is left what changed."""

from __future__ import annotations

from bisect import bisect_left

from checkdown.checklist import Checklist
from checkdown.collecting import collector_paused

from .claims import CLAIM, claim_changes, with_causes
from .explained import legend_changes
from .figurerows import FigureRows
from .items import ItemPairs
from .moves import moved_items, moved_sections
from .rowfigures import totals_that_follow
from .sections import SectionPairs
from .signing import signoff_changes
from .telling import changes_of_item, changes_of_section
from .values import Change, ChangeKind, Comparison


def compare(before: Checklist, after: Checklist) -> Comparison:
    """What changed from one version of a checklist to another.

    Never raises. Takes time in proportion to the text, whatever is in it.
    """
    with collector_paused():
        changes = [] if before is after else _changes(before, after)
    return Comparison(tuple(changes), before.tally(), after.tally(), before, after)


def _changes(before: Checklist, after: Checklist) -> list[Change]:
    sections = SectionPairs(before, after)
    items = ItemPairs(before, after, sections)
    place = _Places(before, after, sections, items)
    found: list[Change] = []
    moved = moved_sections(sections)
    for index in range(1, len(before.parts)):
        new = sections.pairs.get(index)
        found += changes_of_section(
            before.sections[index], after.sections[new] if new is not None else None, moved=index in moved
        )
    for index in range(len(after.parts)):
        if index not in sections.back:
            found += changes_of_section(None, after.sections[index], moved=False)
    shifted = moved_items(sections, items)
    for index in range(len(before.items)):
        if index not in items.untouched:
            new = items.pairs.get(index)
            found += changes_of_item(
                before.item(index), after.item(new) if new is not None else None, moved=index in shifted
            )
    for entries in items.new.values():
        for entry in entries:
            if entry.position not in items.back:
                found += changes_of_item(None, after.item(entry.position), moved=False)
    found += signoff_changes(before, after, sections, items)
    found += claim_changes(before, after, sections)
    rows = FigureRows(before, after, sections, CLAIM)
    found += rows.changes
    grounded = rows.grounded | totals_that_follow(found)
    found = with_causes(found, before, after, sections, grounded)
    found += legend_changes(before, after)
    return sorted(found, key=place.of)


_ORDER = {kind: n for n, kind in enumerate(ChangeKind)}


class _Places:
    """Where each change belongs: by lines of the newer document, what is gone behind what stood before it."""

    def __init__(self, before: Checklist, after: Checklist, sections: SectionPairs, items: ItemPairs) -> None:
        self._older = before
        known = [
            (before.sections[n].line, after.sections[m].line)
            for n, m in sections.pairs.items()
        ]  # fmt: skip
        known += [
            (before.item(entry.position).line, after.item(items.pairs[entry.position]).line)
            for entries in items.old.values()
            for entry in entries
            if entry.position in items.pairs
        ]
        self._lines = sorted(known)

    def of(self, change: Change) -> tuple[int, int, int, int]:
        """A key to sort changes by."""
        if change.after is not None:
            return change.after.line, 0, 0, _ORDER[change.kind]
        assert change.before is not None
        line = change.before.line
        return self._anchor(line), 1, line, _ORDER[change.kind]

    def _anchor(self, line: int) -> int:
        at = bisect_left(self._lines, (line, 0)) - 1
        return self._lines[at][1] if at >= 0 else 0
