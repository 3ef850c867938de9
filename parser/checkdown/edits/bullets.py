"""Nested bullets under an item: where they go and how the file itself would write them."""

from __future__ import annotations

import re

from checkdown.details import Detail
from checkdown.edit import Splice
from checkdown.edits.lines import bullet_end, inserted
from checkdown.errors import EditRefused
from checkdown.patterns import pattern
from checkdown.states import Kind
from checkdown.views import Item

BULLET = pattern(r"([ \t>]*)([-*+])([ \t]+)")
_MARKERS = pattern(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)+")
_BARE_QUOTE = pattern(r">(?=[^ \t>])")


def insertion(item: Item, body: str, *, label: str) -> Splice:
    """The splice that puts ``- body`` under an item: behind its last bullet of this label, else
    directly behind its text. EditRefused for a line of a paragraph, which cannot hold bullets."""
    doc = item.checklist
    if not holds_bullets(item):
        raise EditRefused(
            f"line {item.line} is a line of a paragraph, and nothing can be written under it; "
            "set its state alone, or make each line of the paragraph a bullet first: `- ` before it"
        )
    alike = [detail for detail in item.detail_lines if detail.label == label]
    last = detail_end(item, alike[-1]) if alike else item.text_end
    return inserted(doc.source, last, _head(item) + body)


def holds_bullets(item: Item) -> bool:
    """Whether bullets can be nested under an item: a task, or a bullet that begins with an emoji."""
    head = item.checklist.source.line(item.line)[: item.column - 1]
    return item.kind is Kind.TASK or (item.kind is Kind.MARK and _MARKERS.fullmatch(head) is not None)


def detail_end(item: Item, detail: Detail) -> int:
    """Last line of a nested bullet with all that is nested in it, or of a labelled paragraph."""
    if BULLET.match(item.checklist.source.line(detail.line)):
        return bullet_end(item.checklist, item.section_index, detail.line)
    return detail.pieces[-1].line


def _head(item: Item) -> str:
    """Indent and bullet for a child of this item: those of its own children, else its content column."""
    doc = item.checklist
    base = doc.starts[item.section_index]
    own = item.index - doc.shape.firsts[item.section_index]
    records = doc.parts[item.section_index].records
    children = [detail.line for detail in item.detail_lines]
    children += [base + r.line + 1 for r in records if r.parent == own and r.depth == item.record.depth + 1]
    for line in sorted(children):
        match = BULLET.match(doc.source.line(line))
        if match:
            return f"{match[1]}{match[2]} "
    content = item.column - 1 if item.kind is Kind.MARK else item.column - 2
    return child_head(doc.source.line(item.line)[:content])


def child_head(head: str) -> str:
    """Indent and bullet for a child of the list item whose line begins so, up to where its text begins."""
    marker = re.search(r"[-*+]", head)
    # A quote mark takes the blank behind it; where the line has none, the bullet needs one more.
    spaced = _BARE_QUOTE.sub("> ", head)
    prefix = "".join(char if char in " \t>" else " " for char in spaced)
    return f"{prefix}{marker[0] if marker else '-'} "
