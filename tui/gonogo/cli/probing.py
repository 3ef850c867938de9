"""The probes of one command line: which are meant, carried out with a live view, attached where asked."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Sequence
from typing import TextIO

from checkdown.probing import Effect, Origin
from gonogo.cli.editing import edited
from gonogo.cli.exits import Exit, Stop
from gonogo.cli.output import Page, page, put, tell
from gonogo.cli.probelines import ended_lines, fault_lines, live_lines, name_of, whole_lines
from gonogo.core.probes import Outcome
from gonogo.core.probes.planning import Fault, Plan, Planned, plan_probes, selected
from gonogo.core.probes.running import Running, Runs, Stage
from gonogo.core.trust import Approvals
from gonogo.core.workspace import Document

_TICK = 0.2  # seconds between two drawings of what runs


def planned_for(document: Document, trusted: Sequence[str] = ()) -> Plan:
    """The plan of a document, with a word about settings that were ignored."""
    plan = plan_probes(document.checklist, document.path, Approvals(), trusted=trusted)
    for remark in plan.remarks:
        tell(f"gonogo: {remark}")
    return plan


def meant(plan: Plan, document: Document, items: Sequence[str]) -> tuple[list[Planned], list[Fault]]:
    """The probes of the named items and lines, each once. Raises AddressError or Stop."""
    probes: dict[Planned, None] = {}
    faults: dict[Fault, None] = {}
    for address in items:
        here, wrong = selected(plan, document.checklist, address)
        if not here and not wrong:
            raise Stop(f"{address} has no probe; `gonogo list --json` shows which items have", Exit.REFUSED)
        probes |= dict.fromkeys(here)
        faults |= dict.fromkeys(wrong)
    return list(probes), list(faults)


def meant_by_all(plan: Plan) -> tuple[list[Planned], list[Fault]]:
    """What was written as a probe, approved or not, and approved commands that read; the rest is told."""
    written = [each for each in plan.probes if each.origin is Origin.WRITTEN or each in plan.all]
    commands = [each for each in plan.probes if each.origin is Origin.COMMAND]
    unapproved = sum(not each.trusted and each.effect is Effect.READS for each in commands)
    changing = sum(each.alone for each in commands)
    if unapproved:
        tell(f"gonogo: left out: {unapproved} command(s) that read and are not approved; see `gonogo trust`")
    if changing:
        tell(f"gonogo: left out: {changing} command(s) that change things; each runs alone, by its line")
    return written, list(plan.faults)


def confirmed(probes: Sequence[Planned], named: Sequence[str]) -> None:
    """See that a command that changes things runs alone, and that a person meant it. Raises Stop."""
    alone = [each for each in probes if each.alone]
    if not alone:
        return
    first = alone[0]
    if len(probes) > 1:
        raise Stop(
            f"line {first.line} changes things, so it runs alone: name it and nothing else", Exit.REFUSED
        )
    if not first.trusted or first.digest in named:
        return  # it will not run, or this very command was named on the command line
    if not attended():
        raise Stop(
            f"line {first.line} changes things, so it needs a confirmation of its own: a terminal,"
            f" or --trust {first.digest}",
            Exit.REFUSED,
        )
    for line in whole_lines(first, (), page()):
        put(line)
    if not agreed("It changes things. Run it now?"):
        raise Stop("nothing was run", Exit.REFUSED)


def attended() -> bool:
    """Whether a person can be asked: both ends are a terminal, and this is no CI."""
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("CI", "") in ("", "0", "false")


def agreed(question: str) -> bool:
    """Ask; anything but yes is no."""
    import click

    return click.confirm(question, default=False)


def carried_out(probes: Sequence[Planned], plan: Plan, *, quiet: bool) -> tuple[Running, ...]:
    """Carry the probes out and put a line for each that has ended, in the order of the document."""
    return asyncio.run(_carried_out(probes, plan, None if quiet else page()))


async def _carried_out(probes: Sequence[Planned], plan: Plan, drawn: Page | None) -> tuple[Running, ...]:
    runs = Runs(plan.top, plan.beside)
    started = tuple(runs.start(each) for each in probes)
    live = Live(sys.stderr)
    told = 0
    ending = asyncio.ensure_future(runs.ended())
    try:
        while True:
            over = bool((await asyncio.wait({ending}, timeout=_TICK))[0])
            ready = [each for each in started[told:] if each.stage is Stage.ENDED]
            ready = ready if over else _leading(started[told:])
            live.draw([])
            for each in ready:
                told += 1
                for line in ended_lines(each, drawn) if drawn is not None else ():
                    put(line)
            if over:
                await ending
                return started
            live.draw(live_lines(started, live.page))
    finally:
        live.draw([])
        if not ending.done():
            await runs.close()


def _leading(started: Sequence[Running]) -> list[Running]:
    """Those at the beginning that have ended."""
    found = []
    for each in started:
        if each.stage is not Stage.ENDED:
            break
        found.append(each)
    return found


class Live:
    """A few lines at the bottom of a terminal that are drawn over; nothing where there is no terminal."""

    def __init__(self, stream: TextIO) -> None:
        self.page = page(stream)
        self._stream = stream
        self._drawn = 0
        self._able = self.page.width is not None and os.environ.get("TERM", "") not in ("", "dumb")

    def draw(self, lines: Sequence[str]) -> None:
        """Show these lines in place of the ones before."""
        if not self._able or (not lines and not self._drawn):
            return
        sys.stdout.flush()
        back = f"\x1b[{self._drawn}A\r\x1b[J" if self._drawn else ""
        self._stream.write(back + "".join(f"{line}\n" for line in lines))
        self._stream.flush()
        self._drawn = len(lines)


def attached(
    document: Document, ended: Sequence[Running], *, set_state: bool, in_place: bool
) -> dict[str, str]:
    """Attach what was carried out to its items; the files by digest, as named from here."""
    from gonogo.core.author import author_of
    from gonogo.core.probes.capturing import NothingToKeep, asked_capture

    kept: dict[str, str] = {}
    by = author_of(document.repository)
    for each in ended:
        planned, result = each.planned, each.result
        if result is None or result.outcome in (Outcome.UNTRUSTED, Outcome.CANCELLED):
            continue
        if not planned.item:
            tell(f"gonogo: {name_of(planned, page())} stands at no item, so its output is not attached")
            continue
        item = document.checklist.find(planned.item)
        try:
            asked = asked_capture(document, item, result, each.values, by=by, set_state=set_state)
        except NothingToKeep as error:
            tell(f"gonogo: {error}")
            continue
        edited(document, item, asked, f"line {item.line} has this evidence already", in_place=in_place)
        kept[planned.digest] = os.path.relpath(asked.copies[0])
    return kept


def exit_for(ended: Sequence[Running], faults: Sequence[Fault]) -> Exit:
    """1 where anything failed, else 3 where anything is not trusted, else 0."""
    outcomes = {each.result.outcome for each in ended if each.result is not None}
    if faults or outcomes & {Outcome.FAIL, Outcome.ERROR, Outcome.TIMEOUT, Outcome.CANCELLED}:
        return Exit.FINDINGS
    return Exit.REFUSED if Outcome.UNTRUSTED in outcomes else Exit.FINE


def put_faults(faults: Sequence[Fault]) -> None:
    """A line for each probe that is none, and why."""
    for fault in faults:
        for line in fault_lines(fault, page()):
            put(line)
