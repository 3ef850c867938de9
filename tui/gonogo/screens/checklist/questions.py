"""Questions that the document puts: edits of an ended session, and conflicts with what others wrote."""

from __future__ import annotations

from checkdown.errors import CheckdownError
from gonogo.core.workspace import Conflict, WorkspaceError
from gonogo.screens.checklist.committing import Committing
from gonogo.screens.dialogs.choose import Choice, Choose
from gonogo.widgets.look import Tone

SHOWN = 5
"""Edits of an ended session that are listed."""


class Questions(Committing):
    """Asks, and does what is answered."""

    _asking: Conflict | None = None

    def on_mount(self) -> None:
        """Once the screen stands, offer what an ended session left."""
        super().on_mount()
        self.call_after_refresh(self.offer_recovery)

    def offer_recovery(self) -> None:
        """Ask whether the edits that a crash kept from the file should be made again."""
        left = self.document.recoverable
        if not left or self.document.refusal:
            return
        lines = [f"  {line}" for line in left[:SHOWN]]
        if len(left) > SHOWN:
            lines.append(f"  and {len(left) - SHOWN} more")
        count = f"{len(left)} edits" if len(left) > 1 else "1 edit"
        question = f"{count} of an earlier session did not reach the file"
        choices = [Choice("r", "make them again"), Choice("x", "forget them")]
        self.app.push_screen(Choose(question, choices, lines), self.recovery_answered)

    def recovery_answered(self, key: str | None) -> None:
        """Make them again, forget them, or leave them for the next time."""
        if key == "x":
            self.document.forget_left_behind()
            self.say("forgotten")
        elif key == "r":
            made, problems = self.document.recover()
            self.renew()
            self.save_soon()
            self.say(
                problems[0] if problems else f"{made} made again", Tone.ALERT if problems else Tone.PLAIN
            )

    def ask_about_conflicts(self) -> None:
        """Put conflicts to the person, one after another."""
        if self._asking is not None or not self.document.conflicts:
            return
        conflict = self._asking = self.document.conflicts[0]
        lines = [f"  yours: {conflict.step.summary}", f"  {conflict.reason}"]
        choices = [Choice("m", "write mine"), Choice("t", "let theirs stand")]
        self.app.push_screen(Choose("Somebody else changed this too", choices, lines), self.conflict_answered)

    def conflict_answered(self, key: str | None) -> None:
        """Write ours after all, or let theirs stand; left alone, the question comes with the next save."""
        conflict, self._asking = self._asking, None
        if conflict is None or key is None:
            self.say("kept as a question; it is asked again", Tone.ALERT)
            return
        try:
            self.document.resolve(conflict, ours=key == "m")
        except (CheckdownError, WorkspaceError) as problem:
            self.say(str(problem), Tone.ALERT)
        self.renew()
        self.save_soon()
        self.ask_about_conflicts()
