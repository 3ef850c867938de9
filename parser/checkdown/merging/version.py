"""One of the three texts of a merge, as its lines are compared: what stands on each, and what names it.

A line's key is its text without the state of its item: a line that was ticked has the key it had before,
and a row keeps its key when the table is aligned anew.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable
from functools import cached_property

from checkdown.cells import split_row
from checkdown.checklist import Checklist
from checkdown.source import without_ending
from checkdown.views import Item


class Version:
    """The lines of one version (0-based here), with the items and tables that stand on them."""

    def __init__(self, checklist: Checklist) -> None:
        self.checklist = checklist
        self.source = checklist.source
        raws = list(self.source)
        self.lines = [without_ending(raw) for raw in raws]
        ending = self.source.ending
        self.endings = [raw[len(line) :] or ending for raw, line in zip(raws, self.lines, strict=True)]
        self.closed = not raws or raws[-1].endswith(("\n", "\r"))
        """Whether the last line has an ending."""

    @cached_property
    def items(self) -> dict[int, Item]:
        """The first item on each line that has one."""
        found: dict[int, Item] = {}
        for item in self.checklist.items:
            found.setdefault(item.line - 1, item)
        return found

    @cached_property
    def _item_lines(self) -> list[int]:
        return sorted(self.items)

    @cached_property
    def tables(self) -> dict[int, int]:
        """For each line of a table the first line of that table."""
        found: dict[int, int] = {}
        for start, part in zip(self.checklist.starts, self.checklist.parts, strict=False):
            for table in part.tables:
                first = start + table.line
                found.update(dict.fromkeys(range(first, start + table.end), first))
        return found

    @cached_property
    def keys(self) -> list[Hashable]:
        """What each line is matched by."""
        return [self._key(at) for at in range(len(self.lines))]

    def _key(self, at: int) -> Hashable:
        line = self.lines[at]
        item = self.items.get(at)
        if item is not None:
            column = item.column - 1
            line = line[:column] + line[column + len(item.mark) :]
        if at in self.tables:
            return tuple(cell.text for cell in split_row(line, 0))
        return ("item", line.rstrip()) if item is not None else line.rstrip()

    def owner(self, at: int, above: int) -> Item | None:
        """The innermost item that begins before line ``above`` and to which line ``at`` belongs."""
        place = bisect_left(self._item_lines, above) - 1
        item: Item | None = self.items[self._item_lines[place]] if place >= 0 else None
        while item is not None and item.end <= at:
            item = item.parent
        return item

    def home(self, item: Item) -> tuple[int, int]:
        """Where an item belongs: the lines (0-based, -1 for none) of its section's heading and its parent."""
        parent = item.parent
        return item.section.line - 1, parent.line - 1 if parent is not None else -1

    def section_at(self, at: int) -> range:
        """The lines of the section in which a line stands, and the place behind its last one; all for -1."""
        if at < 0:
            return range(len(self.lines) + 1)
        index = self.checklist.section_index_at(at + 1)
        start = self.checklist.starts[index]
        return range(start, start + self.checklist.parts[index].count + 1)
