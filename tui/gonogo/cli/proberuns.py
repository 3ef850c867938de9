"""The probes of one command line carried out, with a live view, and told in the order of the document.

Ctrl-C, SIGTERM and SIGHUP end what still runs; what had come to an end by then is told nevertheless. Which
probes these are is for ``probing``.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Sequence
from typing import NamedTuple, TextIO

from gonogo.cli.output import Page, page, put
from gonogo.cli.probelines import ended_lines, fault_lines, live_lines
from gonogo.core.probes.planning import Fault, Plan, Planned
from gonogo.core.probes.running import Running, Runs, Stage

_UNWRAPPED, _WRAPPED = "\x1b[?7l", "\x1b[?7h"  # what does not fit on a line is left out, or goes on below
_TICK = 0.2  # seconds between two drawings of what runs


class Carried(NamedTuple):
    """What became of probes."""

    entries: tuple[Running | Fault, ...]
    """How each ended, and what was written as a probe and is none, in the order of the document."""
    signal: int
    """What ended it early: SIGINT after Ctrl-C, SIGTERM, SIGHUP; 0 where nothing did."""

    @property
    def ended(self) -> tuple[Running, ...]:
        """Those that are probes."""
        return tuple(each for each in self.entries if isinstance(each, Running))


def carried_out(probes: Sequence[Planned], faults: Sequence[Fault], plan: Plan, *, quiet: bool) -> Carried:
    """Carry the probes out and put lines for each that has ended, in the order of the document."""
    return asyncio.run(_carried_out(probes, faults, plan, None if quiet else page()))


async def _carried_out(
    probes: Sequence[Planned], faults: Sequence[Fault], plan: Plan, drawn: Page | None
) -> Carried:
    runs = Runs(plan.top, plan.beside)
    started = [runs.start(each) for each in sorted(probes, key=lambda each: each.line)]
    both: list[Running | Fault] = [*started, *faults]
    entries = tuple(sorted(both, key=_line))
    live, told = Live(sys.stderr), 0
    ending = asyncio.ensure_future(runs.ended())
    over, asked = False, _signals()
    interrupted = 0
    try:
        while not over:
            try:
                over = bool((await asyncio.wait({ending}, timeout=_TICK))[0])
            except asyncio.CancelledError:  # Ctrl-C comes so too; a second one is not waited for
                interrupted, over = asked[-1] if asked else int(signal.SIGINT), True
                _still_going()
                await runs.close()
            live.draw([])
            for each in _leading(entries[told:]):
                told += 1
                _put(each, drawn)
            if not over:
                live.draw(live_lines(started, live.page))
        await ending
        return Carried(entries, interrupted)
    finally:
        live.draw([])
        if not ending.done():
            await runs.close()


def _signals() -> list[int]:
    """The signals that come from now on and end a program; each cancels this task, as Ctrl-C does."""
    asked: list[int] = []
    task = asyncio.current_task()

    def come(number: int) -> None:
        asked.append(number)
        if task is not None:
            task.cancel()

    if threading.current_thread() is threading.main_thread():  # no other may
        for number in (signal.SIGTERM, signal.SIGHUP):
            asyncio.get_running_loop().add_signal_handler(number, come, number)
    return asked


def _still_going() -> None:
    """Take back that this task is to be cancelled: what has ended is told first."""
    task = asyncio.current_task()
    if task is not None:
        task.uncancel()


def _line(entry: Running | Fault) -> int:
    return entry.found.line if isinstance(entry, Fault) else entry.planned.line


def _leading(entries: Sequence[Running | Fault]) -> list[Running | Fault]:
    """Those at the beginning that have ended."""
    found: list[Running | Fault] = []
    for each in entries:
        if isinstance(each, Running) and each.stage is not Stage.ENDED:
            break
        found.append(each)
    return found


def _put(entry: Running | Fault, drawn: Page | None) -> None:
    if drawn is None:
        return
    for line in fault_lines(entry, drawn) if isinstance(entry, Fault) else ended_lines(entry, drawn):
        put(line)


class Live:
    """A few lines at the bottom of a terminal that are drawn over; nothing where there is no terminal.

    Between two drawings the cursor stands where they begin. A terminal that is made narrower breaks the lines
    anew, and how many there are then nobody can tell; but the cursor it keeps at its place in the text. One
    that is narrower already when the lines come is not to break them.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._drawn = False
        self._able = self.page.width is not None and os.environ.get("TERM", "") not in ("", "dumb")

    @property
    def page(self) -> Page:
        """What may be drawn there now; it may have another width than before, and than COLUMNS says."""
        found = page(self._stream)
        try:
            return found._replace(width=os.get_terminal_size(self._stream.fileno()).columns or found.width)
        except (OSError, ValueError):  # no terminal, or none any more
            return found

    def draw(self, lines: Sequence[str]) -> None:
        """Show these lines in place of the ones before."""
        if not self._able or (not lines and not self._drawn):
            return
        sys.stdout.flush()
        back = "\r\x1b[J" if self._drawn else ""
        up = f"\x1b[{len(lines) - 1}A" if len(lines) > 1 else ""
        drawn = "\n".join(lines)
        self._stream.write(f"{back}{_UNWRAPPED}{drawn}{_WRAPPED}{up}\r" if lines else back)
        self._stream.flush()
        self._drawn = bool(lines)
