"""What a history says: versions of the file, flips of its items. Values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from checkdown import Checklist, Item, State


@dataclass(frozen=True, slots=True)
class Version:
    """One commit's change of the file."""

    commit: str
    author: str
    email: str
    date: str
    """When it was authored, ISO 8601 with the offset of its author."""
    message: str
    path: str
    """Where the file was, from the top of the repository; not UTF-8 kept as surrogates."""
    before: tuple[str, ...]
    """Blob ids in the parents, "" where the file was not there; several for a merge."""
    after: str
    """Blob id in this commit, "" where the file is gone."""
    parents: tuple[str, ...] = ()
    """The commits of the versions that it goes on from, one for each of ``before``; "" where that is none of
    those that were read."""

    @property
    def subject(self) -> str:
        """The first line of the message."""
        return self.message.split("\n", 1)[0]


@dataclass(frozen=True, slots=True)
class Flip:
    """One item's change of state in one commit."""

    item: int
    """Which item of the history it is: the same number for every flip of an item, whatever it was called."""
    id: str
    """The item's id now, or where it is gone its last one when it flipped."""
    text: str
    """What it said in that commit."""
    before: State | None
    """None where the commit brought the item in this state; one that came to be done is no flip, and the
    items of the version with which a file begins are none."""
    after: State
    evidence: tuple[str, ...]
    """What it referred to as its evidence in that commit."""
    version: Version


@dataclass(frozen=True, slots=True)
class History:
    """What became of the items of one checklist."""

    versions: tuple[Version, ...]
    """The commits that changed the file, the oldest first."""
    flips: tuple[Flip, ...]
    """The oldest first."""
    newest: Checklist | None
    """The checklist after the last of the versions; None where the file is gone or never was."""
    numbers: tuple[int, ...]
    """For each item of ``newest`` its number."""
    added: Mapping[int, Version] = field(default_factory=dict)
    """For the numbers of items whose coming is known, the version that brought them."""
    unread: tuple[Version, ...] = ()
    """Versions in which the file is no text; what was before stands for them, for ``newest`` too."""

    def since(self, item: Item) -> Version | None:
        """The version that brought an item of ``newest``; None where that was before what was read."""
        return self.added.get(self.numbers[item.index])

    def like(self, item: Item) -> Item | None:
        """The item of ``newest`` that an item of a later version is, by place and name, or None."""
        if self.newest is None:
            return None
        if item.index < len(self.newest.items):
            same = self.newest.item(item.index)
            if same.text == item.text and same.path == item.path:
                return same
        name, _, number = item.id.partition("~")
        twins = self.newest.twins(name)
        at = int(number) - 1 if number else 0
        return twins[at] if at < len(twins) else None

    def of(self, item: Item) -> tuple[Flip, ...]:
        """The flips of an item of ``newest``, the oldest first."""
        number = self.numbers[item.index]
        return tuple(flip for flip in self.flips if flip.item == number)
