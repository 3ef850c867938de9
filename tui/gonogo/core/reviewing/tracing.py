"""Follows what changed in a file through its versions, each compared as a checklist with those before it.

Every item and section gets a number that it keeps, whatever becomes of its words and its place; so it is told
which versions changed the very one that an entry is about, and not another of the same words. Asks git for
contents only; which versions there are is the caller's to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, zip_longest

from checkdown import Checklist, Item, Section, SignOff, parse
from checkdown.comparing import ChangeKind, Subject, compare
from checkdown.comparing.items import ItemPairs
from checkdown.comparing.sections import SectionPairs
from checkdown.outline import plain_words
from gonogo.core.git.content import is_lfs_pointer, is_no_text
from gonogo.core.git.repository import Repository
from gonogo.core.history import Version
from gonogo.core.history.carrying import carried
from gonogo.core.history.versions import contents
from gonogo.core.reports.diff import Compared

from .entries import Entry

MOST_VERSIONS = 1000
"""Versions of one file that are compared; of more, ``linewise`` follows the lines."""
_MOST_BYTES = 12 << 20  # of all versions together: some seconds of comparing

Name = tuple[str, int, str]
"""What a subject is known by in all versions: what it is, its number or that of its section, its words."""
_Changed = frozenset[tuple[Name, ChangeKind]]


@dataclass(frozen=True, slots=True)
class _Known:
    """A version with the numbers of its items and sections."""

    data: bytes
    checklist: Checklist
    items: Sequence[int]
    sections: Sequence[int]

    def name(self, subject: Subject) -> Name:
        """What a subject of this version is known by."""
        if isinstance(subject, Item):
            return "item", self.items[subject.index], ""
        if isinstance(subject, Section):
            return "section", self.sections[subject.index], ""
        words = subject.role if isinstance(subject, SignOff) else subject.name
        return type(subject).__name__, self.sections[subject.section_index], plain_words(words)


@dataclass(frozen=True, slots=True)
class Traced:
    """What the versions of a file changed."""

    made: Mapping[Name, Mapping[str, frozenset[ChangeKind]]]
    """For each subject that changed the commits that changed it, with the kinds of change; "" is the working
    tree."""
    ends: tuple[_Known, _Known]
    """The versions that the review compares."""

    def of(self, entry: Entry) -> dict[str, frozenset[ChangeKind]]:
        """The commits that changed what an entry is about, each with the kinds of change.

        Those that moved it only where the entry says that it moved, came or went: of two that changed places
        either may be said to have moved.
        """
        names = {
            known.name(subject)
            for change in entry.changes
            for subject, known in zip((change.before, change.after), self.ends, strict=True)
            if subject is not None
        }
        still = not entry.kinds & {ChangeKind.MOVED, ChangeKind.ADDED, ChangeKind.REMOVED}
        found: dict[str, frozenset[ChangeKind]] = {}
        for name in names:
            for commit, kinds in self.made.get(name, {}).items():
                if not still or kinds != {ChangeKind.MOVED}:
                    found[commit] = found.get(commit, frozenset()) | kinds
        return found


def traced(
    repository: Repository, compared: Compared, told: Sequence[Version], *, committed: bool
) -> Traced | None:
    """What each of these versions of a file changed, and the working tree where it is the newer side.

    None where they are too many, or do not lead to what is under review. Raises GitError.
    """
    pair, _ = compared
    size = max(len(pair.before), len(pair.after))
    if len(told) > MOST_VERSIONS or len(told) * size > _MOST_BYTES:
        return None
    wanted = dict.fromkeys(blob for each in told for blob in (*each.before, each.after) if blob)
    tracer = _Tracer(compared, {"": b"", **dict(contents(repository, wanted))})
    made: dict[Name, dict[str, frozenset[ChangeKind]]] = {}
    last = {parent: each.commit for each in told for parent in each.parents}
    for each in told:
        _note(made, each.commit, tracer.go_on(each))
        tracer.let_go(parent for parent in each.parents if last[parent] == each.commit)
    tip = tracer.newest
    if not committed:
        tip, changed = tracer.compared([tip], pair.after)
        _note(made, "", changed)
    return Traced(made, (tracer.base, tip)) if tip.data == pair.after else None


def _note(made: dict[Name, dict[str, frozenset[ChangeKind]]], commit: str, changed: _Changed) -> None:
    for name, kind in changed:
        kinds = made.setdefault(name, {})
        kinds[commit] = kinds.get(commit, frozenset()) | {kind}


class _Tracer:
    """Goes through versions, the oldest first; keeps those that others go on from."""

    def __init__(self, compared: Compared, texts: Mapping[str, bytes]) -> None:
        self._whole = compared
        self._texts = texts
        self._next = count()
        self._known: dict[str, _Known] = {}
        """By the commits of versions."""
        self._begun: dict[bytes, _Known] = {}
        """By their text, versions that were there before the range."""
        pair, comparison = compared
        self.base = self._numbered(pair.before, comparison.older, {}, {})
        self.newest = self.base

    def go_on(self, version: Version) -> _Changed:
        """What the next version changed; a merge what is as in none of its parents."""
        ends = zip_longest(version.parents[: len(version.before)], version.before, fillvalue="")
        sides = [self._known.get(parent) or self._before(self._texts[blob]) for parent, blob in ends]
        sides = sides or [self.base]
        data = self._texts[version.after]
        changed: _Changed = frozenset()
        if is_no_text(data) or is_lfs_pointer(data):
            self.newest = sides[0]  # what was before stands for it
        else:
            self.newest, changed = self.compared(sides, data)
        self._known[version.commit] = self.newest
        return changed

    def let_go(self, commits: Iterable[str]) -> None:
        """No later version goes on from these."""
        for commit in commits:
            self._known.pop(commit, None)

    def compared(self, sides: Sequence[_Known], data: bytes) -> tuple[_Known, _Changed]:
        """A version that goes on from others, and what changed in it against each of them."""
        first = sides[0]
        whole, comparison = self._whole
        if data == whole.after:
            checklist = comparison.newer
        else:
            checklist = carried(first.checklist, first.data, data)[0] if first.data else parse(data)
        items: dict[int, int] = {}
        sections: dict[int, int] = {}
        for side in sides:
            pairs = SectionPairs(side.checklist, checklist)
            _carry(sections, pairs.pairs, side.sections)
            _carry(items, ItemPairs(side.checklist, checklist, pairs).pairs, side.items)
        known = self._numbered(data, checklist, items, sections)
        return known, frozenset.intersection(*(self._changed(side, known) for side in sides))

    def _changed(self, side: _Known, known: _Known) -> _Changed:
        whole, comparison = self._whole
        if (side.data, known.data) != (whole.before, whole.after):
            comparison = compare(side.checklist, known.checklist)
        return frozenset(
            (where.name(subject), change.kind)
            for change in comparison.changes
            for where, subject in ((side, change.before), (known, change.after))
            if subject is not None
        )

    def _before(self, data: bytes) -> _Known:
        """A version from before the range: what it has in common with the older side has its numbers."""
        if data == self.base.data:
            return self.base
        if data not in self._begun:
            self._begun[data] = self.compared([self.base], data)[0]
        return self._begun[data]

    def _numbered(
        self, data: bytes, checklist: Checklist, items: Mapping[int, int], sections: Mapping[int, int]
    ) -> _Known:
        """A version; what has no number yet gets one."""
        numbers = [items[n] if n in items else next(self._next) for n in range(len(checklist.items))]
        others = [sections[n] if n in sections else next(self._next) for n in range(len(checklist.parts))]
        return _Known(data, checklist, numbers, others)


def _carry(found: dict[int, int], pairs: Mapping[int, int], numbers: Sequence[int]) -> None:
    """Give what has none yet the number of what it was; no number twice."""
    given = set(found.values())
    for old, new in pairs.items():
        if new not in found and numbers[old] not in given:
            found[new] = numbers[old]
