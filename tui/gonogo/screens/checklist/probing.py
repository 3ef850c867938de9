"""Probes: planned when they are needed, approved one by one, run, looked at.

What becomes of a result is ``keeping``'s.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from checkdown import Checklist, Item
from checkdown.probing import Origin, ProbeKind
from gonogo.core.files import FileError
from gonogo.core.git import GitError, last_change
from gonogo.core.probes.capturing import left_open
from gonogo.core.probes.planning import Fault, Plan, Planned, approve, on_the_spot, plan_probes
from gonogo.core.probes.running import Running, Runs, Stage
from gonogo.core.trust import Approvals
from gonogo.screens.checklist.part import Part
from gonogo.screens.dialogs.approval import Approval
from gonogo.screens.dialogs.ask import Ask
from gonogo.screens.dialogs.choose import Choice, Choose
from gonogo.screens.dialogs.output import Output
from gonogo.screens.presentation.probesigns import ProbeSigns, counted, told_of_all, told_of_remarks
from gonogo.widgets.look import Tone

if TYPE_CHECKING:
    from gonogo.screens.checklist.screen import ChecklistScreen

PACE = 0.05
"""Seconds between two looks at probes that run, so that many of them do not keep the keys waiting."""
FEW = 5_000
"""Items up to which a document's probes are looked for as soon as it is open."""


