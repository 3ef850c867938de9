"""The screen of a folder: its checklists with their progress; enter opens one."""

from __future__ import annotations

import re
from pathlib import Path

from textual.app import ComposeResult
from textual.message import Message

from gonogo.core.actions import Place
from gonogo.core.folders import Entry, checklists
from gonogo.core.safetext import safe
from gonogo.screens.dialogs.ask import Ask
from gonogo.screens.presentation.folder import FolderLines, path_and_words
from gonogo.widgets.application import application_of
from gonogo.widgets.bars import BarLine, Rule
from gonogo.widgets.bindings import bindings_for
from gonogo.widgets.footer import FooterBar, footer_line
from gonogo.widgets.header import HeaderBar
from gonogo.widgets.itemlist import ItemList
from gonogo.widgets.linelist import LineList
from gonogo.widgets.look import Tone
from gonogo.widgets.pen import Span
from gonogo.widgets.screen import QuietScreen


class FolderScreen(QuietScreen[None]):
    """A folder's checklists. Posts Opened when one is chosen."""

    BINDINGS = bindings_for(Place.FILES)
    DEFAULT_CSS = "FolderScreen ItemList { height: 1fr; }"

    class Opened(Message):
        """A checklist was chosen."""

        def __init__(self, folder: FolderScreen, path: Path) -> None:
            super().__init__()
            self.folder = folder
            self.path = path

    class Read(Message):
        """More checklists were read."""

        def __init__(self, entries: list[Entry], *, done: bool, problem: str = "") -> None:
            super().__init__()
            self.entries = entries
            self.done = done
            self.problem = problem

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self.entries: list[Entry] = []
        self.done = False

    def compose(self) -> ComposeResult:
        """Header, list, footer."""
        glyphs = application_of(self).glyphs
        yield HeaderBar(glyphs, 1, id="header")
        yield Rule(glyphs, "across")
        yield ItemList(glyphs, id="files", empty="reading …")
        yield Rule(glyphs, "across")
        yield FooterBar(glyphs, id="footer")

    @property
    def files(self) -> ItemList:
        """The list."""
        return self.query_one("#files", ItemList)

    def on_mount(self) -> None:
        """Read the folder in a worker."""
        self.files.focus()
        self.show_header()
        self.say("")
        self.reread()

    def on_screen_resume(self) -> None:
        """Another one may have changed meanwhile."""
        if self.done:
            self.reread()

    def reread(self) -> None:
        """Read the folder again in a worker."""
        self.done = False
        self.run_worker(self._read, thread=True, group="read", exclusive=True, exit_on_error=False)

    def _read(self) -> None:
        entries: list[Entry] = []
        shown = 0
        try:
            for entry in checklists(self.folder):
                entries.append(entry)
                if len(entries) >= 2 * shown + 8 and not self.entries:
                    shown = len(entries)
                    self.post_message(self.Read(list(entries), done=False))
        except OSError as problem:
            self.post_message(
                self.Read(entries, done=True, problem=f"{self.folder} cannot be read: {problem.strerror}")
            )
            return
        self.post_message(self.Read(entries, done=True))

    def on_folder_screen_read(self, event: Read) -> None:
        """Show what was read so far; the cursor stays with its file."""
        here = self.entries[self.files.cursor].path if self.files.cursor < len(self.entries) else None
        self.entries, self.done = event.entries, event.done
        at = next((i for i, entry in enumerate(self.entries) if entry.path == here), 0)
        if event.done and not self.entries:
            self.files.empty = safe(
                event.problem or "no markdown file below this folder holds a checklist item"
            )
        self.files.show(FolderLines(self.folder, self.entries, application_of(self).glyphs), at)
        self.files.redraw()
        self.show_header()
        if event.problem:
            self.say(event.problem, Tone.ALERT)

    def show_header(self) -> None:
        """How many there are, and how far they are together."""
        done = sum(entry.tally.done for entry in self.entries)
        total = sum(entry.tally.total for entry in self.entries)
        count = len(self.entries)
        left = (Span(safe(str(self.folder)), Tone.STRONG),)
        right = (
            Span(safe(f"{count} checklist{'s' * (count != 1)}  "), Tone.DIM),
            Span(safe(f"{done}/{total}" if self.done else "reading …")),
        )
        self.query_one("#header", HeaderBar).show(BarLine(left, right))

    def say(self, sentence: str, tone: Tone = Tone.PLAIN) -> None:
        """Say something in the last line; "" shows the keys again."""
        footer = self.query_one("#footer", FooterBar)
        if sentence:
            footer.show(BarLine((Span(safe(sentence), tone),)))
        else:
            keys = application_of(self).config.keys
            footer.show(
                footer_line({Place.FILES, Place.ROWS, Place.ANYWHERE}, self.app.size.width, keys, {"back"})
            )

    def on_resize(self) -> None:
        """The footer has other room."""
        self.say("")

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """Open the checklist."""
        entry = self.entries[event.index]
        if entry.problem:
            self.say(entry.problem, Tone.ALERT)
        else:
            self.post_message(self.Opened(self, entry.path))

    def refuse(self, problem: str) -> None:
        """Say why a checklist could not be opened."""
        self.say(problem, Tone.ALERT)

    def action_find(self) -> None:
        """Search as you type."""
        start = self.files.cursor
        self.app.push_screen(Ask("Find", "a title or a path", typed=lambda text: self.search(text, start)))

    def search(self, text: str, start: int) -> None:
        """Go to the first match from where the search began."""
        self.files.highlight(re.compile(re.escape(text), re.IGNORECASE) if text else None)
        if text:
            self.files.move_to(start)
            if not self.matches(start):
                self.files.seek(self.matches, 1)

    def matches(self, at: int) -> bool:
        """Whether a line holds what is searched."""
        found = self.files.found
        return found is not None and found.search(path_and_words(self.folder, self.entries[at])) is not None

    def action_find_next(self, step: int) -> None:
        """To the next match."""
        if self.files.found is None or not self.files.seek(self.matches, step):
            self.say("nothing matches")

    def action_review(self) -> None:
        """Review what changed in the checklists of the folder."""
        from gonogo.screens.review import ReviewScreen

        self.app.push_screen(ReviewScreen(self.folder, paths=[self.folder]))

    def action_quit(self) -> None:
        """Leave."""
        self.app.exit()
