"""Findings as fixtures show them, and documents as their fixes leave them."""

from collections.abc import Iterable

from checkdown import apply, parse
from checkdown.findings import Finding, findings


def shown(found: Iterable[Finding]) -> str:
    """One line for each finding: its place, severity, rule and message."""
    return "".join(
        f"{each.line}:{each.column} {each.severity} {each.rule}: {each.message}\n" for each in found
    )


def mended(text: str) -> str:
    """The document after every fix, made one after another until none is left."""
    checklist = parse(text)
    for _ in range(100):
        edits = [each.edit for each in findings(checklist) if each.edit]
        if not edits:
            return checklist.source.dump().decode()
        checklist = apply(checklist, edits[0])
    raise AssertionError("fixes bring new findings without end")
