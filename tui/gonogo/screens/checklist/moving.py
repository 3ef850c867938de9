"""Moving: by section, phase, open and blocked items; folding; what enter and a click do."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from checkdown import Role, State
from checkdown.parts import Record
from gonogo.screens.checklist.base import ChecklistBase
from gonogo.screens.presentation.folding import around, top_of, tops
from gonogo.screens.presentation.outline import OutlineLines
from gonogo.widgets.itemlist import ItemList
from gonogo.widgets.linelist import LineList
from gonogo.widgets.outline import Outline

_SETTLED = frozenset({State.DONE, State.NA})
_STUCK = frozenset({State.BLOCKED, State.FAILED})


class Moving(ChecklistBase):
    """Where the cursor goes, and which lines are there."""

    def on_line_list_moved(self, event: LineList.Moved) -> None:
        """The panes follow each other."""
        if isinstance(event.lines, Outline):
            if event.lines.has_focus:
                self.go_to_section(self.outlined.sections[event.index])
        else:
            self.say("")
        self.follow_cursor()

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """Enter on a section goes into it; on a heading it folds; on anything else it shows the details."""
        if isinstance(event.lines, Outline):
            self.show_alone("") if self.alone else self.items.focus()
        elif self.lines.is_heading(event.index):
            self.action_fold()
        else:
            self.go_to_pane(self.details)

    def on_line_list_sign_clicked(self, event: LineList.SignClicked) -> None:
        """A click on a state ticks; on a triangle it unfolds."""
        if isinstance(event.lines, ItemList) and self.lines.item_at(event.index) is not None:
            self.tick_clicked()
        else:
            self.action_fold()

    def tick_clicked(self) -> None:
        """What a click on a state does; the part about states says what."""

    # -- to a line

    def go_to_section(self, index: int) -> None:
        """Put the cursor on a section's heading."""
        place = self.lines.place_of_section(index)
        if place is not None:
            self.items.move_to(place)

    def go_to_line(self, line: int) -> None:
        """Put the cursor where a line of the file is shown; unfold what hides it."""
        index = self.checklist.section_index_at(line)
        if self.lines.place_of_section(index) is None and around(self.checklist, index) & self.folded:
            self.refold(self.folded - around(self.checklist, index))
        self.items.move_to(self.lines.place_of_line(line))

    def go_to_place(self, index: int, number: int) -> None:
        """Put the cursor on line `number` of a section, and unfold what hides it."""
        place = self.lines.place(index, number)
        if place is None:
            self.refold(self.folded - around(self.checklist, index))
            place = self.lines.place(index, number)
        self.items.move_to(place or 0)

    def seek(self, found: Callable[[int], Sequence[int]], step: int) -> bool:
        """Go to the next (or previous) line that `found` gives for its section; False where there is none."""
        place = self.lines.seek(self.items.cursor, step, found)
        if place is not None:
            self.go_to_place(*place)
        return place is not None

    def action_section(self, step: int) -> None:
        """To the next heading, or the one above."""
        if not self.items.section(step):
            self.say("there is no further section")

    def action_phase(self, step: int) -> None:
        """To the next phase, or the one before."""
        phases = map(self.lines.place_of_section, self.checklist.phase_indexes)
        if not self.items.jump([place for place in phases if place is not None], step):
            self.say("there is no further phase")

    def action_next_open(self, step: int) -> None:
        """To the next item that is not done."""
        if not self.seek(self.lines.items_where(_is_open), step):
            self.say("no item is open")

    def action_next_blocked(self, step: int) -> None:
        """To the next blocked or failed item."""
        if not self.seek(self.lines.items_where(_is_stuck), step):
            self.say("no item is blocked or failed")

    # -- folds

    def action_fold(self) -> None:
        """Hide or show the lines of the section under the cursor."""
        section = self.lines.section_at(self.items.cursor)
        if section is None or not section.path:
            self.say("there is no section here to fold")
            return
        self.refold(self.folded ^ {section.path})
        self.go_to_section(section.index)

    def action_fold_all(self) -> None:
        """Hide or show the lines of all outermost sections."""
        section = self.lines.section_at(self.items.cursor)
        folding = not self.folded & tops(self.checklist)
        self.refold(tops(self.checklist) if folding else set())
        if section is not None:
            self.go_to_section(top_of(self.checklist, section.index) if folding else section.index)

    def refold(self, folded: set[tuple[str, ...]]) -> None:
        """Fold just these sections; the cursor stays on its line of the file, or the nearest above."""
        line = self.line
        self.folded = folded
        self.lines = self.lines.refolded(folded)
        self.items.show(self.lines, self.lines.place_of_line(line))
        self.outlined = OutlineLines(self.checklist, folded, whole=self.loaded is not None)
        self.outline.show(self.outlined)
        self.follow_cursor()
        self.say("")


def _is_open(item: Record) -> bool:
    return item.role is Role.ITEM and item.state not in _SETTLED


def _is_stuck(item: Record) -> bool:
    return item.role is Role.ITEM and item.state in _STUCK
