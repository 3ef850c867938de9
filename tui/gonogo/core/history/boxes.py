"""The boxes of a checklist over versions that do nothing but turn them, which most commits of one do.

Such a version needs no checklist of its own: what it is follows from the last one that was read and the
turns since. One is made when somebody asks.
"""

from __future__ import annotations

from dataclasses import dataclass

from checkdown import Checklist, Item, Splice, State
from checkdown.flips import Box, box_at, state_in, with_marks


@dataclass(frozen=True, slots=True, eq=False)
class Turns:
    """The turns since a checklist was read, the last one outermost."""

    earlier: Turns | None
    box: Box
    mark: str
    """What stands in the box after it."""
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
        if turns is not self._at:
            self._go_to(turns)
        box = box_at(self.read, *splice.start)
        if box is None:
            return None
        mark, before = self._now.get(splice.start, (box.record.mark, box.record.state))
        after = state_in(self.read, box.section, splice.new)
        if mark != splice.old or after is None:
            return None
        self._now[splice.start] = splice.new, after
        self._at = Turns(turns, box, splice.new, splice, turns.count + 1 if turns else 1)
        item = Item(self.read, self.read.shape.firsts[box.section] + box.number, box.section, box.record)
        return self._at, Turned(item, before, after)

    def _go_to(self, turns: Turns | None) -> None:
        """Let the boxes stand as they do after these turns."""
        self._now.clear()
        self._at = None
        for each in reversed(_chain(turns)):
            self.turn(self._at, each.splice)
        self._at = turns

    def checklist(self, turns: Turns | None) -> Checklist:
        """The checklist after these turns."""
        marks: dict[Box, str] = {}
        lines: dict[int, str] = {}
        for turn in _chain(turns):  # the last one decides
            if turn.box not in marks:
                marks[turn.box] = turn.mark
                line, column = turn.splice.start
                raw = lines.get(line) or self.read.source.raw(line)
                lines[line] = f"{raw[: column - 1]}{turn.mark}{raw[column:]}"
        return with_marks(self.read, marks, self.read.source.with_lines(lines))


def _chain(turns: Turns | None) -> list[Turns]:
    """The turns, the last one first."""
    found = []
    while turns is not None:
        found.append(turns)
        turns = turns.earlier
    return found
