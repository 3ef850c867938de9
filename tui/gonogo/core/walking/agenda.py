"""Which items a walk goes over, in which order; and what of it is still there after others have edited.

Sign-offs are left out: the poll at the end asks those.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkdown import Checklist, Item, Kind, Role, Section, State

if TYPE_CHECKING:
    from .walk import Walk

_SETTLED = (State.DONE, State.NA)


@dataclass(frozen=True, slots=True)
class Course:
    """What somebody wants to walk."""

    phase: str = ""
    """A part of a phase's title, or its number; "" for all of the document."""
    only_open: bool = False
    """Only what is neither done nor not applicable."""
    attention: bool = False
    """What needs attention first, the rest in the document's order."""


class NoSuchPhase(ValueError):
    """No phase is called so; the sentence names those that there are."""


def agenda(checklist: Checklist, course: Course, changed: Collection[str] = frozenset()) -> tuple[Item, ...]:
    """The items of a course; `changed` are the ids of those that changed since the last review.

    Marks are walked where the document has nothing else. Raises NoSuchPhase.
    """
    items = [item for item in checklist.items if item.role is Role.ITEM and not item.signoff]
    counted = [item for item in items if item.kind is not Kind.MARK] or items
    if course.phase:
        within = _within(checklist, course.phase)
        counted = [item for item in counted if within.line <= item.line <= _end(checklist, within)]
    if course.only_open:
        counted = [item for item in counted if item.state not in _SETTLED]
    if course.attention:
        counted.sort(key=lambda item: (not needs_attention(item, changed), item.index))
    return tuple(counted)


def needs_attention(item: Item, changed: Collection[str] = frozenset()) -> bool:
    """Blocked or failed, done with nothing to show it, or changed since the last review."""
    unproven = item.state is State.DONE and not item.evidence
    return item.state in (State.BLOCKED, State.FAILED) or unproven or item.id in changed


def now(walk: Walk, checklist: Checklist) -> tuple[Item, ...]:
    """The walk's items that are there now, in its order; what was added since is walked where it stands.

    An added item comes behind the last item before it in the document that the walk knows.
    """
    there = {item.id: item for item in checklist.items}
    order = [there[name] for name in walk.agenda if name in there]
    known = set(walk.agenda)
    try:
        wanted = agenda(checklist, walk.course)
    except NoSuchPhase:
        return tuple(order)
    for item in sorted(wanted, key=lambda each: each.index):
        if item.id not in known:
            before = [at for at, each in enumerate(order) if each.index < item.index]
            order.insert(max(before, key=lambda at: order[at].index) + 1 if before else 0, item)
            known.add(item.id)
    return tuple(order)


def upcoming(walk: Walk, items: Sequence[Item], *, back: bool = False) -> Item | None:
    """The item behind (before) the one that is walked; at the end the first that was skipped; else None.

    Where the item that was walked is gone, the walk goes on with the next one that was not visited.
    """
    names = [item.id for item in items]
    if walk.at in names:
        at = names.index(walk.at) + (-1 if back else 1)
        if 0 <= at < len(items):
            return items[at]
        if back:
            return None
    elif walk.at:
        return next((item for item in items if item.id not in walk.visited), None)
    elif back:
        return items[-1] if items else None
    return next((item for item in items if item.id in walk.skipped and item.id != walk.at), None)


def _within(checklist: Checklist, wanted: str) -> Section:
    """The phase that somebody means: by number, title, or a part that one title alone has."""
    phases = checklist.phases
    asked = wanted.strip().casefold()
    exact = [each for each in phases if asked in (each.number.casefold(), each.label.casefold())]
    found = exact or [each for each in phases if asked in each.title.casefold()]
    if len(found) == 1:
        return found[0]
    names = ", ".join(each.title for each in (found or phases))
    if found:
        raise NoSuchPhase(f"{wanted!r} may be any of these phases: {names}")
    known = f"; there are: {names}" if names else "; the document has none"
    raise NoSuchPhase(f"no phase is called {wanted!r}{known}")


def _end(checklist: Checklist, section: Section) -> int:
    """The last line of a section with all that is under it."""
    last = section.end
    for each in checklist.sections[section.index + 1 :]:
        if each.level <= section.level:
            break
        last = each.end
    return last
