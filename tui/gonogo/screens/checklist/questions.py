"""Questions that the document puts: edits of an ended session, conflicts, a file with several names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkdown import CheckdownError
from gonogo.core.files import FileError, NeedsInPlace
from gonogo.core.workspace import WorkspaceError
from gonogo.screens.checklist.committing import Committing
from gonogo.widgets.look import Tone

if TYPE_CHECKING:
    from gonogo.core.workspace import Conflict

SHOWN = 5
"""Edits of an ended session that are listed."""


class Questions(Committing):
    """Asks, and does what is answered. One question at a time."""

    _asking = False

    def opened(self) -> None:
        """Once the document is open, offer what an ended session left."""
        super().opened()
        if self.document.recoverable and not self.document.refusal:
            self.call_after_refresh(self.offer_recovery)

    # -- edits of an ended session

    def offer_recovery(self) -> None:
        """Ask whether the edits that a crash kept from the file should be made again."""
        from gonogo.screens.dialogs.choose import Choice, Choose

        left = self.document.recoverable
        if not left or self._asking:
            return
        lines = [f"  {line}" for line in left[:SHOWN]]
        if len(left) > SHOWN:
            lines.append(f"  and {len(left) - SHOWN} more")
        count = f"{len(left)} edits" if len(left) > 1 else "1 edit"
        question = f"{count} of an earlier session did not reach the file"
        choices = [Choice("r", "make them again"), Choice("x", "forget them")]
        self._asking = True
        self.app.push_screen(Choose(question, choices, lines), self.recovery_answered)

    def recovery_answered(self, key: str | None) -> None:
        """Make them again, forget them, or leave them for the next time."""
        self._asking = False
        if key == "x":
            self.document.forget_left_behind()
            self.say("forgotten")
        elif key == "r":
            try:
                made, problems = self.document.recover()
            except WorkspaceError as problem:
                self.say(str(problem), Tone.ALERT)
                return
            self.renew()
            self.save_soon()
            self.say(
                problems[0] if problems else f"{made} made again", Tone.ALERT if problems else Tone.PLAIN
            )
            self.ask_about_conflicts()
        else:
            self.say("kept; they are offered again the next time")

    # -- conflicts

    def after_save(self) -> None:
        """What did not fit on what others wrote is a question."""
        super().after_save()
        self.ask_about_conflicts()

    def ask_about_conflicts(self) -> None:
        """Put conflicts to the person, one after another."""
        from gonogo.screens.dialogs.choose import Choice, Choose

        if self._asking or not self.document.conflicts:
            return
        self._asking = True
        conflict = self.document.conflicts[0]
        lines = [f"  yours: {conflict.step.summary}", f"  {conflict.reason}"]
        choices = [Choice("m", "write mine"), Choice("t", "let theirs stand")]
        self.app.push_screen(
            Choose("Somebody else changed this too", choices, lines),
            lambda key: self.conflict_answered(conflict, key),
        )

    def conflict_answered(self, conflict: Conflict, key: str | None) -> None:
        """Write ours after all, or let theirs stand; left alone, the question comes with the next save."""
        self._asking = False
        if key is None:
            self.say("kept as a question; it is asked again with the next save", Tone.ALERT)
            return
        try:
            self.document.resolve(conflict, ours=key == "m")
        except (CheckdownError, WorkspaceError) as problem:
            self.say(str(problem), Tone.ALERT)
        self.renew()
        self.save_soon()

    # -- a file with several names

    def save_failed(self, problem: FileError) -> None:
        """Ask before a file with hard links is written over in place; say anything else."""
        from gonogo.screens.dialogs.choose import Choice, Choose

        super().save_failed(problem)
        if not isinstance(problem, NeedsInPlace) or self._asking:
            return
        self._asking = True
        lines = [
            f"it has {problem.links} names (hard links); writing it anew would leave the others behind",
            "written in place all of them follow, but a crash could cut it short; the journal has the text",
        ]
        self.app.push_screen(
            Choose("Save in place?", [Choice("y", "save in place")], lines), self.in_place_answered
        )

    def in_place_answered(self, key: str | None) -> None:
        """Save in place from now on, or keep the edits unsaved."""
        self._asking = False
        if key == "y":
            self.save_soon(in_place=True)
        else:
            self.say("not saved; the edits are kept, and the next one asks again", Tone.ALERT)
