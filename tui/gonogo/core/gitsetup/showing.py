"""Checklists as git shows them: each item with its section in front (textconv), or what changed (diff).

Both read the files that git names and ask git nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from checkdown import Checklist, Item, Kind, parse
from checkdown.merging.changes import Change, Changes
from checkdown.merging.version import Version


def converted(data: bytes) -> bytes:
    """A checklist's text, each item's line with its section: ``13.1 Health Checks: [ ] Redis``.

    Every other line, and every text without items, is as it was.
    """
    checklist = parse(data)
    if not len(checklist.items):
        return data
    lines = list(checklist.source)
    for item in reversed(checklist.items):
        raw = lines[item.line - 1]
        ending = raw[len(raw.rstrip("\r\n")) :]
        lines[item.line - 1] = f"{_placed(item, _shown(item, checklist))}{ending}"
    return "".join(lines).encode("utf-8", "surrogateescape")


def _shown(item: Item, checklist: Checklist) -> str:
    line = checklist.source.line(item.line)
    return line[item.column - 2 :] if item.kind is Kind.TASK else line.strip()


def _placed(item: Item, words: str) -> str:
    title = item.section.title
    return f"{title}: {words}" if title else words


def changes_shown(before: bytes, after: bytes) -> Iterator[str]:
    """What changed, as lines: ``13.1 Health Checks: [ ] -> [x] Redis``; other lines with ``-`` and ``+``."""
    old, new = Version(parse(before)), Version(parse(after))
    for change in Changes(old, new).all:
        flip = _flip(old, new, change)
        if flip:
            yield flip
            continue
        yield f"@@ -{change.lo + 1} +{change.first + 1} @@ {_section(new, change.first)}".rstrip()
        yield from (f"-{old.lines[n]}" for n in range(change.lo, change.hi))
        yield from (f"+{new.lines[n]}" for n in range(change.first, change.last))


def _flip(old: Version, new: Version, change: Change) -> str:
    """The line for an item whose state alone changed, else nothing."""
    before, after = old.items.get(change.lo), new.items.get(change.first)
    if not change.paired or before is None or after is None or before.mark == after.mark:
        return ""
    if old.keys[change.lo] != new.keys[change.first]:
        return ""
    states = f"{_state(before)} -> {_state(after)}"
    return _placed(after, f"{states} {after.text}")


def _state(item: Item) -> str:
    return f"[{item.mark}]" if item.kind is Kind.TASK else item.mark or "none"


def _section(version: Version, at: int) -> str:
    checklist = version.checklist
    return checklist.sections[checklist.section_index_at(min(at + 1, max(1, len(version.lines))))].title
