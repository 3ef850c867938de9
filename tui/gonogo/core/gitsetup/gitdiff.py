"""What changed between two versions of a checklist, as `git diff` shows it. Asks git nothing."""

from __future__ import annotations

from collections.abc import Iterator

from checkdown import Item, Kind, parse
from checkdown.merging.changes import Change, Changes
from checkdown.merging.version import Version
from gonogo.core.gitsetup.textconv import placed


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
    return placed(after, f"{states} {after.text}")


def _state(item: Item) -> str:
    return f"[{item.mark}]" if item.kind is Kind.TASK else item.mark or "none"


def _section(version: Version, at: int) -> str:
    checklist = version.checklist
    return checklist.sections[checklist.section_index_at(min(at + 1, max(1, len(version.lines))))].title
