"""A walk over a checklist as a value: where it is, what was visited, who walks. Each step gives a new one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from checkdown import Checklist, Item

from .agenda import Course, agenda

WalkOf = tuple[Course | None, str, str]
"""A course (None: go on with what was left), the driver and the reviewer ("": whom git knows; nobody)."""


@dataclass(frozen=True, slots=True)
class Objection:
    """Somebody who says no, about one item."""

    item: str
    """Its id."""
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class Walk:
    """One walk. Items are ids, so that edits of the document do not move it."""

    course: Course
    agenda: tuple[str, ...]
    """Items in the order in which they are walked."""
    at: str = ""
    """The item that is walked now; "" once the end is reached."""
    visited: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    """Items that are to be come back to; one that is answered is none any more."""
    objections: tuple[Objection, ...] = ()
    driver: str = ""
    reviewer: str = ""
    confirm: bool = False
    """Whether the second person confirms every tick."""
    seconds: float = 0.0
    """How long it was open, in all its sittings."""
    began: str = ""
    """The ISO date of its beginning."""

    def to(self, item: str) -> Walk:
        """Go to an item; the one that is left was visited."""
        left = self.at
        visited = self.visited if not left or left in self.visited else (*self.visited, left)
        return replace(self, at=item, visited=visited)

    def skip(self, on: str) -> Walk:
        """Leave this item for later and go on."""
        here = (self.at,) if self.at and self.at not in self.skipped else ()
        return replace(self, at=on, skipped=self.skipped + here)

    def answered(self) -> Walk:
        """The item that is walked has its answer: it is no longer one to come back to."""
        return replace(
            self,
            visited=self.visited if self.at in self.visited else (*self.visited, self.at),
            skipped=tuple(each for each in self.skipped if each != self.at),
        )

    def object(self, who: str, why: str) -> Walk:
        """Note who objects to this item and why; their word before is replaced."""
        others = tuple(each for each in self.objections if (each.item, each.who) != (self.at, who))
        return replace(self, objections=(*others, Objection(self.at, who, why)))


def begun(
    checklist: Checklist,
    course: Course,
    *,
    driver: str = "",
    reviewer: str = "",
    changed: Iterable[str] = (),
    on: str = "",
) -> Walk:
    """A walk at its first item."""
    order: tuple[Item, ...] = agenda(checklist, course, frozenset(changed))
    ids = tuple(item.id for item in order)
    return Walk(course, ids, ids[0] if ids else "", driver=driver, reviewer=reviewer, began=on)
