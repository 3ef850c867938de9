"""What is under review: the changes of all checklists in a range, one entry for each item or other subject.

What changed is `checkdown.comparing`'s to say, who changed it `authors`'. An entry has a key by which it is
known again: the same change, seen once, is seen in every range that holds it.
"""

from __future__ import annotations

import hashlib
import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from checkdown import Item, Section, Tally
from checkdown.comparing import Change, ChangeKind, Comparison, Flag, Subject
from gonogo.core.git.repository import Repository
from gonogo.core.reports.diff import Compared, compared, name
from gonogo.core.revisions import pairs

from .ranges import Range


@dataclass(frozen=True, slots=True)
class Entry:
    """What changed about one item, section, claim or sign-off."""

    key: str
    """What it is known again by; the same for the same change in whatever range."""
    file: str
    """The checklist, from the top of the repository."""
    was: str
    """Its older name where it was renamed, else ""."""
    changes: tuple[Change, ...]
    phase: str
    """The title of its phase; "" outside all phases."""
    path: tuple[str, ...]
    """Titles of the sections that hold it."""

    @property
    def subject(self) -> Subject:
        """What changed, as it is now or was."""
        return self.changes[0].subject

    @property
    def item(self) -> Item | None:
        """The item, where it is one."""
        return self.changes[0].item

    @property
    def text(self) -> str:
        """What a reader calls it."""
        return name(self.changes[0])

    @property
    def flags(self) -> tuple[Flag, ...]:
        """Why to look at it first, each once."""
        return tuple(dict.fromkeys(flag for change in self.changes for flag in change.flags))

    @property
    def kinds(self) -> frozenset[ChangeKind]:
        """The kinds of its changes."""
        return frozenset(change.kind for change in self.changes)

    @property
    def line(self) -> int:
        """The line of the subject, in the newer version unless it is gone."""
        return self.changes[0].line


@dataclass(frozen=True, slots=True)
class Group:
    """Entries that are shown under one heading."""

    file: str
    phase: str
    before: Tally
    after: Tally
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """A range and what changed in it."""

    range: Range
    files: tuple[Compared, ...]
    entries: tuple[Entry, ...]
    """In the order of files and of their documents."""
    notices: tuple[str, ...] = ()
    """What could not be compared, a sentence each."""
    names: tuple[str, ...] = ()
    """Files and folders, from the top, to which it is narrowed down; none where it is of all checklists."""

    def flagged_first(self, shown: Sequence[Entry] | None = None) -> tuple[Entry, ...]:
        """Entries in the order in which they are walked: flagged ones, then the others by phase."""
        entries = self.entries if shown is None else shown
        return tuple(sorted(entries, key=lambda entry: not entry.flags))

    def groups(self, shown: Sequence[Entry] | None = None) -> tuple[Group, ...]:
        """The entries without flags under their phases, with the phases' tallies before and after."""
        entries = [entry for entry in (self.entries if shown is None else shown) if not entry.flags]
        found = []
        of_file = {pair.file: comparison for pair, comparison in self.files}
        for (file, phase), some in itertools.groupby(entries, key=lambda entry: (entry.file, entry.phase)):
            before, after = _tallies(of_file[file], phase)
            found.append(Group(file, phase, before, after, tuple(some)))
        return tuple(found)


def review(repository: Repository, range_: Range, names: Sequence[str] = ()) -> Review:
    """What changed in a range, in all checklists or in ``names`` (files and folders from the top).

    Reads git and the working tree, so it is for a thread. Raises GitError.
    """
    notices: list[str] = []
    files = tuple(compared(pairs(repository, range_.span, names, notices)))
    entries = tuple(entry for each in files for entry in entries_of(each))
    return Review(range_, files, entries, tuple(notices), tuple(names))


def entries_of(compared: Compared) -> Iterator[Entry]:
    """The entries of one file, phase by phase in the order of the document."""
    pair, comparison = compared
    phases: dict[str, list[Entry]] = {}
    alike: Counter[str] = Counter()
    for _, some in itertools.groupby(comparison.changes, key=_same):
        changes = tuple(some)
        section = comparison.section_of(changes[0])
        phase = comparison.phase_of(changes[0])
        key = _key(pair.file, section.path, changes)
        alike[key] += 1
        if alike[key] > 1:  # equal items with the same change
            key = f"{key}~{alike[key]}"
        phases.setdefault(phase, []).append(Entry(key, pair.file, pair.was, changes, phase, section.path))
    for entries in phases.values():
        yield from entries


def _same(change: Change) -> tuple[object, ...]:
    """What the changes of one subject have in common; they follow each other."""
    subject = change.subject
    return type(subject), change.after is None, subject.line, getattr(subject, "column", 0)


def _key(file: str, path: Iterable[str], changes: Sequence[Change]) -> str:
    """A digest of the change itself: neither lines nor commits, which differ from range to range."""
    sha = hashlib.sha256()
    for text in (
        *(file, *path, "\n", name(changes[0])),
        *(
            word
            for change in changes
            for word in (change.kind, change.aspect, change.before_text, change.after_text)
        ),
    ):
        raw = text.encode("utf-8", "surrogateescape")
        sha.update(len(raw).to_bytes(8, "big") + raw)
    return sha.hexdigest()[:24]


def _tallies(comparison: Comparison, phase: str) -> tuple[Tally, Tally]:
    """The tallies of a phase before and after; those of the whole document for "" (outside all phases)."""
    if not phase:
        return comparison.before, comparison.after
    was = _older_title(comparison, phase)
    found = []
    for checklist in (comparison.older, comparison.newer):
        name = was if checklist is comparison.older else phase
        section = next((each for each in checklist.phases if each.title == name), None)
        found.append(checklist.tally(section) if section is not None else Tally())
    return found[0], found[1]


def _older_title(comparison: Comparison, phase: str) -> str:
    """What a phase of the newer version was called in the older one, as far as that is told."""
    for change in comparison.changes:
        before, after = change.before, change.after
        if isinstance(before, Section) and isinstance(after, Section) and after.title == phase:
            return before.title
    return phase
