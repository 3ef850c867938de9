"""The boxes of a checklist over versions that do nothing but turn them, which most commits of one do.

Such a version needs no checklist of its own: what it is follows from the last one that was read and the
turns since. One is made when somebody asks.
"""

from __future__ import annotations

from dataclasses import dataclass

from checkdown import Checklist, Item, Splice, State
from checkdown.flips import flip_of, flipped


@dataclass(frozen=True, slots=True, eq=False)
class Turns:
    """The turns since a checklist was read, the last one outermost."""

    earlier: Turns | None
    splice: Splice
    count: int
    """How many they are."""


@dataclass(frozen=True, slots=True)
class Turned:
    """One box that got another character."""

    item: Item
    """As it stood in the checklist that was read: all but its state is as it is now."""
    before: State
    after: State


class Boxes:
    """A checklist that was read, and how its boxes stand at the newest of the versions that follow."""

    def __init__(self, checklist: Checklist) -> None:
        self.read = checklist
        self._at: Turns | None = None
        self._now: dict[tuple[int, int], tuple[str, State]] = {}
        """(line, column) -> mark and state, for the boxes that were turned."""

    def turn(self, turns: Turns | None, splice: Splice) -> tuple[Turns, Turned] | None:
        """One more turn; None where a splice is something else, or may mean more than the turn of a box."""
        if not len(splice.old) == len(splice.new) == 1:
            return None
        self._go_to(turns)
        place = splice.line, splice.column
        item = next((each for each in self.read.items_at(splice.line) if each.column == splice.column), None)
        if item is None:
            return None
        mark, state = self._now.get(place, (item.mark, item.state))
        flip = flip_of(self.read, Splice(*place, item.mark, splice.new))
        if mark != splice.old or flip is None:
            return None
        self._now[place] = splice.new, flip.record.state
        self._at = after = Turns(turns, splice, turns.count + 1 if turns else 1)
        return after, Turned(item, state, flip.record.state)

    def _go_to(self, turns: Turns | None) -> None:
        """Let the boxes stand as they do after these turns."""
        if turns is self._at:
            return
        self._now.clear()
        self._at = None
        for splice in reversed(_chain(turns)):
            self.turn(self._at, splice)
        self._at = turns

    def checklist(self, turns: Turns | None) -> Checklist:
        """The checklist after these turns."""
        if turns is None:
            return self.read
        ends: dict[tuple[int, int], Splice] = {}
        for splice in _chain(turns):
            place = splice.line, splice.column
            ends[place] = Splice(*place, splice.old, ends[place].new if place in ends else splice.new)
        turned = [ends[place] for place in sorted(ends) if ends[place].old != ends[place].new]
        source = self.read.source
        for splice in turned:
            raw, at = source.raw(splice.line), splice.column - 1
            source = source.replace_lines(
                splice.line, splice.line, [f"{raw[:at]}{splice.new}{raw[at + 1 :]}"]
            )
        found = flipped(self.read, turned, source)
        assert found is not None, "each turn was a flip of the checklist that was read"
        return found


def _chain(turns: Turns | None) -> list[Splice]:
    """The turns, the last one first."""
    found = []
    while turns is not None:
        found.append(turns.splice)
        turns = turns.earlier
    return found
