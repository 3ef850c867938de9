"""Boxes in a fence: an example as often as not, but also lists of tasks that somebody fenced, and no items.

A fence that calls itself markdown or text shows how something is written, and is passed over. One that is
never closed is ``hidden_boxes``' to tell: it swallows what was meant to stand behind it.
"""

from __future__ import annotations

from collections.abc import Iterator

from checkdown.blocks import FENCE
from checkdown.findings.finding import Finding, Rule, Severity
from checkdown.findings.reading import Reading, finding, lines_named

from .hidden_boxes import BOX, is_closed

RULE = Rule(
    "fenced-box",
    Severity.INFO,
    "Boxes stand in a fence, so they are no items and nobody counts them.",
    "Take the fence away where they are work to be done; call it `markdown` where it is an example.",
)

_EXAMPLES = ("markdown", "md", "mdx", "text", "txt", "diff", "patch", "org")


def look(reading: Reading) -> Iterator[Finding]:
    """One finding for each fence that holds boxes, at the first of them."""
    for index, part in enumerate(reading.checklist.parts):
        base, own = reading.checklist.starts[index], reading.lines[index]
        for span in part.spans:
            if span.kind != FENCE or span.info.strip().lower().startswith(_EXAMPLES):
                continue
            lines = own[span.line : span.end]
            hits = [
                base + span.line + n for n, text in enumerate(lines, 1) if "]" in text and BOX.match(text)
            ]
            if hits and is_closed(lines):
                column = reading.source.line(hits[0]).index("[") + 1
                message = f"looks like an item and is none: it is in a fence ({lines_named(hits)})"
                yield finding(RULE, hits[0], column, message)
