"""The items under a section that are not done, and how messages tell of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checkdown.findings.reading import Reading, lines_named
from checkdown.states import Kind, Role, State
from checkdown.tally import Tally
from checkdown.views import Item

_SETTLED = frozenset({State.DONE, State.NA})


def open_under(reading: Reading, section: int) -> Iterator[Item]:
    """Tasks and rows of a section and of the sections in it that count and are not done."""
    checklist = reading.checklist
    for index in range(section, checklist.subtree_end(section)):
        first = checklist.shape.firsts[index]
        for position, record in enumerate(checklist.parts[index].records, first):
            if record.role is Role.ITEM and record.kind is not Kind.MARK and record.state not in _SETTLED:
                yield checklist.item(position)


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
    verb = "is" if tally.open == 1 else "are"
    return f"{tally.open} of {tally.total} items under it {verb} open ({lines_named(list(lines))}{beside})"
