"""A checklist as text for `git log -p`: each item with its section in front. Asks git nothing.

Git starts this for every version that it shows and has not cached, so it loads no more than reading takes.
"""

from __future__ import annotations

from collections.abc import Iterable

from checkdown import Checklist, Item, Kind, parse


def converted(data: bytes) -> bytes:
    """A checklist's text, each item's line with its section: ``13.1 Health Checks: [ ] Redis``.

    Every other line, and every text without items, is as it was.
    """
    checklist = parse(data)
    if not len(checklist.items):
        return data
    lines = list(checklist.source)
    put_in_place(checklist, checklist.items, lines)
    return "".join(lines).encode("utf-8", "surrogateescape")


def put_in_place(checklist: Checklist, items: Iterable[Item], lines: list[str], first: int = 1) -> None:
    """Put its section in front of each of these items, in lines of which the first has that number."""
    for item in items:
        raw = lines[item.line - first]
        ending = raw[len(raw.rstrip("\r\n")) :]
        lines[item.line - first] = f"{placed(item, _shown(item, checklist))}{ending}"


def _shown(item: Item, checklist: Checklist) -> str:
    line = checklist.source.line(item.line)
    return line[item.column - 2 :] if item.kind is Kind.TASK else line.strip()


def placed(item: Item, words: str) -> str:
    """Words about an item with its section in front."""
    title = item.section.title
    return f"{title}: {words}" if title else words
