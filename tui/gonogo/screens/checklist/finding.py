"""Finding: search as you type, next and previous match, filters."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from checkdown import Item
from gonogo.screens.checklist.part import Part
from gonogo.screens.dialogs.ask import Ask
from gonogo.screens.dialogs.filter import HINT, NoSuchFilter, parsed
from gonogo.screens.presentation.filtering import Filter
from gonogo.screens.presentation.lines import ChecklistLines
from gonogo.screens.presentation.searching import Match, lines_with, matches, pattern_of
from gonogo.widgets.look import Tone

if TYPE_CHECKING:
    from gonogo.screens.checklist.screen import ChecklistScreen

MANY = 2000
"""Items from which a filter is applied, and lines from which matches are counted, in a thread."""


class Finding(Part):
    """What the search and filter keys do."""

    def __init__(self, screen: ChecklistScreen) -> None:
        super().__init__(screen)
        self._match: Match | None = None
        self._dialog: Ask | None = None
        self._before: tuple[int, str] | None = None
        """Line and item under the cursor when a filter was last set while something was shown."""

    # -- searching

    def find(self) -> None:
        """Search as you type."""
        screen = self.screen
        start = screen.lines.where(screen.items.cursor) if len(screen.lines) else (0, 0)
        hint = "text in headings, items, notes, tables, anything that is shown"

        def made(begun: tuple[str, ...]) -> Ask:
            text = "".join(begun[:1])
            self._dialog = Ask("Find", hint, value=text, typed=lambda text: self.search(text, start))
            if text:
                screen.call_after_refresh(self.search, text, start)
            return self._dialog

        screen.resuming.ask("find", None, made, self._ended)

    def search(self, text: str, start: tuple[int, int]) -> None:
        """Go to the first match from where the search began, that line included."""
        screen = self.screen
        screen.searched = text
        screen.items.highlight(pattern_of(text))
        place = screen.lines.place(*start)
        if place is not None:
            screen.items.move_to(place)
        if text and not self._matches(*start):
            screen.moving.seek(self._matching, 1)
        self.count()

    def count(self) -> None:
        """Say how many lines match, and which the cursor is on; in a long document a thread counts."""
        screen = self.screen
        lines, found, text = screen.lines, screen.items.found, screen.searched
        known = self._match
        if found is None or (known is not None and known.lines is lines and known.text == text):
            self._tell()
        elif len(lines) < MANY:
            self._match = matches(lines, found, text)
            self._tell()
        else:
            self._match = None
            self._tell()
            screen.run_latest(partial(self._count_later, lines, found, text), "count")

    async def _count_later(self, lines: ChecklistLines, found: re.Pattern[str], text: str) -> None:
        screen = self.screen

        def over() -> bool:
            return screen.searched != text or not screen.is_attached

        match = await asyncio.to_thread(matches, lines, found, text, over=over)
        if not over():
            self._match = match
            self._tell()

    def _tell(self) -> None:
        """Show the count in the header, and in the dialog where that is open."""
        screen, match = self.screen, self._match
        words = ""
        if match is not None and screen.searched and len(screen.lines):
            words = match.told(screen.lines.where(screen.items.cursor)) + " so far" * (not screen.whole)
        screen.matched = words
        screen.show_header()
        if self._dialog is not None and self._dialog.is_attached:
            none = match is not None and not match.places and bool(screen.searched)
            self._dialog.tell("nothing matches" if none else words, Tone.ALERT if none else Tone.DIM)

    def _matching(self, index: int) -> Sequence[int]:
        """The lines of a section that match the search."""
        screen = self.screen
        found = screen.items.found
        return lines_with(screen.lines, found, screen.searched)(index) if found is not None else ()

    def _matches(self, index: int, number: int) -> bool:
        return number in self._matching(index)

    def _ended(self, text: str | None) -> None:
        """Keep the search, or forget it when it was left with escape."""
        screen = self.screen
        self._dialog = None
        if not text:
            self.forget()
        elif not self._matches(*screen.lines.where(screen.items.cursor)):
            screen.say(f"nothing matches {text}")

    def next(self, step: int) -> None:
        """To the next or previous match."""
        if not self.screen.searched:
            self.find()
        elif self.screen.moving.seek(self._matching, step):
            self.count()
        else:
            self.screen.say(f"nothing matches {self.screen.searched}")

    def forget(self) -> None:
        """No search any more."""
        self.screen.searched = self.screen.matched = ""
        self._match = None
        self.screen.items.highlight(None)
        self.screen.show_header()

    # -- filtering

    def filter(self) -> None:
        """Ask which items to show."""
        if self.screen.ready:
            self._ask("Show only", self.screen.filtered.typed, replace=True)

    def _ask(self, question: str, text: str, *, replace: bool = False) -> None:
        """Ask which items; what stands there is replaced by what is typed, or kept by an arrow."""

        def made(begun: tuple[str, ...]) -> Ask:
            return Ask(question, HINT, value=begun[0] if begun else text, replace=replace and not begun)

        self.screen.resuming.ask("filter", None, made, self._typed)

    def _typed(self, text: str | None) -> None:
        if text is None:
            return
        try:
            self.show_only(parsed(text))
        except NoSuchFilter as problem:
            self._ask(str(problem), text)

    def show_only(self, filtered: Filter) -> None:
        """Show only some items; in a long document a thread finds them."""
        screen = self.screen
        screen.filtered = filtered
        if len(screen.checklist.items) < MANY:
            self._show(self._lines(), screen.current, screen.line)
        else:
            screen.say("looking through the items …")
            screen.run_latest(partial(self._show_later, filtered), "filter")

    def _lines(self) -> ChecklistLines:
        screen = self.screen
        wanted = screen.filtered.__call__ if screen.filtered else None
        return ChecklistLines(
            screen.checklist,
            screen.glyphs,
            folded=screen.folded,
            wanted=wanted,
            marked=screen.marked,
            signs=screen.signs,
        )

    async def _show_later(self, filtered: Filter) -> None:
        screen = self.screen
        while True:
            lines = await asyncio.to_thread(self._lines)
            if screen.filtered is not filtered:
                return
            if lines.checklist is screen.checklist:
                self._show(lines, screen.current, screen.line)
                return

    def _show(self, lines: ChecklistLines, item: Item | None, line: int) -> None:
        """Show these lines, the cursor on an item, or near a line of the file.

        Where nothing was shown there was no place: it is the one before that.
        """
        screen = self.screen
        if not len(screen.lines) and self._before is not None:
            line, name = self._before
            item = next(iter(screen.states.found([name])), None)
        elif item is not None or len(screen.lines):
            self._before = line, item.id if item is not None else ""
        place = lines.place_of_item(item.index) if item is not None else None
        screen.show_lines(lines, lines.place_of_line(line) if place is None else place)
        screen.show_header()
        screen.follow_cursor()
        screen.say("" if len(lines) else "no item is so; esc shows all again")
