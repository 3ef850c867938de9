"""Moving: by section, phase, open and blocked items, to a line of the file; folding."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from checkdown import Role, State
from checkdown.parts import Record
from gonogo.screens.checklist.part import Part
from gonogo.screens.presentation.folding import around, top_of, tops
from gonogo.screens.presentation.outline import OutlineLines

_SETTLED = frozenset({State.DONE, State.NA})
_STUCK = frozenset({State.BLOCKED, State.FAILED})


class Moving(Part):
    """Where the cursor goes, and which lines are there."""

    # -- to a line

    def to_section(self, index: int, *, top: bool = False) -> None:
        """Put the cursor on a section's heading; with `top` so that what is under it shows."""
        place = self.screen.lines.place_of_section(index)
        if place is not None:
            self.screen.items.move_to(place)
            if top:
                self._to_top()

    def to_line(self, line: int) -> None:
        """Put the cursor where a line of the file is shown; unfold what hides it."""
        checklist = self.screen.checklist
        index = checklist.section_index_at(line)
        self._unfold(index)
        self.screen.items.move_to(self.screen.lines.place_of_line(line))

    def to_place(self, index: int, number: int) -> None:
        """Put the cursor on line `number` of a section; unfold what hides it."""
        place = self.screen.lines.place(index, number)
        if place is None:
            self._unfold(index)
            place = self.screen.lines.place(index, number)
        self.screen.items.move_to(place or 0)

    def _unfold(self, index: int) -> None:
        folds = around(self.screen.checklist, index) & self.screen.folded
        if folds:
            self.refold(self.screen.folded - folds)

    def seek(self, found: Callable[[int], Sequence[int]], step: int) -> bool:
        """Go to the next (or previous) line that `found` gives for its section; False where there is none."""
        place = self.screen.lines.seek(self.screen.items.cursor, step, found)
        if place is not None:
            self.to_place(*place)
        return place is not None

    def section(self, step: int) -> None:
        """To the next heading, or the one above."""
        if self.screen.items.section(step):
            self._to_top()
        else:
            self.screen.say("there is no further section")

    def phase(self, step: int) -> None:
        """To the next phase, or the one before."""
        places = map(self.screen.lines.place_of_section, self.screen.checklist.phase_indexes)
        if self.screen.items.jump([place for place in places if place is not None], step):
            self._to_top()
        else:
            self.screen.say("there is no further phase")

    def _to_top(self) -> None:
        """Scroll so that what is under a heading shows."""
        self.screen.items.scroll_to_line(self.screen.items.cursor)

    def next_open(self, step: int) -> None:
        """To the next item that is not done."""
        if not self.seek(self.screen.lines.items_where(_is_open), step):
            self.screen.say("no item is open")

    def next_blocked(self, step: int) -> None:
        """To the next blocked or failed item."""
        if not self.seek(self.screen.lines.items_where(_is_stuck), step):
            self.screen.say("no item is blocked or failed")

    # -- folds

    def fold(self) -> None:
        """Hide or show the lines of the section under the cursor."""
        section = self.screen.lines.section_at(self.screen.items.cursor)
        if section is None or not section.path:
            self.screen.say("there is no section here to fold")
            return
        self.refold(self.screen.folded ^ {section.path})
        self.to_section(section.index)

    def fold_all(self) -> None:
        """Hide or show the lines of all outermost sections."""
        checklist = self.screen.checklist
        section = self.screen.lines.section_at(self.screen.items.cursor)
        folding = not self.screen.folded & tops(checklist)
        self.refold(tops(checklist) if folding else set())
        if section is not None:
            self.to_section(top_of(checklist, section.index) if folding else section.index)

    def refold(self, folded: set[tuple[str, ...]]) -> None:
        """Fold just these sections; the cursor stays on its line of the file, or the nearest above."""
        screen, line = self.screen, self.screen.line
        screen.folded = folded
        screen.lines = screen.lines.refolded(folded)
        screen.items.show(screen.lines, screen.lines.place_of_line(line))
        screen.outlined = OutlineLines(
            screen.checklist, folded, whole=screen.whole, expected=screen.outlined.expected
        )
        screen.outline.show(screen.outlined)
        screen.follow_cursor()
        screen.say("")


def _is_open(item: Record) -> bool:
    return item.role is Role.ITEM and item.state not in _SETTLED


def _is_stuck(item: Record) -> bool:
    return item.role is Role.ITEM and item.state in _STUCK
