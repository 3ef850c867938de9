"""Whole lines: putting one behind another, taking some away, and which blocks they belong to."""

from __future__ import annotations

from checkdown.blocks import ITEM, Block
from checkdown.checklist import Checklist
from checkdown.edit import Splice
from checkdown.reading import front_matter
from checkdown.scanning import scan
from checkdown.source import Source, without_ending

BLANKS = " \t>"
"""Indentation and the marks of quotes."""


def inserted(source: Source, after: int, text: str) -> Splice:
    """The splice that makes lines of ``text`` (no line end behind it) follow line ``after``; 0: the top."""
    if after == 0:
        return Splice(1, 1, "", text + source.ending)
    raw = source.raw(after)
    content = without_ending(raw)
    ending = raw[len(content) :]
    if after < source.line_count:
        return Splice(after + 1, 1, "", text + ending)
    return Splice(after, len(content) + 1, "", (ending or source.ending) + text)


def removed(source: Source, first: int, last: int) -> Splice:
    """The splice that removes lines ``first`` to ``last`` (1-based, both included) with their endings."""
    text = "".join(source.slice(first, last))
    if text.endswith(("\n", "\r")) or first == 1:
        return Splice(first, 1, text, "")
    above = source.raw(first - 1)
    content = without_ending(above)
    return Splice(first - 1, len(content) + 1, above[len(content) :] + text, "")


def is_empty(text: str) -> bool:
    """Whether a line holds nothing but indentation and the marks of quotes."""
    return not text.strip(BLANKS)


def blocks_of(checklist: Checklist, section: int) -> list[Block]:
    """The blocks of a section, lines relative to its first line (0-based)."""
    start, part = checklist.starts[section], checklist.parts[section]
    lines = [without_ending(raw) for raw in checklist.source.slice(start + 1, start + part.count)]
    skipped = front_matter(lines) if section == 0 else 0
    found: list[Block] = []
    scan([""] * skipped + lines[skipped:], lambda blocks, _end: found.extend(blocks))
    return found


def bullet_end(checklist: Checklist, section: int, line: int) -> int:
    """Last line (1-based, blank ones behind it not counted) of the list item that begins on ``line``."""
    base = checklist.starts[section]
    ends = [b.end for b in blocks_of(checklist, section) if b.kind == ITEM and b.start == line - 1 - base]
    end = base + ends[-1] if ends else line
    while end > line and is_empty(checklist.source.line(end)):
        end -= 1
    return end
