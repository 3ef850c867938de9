"""Evidence and tracking: dialogs that ask, edits that follow."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from checkdown import CheckdownError, Edit, Intent, Item, TrackList, TrackTable, plan
from gonogo.core.attaching import attachment, candidates, preview
from gonogo.core.evidence import EvidenceRefused, ignored_by
from gonogo.core.git import GitError
from gonogo.core.tracking import fitting
from gonogo.screens.checklist.meanwhile import unless_changed
from gonogo.screens.checklist.part import Part
from gonogo.screens.dialogs.choose import Choice, Choose
from gonogo.screens.dialogs.evidence import EvidenceDialog, Typed
from gonogo.widgets.application import application_of
from gonogo.widgets.look import Tone

if TYPE_CHECKING:
    from gonogo.screens.checklist.screen import ChecklistScreen

OFFERED = 1000
"""Paths that tab goes through at most."""


class Proving(Part):
    """What the evidence and tracking keys do."""

    def __init__(self, screen: ChecklistScreen) -> None:
        super().__init__(screen)
        self._copies: dict[str, Path] = {}
        """What was copied in during this session, by the reference that was written."""

    # -- evidence

    def evidence(self) -> None:
        """Attach a reference to the item, or to all marked ones."""
        items = self.screen.states.chosen()
        if items:
            self.screen.author.then(lambda author: self._ask(items, author))

    def _ask(self, items: Sequence[Item], author: str) -> None:
        """Ask for a reference, and show how it will stand in the file."""
        screen = self.screen
        names = [item.id for item in items]

        def shown(typed: Typed) -> tuple[str, str]:
            now = screen.states.found(names[:1])
            if not now:
                return "", "the item is gone"
            return preview(
                screen.document, now[0], typed.reference, note=typed.note, by=author, copy=typed.copy
            )

        def answered(typed: Typed | None) -> None:
            if typed is not None:
                self._attach(screen.states.found(names), typed, author)

        what = items[0].text if len(items) == 1 else f"{len(items)} items"

        def made(begun: tuple[str, ...]) -> EvidenceDialog:
            reference, note = begun if len(begun) == 2 else ("", "")
            offered = partial(candidates, screen.document, limit=OFFERED)
            return EvidenceDialog(what, offered, shown, reference=reference, note=note)

        settled = unless_changed(screen, items, answered, lambda typed: typed.reference if typed else "")
        if len(items) == 1:
            screen.resuming.ask("evidence", items[0], made, settled)
        else:
            screen.app.push_screen(made(()), settled)

    def _attach(self, items: Sequence[Item], typed: Typed, author: str, *, sure: bool = False) -> None:
        """Write the reference to each item, as one edit; a file outside the repository is copied in.

        What looks like a path and is none is asked about, unless somebody is `sure`.
        """
        screen = self.screen
        try:
            made = [
                attachment(
                    screen.document, item, typed.reference, note=typed.note, by=author, copy=typed.copy
                )
                for item in items
            ]
        except EvidenceRefused as problem:
            screen.say(str(problem), Tone.ALERT)
            return
        if not made:
            screen.say("the item is gone; nothing was attached", Tone.ALERT)
            return
        if made[0].astray and not sure:
            self._ask_whether_words(items, typed, author, made[0].remark)
            return
        if screen.states.do_all([found.intent for found in made], "with evidence") is None:
            return
        self._copies |= {found.intent.reference: found.copied for found in made if found.copied is not None}
        screen.say(made[0].remark or f"attached {made[0].intent.reference}")
        if any(found.copied is not None for found in made) and screen.document.repository is not None:
            screen.run_worker(self._tell_ignored(), group="ignored")

    def left_behind(self, edit: Edit) -> str:
        """What to add to a sentence where this edit takes a reference out whose copy stays; else ""."""
        gone = [
            path
            for reference, path in self._copies.items()
            if any(reference in splice.old and reference not in splice.new for splice in edit.splices)
            and path.exists()
        ]
        if not gone:
            return ""
        folder = f"{gone[0].parent.parent.parent.name}/"
        if len(gone) == 1:
            return f"; {gone[0].name} stays in {folder}, and is not committed"
        return f"; {len(gone)} copies stay in {folder}, and are not committed"

    def _ask_whether_words(self, items: Sequence[Item], typed: Typed, author: str, remark: str) -> None:
        """A mistyped path would become evidence that nobody can open."""
        names = [item.id for item in items]

        def answered(key: str | None) -> None:
            if key == "y":
                self._attach(self.screen.states.found(names), typed, author, sure=True)
            else:
                self.screen.say(f"not attached: {typed.reference}")

        choices = [Choice("y", "write it as words all the same")]
        settled = unless_changed(self.screen, items, answered, lambda _: typed.reference)
        self.screen.app.push_screen(Choose("Attach this?", choices, [remark]), settled)

    async def _tell_ignored(self) -> None:
        """Say so where git ignores what was copied in."""
        try:
            rule = await asyncio.to_thread(ignored_by, self.screen.document.path)
        except GitError:  # the commit will say what is wrong there
            return
        if rule is not None:
            self.screen.say(f"attached; git ignores the copy by {rule}, a commit leaves it out", Tone.DOING)

    # -- tracking

    def track(self) -> None:
        """Give the list or table under the cursor states, after saying what will happen."""
        screen = self.screen
        if not screen.changeable:
            return
        if screen.current is not None:
            screen.say("this has a state already")
            return
        if len(screen.lines) and screen.lines.is_heading(screen.items.cursor):
            screen.say("go to a line of the list or table that is to have states, and track it from there")
            return
        line, reasons = screen.line, list[str]()
        at = screen.line_text
        requests: tuple[tuple[Intent, str], ...] = (
            (TrackTable(line, at), "a Status column"),
            (TrackList(line, at), "boxes"),
        )
        for intent, words in requests:
            try:
                edit = plan(screen.checklist, intent)
            except CheckdownError as problem:
                reasons.append(str(problem))
                continue
            count = len({splice.line for splice in edit.splices})
            change = f"{count} lines change" if count > 1 else "1 line changes"
            self._ask_to_track(intent, f"It gets {words}; {change}.")
            return
        screen.say(f"nothing to track here: {fitting(line, *reasons)}", Tone.ALERT)

    def _ask_to_track(self, intent: Intent, words: str) -> None:
        def answered(key: str | None) -> None:
            if key == "y":
                self.screen.states.do(intent)

        lines = [words, f"{application_of(self.screen).key_of('undo')} undoes it"]
        self.screen.app.push_screen(Choose("Track this?", [Choice("y", "yes")], lines), answered)
