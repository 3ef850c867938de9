"""A done item with open ones inside it, and an open one with nothing left to do inside it."""

from __future__ import annotations

from collections.abc import Iterator

from checkdown.findings.finding import Finding, Rule, Severity
from checkdown.findings.reading import Reading, finding, lines_named
from checkdown.states import Kind, Role, State

RULE = Rule(
    "parent-mismatch",
    Severity.WARNING,
    "An item is done while items inside it are open, or open while all inside it are done.",
    "Finish what is inside, or set the outer item to what they say.",
)

_SETTLED = frozenset({State.DONE, State.NA})


def look(reading: Reading) -> Iterator[Finding]:
    """Every item that those right inside it contradict."""
    for index, part in enumerate(reading.checklist.parts):
        base = reading.checklist.starts[index]
        children: dict[int, list[int]] = {}
        for position, record in enumerate(part.records):
            if record.parent >= 0 and record.kind is Kind.TASK and record.role is Role.ITEM:
                children.setdefault(record.parent, []).append(position)
        for position, inside in children.items():
            outer = part.records[position]
            if outer.kind is not Kind.TASK:
                continue
            line, column = base + outer.line + 1, outer.column + 1
            open_lines = [
                base + part.records[i].line + 1 for i in inside if part.records[i].state not in _SETTLED
            ]
            if outer.state is State.DONE and open_lines:
                verb = "is" if len(open_lines) == 1 else "are"
                actual = f"{len(open_lines)} of {len(inside)}"
                message = f"done, but {actual} inside it {verb} open ({lines_named(open_lines)})"
                yield finding(RULE, line, column, message, "done", f"{actual} open")
            elif outer.state is State.TODO and not open_lines and len(inside) > 1:
                message = f"open, but all {len(inside)} inside it are done"
                yield finding(RULE, line, column, message, "todo", "done")
