"""Boxes that look like items and are none: in code by indentation, in HTML that markdown leaves alone, or
behind a fence that is never closed.

What an HTML comment holds was put there on purpose; fences that are closed are ``fenced_boxes``' to look at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checkdown.blocks import CODE, FENCE, HTML
from checkdown.findings.finding import Finding, Rule, Severity
from checkdown.findings.reading import Reading, finding, lines_named
from checkdown.patterns import pattern

RULE = Rule(
    "hidden-box",
    Severity.WARNING,
    "A box looks like an item and is none: its line is code by its indentation, in HTML, or behind a fence"
    " that is never closed.",
    "Indent it less, put a blank line between the HTML and the list, or close the fence.",
)

BOX = pattern(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[[ xX~!-]\][ \t]+\S")
"""A line that looks like a task."""
_CLOSING = pattern(r"[ \t>]*(?:`{3,}|~{3,})[ \t]*$")

_PLACES = {CODE: "in code, by its indentation", HTML: "inside HTML"}


def look(reading: Reading) -> Iterator[Finding]:
    """One finding for each stretch of code or HTML that holds boxes, at the first of them."""
    for index, part in enumerate(reading.checklist.parts):
        base, own = reading.checklist.starts[index], reading.lines[index]
        for span in part.spans:
            if span.kind not in (CODE, HTML, FENCE):
                continue
            lines = own[span.line : span.end]
            if span.kind == FENCE and is_closed(lines):
                continue
            if span.kind == HTML and lines[0].lstrip(" \t>").startswith(
                ("<!--", "<pre", "<script", "<style", "<?")
            ):
                continue
            hits = [base + span.line + n for n, text in enumerate(lines, 1) if BOX.match(text)]
            if hits:
                column = reading.source.line(hits[0]).index("[") + 1
                fence = f"behind the fence of line {base + span.line + 1}, which is never closed"
                place = _PLACES.get(span.kind, fence)
                message = f"looks like an item and is none: it is {place} ({lines_named(hits)})"
                yield finding(RULE, hits[0], column, message)


def is_closed(fence: Sequence[str]) -> bool:
    """Whether the lines of a fence end in what closes it."""
    return len(fence) > 1 and _CLOSING.match(fence[-1]) is not None
