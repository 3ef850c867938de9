"""A file that a merge left with conflict markers: what can be is merged by item, the rest is asked."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from checkdown.merging import Choice as Decision
from checkdown.merging import Dispute
from checkdown.source import without_ending
from gonogo.core.files import FileError
from gonogo.core.workspace import Incoming, WorkspaceError
from gonogo.core.workspace.deciding import (
    ByItem,
    by_item,
    decide,
    disputed,
    merge_by_item,
    what_follows,
)
from gonogo.screens.checklist.part import Part
from gonogo.screens.checklist.questions import some_lines
from gonogo.screens.dialogs.choose import Choice, Choose
from gonogo.widgets.application import application_of
from gonogo.widgets.look import Tone

if TYPE_CHECKING:
    from gonogo.screens.checklist.screen import ChecklistScreen

_DECISIONS = {"o": Decision.OURS, "t": Decision.THEIRS, "b": Decision.BOTH, "w": Decision.BASE}


class Deciding(Part):
    """Asks about one place after the other, and writes each answer at once."""

    def __init__(self, screen: ChecklistScreen) -> None:
        super().__init__(screen)
        self._busy = False

    def way_out(self) -> str:
        """How to go on, to be said behind a refusal."""
        key = application_of(self.screen).key_of("decide")
        return f" ({key}: item by item)" if disputed(self.screen.document) else ""

    def begin(self) -> None:
        """Go through what is in conflict."""
        screen = self.screen
        if self._busy or not screen.ready:
            return
        if not disputed(screen.document):
            screen.say("nothing is in conflict here")
            return
        self._busy = True
        screen.run_worker(self._begin(), group="decide")

    async def _begin(self) -> None:
        """What goes together by item first, after asking."""
        screen = self.screen
        try:
            outcome = await asyncio.to_thread(by_item, screen.document)
            if outcome is not None and not await self._merged(outcome):
                return
            await self._ask_all()
        finally:
            self._busy = False

    async def _merged(self, outcome: ByItem) -> bool:
        """Merge by item, if that is wanted; whether to go on."""
        count, left = len(disputed(self.screen.document)), outcome.left
        places = "1 place" if count == 1 else f"{count} places"
        rest = "nothing is left to decide" if not left else f"{left} left to decide, one by one"
        question = f"A merge left {places} in conflict"
        choices = [Choice("m", "merge by item"), Choice("k", "keep them as they are")]
        key = await self.screen.app.push_screen_wait(Choose(question, choices, [f"by item: {rest}"]))
        if key == "m":
            return await self._write(partial(merge_by_item, self.screen.document, outcome))
        return key == "k"

    async def _ask_all(self) -> None:
        screen = self.screen
        while found := disputed(screen.document):
            dispute = found[0]
            screen.moving.to_line(dispute.first)
            key = await screen.app.push_screen_wait(self._question(dispute, len(found)))
            if key is None:
                screen.say(f"{len(found)} left in conflict; the file takes no other edits", Tone.ALERT)
                return
            decision = _DECISIONS[key]
            if not await self._write(partial(decide, screen.document, dispute, decision)):
                return
        screen.say(screen.document.refusal or what_follows(screen.document))

    def _question(self, dispute: Dispute, count: int) -> Choose:
        checklist = self.screen.checklist
        section = checklist.sections[checklist.section_index_at(dispute.first)].title
        lines = [f"  ours ({dispute.ours_label}):" if dispute.ours_label not in ("", "ours") else "  ours:"]
        lines += _shown(dispute.ours)
        theirs = f"  theirs ({dispute.theirs_label}):"
        lines += [theirs if dispute.theirs_label not in ("", "theirs") else "  theirs:"]
        lines += _shown(dispute.theirs)
        choices = [Choice("o", "ours"), Choice("t", "theirs"), Choice("b", "both")]
        if dispute.base is not None:
            lines += ["  as it was:", *_shown(dispute.base)]
            choices.append(Choice("w", "as it was"))
        more = f", {count - 1} more" if count > 1 else ""
        where = f" in {section}" if section else ""
        return Choose(f"In conflict: line {dispute.first}{where}{more}", choices, lines)

    async def _write(self, change: Callable[[], Incoming]) -> bool:
        """Let a thread write; show what the file holds then. Whether it was written."""
        screen = self.screen
        try:
            await asyncio.to_thread(change)
        except (FileError, WorkspaceError) as problem:
            screen.renew()
            screen.say(str(problem), Tone.ALERT)
            return False
        screen.tell_refusal()
        screen.renew()
        if screen.document.unsaved:
            screen.saving.soon()
        else:
            screen.saved()
        return True


def _shown(raws: tuple[str, ...]) -> list[str]:
    lines = [without_ending(raw) for raw in raws]
    return [f"    {line}" for line in some_lines(lines)] if lines else ["    (nothing)"]
