"""Scores that rows with a state of their own bear: which changed, and which totals follow from them.

``| Storage | 4/5 | ✅ |`` is an item, and its ``4/5`` a claim. Tables without states are ``figurerows``'.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checkdown.states import Role
from checkdown.views import Item

from .beside import figures_of
from .directions import way_of_claim
from .values import Change, ChangeKind, Subject


def figure_changes(before: Item, after: Item) -> Iterator[Change]:
    """A change for each figure of a row that is another one now."""
    old, new = figures_of(before), figures_of(after)
    if len(old) == len(new) == 1 and ("" in old) is ("" in new):
        old, new = dict.fromkeys(new, *old.values()), new  # Its column may be called something else now.
    for name, figure in new.items():
        if old.get(name, figure) != figure:
            texts = f"{before.text}: {old[name]}", f"{after.text}: {figure}"
            yield Change(ChangeKind.CLAIM, before, after, (), *texts)


def totals_that_follow(changes: Sequence[Change]) -> set[Subject]:
    """Total rows, as they are now, of tables in which the figure of another row went the same way."""
    tables: dict[tuple[int, int], tuple[list[Change], list[Change]]] = {}
    for change in changes:
        row = change.after
        if change.kind is ChangeKind.CLAIM and isinstance(row, Item) and change.before is not None:
            totals, others = tables.setdefault((row.section_index, row.record.table), ([], []))
            (totals if row.role is Role.TOTAL else others).append(change)
    found: set[Subject] = set()
    for totals, others in tables.values():
        ways = {way_of_claim(each) for each in others}
        for total in totals:
            way = way_of_claim(total)
            if ways and total.after is not None and (way is None or way in ways or None in ways):
                found.add(total.after)
    return found
