"""Questions that the document puts: edits of an ended session, conflicts, a file with several names."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import dedent
from typing import TYPE_CHECKING

from checkdown import CheckdownError
from gonogo.core.files import FileError, NeedsInPlace
from gonogo.core.workspace import Conflict, WorkspaceError
from gonogo.screens.checklist.part import Part
from gonogo.screens.dialogs.choose import Choice, Choose
from gonogo.widgets.look import Tone

if TYPE_CHECKING:
    from gonogo.screens.checklist.screen import ChecklistScreen

SHOWN = 5
"""Edits of an ended session that are listed."""


LINES = 4
"""Lines that either side of a conflict shows."""


def some_lines(lines: Sequence[str]) -> list[str]:
    """The first of some lines of a file, without the indent that all of them share."""
    shown = dedent("\n".join(lines)).split("\n") if lines else []
    more = len(shown) - LINES
    return shown if more <= 0 else [*shown[:LINES], f"and {more} more lines"]


class Questions(Part):
    """Asks, and does what is answered. One question at a time."""

    def __init__(self, screen: ChecklistScreen) -> None:
        super().__init__(screen)
        self._asking = False

    # -- edits of an ended session

    def offer_recovery(self) -> None:
        """Ask whether the edits that a crash kept from the file should be made again."""
        left = self.screen.document.recoverable
        torn = self.screen.document.half_written
        if not left or self._asking or (self.screen.document.refusal and not torn):
            return
        lines = [f"  {line}" for line in left[:SHOWN]]
        if len(left) > SHOWN:
            lines.append(f"  and {len(left) - SHOWN} more")
        count = f"{len(left)} edits" if len(left) > 1 else "1 edit"
        question = f"{count} of an earlier session did not reach the file"
        choices = [Choice("r", "make them again"), Choice("f", "forget them")]
        if torn:
            question = "This file is half written: a session ended while it wrote over it in place"
            choices = [Choice("r", "make it whole"), Choice("f", "take it as it is")]
        self._asking = True
        self.screen.app.push_screen(Choose(question, choices, lines), self._recovery_answered)

    def _recovery_answered(self, key: str | None) -> None:
        """Make them again, forget them, or leave them for the next time."""
        self._asking = False
        screen = self.screen
        if key == "f":
            self._ask_to_forget()
        elif key == "r":
            try:
                made, problems = screen.document.recover()
            except WorkspaceError as problem:
                screen.say(str(problem), Tone.ALERT)
                return
            screen.tell_refusal()
            screen.renew()
            screen.saving.soon()
            tone = Tone.ALERT if problems else Tone.PLAIN
            screen.say(problems[0] if problems else f"{made} made again", tone)
            self.ask_about_conflicts()
        else:
            screen.say("kept; they are offered again the next time")

    def _ask_to_forget(self) -> None:
        """A key that was meant for something else must not lose edits: ask once more."""
        screen = self.screen
        count = len(screen.document.recoverable)
        what = "This edit" if count == 1 else f"These {count} edits" if count else "This text"

        def answered(key: str | None) -> None:
            self._asking = False
            if key == "y":
                screen.document.forget_left_behind()
                screen.tell_refusal()
                screen.say("forgotten")
            else:
                self.offer_recovery()

        self._asking = True
        question = f"{what} cannot be had again. Forget?"
        screen.app.push_screen(Choose(question, [Choice("y", "yes, forget")]), answered)

    # -- conflicts

    def ask_about_conflicts(self) -> None:
        """Put what did not fit on what others wrote to the person, one after another."""
        if self._asking or not self.screen.document.conflicts:
            return
        self._asking = True
        conflict = self.screen.document.conflicts[0]
        lines = [f"  {conflict.reason}", f"  yours: {conflict.step.summary}"]
        lines += [f"    {line}" for line in some_lines(conflict.ours_lines)]
        lines += ["  theirs:" if conflict.theirs_lines else "  theirs: these lines are gone"]
        lines += [f"    {line}" for line in some_lines(conflict.theirs_lines)]
        choices = [Choice("m", "write mine"), Choice("t", "let theirs stand")]
        self.screen.app.push_screen(
            Choose("Somebody else changed this too", choices, lines),
            lambda key: self._conflict_answered(conflict, key),
        )

    def _conflict_answered(self, conflict: Conflict, key: str | None) -> None:
        """Write ours after all, or let theirs stand; left alone, the question comes with the next save."""
        self._asking = False
        screen = self.screen
        if key is None:
            screen.say("kept as a question; it is asked again with the next save", Tone.ALERT)
            return
        try:
            screen.document.resolve(conflict, ours=key == "m")
        except (CheckdownError, WorkspaceError) as problem:
            screen.say(str(problem), Tone.ALERT)
        screen.renew()
        screen.saving.soon()

    # -- a file with several names

    def save_failed(self, problem: FileError) -> None:
        """Ask before a file with hard links is written over in place."""
        if not isinstance(problem, NeedsInPlace) or self._asking:
            return
        self._asking = True
        lines = [
            f"it has {problem.links} names (hard links); writing it anew would leave the others behind",
            "in place all of them follow; should that be cut short, the journal has the text",
        ]
        choices = [Choice("y", "save in place")]
        self.screen.app.push_screen(Choose("Save in place?", choices, lines), self._in_place_answered)

    def _in_place_answered(self, key: str | None) -> None:
        """Save in place from now on, or keep the edits unsaved."""
        self._asking = False
        if key == "y":
            self.screen.saving.soon(in_place=True)
        else:
            self.screen.say("not saved; the edits are kept, and the next one asks again", Tone.ALERT)
