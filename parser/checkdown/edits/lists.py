"""Tasks as lines of lists: adding, removing, moving, rewording, and giving plain bullets boxes."""

from __future__ import annotations

import re

from ..applying import blocks_of
from ..blocks import ITEM, PARAGRAPH, Block
from ..checklist import Checklist
from ..edit import Splice
from ..errors import EditRefused
from ..intents import AddItem, DeleteItem, MoveItem, Reword, TrackList
from ..states import Kind, State
from ..views import Item
from .bullets import new_line
from .evidence import whole_lines
from .state import _box as box_for
from .writing import for_bullet, for_cell

_MARKER = re.compile(r"([ \t>]*)((?:[-*+]|\d{1,9}[.)])[ \t]+)")


def reword_splices(checklist: Checklist, item: Item, intent: Reword) -> list[Splice]:
    """The splices that give an item another text."""
    if item.kind is Kind.ROW:
        cell = next(c for c in item.cells if c.column == item.record.text_column + 1)
        words = for_cell(intent.text)
        if not words:
            raise EditRefused("an item cannot be without text")
        old = checklist.source.line(item.line)[cell.column - 1 : cell.column - 1 + cell.width]
        return [Splice(item.line, cell.column, old, words)] if old != words else []
    words = for_bullet(intent.text) if item.kind is Kind.MARK else " ".join(intent.text.split())
    if not words:
        raise EditRefused("an item cannot be without text")
    source = checklist.source
    old = source.line(item.line)[item.record.text_column :]
    if item.text_end > item.line:
        rest = [source.raw(item.line)[item.record.text_column :]]
        rest += [source.raw(line) for line in range(item.line + 1, item.text_end)]
        old = "".join(rest) + source.line(item.text_end)
    return [Splice(item.line, item.record.text_column + 1, old, words)] if old != words else []


def delete_splices(checklist: Checklist, item: Item, intent: DeleteItem) -> list[Splice]:
    """The splices that remove an item with all that is nested in it."""
    if item.kind is Kind.MARK and item.record.depth == 0:
        last = item.line
    else:
        last = item.end
    if item.kind is Kind.TASK and _MARKER.match(checklist.source.line(item.line)) is None:
        raise EditRefused(f"line {item.line} holds more than this item; remove it in an editor")
    return [whole_lines(checklist.source, item.line, last)]


def add_splices(checklist: Checklist, after: Item | None, intent: AddItem) -> list[Splice]:
    """The splices that add a task behind ``after``, or at the end of the section on ``intent.line``."""
    words = for_bullet(intent.text)
    if not words:
        raise EditRefused("an item cannot be without text")
    mark = box_for(checklist, intent.state)
    if after is None:
        section = checklist.sections[checklist.section_index_at(max(1, intent.line))]
        tasks = [item for item in section.items if item.kind is Kind.TASK and item.record.depth == 1]
        if not tasks:
            return _first_task(checklist, section.index, f"- [{mark}] {words}")
        after = tasks[-1]
    if after.kind is not Kind.TASK:
        raise EditRefused(f"line {after.line} is no task; a task can be added behind tasks only")
    head = _head(checklist, after)
    return [new_line(checklist, after.end, f"{head}[{mark}] {words}")]


def _head(checklist: Checklist, item: Item) -> str:
    """What a sibling of a task begins with: indent, quote marks and the next marker."""
    match = _MARKER.match(checklist.source.line(item.line))
    if match is None or match.end() != item.column - 2:
        raise EditRefused(f"line {item.line} holds several lists at once; edit it in an editor")
    number = re.match(r"(\d+)(.*)", match[2])
    marker = f"{int(number[1]) + 1}{number[2]}" if number else match[2]
    return match[1] + marker


def _first_task(checklist: Checklist, index: int, line: str) -> list[Splice]:
    source, start = checklist.source, checklist.starts[index]
    last = start + checklist.parts[index].count
    first = start + checklist.parts[index].body
    while last > first and source.line(last).strip() in ("", "---", "***", "___"):
        last -= 1
    if last == 0:
        return [Splice(1, 1, "", line + source.ending)]
    ending = source.ending
    raw = source.raw(last)
    if raw.endswith(("\n", "\r")) and last < source.line_count:
        return [Splice(last + 1, 1, "", f"{ending}{line}{ending}")]
    body = f"{ending}{line}" if raw.endswith(("\n", "\r")) else f"{ending}{ending}{line}"
    return [
        Splice(last, len(source.line(last)) + 1, "", ending + line if raw.endswith(("\n", "\r")) else body)
    ]


def move_splices(checklist: Checklist, item: Item, after: Item, intent: MoveItem) -> list[Splice]:
    """The splices that move a task with its nested lines behind another task."""
    if item.kind is not Kind.TASK or after.kind is not Kind.TASK:
        raise EditRefused("only tasks can be moved, and only behind tasks")
    if item.line <= after.line <= item.end:
        raise EditRefused("an item cannot be moved into itself")
    source = checklist.source
    here, there = _MARKER.match(source.line(item.line)), _MARKER.match(source.line(after.line))
    if here is None or there is None or here.end() != item.column - 2 or there.end() != after.column - 2:
        raise EditRefused("one of the two lines holds several lists at once; move it in an editor")
    lines = [source.line(line) for line in range(item.line, item.end + 1)]
    if here[1] != there[1]:
        lines = [_reindented(line, here[1], there[1]) for line in lines]
    insert = new_line(checklist, after.end, source.ending.join(lines))
    remove = whole_lines(source, item.line, item.end)
    return sorted([insert, remove], key=lambda s: (s.line, s.column))


def _reindented(line: str, old: str, new: str) -> str:
    if not line.startswith(old):
        if not line.strip():
            return line
        raise EditRefused("the item's lines are not indented alike; move it in an editor")
    return new + line[len(old) :]


def track_list_splices(checklist: Checklist, intent: TrackList) -> list[Splice]:
    """The splices that give each bullet of a list its box; those that have one keep it."""
    index = checklist.section_index_at(intent.line)
    base = checklist.starts[index]
    blocks = blocks_of(checklist, index)
    siblings = _siblings(blocks, intent.line - 1 - base)
    mark = box_for(checklist, State.TODO)
    splices = []
    for block in siblings:
        line = base + block.start + 1
        item = checklist.item_at(line)
        text = checklist.source.line(line)[block.column :]
        if (item is None or item.kind is Kind.MARK) and text.strip():
            if item is not None and item.kind is Kind.MARK:
                raise EditRefused(f"line {line} begins with a status emoji and is tracked already")
            splices.append(Splice(line, block.column + 1, "", f"[{mark}] "))
    if not splices:
        raise EditRefused(f"line {intent.line} is in no list, or all of its bullets have boxes")
    return splices


def _siblings(blocks: list[Block], line: int) -> list[Block]:
    """First paragraphs of the list items that stand beside the innermost one on ``line``."""
    holding = [b for b in blocks if b.kind == ITEM and b.start <= line < b.end]
    if not holding:
        return []
    inner = holding[-1]
    first = {id(b.parent): b for b in blocks if b.kind == PARAGRAPH and b.first}
    items = [b for b in blocks if b.kind == ITEM and b.parent is inner.parent]
    at = items.index(inner)
    low = high = at
    # Items of one list follow each other without a gap; a list behind other text is another one.
    while low > 0 and items[low - 1].end == items[low].start:
        low -= 1
    while high + 1 < len(items) and items[high].end == items[high + 1].start:
        high += 1
    return [first[id(b)] for b in items[low : high + 1] if id(b) in first]
