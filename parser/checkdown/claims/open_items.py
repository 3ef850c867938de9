"""The items under a section that are not settled, and how messages tell of them.

Settled is what is done, does not apply, is waived for now, or is optional or put off by its own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from checkdown.findings.reading import LONGEST, Reading, lines_named
from checkdown.gate.waivers import waiver_of
from checkdown.patterns import pattern
from checkdown.states import Kind, Role, State
from checkdown.tally import Tally
from checkdown.views import Item

_OPTIONAL = pattern(
    r"[(\[]\s*(?:optional|if\s+(?:applicable|needed|required|any)|nice[ -]to[ -]have|stretch|future|later"
    r"|post[ -]launch|deferred|waived)\b|^\W*(?:optional|nice[ -]to[ -]have|deferred)\b"
    r"|\bdeferred\s+(?:to|until|till)\b|[-–—:]\s*(?:optional|deferred)\W*$",
    re.IGNORECASE,
)
_SETTLED = frozenset({State.DONE, State.NA})


def open_under(reading: Reading, section: int) -> Iterator[Item]:
    """Tasks and rows of a section and of the sections in it that count and are not settled."""
    checklist = reading.checklist
    for index in range(section, checklist.subtree_end(section)):
        yield from open_in(reading, index)


def open_in(reading: Reading, index: int) -> Iterator[Item]:
    """Those of a section without the sections in it."""
    checklist = reading.checklist
    first = checklist.shape.firsts[index]
    for position, record in enumerate(checklist.parts[index].records, first):
        if record.role is Role.ITEM and record.kind is not Kind.MARK and record.state not in _SETTLED:
            item = checklist.item(position)
            if not spared(reading, item):
                yield item


def spared(reading: Reading, item: Item) -> bool:
    """Whether an item need not be done: by its own words, or by a waiver that has not ended.

    Where no day is known, none has.
    """
    if _OPTIONAL.search(item.text[:LONGEST]):
        return True
    waiver = waiver_of(item)
    today = reading.settings.today or reading.settings.changed_on or date.min
    return waiver is not None and waiver.holds(today)


def states_told(tally: Tally, lines: Sequence[int]) -> str:
    """``2 of 6 items under it are open (lines 10, 11)``, what is blocked or failed by name."""
    named = [
        f"{count} {word}"
        for count, word in (
            (tally.blocked, "blocked"),
            (tally.failed, "failed"),
            (tally.unknown, "unknown"),
        )
        if count
    ]
    beside = f", {', '.join(named)}" if named else ""
    verb = "is" if len(lines) == 1 else "are"
    return f"{len(lines)} of {tally.total} items under it {verb} open ({lines_named(list(lines))}{beside})"
