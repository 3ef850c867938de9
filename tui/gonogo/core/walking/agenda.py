"""Which items a walk goes over, in which order.

Sign-offs are left out: the poll at the end asks those.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from checkdown import Checklist, Item, Kind, Role, Section, State
from checkdown.attached import attached_to

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
    unproven = item.state is State.DONE and not attached_to(item)
    return item.state in (State.BLOCKED, State.FAILED) or unproven or item.id in changed


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
