"""Tasks as lines of lists: adding one, removing one with all that is nested in it, moving one."""

from __future__ import annotations

import re

from checkdown.blocks import FRONT
from checkdown.checklist import Checklist
from checkdown.edit import Splice
from checkdown.edits.lines import inserted, is_empty, removed
from checkdown.edits.newrows import add_row_splices
from checkdown.edits.notation import box_for
from checkdown.edits.writing import one_line
from checkdown.errors import EditRefused
from checkdown.patterns import pattern
from checkdown.source import Source
from checkdown.states import Kind, State
from checkdown.views import Item

_MARKER = pattern(r"([ \t>]*)((?:[-*+]|(\d{1,9})([.)]))[ \t]+)")
_RULE = pattern(r"[ \t]*(?:-[ \t]*){3,}$|[ \t]*(?:\*[ \t]*){3,}$|[ \t]*(?:_[ \t]*){3,}$")


def add_splices(
    checklist: Checklist, after: Item | None, section: int, text: str, state: State
) -> list[Splice]:
    """The splices that add a task (behind a row: a row) behind ``after``, else behind the last task of a
    section (by its index)."""
    words = one_line(text)
    if not words:
        raise EditRefused("an item cannot be without text")
    if after is not None and after.kind is Kind.ROW:
        return add_row_splices(after, text, state)
    task = f"[{box_for(checklist, state)}] {words}"
    if after is None:
        tasks = [i for i in checklist.sections[section].items if i.kind is Kind.TASK and i.record.depth == 1]
        if not tasks:
            return [_first_task(checklist, section, f"- {task}")]
        after = tasks[-1]
    if after.kind is not Kind.TASK:
        raise EditRefused(f"line {after.line} is no task; an item can be added behind tasks and rows only")
    prefix, marker = _sibling_head(after)
    return [inserted(checklist.source, after.end, f"{prefix}{marker}{task}")]


def _sibling_head(item: Item) -> tuple[str, str]:
    """What a task behind this one begins with: indent and quote marks, and the next list marker."""
    match = _marker(item)
    if match[3] is None:
        return match[1], match[2]
    number = int(match[3]) + (0 if _all_alike(item, match[3]) else 1)
    return match[1], f"{number}{match[2][len(match[3]) :]}"


def _marker(item: Item) -> re.Match[str]:
    """Indent and list marker of a task's line; EditRefused where the line begins several lists at once."""
    match = _MARKER.match(item.checklist.source.line(item.line))
    if match is None or match.end() != item.column - 2:
        raise EditRefused(f"line {item.line} holds more than this item; change it in an editor")
    return match


def _all_alike(item: Item, number: str) -> bool:
    """Whether the list numbers all of its items alike (``1.`` throughout), as some people do."""
    for other in item.section.items:
        same = other.kind is Kind.TASK and other.index != item.index and other.parent == item.parent
        match = _MARKER.match(item.checklist.source.line(other.line)) if same else None
        if match and match[3] == number and abs(other.index - item.index) == 1:
            return True
    return False


def _first_task(checklist: Checklist, section: int, task: str) -> Splice:
    """The splice that puts a list's first task behind a section's own text, set off by blank lines."""
    source, start = checklist.source, checklist.starts[section]
    part = checklist.parts[section]
    last = start + part.count
    first = start + max((span.end for span in part.spans if span.kind == FRONT), default=part.body)
    while last > first and (is_empty(source.line(last)) or _is_rule(source, last)):
        last -= 1
    above = source.ending if last else ""
    below = source.ending if last < source.line_count and not is_empty(source.line(last + 1)) else ""
    if not last and source.line_count:
        below = "" if is_empty(source.line(1)) else source.ending
    return inserted(source, last, above + task + below)


def _is_rule(source: Source, line: int) -> bool:
    """Whether a line is a rule that divides sections: dashes and the like behind an empty line."""
    return line > 1 and is_empty(source.line(line - 1)) and _RULE.match(source.line(line)) is not None


def delete_splices(item: Item) -> list[Splice]:
    """The splices that remove an item with all that is nested in it."""
    if item.kind is Kind.TASK:
        _marker(item)
    return [removed(item.checklist.source, item.line, item.end)]


def move_splices(item: Item, after: Item) -> list[Splice]:
    """The splices that move a task with its nested lines behind another task, as its sibling."""
    if item.kind is not Kind.TASK or after.kind is not Kind.TASK:
        raise EditRefused("only tasks can be moved, and only behind tasks")
    if item.line <= after.line <= item.end:
        raise EditRefused("an item cannot be moved behind itself or what is nested in it")
    source = item.checklist.source
    raws = source.slice(item.line, item.end)
    moved = _as_sibling(item, after)
    if after.end in (item.line - 1, item.end):
        # It stays where it is and only its depth or its marker may change.
        fresh = [line + raw[len(raw.rstrip("\r\n")) :] for line, raw in zip(moved, raws, strict=True)]
        return [Splice(item.line, 1, "".join(raws), "".join(fresh))] if fresh != raws else []
    text = "".join(line + raw[len(raw.rstrip("\r\n")) :] for line, raw in zip(moved, raws, strict=True))
    insert = inserted(source, after.end, text.rstrip("\r\n"))
    return sorted([insert, removed(source, item.line, item.end)], key=lambda splice: splice.start)


def _as_sibling(item: Item, after: Item) -> list[str]:
    """The item's lines (without endings) with the indent and the marker of a task behind ``after``."""
    source = item.checklist.source
    match = _marker(item)
    prefix, marker = _sibling_head(after)
    wider = len(marker) - len(match[2])
    if wider and "\t" in marker + match[2]:
        raise EditRefused("the two lists are indented differently; move the item in an editor")
    lines = [prefix + marker + source.line(item.line)[match.end() :]]
    for number in range(item.line + 1, item.end + 1):
        line = source.line(number)
        if is_empty(line):
            lines.append(prefix.rstrip(" \t") if ">" in prefix + line else line)
        elif line.startswith(match[1]):
            lines.append(prefix + _shifted(line[len(match[1]) :], wider))
        else:
            raise EditRefused(f"line {number} is not indented like the item; move it in an editor")
    return lines


def _shifted(rest: str, wider: int) -> str:
    """A nested line moved to the right or left, as far as it is indented at all."""
    lead = len(rest) - len(rest.lstrip(" "))
    return " " * wider + rest if wider > 0 else rest[min(lead, -wider) :]
