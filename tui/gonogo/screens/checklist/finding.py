"""Finding: search as you type, next and previous match, filters."""

from __future__ import annotations

import re

from gonogo.screens.checklist.states import States
from gonogo.screens.dialogs.ask import Ask
from gonogo.screens.presentation.filtering import Filter


class Finding(States):
    """What the search and filter keys do."""

    def action_find(self) -> None:
        """Search as you type."""
        start = self.items.cursor
        self.app.push_screen(
            Ask("Find", "text in an item", value="", typed=lambda text: self.search(text, start)),
            self.searched_for,
        )

    def search(self, text: str, start: int) -> None:
        """Go to the first match from where the search began."""
        self.searched = text
        self.items.highlight(re.compile(re.escape(text), re.IGNORECASE) if text else None)
        if text:
            self.items.move_to(start)
            if not self.matches(start):
                self.items.seek(self.matches, 1)
        self.show_header()

    def searched_for(self, text: str | None) -> None:
        """Keep the search, or forget it when it was left with escape."""
        if text is None:
            self.forget_search()
        elif text and not self.matches(self.items.cursor):
            self.say(f"nothing matches {text}")

    def matches(self, at: int) -> bool:
        """Whether the line holds what is searched."""
        found = self.items.found
        return found is not None and found.search(self.lines.row(at).text) is not None

    def action_find_next(self, step: int) -> None:
        """To the next or previous match."""
        if not self.searched:
            self.action_find()
        elif not self.items.seek(self.matches, step):
            self.say(f"nothing matches {self.searched}")

    def forget_search(self) -> None:
        """No search any more."""
        self.searched = ""
        self.items.highlight(None)
        self.show_header()

    def filter_by(self, filtered: Filter) -> None:
        """Show only some items."""
        item = self.current
        line = self.lines.file_line(self.items.cursor) if len(self.lines) else 1
        self.filtered = filtered
        self.relist(item.id if item else "", line)
        self.show_header()
        self.follow_cursor()

    def action_back(self) -> None:
        """End the search, then remove the filter, then leave for the list of checklists."""
        if self.searched:
            self.forget_search()
        elif self.filtered:
            self.filter_by(Filter())
        elif self.marked:
            self.action_unmark()
        elif len(self.app.screen_stack) > 2:
            self.run_worker(self.run_action("quit"), group="leave")
        else:
            self.say("")
