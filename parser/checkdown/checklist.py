"""A checklist: the parsed document as one immutable value.

Holds the source and its parts; sections, items, tallies and ids are derived from them. How text
becomes parts is ``parse``'s business, how an edit replaces one is ``apply``'s.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from .commands import Command, commands_of
from .errors import AmbiguousItem, ItemNotFound
from .fields import Field, fields_of
from .identity import id_of, label_of
from .legend import Legend
from .outline import normalised
from .parts import Part
from .reasons import why_no_item
from .settle import Facts
from .signoffs import SignOff, signoffs_of
from .source import Source
from .states import Kind, Role
from .tally import Tally
from .views import Item, Items, Section, Sections


@dataclass(frozen=True, slots=True)
class Shape:
    """Where parts begin and how they nest; shared by all checklists whose lines are the same."""

    starts: tuple[int, ...]
    """Lines before each part."""
    firsts: tuple[int, ...]
    """Items before each part."""
    parents: tuple[int, ...]
    """Index of the part that holds each one, -1 for none."""
    items: int
    """Number of items in all."""

    @classmethod
    def of(cls, parts: Sequence[Part]) -> Shape:
        """The shape of parts in document order."""
        parents: list[int] = []
        stack: list[tuple[int, int]] = []
        for index, part in enumerate(parts):
            while stack and part.level and stack[-1][0] >= part.level:
                stack.pop()
            parents.append(stack[-1][1] if stack else -1)
            if part.level:
                stack.append((part.level, index))
        firsts = list(accumulate((len(part.records) for part in parts), initial=0))
        starts = list(accumulate((part.count for part in parts), initial=0))
        return cls(tuple(starts[:-1]), tuple(firsts[:-1]), tuple(parents), firsts[-1])


class Checklist:
    """One markdown document, read. Immutable; an edit gives a new one that shares what it can."""

    def __init__(self, source: Source, parts: tuple[Part, ...], facts: Facts, shape: Shape) -> None:
        self.source = source
        """The original text."""
        self.parts = parts
        """Stored form, for this package."""
        self.facts = facts
        self.shape = shape

    def with_part(self, index: int, part: Part, source: Source) -> Checklist:
        """The checklist with another part of as many lines and items in place of one, over ``source``."""
        parts = (*self.parts[:index], part, *self.parts[index + 1 :])
        return Checklist(source, parts, self.facts, self.shape)

    @property
    def starts(self) -> tuple[int, ...]:
        """Lines before each part."""
        return self.shape.starts

    @property
    def legend(self) -> Legend:
        """What the document says that its marks mean."""
        return self.facts.legend

    @property
    def sections(self) -> Sections:
        """All sections in document order; the first is what stands before the first heading."""
        return Sections(self)

    @property
    def items(self) -> Items:
        """All items in document order."""
        return Items(self, range(self.shape.items))

    def item(self, index: int) -> Item:
        """The item at a position among all items."""
        part = bisect_right(self.shape.firsts, index) - 1
        return Item(self, index, part, self.parts[part].records[index - self.shape.firsts[part]])

    @cached_property
    def title_index(self) -> int:
        """Index of the title's section: the only level-1 heading, if it comes first; else -1."""
        tops = [i for i, part in enumerate(self.parts) if part.level == 1]
        first = next((i for i, part in enumerate(self.parts) if part.level), -1)
        return first if tops == [first] and first > 0 else -1

    @property
    def title(self) -> str:
        """The document's title as it is written, else ""."""
        return self.parts[self.title_index].title if self.title_index >= 0 else ""

    @cached_property
    def phase_indexes(self) -> dict[int, None]:
        """Indexes of the sections that are phases, in document order."""
        title = self.title_index
        levels = [part.level for i, part in enumerate(self.parts) if part.level and i != title]
        if not levels:
            return {title: None} if title >= 0 and self._holds_work(title) else {}
        top = min(levels)
        return {
            i: None
            for i, part in enumerate(self.parts)
            if part.level == top and i != title and self._holds_work(i)
        }

    def _holds_work(self, index: int) -> bool:
        return any(
            record.role is Role.ITEM
            for part in self.parts[index : self.subtree_end(index)]
            for record in part.records
        )

    @property
    def phases(self) -> tuple[Section, ...]:
        """The stages of the work: the document's top sections that hold items."""
        return tuple(Section(self, index) for index in self.phase_indexes)

    def subtree_end(self, index: int) -> int:
        """Index after the last section inside section ``index``."""
        level = self.parts[index].level
        end = index + 1
        if level:
            while end < len(self.parts) and self.parts[end].level > level:
                end += 1
        return end

    def path_of(self, index: int) -> tuple[str, ...]:
        """Titles of the sections that hold section ``index``, itself last; the document's title left out."""
        path: list[str] = []
        while index >= 0 and self.parts[index].level:
            if index != self.title_index:
                path.append(self.parts[index].title)
            index = self.shape.parents[index]
        return tuple(reversed(path))

    # -- finding

    def section_index_at(self, line: int) -> int:
        """Index of the section that holds line ``line`` (1-based)."""
        return max(0, bisect_right(self.shape.starts, line - 1) - 1)

    def items_at(self, line: int) -> list[Item]:
        """All items whose state stands on the line."""
        index = self.section_index_at(line)
        first, start = self.shape.firsts[index], self.shape.starts[index]
        records = self.parts[index].records
        return [Item(self, first + i, index, r) for i, r in enumerate(records) if start + r.line + 1 == line]

    def item_at(self, line: int) -> Item | None:
        """The item whose state stands on line ``line`` (1-based), if there is one."""
        found = self.items_at(line)
        return found[0] if found else None

    def why_not(self, line: int) -> str:
        """Why no item stands on a line, as the end of a sentence ("is in a code block")."""
        return why_no_item(self, line)

    def find(self, address: str) -> Item:
        """The item of an id or a line number; ItemNotFound or AmbiguousItem with a sentence."""
        if address.isascii() and address.isdigit():
            line = int(address)
            item = self.item_at(line)
            if item is None:
                raise ItemNotFound(f"line {line} {self.why_not(line)}")
            return item
        base, tilde, count = address.partition("~")
        found = self._index.get(base, ())
        if not found:
            raise ItemNotFound(f"no item has the id {address!r}; `gonogo list` shows the ids")
        if tilde:
            if not count.isdigit() or not 1 <= int(count) <= len(found):
                raise ItemNotFound(f"no item has the id {address!r}: {base!r} occurs {len(found)} times")
            return self.item(found[int(count) - 1])
        if len(found) > 1:
            lines = ", ".join(f"{base}~{n} on line {self.item(i).line}" for n, i in enumerate(found[:6], 1))
            raise AmbiguousItem(f"{base!r} names {len(found)} items: {lines}; name one of them")
        return self.item(found[0])

    def twins(self, name: str) -> list[Item]:
        """The items that share an id, whatever ``~n`` it ends in; none where no item has it."""
        return [self.item(index) for index in self._index.get(name.partition("~")[0], ())]

    @cached_property
    def _index(self) -> dict[str, list[int]]:
        index: dict[str, list[int]] = {}
        first = 0
        for number, part in enumerate(self.parts):
            for position, name in enumerate(self._part_ids(number), first):
                index.setdefault(name, []).append(position)
            first += len(part.records)
        return index

    def _part_ids(self, number: int) -> tuple[str, ...]:
        part = self.parts[number]
        path = "\x1f".join(normalised(title) for title in self.path_of(number))
        if part.ids is None or part.ids[0] != path:
            first = self.shape.firsts[number]
            items = (Item(self, first + i, number, record) for i, record in enumerate(part.records))
            part.ids = (path, tuple(id_of(path, label_of(item.text)) for item in items))
        return part.ids[1]

    def id_of(self, index: int) -> str:
        """The id of the item at a position, with ``~n`` where several share it."""
        part = bisect_right(self.shape.firsts, index) - 1
        base = self._part_ids(part)[index - self.shape.firsts[part]]
        same = self._index[base]
        return base if len(same) == 1 else f"{base}~{same.index(index) + 1}"

    # -- counting

    @cached_property
    def _tallies(self) -> list[Tally]:
        """For each section the tally of itself and all in it."""
        own = [part_tally(part) for part in self.parts]
        for index in range(len(own) - 1, -1, -1):
            parent = self.shape.parents[index]
            if parent >= 0:
                own[parent] = own[parent] + own[index]
        return own

    def tally(self, section: Section | None = None, *, marks: bool = False) -> Tally:
        """Counts of tasks and rows of role item, in a section with all in it or in the document.

        ``marks`` counts marks too.
        """
        first, end = (section.index, self.subtree_end(section.index)) if section else (0, len(self.parts))
        if marks:
            parts = self.parts[first:end]
            return Tally.of(r.state for part in parts for r in part.records if r.role is Role.ITEM)
        if section is not None:
            return self._tallies[section.index]
        tops = [self._tallies[i] for i, parent in enumerate(self.shape.parents) if parent < 0]
        return sum(tops, Tally())

    def priorities(self) -> dict[str, Tally]:
        """Counts by priority, for the priorities that occur, in order."""
        states: dict[str, list[str]] = {}
        for item in self.items:
            if item.role is Role.ITEM and item.kind is not Kind.MARK and (priority := item.priority):
                states.setdefault(priority, []).append(item.state)
        return {name: Tally.of(states[name]) for name in sorted(states)}  # type: ignore[arg-type]

    # -- what else stands in the document

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """Lines such as ``**Status:** Ready``."""
        return fields_of(self)

    @cached_property
    def commands(self) -> tuple[Command, ...]:
        """Commands of shell fences, one per logical line; read, never run."""
        return commands_of(self)

    @cached_property
    def signoffs(self) -> tuple[SignOff, ...]:
        """Lines and table rows on which a role signs."""
        return signoffs_of(self)


def part_tally(part: Part) -> Tally:
    """The tally of a part's own tasks and rows of role item."""
    if part.tally is None:
        part.tally = Tally.of(
            r.state for r in part.records if r.role is Role.ITEM and r.kind is not Kind.MARK
        )
    return part.tally
