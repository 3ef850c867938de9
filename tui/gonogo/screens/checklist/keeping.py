"""What becomes of a result: evidence, the state of its item, a probe that is written at it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from checkdown import (
    AddColumn,
    AddProbe,
    Attach,
    CheckdownError,
    ColumnMissing,
    Intent,
    Item,
    ItemRef,
    SetState,
    State,
    Together,
    plan,
)
from checkdown.probing import SHOWN, write_probe
from gonogo.core.evidence import EvidenceRefused
from gonogo.core.probes import Outcome
from gonogo.core.probes.capturing import NothingToKeep, asked_capture, state_of_all
from gonogo.core.probes.presenting import hidden_in
from gonogo.core.probes.quoting import title_of
from gonogo.core.probes.running import Running
from gonogo.core.requests import Asked
from gonogo.screens.checklist.meanwhile import changed_since, items_of, seen, unless_changed
from gonogo.screens.checklist.part import Part
from gonogo.screens.dialogs.choose import Choice, Choose
from gonogo.screens.presentation.probesigns import joined, told_of
from gonogo.widgets.look import Tone

_SECRET = (
    "Everybody who reads the checklist would read it.",
    "Better: set an environment variable, and run and keep a command that says $NAME;",
    "write `env NAME` behind the probe then, and it is passed on.",
)

if TYPE_CHECKING:
    from gonogo.screens.checklist.screen import ChecklistScreen


class Keeping(Part):
    """What the keys for results do."""

    def __init__(self, screen: ChecklistScreen) -> None:
        super().__init__(screen)
        self._kept: dict[tuple[Running, str], Asked] = {}
        """What was written for a result and an item, so that asking twice writes no second file."""

    def keep(self, runs: Sequence[Running] = (), *, settle: bool = False) -> None:
        """Attach results to the item under the cursor; with `settle` its state follows them.

        Without `runs` those of the item; where it has none, after asking, what was run last.
        """
        screen = self.screen
        if not screen.changeable:
            return
        item = screen.current
        if item is None:
            screen.say("there is no item here; go to the one that this shows, and press s")
            return
        found = [run for run in runs or screen.probing.here() if run.result is not None]
        if not found:
            more = "" if screen.walk is not None else ", R a command"
            screen.say(f"nothing has run here yet; p runs the item's probe{more}")
            return
        own = all(run.planned.item in (item.id, "") for run in found) and (runs or found[0].planned.item)
        if own:
            screen.author.then(lambda author: self._begin(item.id, found, author, settle))
            return

        def answered(key: str | None) -> None:
            if key == "y":
                screen.author.then(lambda author: self._begin(item.id, found, author, settle))

        lines = [f"{title_of(run.planned.probe, run.values)}  {told_of(run)}" for run in found]
        settled = unless_changed(screen, [item], answered, lambda _: "attach")
        screen.app.push_screen(Choose(f"Attach to: {item.text}", [Choice("y", "attach")], lines), settled)

    def _begin(self, name: str, runs: Sequence[Running], author: str, settle: bool) -> None:
        self.screen.run_worker(self._keep(name, runs, author, settle), group="keep")

    async def _keep(self, name: str, runs: Sequence[Running], author: str, settle: bool) -> None:
        """Write the files of evidence, then the edit that names them; where that is refused they go again."""
        screen = self.screen
        items = screen.states.found([name])
        if not items:
            screen.say("the item is gone; nothing was attached", Tone.ALERT)
            return
        made: list[Asked] = []
        for run in runs:
            try:
                made.append(await asyncio.to_thread(self._asked, items[0], run, author))
            except (NothingToKeep, EvidenceRefused) as problem:
                screen.say(str(problem), Tone.ALERT)
        if not made:
            return
        intents = [intent for each in made for intent in each.intents]
        told = ""
        if settle:
            state, told = self._state(items[0], runs, author)
            intents = [*state, *intents]
        words = "attached already" if not intents else "attached"
        if len(made) > 1:
            words = f"{len(made)} results {words}"
        if not intents or await self._do(intents, len(made)):
            remarks = [remark for each in made for remark in each.remarks]
            screen.say(joined((words, told, *remarks)))
        else:
            _remove(
                [copy for each in made if each.intents for copy in each.copies]
            )  # the others are attached

    def _state(self, item: Item, runs: Sequence[Running], author: str) -> tuple[list[Intent], str]:
        """The request that sets the state by all results of an item, or why they leave it as it is.

        The worst decides: one that failed blocks, and only where all probes of the item have passed is it
        done.
        """
        results = [run.result for run in runs if run.result is not None]
        left = self.screen.probing.left_open(item, runs)
        state = state_of_all(results, left)
        if state is None:
            return [], f"the state stays: {left or 'a person is to judge what came'}"
        if state is item.state and state is State.DONE:
            return [], ""
        why = "; ".join(dict.fromkeys(reason.rstrip(".") for run in runs for reason in _reasons(run)))
        if state is not State.BLOCKED or not why:
            return [SetState(ItemRef.of(item), state)], ""
        return [SetState(ItemRef.of(item), state, why, author, self.screen.author.today)], ""

    def _asked(self, item: Item, run: Running, author: str) -> Asked:
        """The request for one result; its file is written once, however often that is asked for."""
        assert run.result is not None
        made = self._kept.get((run, item.id))
        if made is None or not all(file.exists() for file in made.copies):
            made = asked_capture(self.screen.document, item, run.result, run.values, by=author)
            self._kept[run, item.id] = made
        there = {each.target for each in item.evidence}
        wanted = [
            intent
            for intent in made.intents
            if not (isinstance(intent, Attach) and intent.reference in there)
        ]
        return replace(made, intents=tuple(wanted))

    async def _do(self, intents: list[Intent], count: int) -> bool:
        """Make the edit, with a column for it where the table has none and the person wants one."""
        screen = self.screen
        one = Together(tuple(intents), "result attached" if count == 1 else f"{count} results attached")
        try:
            plan(screen.checklist, one)
        except ColumnMissing as problem:
            question = f"This table has no column for that. Give it one called {problem.header}?"
            before = seen(items_of(one, screen.checklist))
            key = await screen.app.push_screen_wait(Choose(question, [Choice("y", "yes, as one change")]))
            if key != "y":
                screen.say(f"nothing was attached: {problem}", Tone.ALERT)
                return False
            if changed := changed_since(before, screen.checklist):
                screen.say(f"nothing was attached: meanwhile it is {changed[0].now}; try again", Tone.ALERT)
                return False
            column = AddColumn(problem.line, problem.header, screen.checklist.source.line(problem.line))
            one = Together((column, *intents), one.summary)
        except CheckdownError as problem:
            screen.say(str(problem), Tone.ALERT)
            return False
        return screen.states.do(one) is not None

    def bind(self) -> None:
        """Write what was run last as a probe of the item under the cursor."""
        screen = self.screen
        if not screen.changeable:
            return
        runs = [run for run in screen.probing.last if run.planned.item == ""]
        item = screen.current
        if item is None or not runs:
            screen.say("run a command first (R, or p on one), then go to its item and press this key again")
            return
        probe = runs[-1].planned.probe
        if probe.expect == (SHOWN,):
            probe = replace(probe, expect=())  # who makes it a probe wants it judged, by exit 0
        written = write_probe(probe)
        if written.script:
            screen.say("several lines stand in a fence under a `probe:` bullet; write that in the editor (E)")
            return
        if hidden_in(written.text) == written.text:
            self._write_probe(item.id, written.text)
            return

        def answered(key: str | None) -> None:
            if key == "y":
                self._write_probe(item.id, written.text)

        choices = [Choice("y", "write it as it is")]
        screen.app.push_screen(Choose("It holds what looks like a secret", choices, _SECRET), answered)

    def _write_probe(self, name: str, words: str) -> None:
        """Write a probe at an item that is still there."""
        screen = self.screen
        for item in screen.states.found([name])[:1]:
            if screen.states.do(AddProbe(ItemRef.of(item), words)) is not None:
                shown = hidden_in(words)
                screen.say(f"now a probe of this item: {shown}; p runs it, after asking")


def _reasons(run: Running) -> Sequence[str]:
    """Why a run that failed did."""
    shown = run.presented()
    failed = run.result is not None and run.result.outcome is Outcome.FAIL
    return shown.reasons if shown is not None and failed else ()


def _remove(files: Sequence[Path]) -> None:
    for file in files:
        with suppress(OSError):
            file.unlink()
