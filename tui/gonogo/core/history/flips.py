"""Every flip in the history of a checklist, each with the item that it is now.

Each commit is compared with its own parents, so that flips are told of the commit that made them, through
merges and renames. Versions are compared by what changed between them: the checklist is carried along as
edits, and where nothing but boxes changed nothing is matched.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from types import MappingProxyType

from checkdown import Checklist, Kind, Role, Splice, parse
from checkdown.comparing.items import ItemPairs
from checkdown.comparing.sections import SectionPairs
from checkdown.views import Item
from gonogo.core.git.errors import GitError
from gonogo.core.git.heads import commit_named
from gonogo.core.git.repository import Repository
from gonogo.core.git.run import read

from .carrying import Text, carried_on
from .keeping import Kept, load, store
from .values import Flip, History, Version
from .versions import contents, versions

_KEPT = 48  # checklists of earlier versions that are kept: branches begin at one of the last few, as a rule


def newest_first(flips: Sequence[Flip]) -> list[Flip]:
    """Flips with the newest commit first, those of one commit in the order of the document."""
    commits = [list(each) for _, each in groupby(flips, key=lambda flip: flip.version.commit)]
    return [flip for each in reversed(commits) for flip in each]


def history(repository: Repository, path: str, revision: str = "HEAD") -> History:
    """The history of the checklist at ``path`` (from the top of the repository). Raises GitError.

    That of HEAD is kept, and only what came since is read the next time.
    """
    if revision != "HEAD":
        return _read(repository, versions(repository, path, revision), _Reader(repository))[0]
    head = commit_named(repository, "HEAD")
    kept = load(repository, path) if head else None
    since = _since(repository, path, kept, head) if kept is not None else None
    reader = _begun(repository, kept) if kept is not None and since is not None else None
    if kept is None or since is None or reader is None:
        told, count = _read(repository, versions(repository, path), _Reader(repository))
    else:
        told, count = _read(repository, since, reader, kept)
    if head and (kept is None or reader is None or kept.head != head):
        store(repository, path, Kept(head, told.versions, told.flips, told.numbers, count, dict(told.added)))
    return told


def _begun(repository: Repository, kept: Kept) -> _Reader | None:
    """A reader that goes on from what is kept; None where that does not fit the repository."""
    reader = _Reader(repository)
    reader.begin(kept.versions[-1].after, kept.numbers, kept.count, kept.added)
    try:
        checklist, numbers = reader.checklist(kept.versions[-1].after)
    except GitError:
        return None
    return reader if len(checklist.items) == len(numbers) else None


def _since(repository: Repository, path: str, kept: Kept, head: str) -> list[Version] | None:
    """The versions that came after what is kept; None where they do not go on from there."""
    if not kept.versions or not kept.versions[-1].after:
        return None
    if kept.head == head:
        return []
    known = commit_named(repository, kept.head)
    if not known or read(repository.top, "merge-base", "--is-ancestor", known, head, fine=(0, 1)).code:
        return None
    told = versions(repository, path, f"{known}..{head}")
    seen = {kept.versions[-1].after}
    for version in told:
        # A branch that began before is no continuation: what its items were is not kept.
        if not set(version.before) <= seen:
            return None
        seen.add(version.after)
    return told


def _read(
    repository: Repository, told: Sequence[Version], reader: _Reader, kept: Kept | None = None
) -> tuple[History, int]:
    """The history of these versions, behind what is kept; and the highest number given to an item."""
    flips = list(kept.flips) if kept is not None else []
    every = (*kept.versions, *told) if kept is not None else tuple(told)
    for version, texts in _with_contents(repository, told):
        flips += reader.read(version, texts)
    last = every[-1].after if every else ""
    if not last:
        return History(every, tuple(flips), None, ()), reader.count
    checklist, numbers = reader.checklist(last)
    ids = {number: checklist.items[index].id for index, number in enumerate(numbers)}
    now = tuple(replace(flip, id=ids.get(flip.item, flip.id)) for flip in flips)
    added = {number: reader.added[number] for number in numbers if number in reader.added}
    return History(every, now, checklist, tuple(numbers), added), reader.count


def _with_contents(
    repository: Repository, told: Sequence[Version]
) -> Iterator[tuple[Version, dict[str, bytes]]]:
    """Each version with the contents that it names for the first time."""
    seen: set[str] = set()
    fresh: list[list[str]] = []
    for version in told:
        names = [blob for blob in (*version.before, version.after) if blob]
        fresh.append([blob for blob in dict.fromkeys(names) if blob not in seen])
        seen.update(names)
    stream = contents(repository, (blob for names in fresh for blob in names))
    for version, names in zip(told, fresh, strict=True):
        yield version, {blob: next(stream)[1] for blob in names}


_Known = tuple[Checklist, Sequence[int]]
"""A checklist and the numbers of its items."""


class _Reader:
    """Goes through versions, the oldest first, and keeps the last few checklists."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._checklists: OrderedDict[str, Checklist] = OrderedDict()
        self._texts: dict[str, Text] = {}
        self._numbers: dict[str, Sequence[int]] = {}
        """Blob -> the numbers of its items; versions with the same items share one list."""
        self.count = 0
        self.added: dict[int, Version] = {}
        """Number of an item -> the version that brought it."""

    def begin(self, blob: str, numbers: Sequence[int], count: int, added: Mapping[int, Version]) -> None:
        """Go on from a version whose items have numbers already."""
        self._numbers[blob] = numbers
        self.count = count
        self.added.update(added)

    def read(self, version: Version, texts: dict[str, bytes]) -> Iterable[Flip]:
        """The flips of the next version; whichever items are new were brought by it."""
        parents = [self.checklist(blob, texts) for blob in version.before if blob]
        known = self.count
        flips = self._flips(version, texts, parents)
        self.added.update(dict.fromkeys(range(known + 1, self.count + 1), version))
        return flips

    def _flips(self, version: Version, texts: dict[str, bytes], parents: Sequence[_Known]) -> Iterable[Flip]:
        if not version.after:
            return ()
        if not parents:
            self.checklist(version.after, texts)
            return ()
        (old, numbers), *others = parents
        first = next(blob for blob in version.before if blob)
        data = self._data(version.after, texts)
        new, text, splices = carried_on(old, self._texts[first], data)
        fresh: Sequence[int] = numbers
        pairs = self._only_boxes(old, new, splices)
        if pairs is None:
            pairs, fresh = self._matched(old, new, numbers, others)
        self._keep(version.after, new, fresh, text)
        flips = [_flip(old.items[a], new.items[b], fresh[b], version) for a, b in pairs]
        found = [flip for flip in flips if flip is not None]
        return [flip for flip in found if self._is_new(flip, others)]

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
        found = ItemPairs(old, new, SectionPairs(old, new))
        pairs = found.pairs
        fresh: list[int | None] = [None] * len(new.items)
        for a, b in pairs.items():
            fresh[b] = numbers[a]
        for other, theirs in others:
            for a, b in ItemPairs(other, new, SectionPairs(other, new)).pairs.items():
                if fresh[b] is None:
                    fresh[b] = theirs[a]
        changed = sorted(pair for pair in pairs.items() if pair[0] not in found.untouched)
        return changed, [self._next() if number is None else number for number in fresh]

    @staticmethod
    def _is_new(flip: Flip, others: Sequence[_Known]) -> bool:
        """Whether a merge itself made a flip: in no parent the item was in that state."""
        for checklist, numbers in others:
            if flip.item in numbers and checklist.items[list(numbers).index(flip.item)].state is flip.after:
                return False
        return True

    def checklist(self, blob: str, texts: Mapping[str, bytes] = MappingProxyType({})) -> _Known:
        """The checklist of a blob and the numbers of its items; what was let go of is read again."""
        checklist = self._checklists.get(blob)
        if checklist is None:
            text = Text(self._data(blob, texts))
            checklist = parse(text.data)
            if blob not in self._numbers:
                self._numbers[blob] = [self._next() for _ in range(len(checklist.items))]
            self._keep(blob, checklist, self._numbers[blob], text)
        self._checklists.move_to_end(blob)
        return checklist, self._numbers[blob]

    def _data(self, blob: str, texts: Mapping[str, bytes]) -> bytes:
        if blob in texts:
            return texts[blob]
        return next(contents(self._repository, [blob]))[1]

    def _keep(self, blob: str, checklist: Checklist, numbers: Sequence[int], text: Text) -> None:
        self._checklists[blob] = checklist
        self._texts[blob] = text
        self._numbers[blob] = numbers
        self._checklists.move_to_end(blob)
        if len(self._checklists) > _KEPT:
            del self._texts[self._checklists.popitem(last=False)[0]]

    def _next(self) -> int:
        self.count += 1
        return self.count


def _id(item: Item) -> str:
    """An item's id without what tells equal ones apart: that would look at the whole document each time."""
    checklist = item.checklist
    first = checklist.shape.firsts[item.section_index]
    return checklist.part_ids(item.section_index)[item.index - first]


def _flip(old: Item, new: Item, number: int, version: Version) -> Flip | None:
    if old.state is new.state or Role.ITEM not in (old.role, new.role):
        return None
    evidence = tuple(each.target for each in new.evidence if not each.cited)
    return Flip(number, _id(new), new.text, old.state, new.state, evidence, version)
