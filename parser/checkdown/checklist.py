"""A checklist: the parsed document as one immutable value.

Holds the source and its parts; sections, items, tallies and ids are derived from them. How text
becomes parts is ``parse``'s business, how an edit replaces one is ``apply``'s.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from .collecting import collector_paused
from .errors import AmbiguousItem, ItemNotFound
from .identity import ids_of
from .legend import Legend
from .outline import may_state_priority, normalised
from .parts import Part, Record, text_of
from .settle import Facts
from .source import Source
from .states import Kind, Role, State
from .tally import NOTHING, Counts, Tally, added, counted, taken
from .views import Item, Items, Section, Sections

if TYPE_CHECKING:
    from .commands import Command
    from .fields import Field
    from .signoffs import SignOff


class Shape(NamedTuple):
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

    def with_part(self, index: int, part: Part, source: Source, *, only: int | None = None) -> Checklist:
        """The checklist with another part in place of part ``index``, over ``source``.

        The part has as many lines and items as the one before, and nothing in it changes the facts of
        the whole document. ``only`` is the position in the part of the one record that differs,
        where the caller knows that. What was computed is carried over: titles and phases, ids if
        they are the same, and tallies, of which only those of the sections around it are new.
        ValueError where the part is of another size.
        """
        old = self.parts[index]
        if (part.level, part.count, len(part.records)) != (old.level, old.count, len(old.records)):
            raise ValueError("a part can be replaced alone by one of as many lines and items only")
        parts = list(self.parts)
        parts[index] = part
        fresh = Checklist(source, tuple(parts), self.facts, self.shape)
        known, carried = vars(self), vars(fresh)
        if "title_index" in known:
            carried["title_index"] = self.title_index
        if "phase_indexes" in known and _holds_items(old) == _holds_items(part):
            carried["phase_indexes"] = self.phase_indexes
        if "_index" in known and old.title == part.title and self.part_ids(index) == fresh.part_ids(index):
            carried["_index"] = self._index
        if "_tallies" in known:
            carried["_tallies"] = self._tallies_with(index, part, only)
        if "_priorities" in known:
            before, after = self._priorities_in(index, only), fresh._priorities_in(index, only)
            carried["_priorities"] = _replaced(self._priorities, before, after)
        return fresh

    def _tallies_with(self, index: int, part: Part, only: int | None) -> list[Counts]:
        """The tallies after part ``index`` was replaced: those of it and of what holds it are new."""
        old = self.parts[index]
        if only is None or old.own is None:
            before, after = old.counts, part.counts
        else:
            before, after = counted(_work(old.records[only])), counted(_work(part.records[only]))
            part.own = added(taken(old.own, before), after)
        tallies = self._tallies
        if before != after:
            tallies = tallies.copy()
            change = taken(after, before)
            tallies[-1] = added(tallies[-1], change)
            while index >= 0:
                tallies[index] = added(tallies[index], change)
                index = self.shape.parents[index]
        return tallies

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

    def items_in(self, span: range) -> Iterator[Item]:
        """The items at these positions, in their order."""
        if span.step != 1 or not span:
            yield from map(self.item, span)
            return
        index = span.start
        number = bisect_right(self.shape.firsts, index) - 1
        while index < span.stop:
            records = self.parts[number].records
            first = self.shape.firsts[number]
            for position in range(index - first, min(len(records), span.stop - first)):
                yield Item(self, first + position, number, records[position])
            index = max(index, first + len(records))
            number += 1

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
        return any(_holds_items(self.parts[i]) for i in range(index, self.subtree_end(index)))

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
        first, part = self.shape.firsts[index], self.parts[index]
        found = part.records_on(line - 1 - self.shape.starts[index])
        return [Item(self, first + i, index, part.records[i]) for i in found]

    def item_at(self, line: int) -> Item | None:
        """The item whose state stands on line ``line`` (1-based), if there is one."""
        found = self.items_at(line)
        return found[0] if found else None

    def why_not(self, line: int) -> str:
        """Why no item stands on a line, as the end of a sentence ("is in a code block")."""
        from .reasons import why_no_item

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
        """For each id, as far as equal items share it, the positions of its items."""
        index: dict[str, list[int]] = {}
        first = 0
        with collector_paused():
            for number, part in enumerate(self.parts):
                if part.records:
                    for position, name in enumerate(self.part_ids(number), first):
                        index.setdefault(name, []).append(position)
                    first += len(part.records)
        return index

    def part_ids(self, number: int) -> tuple[str, ...]:
        """The ids of a part's own items, without what tells equal ones apart."""
        part = self.parts[number]
        path = "\x1f".join(map(normalised, self.path_of(number)))
        if part.ids is None or part.ids[0] != path:
            start = self.starts[number]
            lines = self.source.lines(start + 1, start + part.count)
            texts = (text_of(part, record, lines[record.line : record.text_end]) for record in part.records)
            part.ids = (path, ids_of(path, texts))
        return part.ids[1]

    def id_of(self, index: int) -> str:
        """The id of the item at a position, with ``~n`` where several share it."""
        part = bisect_right(self.shape.firsts, index) - 1
        base = self.part_ids(part)[index - self.shape.firsts[part]]
        same = self._index[base]
        return base if len(same) == 1 else f"{base}~{bisect_right(same, index)}"

    # -- counting

    @cached_property
    def _tallies(self) -> list[Counts]:
        """For each section the tally of itself and all in it; the document's last."""
        own = [part.counts for part in self.parts]
        whole = NOTHING
        for index in range(len(own) - 1, -1, -1):
            parent = self.shape.parents[index]
            if parent >= 0:
                own[parent] = added(own[parent], own[index])
            else:
                whole = added(whole, own[index])
        return [*own, whole]

    def tally(self, section: Section | None = None, *, marks: bool = False) -> Tally:
        """Counts of tasks and rows of role item, in a section with all in it or in the document.

        ``marks`` counts marks too.
        """
        first, end = (section.index, self.subtree_end(section.index)) if section else (0, len(self.parts))
        if marks:
            parts = self.parts[first:end]
            return Tally.of(r.state for part in parts for r in part.records if r.role is Role.ITEM)
        return Tally(*self._tallies[section.index if section else -1])

    def priorities(self) -> dict[str, Tally]:
        """Counts by priority, for the priorities that occur, in order."""
        return {name: Tally(*self._priorities[name]) for name in sorted(self._priorities)}

    @cached_property
    def _priorities(self) -> dict[str, Counts]:
        found: dict[str, Counts] = {}
        for index in range(len(self.parts)):
            for name, counts in self._priorities_in(index).items():
                found[name] = added(found.get(name, NOTHING), counts)
        return found

    def _priorities_in(self, index: int, only: int | None = None) -> dict[str, Counts]:
        """Counts by priority of a part's own items, or of the one at a position."""
        part = self.parts[index]
        if not any(part.counts):
            return {}
        first, start = self.shape.firsts[index], self.starts[index]
        positions = range(len(part.records))
        if only is not None:
            positions = positions[only : only + 1]
        elif not may_state_priority("".join(self.source.slice(start + part.body + 1, start + part.count))):
            inherited = Section(self, index).priority
            return {inherited: part.counts} if inherited else {}
        states: dict[str, list[State]] = {}
        for position in positions:
            for state in _work(part.records[position]):
                states.setdefault(self.item(first + position).priority, []).append(state)
        states.pop("", None)
        return {name: counted(found) for name, found in states.items()}

    # -- what else stands in the document

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """Lines such as ``**Status:** Ready``."""
        from .fields import fields_of

        return fields_of(self)

    @cached_property
    def commands(self) -> tuple[Command, ...]:
        """Commands of shell fences, one per logical line; read, never run."""
        from .commands import commands_of

        return commands_of(self)

    @cached_property
    def signoffs(self) -> tuple[SignOff, ...]:
        """Lines and table rows on which a role signs."""
        from .signoffs import signoffs_of

        return signoffs_of(self)


def _holds_items(part: Part) -> bool:
    return any(record.role is Role.ITEM for record in part.records)


def _work(record: Record) -> tuple[State, ...]:
    """The record's state where it counts as work."""
    return (record.state,) if record.role is Role.ITEM and record.kind is not Kind.MARK else ()


def _replaced(
    whole: dict[str, Counts], before: dict[str, Counts], after: dict[str, Counts]
) -> dict[str, Counts]:
    """Sums of which some terms were ``before`` and are ``after``; those that come to nothing left out."""
    if before == after:
        return whole
    sums = whole.copy()
    for name, counts in after.items():
        sums[name] = added(sums.get(name, NOTHING), counts)
    for name, counts in before.items():
        sums[name] = taken(sums[name], counts)
    return {name: counts for name, counts in sums.items() if any(counts)}
