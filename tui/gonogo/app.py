"""The application: opens a checklist, or a folder of them, and runs until it is left.

`run` is what the command line calls. What is on a screen is the screens' business.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from gonogo.core.actions import Place
from gonogo.core.config import Config, Mistake, config_path, read
from gonogo.core.files import FileError
from gonogo.core.workspace import Workspace
from gonogo.widgets.application import Application
from gonogo.widgets.bindings import bindings_for

if TYPE_CHECKING:
    from gonogo.core.git import Repository
    from gonogo.screens.folder import FolderScreen


class Gonogo(Application[None]):
    """The whole application."""

    TITLE = "gonogo"
    BINDINGS = bindings_for(Place.ANYWHERE)

    def __init__(self, path: Path, config: Config | None = None, mistakes: tuple[Mistake, ...] = ()) -> None:
        super().__init__(config)
        self.path = path
        self.mistakes = mistakes
        self.workspace = Workspace()
        self.problem = ""
        """Why nothing could be opened, for whoever started the application."""

    def on_mount(self) -> None:
        """Open what was named."""
        super().on_mount()
        if self.path.is_dir():
            from gonogo.screens.folder import FolderScreen

            self.push_screen(FolderScreen(self.path))
        else:
            self.open_file(self.path)

    def open_file(self, path: Path) -> None:
        """Show one checklist. Where it cannot be read, say so, or leave if there is nothing else to show."""
        from gonogo.screens.checklist import ChecklistScreen

        try:
            document = self.workspace.open(path)
        except FileError as problem:
            self.problem = str(problem)
            self.exit(return_code=4)
            return
        self.push_screen(
            ChecklistScreen(document, shown_path(document.path, document.repository), self.glyphs)
        )

    def on_folder_screen_opened(self, event: FolderScreen.Opened) -> None:
        """A checklist of the folder was chosen."""
        self.open_file(event.path)

    def action_help(self) -> None:
        """Show every key."""
        from gonogo.screens.dialogs.help import HelpScreen

        self.push_screen(HelpScreen())

    def action_theme(self) -> None:
        """The next set of colours."""
        from gonogo.widgets.themes import THEMES

        names = [theme.name for theme in THEMES.values()]
        self.theme = names[(names.index(self.theme) + 1) % len(names)]

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

    def action_command_palette(self) -> None:
        """Find an action by its name, and do it."""
        from gonogo.screens.dialogs.palette import Palette

        screen = self.screen

        def perform(call: str | None) -> None:
            if call:
                screen.call_later(screen.run_action, call)

        self.push_screen(Palette(screen), perform)


def shown_path(path: Path, repository: Repository | None) -> str:
    """A path as the header shows it: from the repository's top, else from where the person is."""
    real = path.resolve()
    start = repository.top if repository is not None else Path.cwd()
    return str(real.relative_to(start)) if start in real.parents else str(path)


def run(path: Path) -> int:
    """Run the application on a file or a folder until it is left; gives the exit code."""
    config, mistakes = read(config_path())
    app = Gonogo(path, config, mistakes)
    app.run(mouse=config.mouse)
    if app.problem:
        os.write(2, f"gonogo: {app.problem}\n".encode("utf-8", "replace"))
    return app.return_code or 0
