"""Evidence, notes and texts of items: dialogs that ask, edits that follow."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TypedDict

from checkdown import Attach, Intent, Item, Together, TrackList, TrackTable, plan
from checkdown.errors import CheckdownError
from gonogo.core.attaching import attachment, candidates, preview
from gonogo.core.evidence import EvidenceRefused
from gonogo.screens.checklist.shaping import Shaping
from gonogo.screens.dialogs.ask import Ask
from gonogo.screens.dialogs.choose import Choice, Choose
from gonogo.screens.dialogs.evidence import EvidenceDialog, Typed
from gonogo.screens.dialogs.filter import HINT, NoSuchFilter, parsed, written
from gonogo.widgets.look import Tone


class Behind(TypedDict):
    """What stands behind a reference, and whether its file is copied in."""

    note: str
    by: str
    copy: bool


class Proving(Shaping):
    """What the evidence, note, text, tracking and filter keys do."""

    def action_evidence(self) -> None:
        """Attach a reference to the item, or to all marked ones."""
        items = self.chosen()
        if not items:
            self.say("there is no item here to attach evidence to")
            return
        what = items[0].text if len(items) == 1 else f"{len(items)} items"
        dialog = EvidenceDialog(
            what,
            lambda typed: candidates(self.document, typed),
            lambda typed: preview(
                self.document, items[0], typed.reference, note=typed.note, by=self.author, copy=typed.copy
            ),
        )
        self.app.push_screen(dialog, lambda typed: self.attach(items, typed))

    def behind(self, typed: Typed) -> Behind:
        """What is written behind a reference."""
        return {"note": typed.note, "by": self.author, "copy": typed.copy}

    def attach(self, items: Sequence[Item], typed: Typed | None) -> None:
        """Write the reference to each item, as one edit."""
        if typed is None:
            return
        try:
            made = [
                attachment(
                    self.document, item, typed.reference, note=typed.note, by=self.author, copy=typed.copy
                )
                for item in items
            ]
        except EvidenceRefused as problem:
            self.say(str(problem), Tone.ALERT)
            return
        self.unmark()
        intents: list[Attach] = [found.intent for found in made]
        step = self.do(
            intents[0]
            if len(intents) == 1
            else Together(tuple(intents), f"evidence for {len(intents)} items")
        )
        if step is not None:
            self.say(made[0].remark or f"attached {intents[0].reference}")

    def action_track(self) -> None:
        """Give the list or table under the cursor states, after saying what will happen."""
        line = self.lines.file_line(self.items.cursor) if len(self.lines) else 1
        reason = ""
        for intent, words in ((TrackTable(line), "a Status column"), (TrackList(line), "boxes")):
            try:
                edit = plan(self.checklist, intent)
            except CheckdownError as problem:
                reason = reason or str(problem)
                continue
            self.ask_to_track(intent, f"It gets {words}: {len(edit.splices)} lines change.")
            return
        self.say(reason, Tone.ALERT)

    def ask_to_track(self, intent: Intent, words: str) -> None:
        """Say what will happen, and do it on yes."""

        def write(key: str | None) -> None:
            if key == "y":
                self.do(intent)

        self.app.push_screen(Choose(f"Track this? {words}", [Choice("y", "yes")]), write)

    def action_filter(self) -> None:
        """Ask which items to show."""
        self.app.push_screen(Ask("Show only", HINT, value=written(self.filtered)), self.filter_typed)

    def filter_typed(self, text: str | None) -> None:
        """Filter by what was typed."""
        if text is None:
            return
        try:
            self.filter_by(parsed(text))
        except NoSuchFilter as problem:
            self.say(str(problem), Tone.ALERT)

    def action_copy(self) -> None:
        """Copy path, line and id of the item."""
        item = self.current
        line = self.lines.file_line(self.items.cursor) if len(self.lines) else 1
        reference = f"{self.shown_path}:{line}" + (f" {item.id}" if item is not None else "")
        self.app.copy_to_clipboard(reference)
        self.say(f"copied {reference}")

    def action_edit(self) -> None:
        """Open the file at the line in the person's editor, and come back."""
        import shlex
        import subprocess

        line = self.lines.file_line(self.items.cursor) if len(self.lines) else 1
        editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
        command = [*shlex.split(editor), f"+{line}", str(self.document.path)]
        try:
            with self.app.suspend():
                subprocess.run(command, check=False)
        except OSError as problem:
            self.say(f"{editor} cannot be started: {problem.strerror}; set $EDITOR", Tone.ALERT)
        self.app.refresh()