class Probing(Part):
    """What the probe keys do."""

    def __init__(self, screen: ChecklistScreen) -> None:
        super().__init__(screen)
        self._plan: Plan | None = None
        self._planned_of: Checklist | None = None
        self._runs: Runs | None = None
        self._telling = False
        self._batch: list[Running] = []
        """What was started since last nothing ran."""
        self.last: tuple[Running, ...] = ()
        """What was run last."""
        self._signs = ProbeSigns(self.screen.glyphs, self.screen.results)
        self.screen.signs.of_item = self._signs.of_item
        self.screen.signs.of_command = self._signs.of_command
        self.screen.signs.details = self._signs.details
        self.screen.signs.offers = self._signs.offers

    # -- what could run

    def look(self) -> None:
        """Find the probes of the document as it is now, for their signs, if that is quick."""
        if self.screen.checklist is not self._planned_of and len(self.screen.checklist.items) <= FEW:
            self.screen.run_latest(self.plan, "plan")

    async def plan(self) -> Plan | None:
        """All probes of the document as it is now; None, and said, where the approvals cannot be read."""
        screen = self.screen
        checklist, path, before = screen.checklist, screen.document.path, self._plan
        try:
            if before is not None and self._planned_of is checklist:
                approved = await asyncio.to_thread(Approvals().approved, before.place)
                if approved == before.approvals:  # nobody approved anything, or took it back, elsewhere
                    return before
            found = await asyncio.to_thread(_planned, checklist, path)
        except FileError as problem:
            screen.say(str(problem), Tone.ALERT)
            return None
        self._plan, self._planned_of = found, checklist
        starts = {each.line for each in found.probes if each.origin is Origin.COMMAND}
        self._signs.know(found, {line: checklist.source.line(line) for line in starts})
        self._show()
        if found.remarks:
            screen.say(told_of_remarks(found.remarks), Tone.DOING)
        return found

    def _show(self) -> None:
        self.screen.items.redraw()
        self.screen.follow_cursor()

    def aged(self) -> None:
        """A key was pressed: bring ages that are shown up to date."""
        if self._signs.aged():
            self.screen.items.redraw()

    # -- keys

    def probe(self) -> None:
        """Run the probes of the item, or of all marked items; of a command that command."""
        screen = self.screen
        if screen.ready:
            names = list(screen.marked) or ([screen.current.id] if screen.current is not None else [])
            screen.run_worker(self._probe(names, screen.line), group="probe")

    async def _probe(self, names: Sequence[str], line: int) -> None:
        screen = self.screen
        plan = await self.plan()
        if plan is None:
            return
        wanted: list[Planned] = []
        faults: list[Fault] = []
        for item in screen.states.found(names):
            wanted += plan.of_item(item)
            faults += plan.faults_of(item)
        if not names:
            wanted = list(plan.at_line(line))
        running = [r for r in self._running() if r.planned.digest in {each.digest for each in wanted}]
        if running:
            for each in running:
                each.stop()
            return
        for fault in faults:
            screen.say(fault.sentence, Tone.ALERT)
        if not wanted and not faults:
            more = "" if screen.walk is not None else "; R runs a command for this item"
            screen.say(f"there is no probe here{more}")
        await self._ask_and_run(plan, wanted)

    async def _ask_and_run(self, plan: Plan, wanted: Iterable[Planned]) -> None:
        """Run what may; ask about each of the others, the whole of it shown."""
        each_wanted = tuple(wanted)
        may = [each for each in each_wanted if each.trusted and not each.alone]
        asked = [each for each in each_wanted if not each.trusted or each.alone]
        for number, each in enumerate(asked, 1):
            wrote = await asyncio.to_thread(self._wrote, each)
            place = f"{number} of {len(asked)}" if len(asked) > 1 else ""
            dialog = Approval(each, plan.before(each), wrote, place)
            answer = await self.screen.app.push_screen_wait(dialog)
            if answer is None:
                break
            if answer:
                may += await self._approved(each)
        else:
            if len(asked) > 1 and may and not await self._wanted(may):
                return
        self._start(plan, may)

    async def _wanted(self, may: Sequence[Planned]) -> bool:
        """Whether to run all, after several questions: one yes too many is no key of the checklist."""
        words = f"That was the last. {counted(len(may), 'probe')} may run now."
        choices = [Choice("enter", f"run the {len(may)}")]
        return await self.screen.app.push_screen_wait(Choose(words, choices)) is not None

    def _wrote(self, planned: Planned) -> str:
        """Who changed its line last; "" where git does not know. For a thread."""
        document, line = self.screen.document, planned.line
        if not 0 < line <= document.checklist.source.line_count:
            return ""
        try:
            found = last_change(document.path, line, document.checklist.source.line(line))
        except GitError:
            return ""
        return str(found) if found is not None else "not committed yet"

    async def _approved(self, planned: Planned) -> Sequence[Planned]:
        """What was approved, as it may run: kept for the next time, unless it is asked about every time."""
        if planned.alone:
            return [replace(planned, trusted=True)]
        try:
            made = await asyncio.to_thread(approve, Approvals(), [planned])
        except FileError as problem:
            self.screen.say(str(problem), Tone.ALERT)
            return []
        self._planned_of = None
        self.look()
        return made

    def section(self) -> None:
        """Run the probes of the section under the cursor."""
        screen = self.screen
        section = screen.lines.section_at(screen.items.cursor)
        if screen.ready and section is not None:
            screen.run_worker(self._many("P", section.index), group="probe")

    def all(self) -> None:
        """Run the probes of the document."""
        if self.screen.ready:
            self.screen.run_worker(self._many("A", None), group="probe")

    async def _many(self, key: str, section: int | None) -> None:
        """Run what is approved and reads; say what is not, and offer to look at it.

        Where it asks, the key that asked means yes, so that pressing it twice is the same whether it asks
        or not.
        """
        plan = await self.plan()
        if plan is None:
            return
        found = plan.probes if section is None else plan.below(self.screen.checklist.sections[section])
        here = [each for each in found if each.origin is not Origin.OFFERED]
        may = [each for each in here if each.in_all]
        asked = [each for each in here if not each.trusted and not each.alone]
        alone = [each for each in here if each.alone]
        running = {run.planned.digest for run in self._running()}
        if not asked:
            if may and all(each.digest in running for each in may):
                self._tell()
                return
            if not may:
                only = f"; {counted(len(alone), 'command')} may change things: p, one by one" if alone else ""
                self.screen.say(f"there is nothing here that runs with others{only}")
            self._start(plan, may)
            return
        lines = [f"Approved: {len(may)}. Not approved yet: {len(asked)}; l shows each before anything runs."]
        if alone:
            lines.append(f"Besides, {counted(len(alone), 'command')} may change things: p, one by one.")
        choices = [Choice(key, f"run the {len(may)}")] if may else []
        choices.append(Choice("l", f"look at the {len(asked)}"))
        wanted = await self.screen.app.push_screen_wait(Choose("Some are not approved yet", choices, lines))
        if wanted == key:
            self._start(plan, may)
        elif wanted == "l":
            await self._ask_and_run(plan, [each for each in here if each in may or each in asked])

    def command(self) -> None:
        """Run a command that is typed; its output can be attached."""

        def typed(text: str | None) -> None:
            if text is not None and text.strip():
                self.screen.run_worker(self._command(text.strip()), group="probe")

        if self.screen.ready:
            hint = "a command; it runs at the repository's top"

            def made(begun: tuple[str, ...]) -> Ask:
                return Ask("Run a command", hint, value="".join(begun[:1]), needed="type it")

            self.screen.resuming.ask("command", None, made, typed)

    async def _command(self, text: str) -> None:
        planned = await asyncio.to_thread(on_the_spot, text, self.screen.document.path)
        plan = await self.plan()
        if plan is not None:
            self._start(plan, [planned])
            self.view()

    # -- running

    def _running(self) -> tuple[Running, ...]:
        return self._runs.running if self._runs is not None else ()

    def _start(self, plan: Plan, planned: Sequence[Planned]) -> None:
        if not planned:
            return
        if self._runs is None:
            self._runs = Runs(plan.top, plan.beside, on_news=self._news)
        started = [self._runs.start(each) for each in planned]
        self.last = tuple(started)
        self._batch += started
        for each in started:
            self.screen.results[each.planned.digest] = each
        self._tell()

    def _news(self, run: Running) -> None:
        """Called when a probe begins, writes, ends."""
        shown = self.screen.app.screen
        if isinstance(shown, Output) and run in shown.runs:
            shown.news()
        if (run.stage is Stage.ENDED or not run.pieces) and not self._telling:
            self._telling = True
            self.screen.set_timer(PACE, self._tell)

    def _tell(self) -> None:
        """Bring signs and sentences up to date."""
        screen, self._telling = self.screen, False
        left = sum(run.result is None for run in self._batch)
        of = f" of {len(self._batch)}" if len(self._batch) > 1 else ""
        screen.warn("probes", f"probing {left}{of} …" if left else "")
        self._show()
        if left:
            titles = {run.planned.title for run in self._batch} - {""}
            what = " probes" if of else f" ({title})" if (title := next(iter(titles), "")) else ""
            screen.say(f"running {left}{of}{what} … p stops this one, esc all")
        elif self._batch:
            screen.say(*told_of_all(self._batch))
            self._batch = []

    def stop(self) -> bool:
        """End all that runs; False where nothing does."""
        running = self._running()
        for each in running:
            each.stop()
        return bool(running)

    async def close(self) -> None:
        """End all that runs and wait for it."""
        if self._runs is not None:
            await self._runs.close()

    # -- looking

    def view(self) -> None:
        """Show what the probes of the item wrote, else what was run last."""
        screen, runs = self.screen, self.here()
        if not runs:
            screen.say("nothing has run here yet; p runs the item's probe")
            return

        def answered(wanted: str | None) -> None:
            if wanted == "again":
                self._again(runs)
            elif wanted:
                screen.keeping.keep(runs, settle=wanted == "settle")

        title = runs[0].planned.title or "Output"
        screen.app.push_screen(Output(title, runs), answered)

    def here(self) -> tuple[Running, ...]:
        """The latest runs of the item or the command under the cursor, else those that were started last."""
        screen, plan = self.screen, self._plan
        if plan is None:
            return self.last
        item = screen.current
        planned = plan.of_item(item) if item is not None else plan.at_line(screen.line)
        found = [screen.results[each.digest] for each in planned if each.digest in screen.results]
        spot = [run for run in self.last if run.planned.found is None]
        return tuple(spot or found) or self.last

    def left_open(self, item: Item, runs: Sequence[Running]) -> str:
        """Why the item cannot be taken for proved by these runs, as words; "" where it can."""
        if self._plan is None:
            return ""
        return left_open(self._plan, item, {run.planned.digest for run in runs})

    def _again(self, runs: Sequence[Running]) -> None:
        screen = self.screen
        wanted = [run.planned for run in runs]

        async def run() -> None:
            plan = await self.plan()
            if plan is not None:
                await self._ask_and_run(plan, wanted)

        screen.run_worker(run(), group="probe")


def _planned(checklist: Checklist, path: Path) -> Plan:
    """The plan; what its probes need is loaded, so that no key waits for that. For a thread."""
    found = plan_probes(checklist, path, Approvals())
    if any(each.probe.kind in (ProbeKind.HTTP, ProbeKind.PROM) for each in found.probes):
        from gonogo.core.probes.fetching import load_client

        load_client()
    return found
