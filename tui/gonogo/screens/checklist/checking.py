"""What the document says of itself that is not so: found in a thread, shown beside its lines, corrected.

The verdict of the gate comes along, and stands in the header. Looking waits while somebody presses keys, and
begins anew where the document has changed meanwhile.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from checkdown import Allow, Checklist, EditRefused, Together
from checkdown.edits.allowing import comment_of
from checkdown.findings import Finding, fixes_of
from gonogo.core.checking import Judged, judged
from gonogo.core.safetext import Safe, safe
from gonogo.screens.checklist.opening import QUICK
from gonogo.screens.checklist.part import Part
from gonogo.screens.dialogs.ask import Ask
from gonogo.screens.dialogs.choose import Choice, Choose
from gonogo.screens.dialogs.findings import FIX_ALL, Findings
from gonogo.screens.dialogs.text import TextScreen
from gonogo.screens.presentation.findings import Beside, beside, by_line, counted, explained, told_of
from gonogo.widgets.look import Tone

if TYPE_CHECKING:
    from gonogo.screens.checklist.screen import ChecklistScreen

QUIET = 0.25
"""Seconds without a key after which looking goes on."""
STEP = 0.02
"""Seconds between two looks at whether somebody still presses keys."""


class Outdated(Exception):
    """The document has changed, or the screen is gone; there is no need to look on."""


class Checking(Part):
    """Looks for findings, and does what the keys for them do."""

    def __init__(self, screen: ChecklistScreen) -> None:
        super().__init__(screen)
        self._busy = False
        self._last_key = 0.0
        self._judged: Judged | None = None
        self._of: Checklist | None = None
        """The checklist of which all this was found."""
        self._lines: dict[int, list[Finding]] = {}
        self._beside: dict[int, Beside] = {}
        self._failure = ""
        """Why nothing is known of it, if checking failed."""
        self._told: tuple[str, ...] = ()
        """Problems with the settings that were said."""
        screen.signs.of_line = self.beside

    # -- looking

    def typed(self) -> None:
        """A key was pressed: whoever looks, waits."""
        self._last_key = time.monotonic()

    def look(self) -> None:
        """Look at the document as it is now, in a thread."""
        if not self._busy:
            self._busy = True
            self.screen.run_worker(self._look(), group="check")

    async def _look(self) -> None:
        screen = self.screen
        try:
            while screen.is_running and self._of is not screen.checklist:
                checklist = screen.checklist
                try:
                    found, lines, shown = await asyncio.to_thread(self._found, checklist)
                except Outdated:
                    continue
                except Exception as problem:  # noqa: BLE001 - a mistake in a rule ends no session
                    self._fail(checklist, problem)
                    continue
                if screen.checklist is checklist:
                    self._of, self._judged, self._lines, self._beside = checklist, found, lines, shown
                    self._show(found)
        finally:
            self._busy = False

    def _fail(self, checklist: Checklist, problem: Exception) -> None:
        """Nothing is known of this checklist: say why, and let everything else go on."""
        self._of, self._judged, self._lines, self._beside = checklist, None, {}, {}
        told, self._failure = (
            self._failure,
            f"gonogo failed to check this document, all else goes on: {problem!r}",
        )
        self.screen.verdict, self.screen.findings = None, 0
        self.screen.show_header()
        self.screen.items.redraw()
        if told != self._failure:
            self.screen.say(self._failure, Tone.ALERT)

    def _found(self, checklist: Checklist) -> tuple[Judged, dict[int, list[Finding]], dict[int, Beside]]:
        """In a thread: everything that is to be known of a checklist."""
        between = self._between(checklist)
        between()
        interval = sys.getswitchinterval()
        sys.setswitchinterval(QUICK)
        try:
            found = judged(str(self.screen.document.path), checklist, between)
            lines = by_line(checklist, found.checked.findings)
            return found, lines, beside(checklist, lines)
        finally:
            sys.setswitchinterval(interval)

    def _between(self, checklist: Checklist) -> Callable[[], None]:
        screen = self.screen

        def between() -> None:
            while True:
                if screen.checklist is not checklist or not screen.is_running:
                    raise Outdated
                if time.monotonic() - self._last_key > QUIET:
                    return
                time.sleep(STEP)

        return between

    def _show(self, found: Judged) -> None:
        screen = self.screen
        screen.verdict = None if found.verdict is None else found.verdict.go
        screen.findings = counted(found.checked.findings)
        screen.show_header()
        screen.items.redraw()
        if found.problems != self._told:
            self._told = found.problems
            for problem in found.problems[:1]:
                screen.say(problem, Tone.DOING)

    def beside(self, line: int) -> tuple[Safe, Safe] | None:
        """What stands at the right edge of a line of the file, and in fewer words; None for nothing."""
        found = self._beside.get(line)
        if found is None or line > self.screen.checklist.source.line_count:
            return None
        return (found.words, found.brief) if self.screen.checklist.source.line(line) == found.text else None

    # -- keys

    @property
    def _all(self) -> Sequence[Finding]:
        return self._judged.checked.findings if self._judged is not None else ()

    def _ready(self) -> bool:
        if not self.screen.ready:
            return False
        if self._of is not self.screen.checklist:
            self.screen.say("the document is still being checked")
        elif self._judged is None:
            self.screen.say(self._failure, Tone.ALERT)
        else:
            return True
        return False

    def here(self) -> Sequence[Finding]:
        """What was found of the line under the cursor."""
        if self._of is not self.screen.checklist:
            return ()
        return self._lines.get(self.screen.line, ())

    def list(self) -> None:
        """Show all findings; go to the one that is chosen, or correct what can be."""
        if not self._ready():
            return
        found = self._all
        if not found:
            self.screen.say("nothing found: what this checklist says of itself is so")
            return
        start = next((n for n, each in enumerate(found) if each.line >= self.screen.line), len(found) - 1)

        def answered(chosen: int | None) -> None:
            if chosen == FIX_ALL:
                self._fix(found)
            elif chosen is not None:
                self._go(found[chosen])

        self.screen.app.push_screen(Findings(found, start), answered)

    def _go(self, found: Finding) -> None:
        self.screen.moving.to_line(found.line)
        self.screen.say(found.message, Tone.ALERT)

    def next(self, step: int) -> None:
        """To the next finding, or the one before."""
        if not self._ready():
            return
        lines = sorted(line for line, found in self._lines.items() if counted(found))
        if not lines:
            self.screen.say("nothing found: what this checklist says of itself is so")
            return
        here = self.screen.line
        beyond = [line for line in lines if (line - here) * step > 0]
        line = (beyond or lines)[0 if step > 0 else -1]
        self.screen.moving.to_line(line)
        self.screen.say(self._lines[line][0].message, Tone.ALERT)

    def explain(self) -> bool:
        """Explain what was found here, and offer what can be done; False where nothing was."""
        found = self.here()
        heavy = [each for each in found if counted([each])]
        if not heavy:
            return False
        choices = [Choice("=", "correct it")] if any(each.fixable for each in heavy) else []
        lines = [line for each in heavy for line in explained(each)]

        def answered(key: str | None) -> None:
            if key == "=":
                self._fix(heavy)
            elif key == "i":
                self.allow()
            elif key == "d":
                self.screen.go_to_pane("details")

        choices += [Choice("i", "allow it"), Choice("d", "details")]
        self.screen.app.push_screen(Choose("What was found", choices, lines), answered)
        return True

    def fix(self) -> None:
        """Correct what was found of the line under the cursor."""
        if not self._ready():
            return
        found = self.here()
        if not found:
            self.screen.say("nothing was found here; F lists what was found")
        elif not any(each.fixable for each in found):
            self.screen.say(f"{found[0].message}: only a person can correct that", Tone.ALERT)
        else:
            self._fix([each for each in found if each.fixable][:1])

    def allow(self) -> None:
        """Allow what was found here, with a reason, which stands in the document."""
        if not self._ready():
            return
        found = self.here()
        if not found:
            self.screen.say("nothing was found here; F lists what was found")
            return
        first = found[0]
        at = self.screen.checklist.source.line(first.line)

        def answered(reason: str | None) -> None:
            if reason is not None:
                step = self.screen.states.do(Allow(first.rule, first.line, reason, at), typed=reason)
                if step is not None:
                    self.screen.say(step.summary)

        def wrong(reason: str) -> str:
            try:
                comment_of(Allow(first.rule, first.line, reason, at))
            except EditRefused as problem:
                return str(problem)
            return ""

        def made(begun: tuple[str, ...]) -> Ask:
            value, needed = "".join(begun[:1]), "a reason is needed"
            return Ask(f"Allow: {first.message}", "because?", value=value, needed=needed, wrong=wrong)

        self.screen.resuming.ask("allowed", self.screen.checklist.item_at(first.line), made, answered)

    def _fix(self, found: Sequence[Finding]) -> None:
        """Make the corrections as one edit."""
        checklist = self.screen.checklist
        if self._of is not checklist:
            self.screen.say("the document has changed; it is being checked anew")
            return
        fixes = fixes_of(checklist, found)
        if len(fixes) == 1:
            step = self.screen.states.do(fixes[0])
        else:
            step = self.screen.states.do(Together(fixes, f"{len(fixes)} claims corrected"))
        if step is not None:
            self.screen.say(step.summary)

    def verdict(self) -> None:
        """Show the verdict with its reasons."""
        if not self._ready():
            return
        found = self._judged
        assert found is not None
        if found.verdict is None:
            self.screen.say("; ".join(found.problems), Tone.ALERT)
            return
        checklist = found.checked.checklist
        told = told_of(found.verdict, checklist) or ["nothing stands in the way"]
        sentence = f"{found.verdict.word}: {self.screen.look.name}"
        self.screen.app.push_screen(TextScreen("Go or no-go", sentence, [safe(line) for line in told]))
