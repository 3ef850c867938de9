"""Finding: search as you type, next and previous match, filters."""

from __future__ import annotations

from collections.abc import Sequence

from textual.message import Message

from checkdown import Item
from gonogo.screens.checklist.states import States
from gonogo.screens.presentation.filtering import Filter
from gonogo.screens.presentation.lines import ChecklistLines
from gonogo.screens.presentation.searching import lines_with, pattern_of
from gonogo.widgets.look import Tone

MANY = 2000
"""Items from which a filter is applied in a worker."""


class Finding(States):
    """What the search and filter keys do."""

    class Filtered(Message):
        """The lines that a filter leaves are made."""

        def __init__(self, lines: ChecklistLines, item: Item | None, line: int) -> None:
            super().__init__()
            self.lines = lines
            self.item = item
            self.line = line

    # -- searching

    def action_find(self) -> None:
        """Search as you type."""
        from gonogo.screens.dialogs.ask import Ask

        start = self.lines.where(self.items.cursor) if len(self.lines) else (0, 0)
        self.app.push_screen(
            Ask("Find", "text in an item", typed=lambda text: self.search(text, start)), self.searched_for
        )

    def search(self, text: str, start: tuple[int, int]) -> None:
        """Go to the first match from where the search began, that line included."""
        self.searched = text
        self.items.highlight(pattern_of(text))
        place = self.lines.place(*start)
        if place is not None:
            self.items.move_to(place)
        if text and not self.matches(*start):
            self.seek(self.matching, 1)
        self.show_header()

    def matching(self, index: int) -> Sequence[int]:
        """The lines of a section that match the search."""
        found = self.items.found
        return lines_with(self.lines, found, self.searched)(index) if found is not None else ()

    def matches(self, index: int, number: int) -> bool:
        """Whether a line matches the search."""
        return number in self.matching(index)

    def searched_for(self, text: str | None) -> None:
        """Keep the search, or forget it when it was left with escape."""
        if not text:
            self.forget_search()
        elif not self.matches(*self.lines.where(self.items.cursor)):
            self.say(f"nothing matches {text}")

    def action_find_next(self, step: int) -> None:
        """To the next or previous match."""
        if not self.searched:
            self.action_find()
        elif not self.seek(self.matching, step):
            self.say(f"nothing matches {self.searched}")

    def forget_search(self) -> None:
        """No search any more."""
        self.searched = ""
        self.items.highlight(None)
        self.show_header()

    # -- filtering

    def action_filter(self) -> None:
        """Ask which items to show."""
        from gonogo.screens.dialogs.ask import Ask
        from gonogo.screens.dialogs.filter import HINT, written

        if self.ready:
            self.app.push_screen(Ask("Show only", HINT, value=written(self.filtered)), self.filter_typed)

    def filter_typed(self, text: str | None) -> None:
        """Filter by what was typed."""
        from gonogo.screens.dialogs.filter import NoSuchFilter, parsed

        if text is None:
            return
        try:
            self.filter_by(parsed(text))
        except NoSuchFilter as problem:
            self.say(str(problem), Tone.ALERT)

    def filter_by(self, filtered: Filter) -> None:
        """Show only some items; in a long document a worker finds them."""
        self.filtered = filtered
        item, line = self.current, self.line
        if len(self.checklist.items) < MANY:
            self.show_filtered(self._filtered_lines(), item, line)
            return
        self.say("looking through the items …")

        def find() -> None:
            self.post_message(self.Filtered(self._filtered_lines(), item, line))

        self.run_worker(find, thread=True, group="filter", exclusive=True, exit_on_error=False)

    def _filtered_lines(self) -> ChecklistLines:
        return ChecklistLines(
            self.checklist,
            self.glyphs,
            folded=self.folded,
            wanted=self.filtered if self.filtered else None,
            marked=self.marked,
        )

    def on_finding_filtered(self, event: Filtered) -> None:
        """Show what a worker found, if it is still what is asked for."""
        if event.lines.checklist is not self.checklist or event.lines.wanted != (self.filtered or None):
            self.filter_by(self.filtered)
        else:
            self.show_filtered(event.lines, event.item, event.line)

    def show_filtered(self, lines: ChecklistLines, item: Item | None, line: int) -> None:
        """Show these lines, the cursor on an item, or near a line of the file."""
        place = lines.place_of_item(item.index) if item is not None else None
        self.lines = lines
        self.items.show(lines, lines.place_of_line(line) if place is None else place)
        self.show_header()
        self.follow_cursor()
        self.say("" if len(lines) else "no item is so; esc shows all again")

    def action_back(self) -> None:
        """Close the details, end the search, remove the filter, the marks, then leave for the checklists."""
        if self.alone:
            self.show_alone("")
        elif self.searched:
            self.forget_search()
        elif self.filtered:
            self.filter_by(Filter())
        elif self.marked:
            self.action_unmark()
        elif len(self.app.screen_stack) > 2:
            self.run_worker(self.run_action("quit"), group="leave")
        else:
            self.say("")
