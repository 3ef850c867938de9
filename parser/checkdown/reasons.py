"""Why a line holds no item, in words that end a sentence begun with the line's number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .blocks import CODE, DISPUTE, FENCE, FRONT, HTML
from .parts import Span, Table
from .patterns import pattern

if TYPE_CHECKING:
    from .checklist import Checklist

LIKE_BOX = pattern(r"[\s>]*(?:[-*+]|\d+[.)])\s*(?:\[[^\]]{0,3}\](?!\()|［.］)")
"""The start of a line that is meant for a task: a bullet, and brackets that are no link."""

_PLACES = {
    FENCE: "is in a code block",
    HTML: "is in HTML or a comment",
    CODE: "is indented so far that it is code",
    FRONT: "is in the front matter",
    DISPUTE: "is a conflict marker, or what was there before either side",
}


def span_at(checklist: Checklist, line: int) -> Span | None:
    """The fence, code or HTML block that holds a line (1-based)."""
    index = checklist.section_index_at(line)
    relative = line - 1 - checklist.starts[index]
    for span in checklist.parts[index].spans:
        if span.line <= relative < span.end:
            return span
    return None


def why_no_item(checklist: Checklist, line: int) -> str:
    """The end of the sentence "line N …"."""
    source = checklist.source
    if line < 1:
        return "is none: lines are counted from 1"
    if line > source.line_count:
        return f"is past the end of the file, which has {source.line_count} lines"
    text = source.line(line)
    if not text.strip():
        return "is empty"
    span = span_at(checklist, line)
    if span is not None:
        return _PLACES[span.kind]
    index = checklist.section_index_at(line)
    relative = line - 1 - checklist.starts[index]
    part = checklist.parts[index]
    if any(entry.line == relative for entry in part.entries):
        return "explains a mark (it belongs to the legend) and is no item"
    if relative < part.body:
        return "is a heading"
    for table in part.tables:
        if table.line <= relative < table.end:
            return _in_table(table, relative)
    owner = _owner(checklist, line)
    if owner:
        return f"belongs to the item on line {owner}"
    if LIKE_BOX.match(text):
        return "looks like a task but is none: a box is one character in brackets with a blank behind it"
    return "is no task, no row of a status table and no line that begins with a status emoji"


def _in_table(table: Table, relative: int) -> str:
    if relative < table.line + 2:
        return "is in a table's header"
    return "is a row that says nothing" if table.status >= 0 else "is in a table without a status column"


def _owner(checklist: Checklist, line: int) -> int:
    """The line of the innermost item that a line belongs to, 0 for none."""
    index = checklist.section_index_at(line)
    relative = line - 1 - checklist.starts[index]
    owner = -1
    for record in checklist.parts[index].records:
        if record.line < relative < record.end:
            owner = record.line
    return checklist.starts[index] + owner + 1 if owner >= 0 else 0
