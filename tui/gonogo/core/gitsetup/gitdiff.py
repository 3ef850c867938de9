"""What changed between two versions of a checklist, as `git diff` shows it. Asks git nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checkdown import Item, Kind, parse
from checkdown.merging.changes import Change, Changes
from checkdown.merging.version import Version
from gonogo.core.gitsetup.textconv import placed


def changes_shown(before: bytes, after: bytes) -> Iterator[str]:
    """What changed, as lines: ``13.1 Health Checks: [ ] -> [x] Redis``; other lines with ``-`` and ``+``.

    Line ends of another kind are told once, and not by every line that has them.
    """
    ends = _ends(before), _ends(after)
    if all(ends) and ends[0] != ends[1]:
        yield f"line ends {ends[0]} -> {ends[1]}"
        before, after = before.replace(b"\r\n", b"\n"), after.replace(b"\r\n", b"\n")
    old, new = Version(parse(before)), Version(parse(after))
    hunk: list[Change] = []
    for change in Changes(old, new).all:
        flip = _flip(old, new, change)
        if hunk and (flip or (hunk[-1].hi, hunk[-1].last) != (change.lo, change.first)):
            yield from _shown(old, new, hunk)
            hunk = []
        if flip:
            yield flip
        else:
            hunk.append(change)
    if hunk:
        yield from _shown(old, new, hunk)


def _ends(data: bytes) -> str:
    """Which line ends a text has: LF, CRLF, both; "" where it has none."""
    pairs = data.count(b"\r\n")
    lone = data.count(b"\n") - pairs
    return "CRLF and LF" if pairs and lone else "CRLF" if pairs else "LF" if lone else ""


def _shown(old: Version, new: Version, hunk: Sequence[Change]) -> Iterator[str]:
    """Changes that follow each other, what was before what is."""
    first, last = hunk[0], hunk[-1]
    yield f"@@ -{first.lo + 1} +{first.first + 1} @@ {_section(new, first.first)}".rstrip()
    yield from (f"-{old.lines[n]}" for n in range(first.lo, last.hi))
    yield from (f"+{new.lines[n]}" for n in range(first.first, last.last))


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
