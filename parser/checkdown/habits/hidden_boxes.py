"""Boxes that look like items and are none: in code by indentation, or in HTML that markdown leaves alone.

A fence is written on purpose, so what stands in one is an example; so is what an HTML comment holds.
"""

from __future__ import annotations

from collections.abc import Iterator

from checkdown.blocks import CODE, HTML
from checkdown.findings.finding import Finding, Rule, Severity
from checkdown.findings.reading import Reading, finding, lines_named
from checkdown.patterns import pattern

RULE = Rule(
    "hidden-box",
    Severity.WARNING,
    "A box looks like an item and is none: its line is indented so far that it is code, or stands in HTML.",
    "Indent it less, or put a blank line between the HTML and the list.",
)

_BOX = pattern(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[[ xX~!-]\][ \t]+\S")


def look(reading: Reading) -> Iterator[Finding]:
    """One finding for each stretch of code or HTML that holds boxes, at the first of them."""
    for index, part in enumerate(reading.checklist.parts):
        base = reading.checklist.starts[index]
        for span in part.spans:
            if span.kind not in (CODE, HTML):
                continue
            lines = reading.source.lines(base + span.line + 1, base + span.end)
            if span.kind == HTML and lines[0].lstrip(" \t>").startswith(
                ("<!--", "<pre", "<script", "<style", "<?")
            ):
                continue
            hits = [base + span.line + n for n, text in enumerate(lines, 1) if _BOX.match(text)]
            if hits:
                column = reading.source.line(hits[0]).index("[") + 1
                place = "in code, by its indentation" if span.kind == CODE else "inside HTML"
                message = f"looks like an item and is none: it is {place} ({lines_named(hits)})"
                yield finding(RULE, hits[0], column, message)
