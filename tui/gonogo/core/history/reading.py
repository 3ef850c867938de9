"""Goes through the versions of a checklist, the oldest first, and tells the flips of each.

Each version is compared with its own parents, so that flips are told of the commit that made them, through
merges. Versions are compared by what changed between them: where a box was turned nothing is read, where
more changed the checklist is carried along as edits.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from checkdown import Checklist, Item, Kind, Role, Splice, State, parse
from checkdown.attached import attached_to
from checkdown.comparing.items import ItemPairs
from checkdown.comparing.sections import SectionPairs
from gonogo.core.git.content import is_lfs_pointer, is_no_text
from gonogo.core.git.repository import Repository

from .boxes import Boxes, Turns
from .carrying import Text, carried_on, one_line
from .sides import Sides
from .values import Flip, Version
from .versions import contents

_KEPT = 48  # versions that are held: branches begin at one of the last few, as a rule
_PUT_OFF = 200  # turns of boxes after which a version is read: the chain of those before it would grow

_Known = tuple[Checklist, Sequence[int]]
"""A checklist and the numbers of its items."""


@dataclass(frozen=True, slots=True)
class _Held:
    """One version: its text, and its checklist or how that follows from an earlier one."""

    text: Text
    boxes: Boxes
    turns: Turns | None = None


class Reader:
    """Goes through versions, the oldest first, and keeps the last few checklists."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._held: OrderedDict[str, _Held] = OrderedDict()
        self._numbers: dict[str, Sequence[int]] = {}
        """Blob -> the numbers of its items; versions with the same items share one list."""
        self._instead: dict[str, str] = {}
        """Blob that is no text -> the one before it, which stands for it: the items are what they were."""
        self.unread: list[Version] = []
        """Versions in which the file is no text."""
        self.count = 0
        self.added: dict[int, Version] = {}
        """Number of an item -> the version that brought it."""
        self._said: dict[int, tuple[object, str, str, tuple[str, ...]]] = {}
        """Number of an item -> the ids of its section, the very same while nothing was read again; the item's
        id, text, evidence."""

    def begin(self, blob: str, numbers: Sequence[int], count: int, added: Mapping[int, Version]) -> None:
        """Go on from a version whose items have numbers already."""
        self._numbers[blob] = numbers
        self.count = count
        self.added.update(added)

    def read(self, version: Version, texts: Mapping[str, bytes]) -> Sequence[Flip]:
        """The flips of the next version; whichever items are new were brought by it."""
        for blob in version.before:
            if blob:
                self._know(blob, texts)
        known = self.count
        flips = self._flips(version, texts)
        self.added.update(dict.fromkeys(range(known + 1, self.count + 1), version))
        return flips

    def decided(self, version: Version, sides: Sides) -> Iterator[Flip]:
        """What a merge decided between its sides: flips of one of them that are not in what came of it."""
        if not version.after:
            return
        checklist, numbers = self.checklist(version.after)
        known = [_states(*self.checklist(blob)) if blob else {} for blob in version.before]
        now = _states(checklist, numbers)
        apart = {n for each in known for n, state in each.items() if now.get(n, state) is not state}
        for at, number in enumerate(numbers) if apart else ():
            item = checklist.item(at) if number in apart else None
            if item is None or item.role is not Role.ITEM:
                continue
            before = sides.dropped(number, item.state, tuple(each.get(number) for each in known))
            if before is not None:
                yield self._told(item, number, before, item.state, version)

    def _flips(self, version: Version, texts: Mapping[str, bytes]) -> Sequence[Flip]:
        if not version.after:
            return ()
        befores = [self._instead.get(blob, blob) for blob in version.before if blob]
        if version.after in befores:
            return ()  # as one of its sides; what it decided between them is told of it apart
        data = self._data(version.after, texts)
        if len(befores) == 1:
            flips = self._turned(version, befores[0], data)
            if flips is not None:
                return flips
        if _is_unread(data):
            self.unread.append(version)
            if befores:
                self._instead[version.after] = befores[0]
                return ()
        parents = [self.checklist(blob, texts) for blob in befores]
        if not parents:
            self.checklist(version.after, texts)
            return ()
        (old, numbers), *others = parents
        new, text, splices = carried_on(old, self._held[befores[0]].text, data)
        fresh: Sequence[int] = numbers
        pairs = self._only_boxes(old, new, splices)
        known = self.count
        if pairs is None:
            pairs, fresh = self._matched(old, new, numbers, others)
        self._keep(version.after, _Held(text, Boxes(new)), fresh)
        found = [self._flip(old.items[a], new.items[b], fresh[b], version) for a, b in pairs]
        flips = [flip for flip in found if flip is not None and self._is_new(flip, others)]
        if self.count == known:
            return flips
        came = [index for index, number in enumerate(fresh) if number > known]
        return flips + [self._come(new.items[n], fresh[n], version) for n in came if _has_begun(new.items[n])]

    def _turned(self, version: Version, before: str, data: bytes) -> Sequence[Flip] | None:
        """The flips of a version that turned one box; None where it is to be read."""
        held = self._held.get(before)
        if held is None or (held.turns is not None and held.turns.count >= _PUT_OFF):
            return None
        splice = one_line(held.text, data)
        told = held.boxes.turn(held.turns, splice) if splice is not None else None
        if told is None or splice is None:
            return None
        turns, turned = told
        numbers = self._numbers[before]
        self._keep(version.after, _Held(held.text.followed_by(data, splice.line), held.boxes, turns), numbers)
        item = turned.item
        if turned.before is turned.after or item.role is not Role.ITEM:
            return ()
        return (self._told(item, numbers[item.index], turned.before, turned.after, version),)

    @staticmethod
    def _only_boxes(
        old: Checklist, new: Checklist, splices: Sequence[Splice]
    ) -> list[tuple[int, int]] | None:
        """The items whose boxes changed, where nothing else did; None where anything else may have."""
        found = []
        if len(old.items) != len(new.items) or not splices:
            return None
        for splice in splices:
            a, b = old.item_at(splice.line), new.item_at(splice.line)
            if a is None or b is None or a.kind is not Kind.TASK or len(splice.old) != len(splice.new) != 1:
                return None
            if (a.column, b.column, a.mark) != (
                splice.column,
                splice.column,
                splice.old,
            ) or b.index != a.index:
                return None
            found.append((a.index, b.index))
        return found

    def _matched(
        self,
        old: Checklist,
        new: Checklist,
        numbers: Sequence[int],
        others: Sequence[_Known],
    ) -> tuple[list[tuple[int, int]], list[int]]:
        found = ItemPairs(old, new, SectionPairs(old, new), changed_only=True)
        fresh: list[int | None] = [None] * len(new.items)
        for first, then, count in found.stretches:
            fresh[then : then + count] = numbers[first : first + count]
        for a, b in found.pairs.items():
            fresh[b] = numbers[a]
        for other, theirs in others:
            for a, b in ItemPairs(other, new, SectionPairs(other, new)).pairs.items():
                if fresh[b] is None:
                    fresh[b] = theirs[a]
        return sorted(found.pairs.items()), [self._next() if number is None else number for number in fresh]

    @staticmethod
    def _is_new(flip: Flip, others: Sequence[_Known]) -> bool:
        """Whether a merge itself made a flip: in no parent the item was in that state."""
        for checklist, numbers in others:
            if flip.item in numbers and checklist.items[list(numbers).index(flip.item)].state is flip.after:
                return False
        return True

    def checklist(self, blob: str, texts: Mapping[str, bytes] = MappingProxyType({})) -> _Known:
        """The checklist of a blob and the numbers of its items; what was let go of is read again."""
        blob = self._instead.get(blob, blob)
        held = self._know(blob, texts)
        if held.turns is not None:
            held = _Held(held.text, Boxes(held.boxes.checklist(held.turns)))
            self._held[blob] = held
        return held.boxes.read, self._numbers[blob]

    def _know(self, blob: str, texts: Mapping[str, bytes]) -> _Held:
        """What is held of a blob, read where it was let go of."""
        blob = self._instead.get(blob, blob)
        held = self._held.get(blob)
        if held is None:
            data = self._data(blob, texts)
            text = Text(b"" if _is_unread(data) else data)
            held = _Held(text, Boxes(parse(text.data)))
            if blob not in self._numbers:
                self._numbers[blob] = [self._next() for _ in range(len(held.boxes.read.items))]
            self._keep(blob, held, self._numbers[blob])
        self._held.move_to_end(blob)
        return held

    def _data(self, blob: str, texts: Mapping[str, bytes]) -> bytes:
        if blob in texts:
            return texts[blob]
        return next(contents(self._repository, [blob]))[1]

    def _keep(self, blob: str, held: _Held, numbers: Sequence[int]) -> None:
        self._held[blob] = held
        self._numbers[blob] = numbers
        self._held.move_to_end(blob)
        if len(self._held) > _KEPT:
            self._held.popitem(last=False)

    def _flip(self, old: Item, new: Item, number: int, version: Version) -> Flip | None:
        if old.state is new.state or Role.ITEM not in (old.role, new.role):
            return None
        return self._told(new, number, old.state, new.state, version)

    def _come(self, item: Item, number: int, version: Version) -> Flip:
        """An item that stood in its state when it came."""
        return self._told(item, number, None, item.state, version)

    def _told(self, item: Item, number: int, before: State | None, after: State, version: Version) -> Flip:
        """A flip of an item; what the item says is kept while its section reads as it did."""
        checklist, section = item.checklist, item.section_index
        part = checklist.parts[section]
        said = self._said.get(number)
        if said is None or said[0] is not part.ids:
            # Without what tells equal ids apart: that would look at the whole document each time.
            name = checklist.part_ids(section)[item.index - checklist.shape.firsts[section]]
            evidence = tuple(each.target for each in attached_to(item))
            said = self._said[number] = part.ids, name, item.text, evidence
        return Flip(number, said[1], said[2], before, after, said[3], version)

    def _next(self) -> int:
        self.count += 1
        return self.count


def _states(checklist: Checklist, numbers: Sequence[int]) -> dict[int, State]:
    """The state of each item, by its number."""
    states = (record.state for part in checklist.parts for record in part.records)
    return dict(zip(numbers, states, strict=True))


def _is_unread(data: bytes) -> bool:
    """Whether a version holds no text of its own that could be a checklist."""
    return is_no_text(data) or is_lfs_pointer(data)


def _has_begun(item: Item) -> bool:
    """Whether an item that came is further than to be done, so that somebody said so with no flip."""
    return item.role is Role.ITEM and item.state not in (State.TODO, State.UNKNOWN)
