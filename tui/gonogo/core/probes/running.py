"""Probes carried out, many at once: with a limit, a deadline for each, and news for whoever shows them.

Runs what was planned and nothing else: the approved definition, never the document read again. What nobody
approved becomes a result that says so, and nothing is started for it. Must be used from within one asyncio
loop, the application's or a command's. Results are kept by the caller, captured by ``capturing``.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from checkdown.probing import ProbeKind, Verb
from gonogo.core.safetext import Safe
from gonogo.core.trust import Definition, digest

from .apart import apart
from .environment import Environment, environment
from .judging import judged, unmet
from .listening import KEPT, TOLD
from .outcome import Observed, Outcome, Result
from .planning import Planned
from .presenting import Presented, SoFar, presented
from .processes import DEADLINE, Command, Stop, run_command
from .quoting import quoted

SHELLS = 8
"""Commands at once."""

OTHERS = 32
"""Requests, ports and files at once."""

_TURN = 0.002
"""Seconds between two starts."""
_UNTRUSTED = "Nobody approved it here; `gonogo trust` shows it whole and asks."
_ALTERED = "What was planned is not what the digest names, so it is not carried out."
_MUCH = 4096  # characters of output whose secrets are looked for beside the loop
_NOT_FOUND, _NOT_A_PROGRAM = 127, 126


class Stage(StrEnum):
    """How far a probe has come."""

    WAITING = "waiting"
    RUNNING = "running"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much at once."""

    shells: int = SHELLS
    others: int = OTHERS


class Running:
    """One probe that was started, until its end and afterwards."""

    def __init__(self, planned: Planned) -> None:
        self.planned = planned
        self.stage = Stage.WAITING
        self.result: Result | None = None
        """Set when it has ended."""
        self.environment = Environment({}, {})
        """What a command found; of it the values that were passed are hidden."""
        self.begun: datetime | None = None
        self.pieces: list[str] = []
        self.stopping = Stop()
        self.task: asyncio.Future[Observed] | None = None
        """Of a probe that is no command: what carries it out."""
        self.since = 0.0
        self._presented: Presented | None = None
        self._so_far = SoFar()

    @property
    def values(self) -> Mapping[str, str]:
        """The variables that were passed, by name; not for showing."""
        return self.environment.passed

    @property
    def text(self) -> str:
        """The first MiB of the output so far, as it came; neither safe nor without secrets."""
        return "".join(self.pieces)

    @property
    def seconds(self) -> float:
        """How long it has run, or took."""
        if self.result is not None:
            return self.result.duration_ms / 1000
        return time.monotonic() - self.since if self.stage is Stage.RUNNING else 0.0

    def lines(self) -> tuple[Safe, ...]:
        """The output so far, safe to show and without secrets. Takes milliseconds: for what is looked at."""
        shown = self.presented()
        return shown.lines if shown is not None else self._so_far.lines(self.text[:KEPT], self.values)

    def presented(self) -> Presented | None:
        """The result, fit to be shown; None before the end."""
        return self._presented

    def ended(self, result: Result, shown: Presented) -> None:
        """It has ended so."""
        self.result, self._presented = result, shown
        self.stage = Stage.ENDED
        self.pieces.clear()

    def stop(self) -> None:
        """End it, whether it runs or waits. To be called in the loop."""
        self.stopping.ask()
        if self.task is not None and self.planned.probe.kind is not ProbeKind.SHELL:
            self.task.cancel()


News = Callable[[Running], None]
"""Called in the loop when a probe has begun, when output has come, and when it has ended (see its stage)."""


