"""Evidence, tracking, references and the editor: dialogs that ask, edits that follow."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from checkdown import CheckdownError, Intent, Item, TrackList, TrackTable, plan
from gonogo.screens.checklist.shaping import Shaping
from gonogo.widgets.look import Tone

if TYPE_CHECKING:
    from gonogo.screens.dialogs.evidence import Typed


class Proving(Shaping):
    """What the evidence, tracking, copy and editor keys do."""

    # -- evidence

    def action_evidence(self) -> None:
        """Attach a reference to the item, or to all marked ones."""
        items = self.chosen()
        if items:
            self.with_author(lambda author: self.ask_evidence(items, author))

    def ask_evidence(self, items: Sequence[Item], author: str) -> None:
        """Ask for a reference, and show how it will stand in the file."""
        from gonogo.core.attaching import candidates, preview
        from gonogo.screens.dialogs.evidence import EvidenceDialog

        names = [item.id for item in items]

        def shown(typed: Typed) -> tuple[str, str]:
            now = self._found(names[:1])
            if not now:
                return "", "the item is gone"
            return preview(
                self.document, now[0], typed.reference, note=typed.note, by=author, copy=typed.copy
            )

        def answered(typed: Typed | None) -> None:
            if typed is not None:
                self.attach(self._found(names), typed, author)

        what = items[0].text if len(items) == 1 else f"{len(items)} items"
        self.app.push_screen(
            EvidenceDialog(what, lambda typed: candidates(self.document, typed), shown), answered
        )

    def attach(self, items: Sequence[Item], typed: Typed, author: str) -> None:
        """Write the reference to each item, as one edit; a file outside the repository is copied in."""
        from gonogo.core.attaching import attachment
        from gonogo.core.evidence import EvidenceRefused

        try:
            made = [
                attachment(self.document, item, typed.reference, note=typed.note, by=author, copy=typed.copy)
                for item in items
            ]
        except EvidenceRefused as problem:
            self.say(str(problem), Tone.ALERT)
            return
        if not made:
            self.say("the item is gone; nothing was attached", Tone.ALERT)
            return
        step = self.set_all([found.intent for found in made], "with evidence")
        if step is None:
            return
        copied = [found.copied for found in made if found.copied is not None]
        self.say(made[0].remark or f"attached {made[0].intent.reference}")
        if copied:
            self.tell_ignored(copied)

    def tell_ignored(self, copies: Sequence[os.PathLike[str]]) -> None:
        """Say so where git ignores what was copied in; the part about git knows."""

    # -- tracking

    def action_track(self) -> None:
        """Give the list or table under the cursor states, after saying what will happen."""
        if not self.ready:
            return
        if self.current is not None:
            self.say("this has a state already")
            return
        line, reason = self.line, ""
        requests: tuple[tuple[Intent, str], ...] = (
            (TrackTable(line), "a Status column"),
            (TrackList(line), "boxes"),
        )
        for intent, words in requests:
            try:
                edit = plan(self.checklist, intent)
            except CheckdownError as problem:
                reason = reason or str(problem)
                continue
            count = len({splice.line for splice in edit.splices})
            self.ask_to_track(intent, f"It gets {words}; {count} lines change.")
            return
        self.say(f"nothing to track here: {reason}", Tone.ALERT)

    def ask_to_track(self, intent: Intent, words: str) -> None:
        """Say what will happen, and do it on yes."""
        from gonogo.screens.dialogs.choose import Choice, Choose

        def write(key: str | None) -> None:
            if key == "y":
                self.do(intent)

        lines = [words, "u undoes it"]
        self.app.push_screen(Choose("Track this?", [Choice("y", "yes")], lines), write)

    # -- out of here

    def action_copy(self) -> None:
        """Copy path, line and id of the item."""
        item = self.current
        reference = f"{self.look.name}:{self.line}" + (f" {item.id}" if item is not None else "")
        self.app.copy_to_clipboard(reference)
        self.say(f"copied {reference}")

    def action_edit(self) -> None:
        """Open the file at the line in the person's editor, and come back to what it holds then."""
        from textual.app import SuspendNotSupported

        from gonogo.core.editor import EditorMissing, edit, editor, editor_command

        if not self.ready:
            return
        command = editor_command(editor(os.environ), self.document.path, self.line)
        try:
            with self.app.suspend():
                status = edit(command)
        except (EditorMissing, SuspendNotSupported) as problem:
            self.say(str(problem), Tone.ALERT)
            return
        self.look_now()
        if status:
            self.say(f"{command[0]} ended with status {status}")
