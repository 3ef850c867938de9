"""Boxes whose character means nothing: neither by default nor by the document's legend.

Letters and digits are passed over: they are options of a menu (``- [A] Advanced``) as often as states.
"""

from __future__ import annotations

from collections.abc import Iterator

from checkdown.findings.finding import Finding, Rule, Severity
from checkdown.findings.reading import Reading, finding, lines_named
from checkdown.states import BOXES, Notation, State, emoji_state

RULE = Rule(
    "unknown-state",
    Severity.WARNING,
    "A box holds a character that neither the defaults nor the document's legend explain.",
    "Use one of the known states, or explain the character in a legend.",
)


def look(reading: Reading) -> Iterator[Finding]:
    """One finding for each such character, at its first use."""
    explained = {mark for _, mark, _ in reading.checklist.legend.entries}
    uses: dict[str, list[tuple[int, int]]] = {}
    for index, part in enumerate(reading.checklist.parts):
        base = reading.checklist.starts[index]
        for record in part.records:
            if (
                record.state is State.UNKNOWN
                and record.notation is Notation.BOX
                and record.mark not in BOXES
                and record.mark not in explained
                and emoji_state(record.mark) is None
                and not (record.mark.isascii() and record.mark.isalnum())
            ):
                uses.setdefault(record.mark, []).append((base + record.line + 1, record.column + 1))
    for mark, places in uses.items():
        line, column = places[0]
        message = f"[{mark}] has no meaning here ({lines_named([each for each, _ in places])})"
        yield finding(RULE, line, column, message, f"[{mark}]")
