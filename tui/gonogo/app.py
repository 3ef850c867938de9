"""The application: opens a checklist, or a folder of them, and runs until it is left.

`run` is what the command line calls. What is on a screen is the screens' business.
"""

from __future__ import annotations

from pathlib import Path

from gonogo.core.actions import Place
from gonogo.core.config import Config, Mistake
from gonogo.core.workspace import Document, Workspace
from gonogo.widgets.application import Application
from gonogo.widgets.bindings import bindings_for


class Gonogo(Application[None]):
    """The whole application."""

    TITLE = "gonogo"
    BINDINGS = bindings_for(Place.ANYWHERE)

    def __init__(self, path: Path, config: Config | None = None, mistakes: tuple[Mistake, ...] = ()) -> None:
        super().__init__(config)
        self.path = path
        self.mistakes = mistakes
        self.workspace = Workspace()

    def on_mount(self) -> None:
        """Open what was named."""
        super().on_mount()
        self.open_file(self.path)

    def open_file(self, path: Path) -> None:
        """Show one checklist."""
        from gonogo.screens.checklist import ChecklistScreen

        document: Document = self.workspace.open(path)
        self.push_screen(ChecklistScreen(document, str(path), self.glyphs))

    async def action_quit(self) -> None:
        """Leave through the screen, which saves first."""
        self.exit()


def run(path: Path) -> int:
    """Run the application on a file or a folder until it is left; gives the exit code."""
    from gonogo.core.config import config_path, read

    config, mistakes = read(config_path())
    app = Gonogo(path, config, mistakes)
    app.run(mouse=config.mouse)
    return app.return_code or 0
