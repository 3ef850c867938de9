"""Out of the application and back: the clipboard, the person's own editor."""

from __future__ import annotations

import os

from textual.app import SuspendNotSupported

from gonogo.core.editor import EditorMissing, edit, editor, editor_command
from gonogo.screens.checklist.part import Part
from gonogo.widgets.look import Tone


class Elsewhere(Part):
    """What the copy and editor keys do."""

    def copy(self) -> None:
        """Copy path, line and id of the item."""
        screen = self.screen
        item = screen.current
        reference = f"{screen.look.name}:{screen.line}" + (f" {item.id}" if item is not None else "")
        screen.app.copy_to_clipboard(reference)
        screen.say(f"copied {reference}")

    def edit(self) -> None:
        """Open the file at the line in the editor, and come back to what it holds then."""
        screen = self.screen
        if not screen.ready:
            return
        command = editor_command(editor(os.environ), screen.document.path, screen.line)
        status, missing = 0, ""
        try:
            with screen.app.suspend():
                # Textual takes the terminal back only if nothing is raised in here.
                try:
                    status = edit(command)
                except EditorMissing as problem:
                    missing = str(problem)
        except SuspendNotSupported as problem:
            missing = str(problem)
        if missing:
            screen.say(missing, Tone.ALERT)
            return
        screen.saving.look_now()
        if status:
            screen.say(f"{command[0]} ended with status {status}")
