"""The application: opens a checklist, or a folder of them, and runs until it is left.

`run` is what the command line calls. What is on a screen is the screens' business.
"""

from __future__ import annotations

import gc
import os
import threading
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from gonogo.core.actions import Place
from gonogo.core.bookmark import Bookmark, Bookmarks
from gonogo.core.config import Config, Mistake, config_path, read
from gonogo.core.files import FileError
from gonogo.core.firstlook import first_look
from gonogo.widgets.application import Application
from gonogo.widgets.bindings import bindings_for

if TYPE_CHECKING:
    from textual.events import Key, Paste
    from textual.screen import Screen

    from gonogo.core.probes.running import Running
    from gonogo.core.typeahead import Typeahead
    from gonogo.core.walking import WalkOf
    from gonogo.core.workspace import Document, Workspace
    from gonogo.screens.checklist import ChecklistScreen
    from gonogo.screens.folder import FolderScreen

ReviewOf = tuple[str, tuple[Path, ...]]
"""The words of a range ("" for what is likely meant), and the checklists or folders (none: all)."""
LAST_SAVE = 0.1
"""Seconds that a save may take once the application has been told to end; the journal has the edits then."""


class Gonogo(Application[None]):
    """The whole application."""

    TITLE = "gonogo"
    BINDINGS = bindings_for(Place.ANYWHERE)

    def __init__(
        self,
        path: Path,
        config: Config | None = None,
        mistakes: tuple[Mistake, ...] = (),
        review: ReviewOf | None = None,
        walk: WalkOf | None = None,
        typeahead: Typeahead | None = None,
    ) -> None:
        super().__init__(config)
        self.typeahead = typeahead
        """What keeps the terminal quiet until it is taken."""
        self.path = path
        self.review = review
        """What is to be reviewed, where that was asked for instead of the path itself."""
        self.walk = walk
        """What is to be walked, where that was asked for."""
        self.mistakes = mistakes
        self.results: dict[Path, dict[str, Running]] = {}
        """The latest run of each probe, by checklist and digest."""
        self._made: list[ChecklistScreen] = []
        self.problem = ""
        """Why nothing could be opened, for whoever started the application."""

    @cached_property
    def workspace(self) -> Workspace:
        """The open documents. Loaded when it is first asked for, which is in a thread."""
        from gonogo.core.workspace import Workspace

        return Workspace()

    def get_default_screen(self) -> Screen[None]:
        """The screen at the bottom: what was named, so that nothing else is ever laid out before it."""
        try:
            if self.review is not None:
                from gonogo.screens.review import ReviewScreen

                return ReviewScreen(self.path, *self.review)
            if self.path.is_dir():
                from gonogo.screens.folder import FolderScreen

                return FolderScreen(self.path)
            opened = self.checklist_screen(self.path)
            opened.walk_wanted = self.walk
            return opened
        except FileError as problem:
            self.problem = str(problem)
            return super().get_default_screen()

    def checklist_screen(self, path: Path) -> ChecklistScreen:
        """The screen of one checklist. Raises a FileError."""
        from gonogo.screens.checklist import ChecklistScreen

        results = self.results.setdefault(path, {})
        bookmark = Bookmarks(path).load()
        if not (bookmark.broken or self.config.resume):
            bookmark = Bookmark(unfinished=bookmark.unfinished)
        look = first_look(path)
        made = ChecklistScreen(look, lambda: self.workspace, self.glyphs, results, bookmark)
        self._made = [*self.checklists(), made]
        return made

    def checklists(self) -> list[ChecklistScreen]:
        """The screens of all checklists that are open."""
        return [screen for screen in self._made if screen.is_running]

    def takes(self, event: Key | Paste) -> bool:
        """Whether the checklist that is shown keeps a key until it is open."""
        takes = getattr(self.screen, "takes", None)
        return takes is not None and takes(event)

    def on_mount(self) -> None:
        """Leave where nothing could be opened; else say what is wrong in the configuration."""
        if self.problem:
            self.exit(return_code=4)
        elif self.mistakes:
            self.call_after_refresh(self.show_mistakes)

    def on_folder_screen_opened(self, event: FolderScreen.Opened) -> None:
        """A checklist of the folder was chosen."""
        try:
            self.push_screen(self.checklist_screen(event.path))
        except FileError as problem:
            event.folder.refuse(str(problem))

    def show_mistakes(self) -> None:
        """Say on one page what is wrong in the configuration."""
        from gonogo.core.safetext import safe
        from gonogo.screens.dialogs.text import TextScreen

        sentence = f"{config_path()} has mistakes. What they are about is left out, the rest holds."
        self.push_screen(TextScreen("Configuration", sentence, [safe(str(each)) for each in self.mistakes]))

    def before_terminal(self) -> None:
        """The terminal is about to be taken: the settings to go back to are those of the shell."""
        if self.typeahead is not None:
            self.typeahead.end()

    # -- leaving

    def keep(self, *, broken: bool = False) -> None:
        """Before the end: edits that are not in the file yet are journalled, and saved if that is quick."""
        self.keep_edits()
        for screen in self.checklists():
            screen.resuming.keep(broken=broken)
            screen.gone()

    def keep_edits(self) -> None:
        """Bring unsaved edits of all documents into the journal, and into their files within LAST_SAVE."""
        unsaved = self._unsaved()
        for document in unsaved:
            document.pending()
        if unsaved:
            thread = threading.Thread(target=_save_all, args=(unsaved,), daemon=True)
            thread.start()
            thread.join(LAST_SAVE)

    def _unsaved(self) -> list[Document]:
        """The documents with edits that are not in their files, of those that were opened."""
        if "workspace" not in vars(self):  # asked for, it would load what edits and saves
            return []
        return [document for document in self.workspace if document.unsaved]

    async def action_quit(self) -> None:
        """Leave; a screen that has something to save does that first."""
        if hasattr(self.screen, "action_quit"):
            await self.screen.run_action("quit")
        else:
            self.exit()

    async def action_back(self) -> None:
        """Close what is open, which the screen knows. Textual's own would take the screen itself away."""
        if hasattr(self.screen, "action_back"):
            await self.screen.run_action("back")

    # -- what applies anywhere

    def action_help(self) -> None:
        """Show every key."""
        from gonogo.screens.dialogs.help import HelpScreen

        self.push_screen(HelpScreen(self.config.keys))

    def action_interrupt(self) -> None:
        """Say which key leaves: this one is for programs that cannot be left otherwise."""
        say = getattr(self.screen, "say", None)
        if say is not None:
            saved = "not everything is saved" if self._unsaved() else "everything is saved"
            say(f"{self.key_of('quit')} leaves; {saved}")

    def action_theme(self) -> None:
        """The next set of colours."""
        from gonogo.widgets.themes import THEMES

        names = [theme.name for theme in THEMES.values()]
        self.theme = names[(names.index(self.theme) + 1) % len(names)]

    def action_command_palette(self) -> None:
        """Find an action by its name, and do it."""
        from gonogo.screens.dialogs.palette import Palette

        screen = self.screen

        def perform(call: str | None) -> None:
            if call:
                there = hasattr(screen, f"action_{call.partition('(')[0]}")
                screen.call_later(screen.run_action if there else self.run_action, call)

        self.push_screen(Palette(screen), perform)


def _save_all(documents: list[Document]) -> None:
    from gonogo.core.workspace import save

    for document in documents:
        with suppress(FileError):  # the journal has the edits
            save(document)


def _collect_from_now_on() -> None:
    gc.freeze()  # what is loaded stays; looking through it takes longer than a key may
    gc.enable()


def run(
    path: Path,
    review: ReviewOf | None = None,
    walk: WalkOf | None = None,
    typeahead: Typeahead | None = None,
) -> int:
    """Run the application on a file or a folder, or on a review, until it is left; gives the exit code."""
    gc.disable()  # until the first screen stands: there is nothing to collect yet
    config, mistakes = read(config_path())
    app = Gonogo(path, config, mistakes, review, walk, typeahead)
    app.call_after_refresh(_collect_from_now_on)
    app.run(mouse=config.mouse)
    app.keep_edits()  # after a failure too
    if app.problem:
        os.write(2, f"gonogo: {app.problem}\n".encode("utf-8", "replace"))
    return app.return_code or 0
