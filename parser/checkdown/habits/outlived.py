"""Done items that a bullet still calls blocked: it tells of the past, and does not say so.

A state changes alone, and what was written below it stays, since nobody asked for it to go. Readers of the
file itself cannot tell that it holds no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checkdown.findings.finding import Finding, Rule, Severity
from checkdown.findings.reading import Reading, finding, replacement
from checkdown.patterns import pattern
from checkdown.states import Role, State

RULE = Rule(
    "blocked-outlived",
    Severity.INFO,
    "An item is done, and a bullet below it still says `blocked:`.",
    "Write `was blocked:`, as --fix does, or remove the bullet.",
    fixable=True,
)

_LABEL = pattern(r"block(?:ed(?: by)?|er)(?=[*_]*\s*:)", re.IGNORECASE)


def look(reading: Reading) -> Iterator[Finding]:
    """One finding for each done item with such a bullet, at its label."""
    for index, part in enumerate(reading.checklist.parts):
        first = reading.checklist.shape.firsts[index]
        for position, record in enumerate(part.records, first):
            if record.state is not State.DONE or record.role is not Role.ITEM or record.table >= 0:
                continue
            if not any(_LABEL.search(line) for line in reading.lines[index][record.text_end : record.end]):
                continue
            for detail in reading.checklist.item(position).detail_lines:
                head = reading.checklist.source.line(detail.line)[: detail.column - 1]
                label = _LABEL.search(head) if detail.label == "blocked" else None
                if label is not None:
                    column, was = label.start() + 1, f"was {label[0].lower()}"
                    message = f"done, and still said to be blocked: {detail.text[:60]}"
                    edit = replacement(detail.line, column, label[0], was)
                    yield finding(RULE, detail.line, column, message, label[0], "done", edit)
