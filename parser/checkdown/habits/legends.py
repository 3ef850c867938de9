"""A legend of boxes that leaves out a box in use, or says two things of one mark.

A legend that explains boxes says which there are: one that it leaves out is read by its default meaning,
which is not what every reader takes it for. ``[ ]`` and ``[x]`` need no words. A mark with two meanings, as
after all boxes of a document were ticked at once, has none, and is read by its default too.
"""

from __future__ import annotations

from collections.abc import Iterator

from checkdown.findings.finding import Finding, Rule, Severity
from checkdown.findings.reading import Reading, finding, lines_named
from checkdown.legend import states_said
from checkdown.states import BOXES, Notation

RULE = Rule(
    "legend-incomplete",
    Severity.WARNING,
    "The legend leaves out a box that the document uses, or gives one two meanings.",
    "Let the legend say each box once.",
)

_PLAIN = frozenset(" xX")


def _said_twice(reading: Reading) -> Iterator[Finding]:
    entries = reading.checklist.legend.entries
    for mark, states in states_said(entries).items():
        if len(states) > 1:
            lines = list(states.values())
            said = " and ".join(f"{state.value} (line {line})" for state, line in states.items())
            shown = f"[{mark}]" if mark in BOXES or mark.isascii() else mark
            column = reading.checklist.source.line(lines[1]).find(mark) + 1
            yield finding(RULE, lines[1], max(column, 1), f"the legend says of {shown} both {said}", shown)


def look(reading: Reading) -> Iterator[Finding]:
    """A finding for each mark with two meanings, and for each box left out, at its first use."""
    yield from _said_twice(reading)
    explained = {mark for _, mark, _ in reading.checklist.legend.entries}
    if not explained & (set(BOXES) | {mark for mark in explained if len(mark) == 1 and mark.isascii()}):
        return
    uses: dict[str, list[tuple[int, int]]] = {}
    for index, part in enumerate(reading.checklist.parts):
        base = reading.checklist.starts[index]
        for record in part.records:
            if (
                record.notation is Notation.BOX
                and record.mark in BOXES
                and record.mark not in _PLAIN | explained
            ):
                uses.setdefault(record.mark, []).append((base + record.line + 1, record.column + 1))
    for mark, places in uses.items():
        line, column = places[0]
        message = f"the legend does not explain [{mark}] ({lines_named([each for each, _ in places])})"
        yield finding(RULE, line, column, message, f"[{mark}]")
