"""Giving a plain list boxes."""

from __future__ import annotations

from collections.abc import Iterator

from checkdown.blocks import ITEM, PARAGRAPH, Block
from checkdown.checklist import Checklist
from checkdown.edit import Splice
from checkdown.edits.lines import blocks_of
from checkdown.edits.notation import box_for
from checkdown.errors import EditRefused
from checkdown.reasons import LIKE_BOX
from checkdown.states import Kind, State


def track_list_splices(checklist: Checklist, line: int) -> list[Splice]:
    """The splices that give each bullet of the list on ``line`` its box; those that have one keep it."""
    section = checklist.section_index_at(line)
    base = checklist.starts[section]
    details = _detail_lines(checklist, section)
    legend = {base + entry.line + 1 for entry in checklist.parts[section].entries}
    mark = box_for(checklist, State.TODO)
    splices = []
    for block in _siblings(checklist, section, line - 1 - base):
        number = base + block.start + 1
        item = checklist.item_at(number)
        if number in details:
            raise EditRefused(f"line {number} says something about an item and is none itself")
        if number in legend:
            raise EditRefused(f"line {number} explains a mark (it belongs to the legend) and is no item")
        if item is None and LIKE_BOX.match(checklist.source.line(number)):
            raise EditRefused(
                f"line {number} looks like a task but is none; put its box right first: `- [ ] `"
            )
        if item is not None and item.kind is Kind.MARK:
            raise EditRefused(f"line {number} begins with a status emoji and is tracked already")
        if item is None and checklist.source.line(number)[block.column :].strip():
            splices.append(Splice(number, block.column + 1, "", f"[{mark}] "))
    if not splices:
        raise EditRefused(f"line {line} is in no list, or all of its bullets have boxes")
    return splices


def _detail_lines(checklist: Checklist, section: int) -> set[int]:
    """Lines of bullets that are evidence, reasons, probes and the like of a section's items."""
    return {
        detail.line
        for item in checklist.sections[section].items
        for detail in item.detail_lines
        if detail.label
    }


def _siblings(checklist: Checklist, section: int, line: int) -> Iterator[Block]:
    """First paragraphs of the list items that are in one list with the innermost one on ``line``."""
    blocks = blocks_of(checklist, section)
    holding = [b for b in blocks if b.kind == ITEM and b.start <= line < b.end]
    if not holding:
        return
    inner = holding[-1]
    first = {id(b.parent): b for b in blocks if b.kind == PARAGRAPH and b.first}
    items = [b for b in blocks if b.kind == ITEM and b.parent is inner.parent]
    base = checklist.starts[section]
    signs = [_sign(checklist.source.line(base + b.start + 1), b) for b in items]
    low = high = items.index(inner)
    # Items of one list follow each other without a gap; a list behind other text is another one, and so
    # is one with another sign: `-` behind `*`, a number behind a bullet, `1)` behind `1.`.
    while low > 0 and items[low - 1].end == items[low].start and signs[low - 1] == signs[low]:
        low -= 1
    while (
        high + 1 < len(items) and items[high].end == items[high + 1].start and signs[high] == signs[high + 1]
    ):
        high += 1
    yield from (first[id(b)] for b in items[low : high + 1] if id(b) in first)


def _sign(text: str, item: Block) -> str:
    """What tells a list from the next: the bullet of an item, or what stands behind its number."""
    return text[item.column :].lstrip("0123456789")[:1]
