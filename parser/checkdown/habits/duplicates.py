"""Tasks that stand twice in one list, word for word: one of them may be ticked and the other forgotten."""

from __future__ import annotations

from collections.abc import Iterator

from checkdown.findings.finding import Finding, Rule, Severity
from checkdown.findings.reading import Reading, finding
from checkdown.outline import plain_words
from checkdown.parts import Record, text_of
from checkdown.states import Kind, Role

RULE = Rule(
    "duplicate-item",
    Severity.WARNING,
    "Two tasks of one list have the same words.",
    "Delete one, or say what tells them apart.",
)

_SHORTEST = 12
"""Characters of a text that is told: "Test" under each step of a list is no duplicate."""


def look(reading: Reading) -> Iterator[Finding]:
    """Every task that repeats one before it in the same list."""
    for index, part in enumerate(reading.checklist.parts):
        tasks = [r for r in part.records if r.kind is Kind.TASK and r.role is Role.ITEM]
        if len(tasks) < 2:
            continue
        base = reading.checklist.starts[index]
        lines = reading.lines[index]
        seen: dict[tuple[int, str], int] = {}
        before: dict[int, Record] = {}
        for record in tasks:
            last = before.get(record.depth)
            if (
                last is None
                or last.parent != record.parent
                or (last.end < record.line and any(map(str.strip, lines[last.end : record.line])))
            ):
                seen = {key: line for key, line in seen.items() if key[0] != record.depth} if seen else seen
            before[record.depth] = record
            text = text_of(part, record, lines[record.line : record.text_end])
            if len(text) < _SHORTEST or "___" in text:
                continue
            first = seen.setdefault((record.depth, text), record.line)
            if first != record.line and plain_words(text):
                message = f"the same words as line {base + first + 1}"
                yield finding(RULE, base + record.line + 1, record.column + 1, message, text)