class Runs:
    """The probes that are being carried out. One for a session; ``close`` ends all."""

    def __init__(
        self, top: Path, beside: Path, *, on_news: News | None = None, limits: Limits = Limits()
    ) -> None:
        self._top = top
        self._beside = beside
        self._on_news = on_news or (lambda _: None)
        self._shells = asyncio.Semaphore(limits.shells)
        self._others = asyncio.Semaphore(limits.others)
        self._turns = asyncio.Lock()
        self._tasks: dict[asyncio.Task[None], Running] = {}

    @property
    def running(self) -> tuple[Running, ...]:
        """What has not ended yet, in the order in which it was started."""
        return tuple(self._tasks.values())

    def start(self, planned: Planned) -> Running:
        """Carry a probe out as soon as there is room."""
        running = Running(planned)
        task = asyncio.get_running_loop().create_task(self._carry(running))
        self._tasks[task] = running
        task.add_done_callback(self._tasks.pop)
        return running

    def stop_all(self) -> None:
        """End everything, orderly: each comes to a result."""
        for each in self.running:
            each.stop()

    async def ended(self) -> None:
        """Wait until nothing runs. Raises what no probe may raise: faults of the program."""
        while self._tasks:
            done, _ = await asyncio.wait(self._tasks)
            for each in done:
                if not each.cancelled():
                    each.result()

    async def close(self) -> None:
        """End everything and wait for it; the wait may be cancelled, and the end comes nevertheless."""
        self.stop_all()
        await self.ended()

    async def _carry(self, running: Running) -> None:
        planned = running.planned
        refusal = _refusal(planned)
        if refusal:
            await self._end(running, Outcome.UNTRUSTED, Observed(), (refusal,))
            return
        room = self._shells if planned.probe.kind is ProbeKind.SHELL else self._others
        try:
            observed = await self._observed(running, room)
            outcome, reasons = await judged(planned.probe, observed, running.values)
            missing = running.environment.remark
            if missing and outcome not in (Outcome.PASS, Outcome.SHOWN):
                reasons = (*reasons, missing)
            await self._end(running, outcome, observed, reasons)
        except asyncio.CancelledError:
            await self._end(running, Outcome.CANCELLED, Observed(ended=Outcome.CANCELLED), ())
            raise
        except Exception as error:  # noqa: BLE001 - a fault of ours at one probe; the others go on
            await self._failed(running, error)

    async def _failed(self, running: Running, error: Exception) -> None:
        """Something went wrong that nobody thought of: this probe has an end nevertheless."""
        if running.stage is Stage.ENDED:
            raise error  # it was told, and whoever was told failed
        problem = f"It could not be carried out ({type(error).__name__}: {error}); this is a fault of gonogo."
        said = quoted(problem, running.values, most=300)
        await self._end(running, Outcome.ERROR, Observed(problem=said), (said,))

    async def _observed(self, running: Running, room: asyncio.Semaphore) -> Observed:
        asked = asyncio.ensure_future(running.stopping.wait())
        entering = asyncio.ensure_future(room.acquire())
        try:
            await asyncio.wait({asked, entering}, return_when=asyncio.FIRST_COMPLETED)
            async with self._turns:  # a start takes milliseconds: one, then whoever else waits, such as a key
                await asyncio.sleep(_TURN)
            if running.stopping.asked:
                return Observed(ended=Outcome.CANCELLED)
            self._begin(running)
            return await self._run(running)
        finally:
            asked.cancel()
            entering.cancel()
            with suppress(asyncio.CancelledError):
                if await entering:
                    room.release()

    def _begin(self, running: Running) -> None:
        running.stage = Stage.RUNNING
        running.begun = datetime.now(UTC)
        running.since = time.monotonic()
        self._on_news(running)

    async def _run(self, running: Running) -> Observed:
        planned = running.planned
        if planned.probe.kind is ProbeKind.SHELL:
            return await self._shell(running)
        from .observing import Surroundings, observe  # brings the client of requests along

        around = Surroundings(self._top, self._beside, os.environ)
        running.task = asyncio.ensure_future(observe(planned.probe, around, url=planned.definition.url))
        if running.stopping.asked:
            running.task.cancel()
        try:
            return await running.task
        except asyncio.CancelledError:
            running.task.cancel()
            if not running.stopping.asked:
                raise
            return Observed(ended=Outcome.CANCELLED)

    async def _shell(self, running: Running) -> Observed:
        definition = running.planned.definition
        running.environment = environment(definition.env)
        command = Command(
            definition.body,
            self._top,
            directory=definition.directory,
            variables=running.environment.variables,
            deadline=definition.timeout_ms / 1000 if definition.timeout_ms else DEADLINE,
            interpreter=definition.interpreter,
        )

        def take(piece: str) -> None:
            running.pieces.append(piece)
            self._on_news(running)

        seen = await run_command(command, on_output=take, stop=running.stopping)
        seen = replace(seen, problem=seen.problem or _missing_program(running, seen))
        return await _judged_whole(running, seen)

    async def _end(
        self, running: Running, outcome: Outcome, observed: Observed, reasons: tuple[str, ...]
    ) -> None:
        planned = running.planned
        result = Result(
            planned.probe,
            planned.digest,
            outcome,
            observed,
            reasons,
            running.begun,
            planned.definition.url,
        )
        if len(observed.output) > _MUCH:
            shown = await apart(lambda: presented(result, running.values))
        else:
            shown = presented(result, running.values)
        running.ended(result, shown)
        self._on_news(running)


async def run_probes(
    planned: Iterable[Planned],
    top: Path,
    beside: Path,
    *,
    on_news: News | None = None,
    limits: Limits = Limits(),
) -> tuple[Running, ...]:
    """Carry probes out and wait for all; in the order in which they were given.

    When this is cancelled, everything is ended before the cancellation goes on.
    """
    runs = Runs(top, beside, on_news=on_news, limits=limits)
    started = tuple(runs.start(each) for each in planned)
    try:
        await runs.ended()
    except asyncio.CancelledError:
        await asyncio.shield(asyncio.ensure_future(runs.close()))
        raise
    return started


def _refusal(planned: Planned) -> str:
    """Why a probe is not carried out, as a sentence; "" where it may be."""
    if not planned.trusted:
        return _UNTRUSTED
    again = Definition.of(
        planned.probe, url=planned.definition.url, interpreter=planned.definition.interpreter or "sh"
    )
    if again != planned.definition or digest(planned.definition) != planned.digest:
        return _ALTERED
    return ""


async def _judged_whole(running: Running, seen: Observed) -> Observed:
    """Where more came than is kept, what does not hold of all that was told of it."""
    if not seen.cut or seen.problem or seen.ended is not None:
        return seen
    whole = replace(seen, output=running.text, cut=seen.total > TOLD)
    broken = await apart(lambda: unmet(running.planned.probe, whole, running.values))
    return replace(seen, unmet=broken, partly=whole.cut)


def _missing_program(running: Running, seen: Observed) -> str:
    """What a shell says when there is no such program, as a sentence; "" where that was expected."""
    if seen.exit not in (_NOT_FOUND, _NOT_A_PROGRAM) or seen.ended is not None:
        return ""
    if any(
        each.verb is Verb.EXIT and each.value == str(seen.exit) for each in running.planned.probe.expected
    ):
        return ""
    last = next((line.strip() for line in reversed(seen.output.splitlines()) if line.strip()), "")
    said = quoted(last, running.values, most=200, cut=seen.cut)
    what = "A program is missing" if seen.exit == _NOT_FOUND else "A program cannot be run"
    return f"{what} (exit {seen.exit}): {said}" if said else f"{what} (exit {seen.exit})."
