"""What a comparison says: changes with their flags, in the order of the newer document.

Values only. How items are matched is ``items`` and ``sections``; what is made of a matched pair ``telling``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from checkdown.fields import Field
from checkdown.signoffs import SignOff
from checkdown.views import Item, Section

if TYPE_CHECKING:
    from checkdown.checklist import Checklist
    from checkdown.details import Evidence
    from checkdown.states import State
    from checkdown.tally import Tally

Subject = Item | Section | SignOff | Field


class ChangeKind(StrEnum):
    """What became of the subject."""

    FLIP = "flip"
    ADDED = "added"
    REMOVED = "removed"
    REWORDED = "reworded"
    MOVED = "moved"
    EVIDENCE = "evidence"
    SIGNOFF = "signoff"
    SECTION = "section"
    CLAIM = "claim"


class Flag(StrEnum):
    """Why a reviewer should look at a change first."""

    TICKED_WITHOUT_EVIDENCE = "ticked-without-evidence"
    """Done now, and nothing attached shows it."""
    UNTICKED = "unticked"
    """Was done and is not any more."""
    GOALPOST_MOVED = "goalpost-moved"
    """The text or threshold of an item that is done, or is ticked in the same change, is another one."""
    REMOVED_OPEN_ITEM = "removed-open-item"
    """Gone without having been done."""
    EVIDENCE_REMOVED = "evidence-removed"
    """A reference that showed its state is gone."""
    CLAIM_WITHOUT_CAUSE = "claim-without-cause"
    """A score or a verdict is another one, and no item that it speaks of came, went or flipped its way."""
    SIGNED_WITH_OPEN_ITEMS = "signed-with-open-items"
    """Somebody signed while items that the signature stands for are open."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed about one subject. An item may have several, which follow each other."""

    kind: ChangeKind
    before: Subject | None
    """The subject in the older checklist; None where it was not there."""
    after: Subject | None
    """The subject in the newer checklist; None where it is gone."""
    flags: tuple[Flag, ...] = ()
    before_text: str = ""
    """What changed, as it was: for a flip the state as written, for a move the path of section titles, for
    evidence the references that are gone, for a claim its cell, heading or value, else the text."""
    after_text: str = ""
    """The same, as it is now."""
    aspect: str = ""
    """What was reworded: ``text``, ``cells`` or ``notes``; what became of a section: ``added``, ``removed``,
    ``renamed``, ``level``; "" for other kinds."""
    lost: tuple[Evidence, ...] = ()
    """Evidence that is gone or written differently, for changes of evidence."""
    gained: tuple[Evidence, ...] = ()
    """Evidence that is new or written differently."""

    @property
    def subject(self) -> Subject:
        """The subject as it is now, or where it is gone as it was."""
        found = self.after if self.after is not None else self.before
        assert found is not None
        return found

    @property
    def item(self) -> Item | None:
        """The item that changed, as it is now or was; None where it is no item that changed."""
        return self.subject if isinstance(self.subject, Item) else None

    @property
    def states(self) -> tuple[State | None, State | None]:
        """State before and after; None where there is no item."""
        before, after = self.before, self.after
        return (
            before.state if isinstance(before, Item) else None,
            after.state if isinstance(after, Item) else None,
        )

    @property
    def line(self) -> int:
        """Line of the subject (1-based), in the newer document unless it is gone."""
        return self.subject.line


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed between two versions of one checklist."""

    changes: tuple[Change, ...]
    """In the order of the newer document; what is gone where it stood."""
    before: Tally
    after: Tally
    older: Checklist
    newer: Checklist

    def section_of(self, change: Change) -> Section:
        """The section that holds a change's subject (a section holds itself), or did where it is gone."""
        subject = change.subject
        if isinstance(subject, Section):
            return subject
        if isinstance(subject, Item):
            return subject.section
        checklist = self.newer if change.after is not None else self.older
        return checklist.sections[subject.section_index]

    def phase_of(self, change: Change) -> str:
        """Title of the phase that holds a change's subject; "" outside all phases."""
        phase = self.section_of(change).phase
        return phase.title if phase is not None else ""

    def by_phase(self) -> tuple[tuple[str, tuple[Change, ...]], ...]:
        """Changes under the titles of their phases, in order; "" for those outside all phases."""
        groups: dict[str, list[Change]] = {}
        for change in self.changes:
            groups.setdefault(self.phase_of(change), []).append(change)
        return tuple((title, tuple(changes)) for title, changes in groups.items())

    def flagged(self, *flags: Flag) -> tuple[Change, ...]:
        """Changes with any of these flags, or with any at all where none is named."""
        wanted = set(flags or Flag)
        return tuple(change for change in self.changes if wanted.intersection(change.flags))

    def of(self, kinds: Iterable[ChangeKind]) -> tuple[Change, ...]:
        """Changes of these kinds."""
        wanted = frozenset(kinds)
        return tuple(change for change in self.changes if change.kind in wanted)
