"""Moving: by section, phase, open and blocked items, between the panes; folding."""

from __future__ import annotations

from gonogo.screens.checklist.base import ChecklistBase
from gonogo.widgets.itemlist import ItemList
from gonogo.widgets.linelist import LineList
from gonogo.widgets.outline import Outline


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
        """Enter on a section goes into it; on a heading it folds; on an item it shows the details."""
        if isinstance(event.lines, Outline):
            self.items.focus()
        elif self.lines.is_heading(event.index):
            self.action_fold()
        elif self.lines.item_at(event.index) is not None:
            self.open_details()

    def open_details(self) -> None:
        """Show everything about the item: in its pane, or on a page where there is no room for one."""
        if self.details.display:
            self.details.focus()

    def go_to_section(self, index: int) -> None:
        """Put the cursor on a section's heading, or on its first item where it has no line."""
        place = self.lines.place_of_section(index)
        if place is not None:
            self.items.move_to(place)

    def action_section(self, step: int) -> None:
        """To the next heading, or the one above."""
        if not self.items.section(step):
            self.say("there is no further section")

    def action_phase(self, step: int) -> None:
        """To the next phase, or the one before."""
        phases = [
            place
            for p in self.checklist.phases
            if (place := self.lines.place_of_section(p.index)) is not None
        ]
        if not self.items.jump(phases, step):
            self.say("there is no further phase")

    def action_next_open(self, step: int) -> None:
        """To the next item that is not done."""
        if not self.items.seek(self.lines.is_open, step):
            self.say("no item is open")

    def action_next_blocked(self, step: int) -> None:
        """To the next blocked or failed item."""
        if not self.items.seek(self.lines.is_stuck, step):
            self.say("no item is blocked or failed")

    def action_pane(self, step: int) -> None:
        """To the next pane."""
        panes = [pane for pane in (self.outline, self.items, self.details) if pane.display]
        if len(panes) == 1:
            self.switch_pane()
            return
        at = next((i for i, pane in enumerate(panes) if pane.has_focus), 0)
        panes[(at + step) % len(panes)].focus()

    def action_pane_beside(self, step: int) -> None:
        """To the pane at the left or right."""
        panes = [pane for pane in (self.outline, self.items, self.details) if pane.display]
        at = next((i for i, pane in enumerate(panes) if pane.has_focus), 0)
        if 0 <= at + step < len(panes):
            panes[at + step].focus()

    def switch_pane(self) -> None:
        """Where there is room for one pane alone: the outline instead of the items, and back."""
        outline, items = self.outline, self.items
        outline.display = items.display
        items.display = not items.display
        outline.styles.width = "1fr"
        (outline if outline.display else items).focus()

    def action_details(self) -> None:
        """Show or hide the details."""
        self.details_wanted = not self.details_wanted
        self.place_panes()
        self.follow_cursor()

    def action_fold(self) -> None:
        """Hide or show the lines of the section under the cursor."""
        section = self.lines.section_at(self.items.cursor)
        if section is None or not section.path:
            return
        if section.path in self.folded:
            self.folded.discard(section.path)
        else:
            self.folded.add(section.path)
        self.show_folds(section.index)

    def action_fold_all(self) -> None:
        """Hide or show the lines of all phases."""
        tops = {section.path for section in self.checklist.sections if len(section.path) == 1}
        section = self.lines.section_at(self.items.cursor)
        self.folded = set() if self.folded else set[tuple[str, ...]](tops)
        top = section.index if section else 0
        while self.folded and top > 0 and len(self.checklist.path_of(top)) > 1:
            top = self.checklist.shape.parents[top]
        self.show_folds(top)

    def show_folds(self, index: int) -> None:
        """Make the lines anew after a fold; the cursor goes to the section's heading."""
        self.relist(line=self.checklist.sections[index].line)
        place = self.lines.place_of_section(index)
        if place is not None:
            self.items.move_to(place)
        self.outlined = type(self.outlined)(self.checklist, self.folded)
        self.outline.show(self.outlined)
        self.follow_cursor()

    def on_line_list_sign_clicked(self, event: LineList.SignClicked) -> None:
        """A click on a state ticks; on a triangle it unfolds."""
        if isinstance(event.lines, ItemList) and self.lines.item_at(event.index) is not None:
            self.tick_clicked()
        else:
            self.action_fold()

    def tick_clicked(self) -> None:
        """What a click on a state does; the part about states says what."""
