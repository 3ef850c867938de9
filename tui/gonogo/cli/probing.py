"""The probes of one command line: which are meant, whether a person agrees, and the exit status.

Carrying them out is for ``proberuns``, attaching what came for ``probekeeping``.
"""

from __future__ import annotations

import os
import shlex
import signal
import sys
from collections.abc import Collection, Sequence

from checkdown.probing import Origin
from gonogo.cli.exits import Exit, Stop
from gonogo.cli.output import page, put, tell
from gonogo.cli.probelines import whole_lines
from gonogo.cli.proberuns import Carried
from gonogo.core.probes import Outcome
from gonogo.core.probes.planning import Fault, Plan, Planned, plan_probes, selected
from gonogo.core.probes.running import Running
from gonogo.core.trust import Approvals
from gonogo.core.workspace import Document


def planned_for(document: Document, trusted: Sequence[str] = ()) -> Plan:
    """The plan of a document, with a word about settings that were ignored."""
    plan = plan_probes(document.checklist, document.path, Approvals(), trusted=trusted)
    for remark in plan.remarks:
        tell(f"gonogo: {remark}")
    return plan


def meant(
    plan: Plan, document: Document, items: Sequence[str], *, running: bool = False
) -> tuple[list[Planned], list[Fault]]:
    """The probes of the named items and lines, each once. Raises AddressError or Stop.

    With ``running`` an item's commands that change things are left out where others of it only read.
    """
    probes: dict[Planned, None] = {}
    faults: dict[Fault, None] = {}
    for address in items:
        here, wrong = selected(plan, document.checklist, address)
        if not here and not wrong:
            raise Stop(f"{address} has no probe; `gonogo trust --list` names all there are", Exit.REFUSED)
        beside = [each for each in here if each.alone] if running else []
        if 0 < len(beside) < len(here):
            _tell_left_out(beside)
            here = tuple(each for each in here if not each.alone)
        probes |= dict.fromkeys(here)
        faults |= dict.fromkeys(wrong)
    return list(probes), list(faults)


def meant_by_all(plan: Plan, file: str, named: Collection[str] = ()) -> tuple[list[Planned], list[Fault]]:
    """What --all carries out once it is approved, approved or not; the rest is told.

    ``named`` are the digests of --trust: for one that does not run nevertheless it is told why.
    """
    alone = [each for each in plan.probes if each.alone]
    if alone:
        _tell_left_out(alone)
    for each in plan.probes:
        if each.digest in named and (each.alone or each.origin is Origin.OFFERED):
            why = "changes things" if each.alone else "is only offered"
            tell(
                f"gonogo: line {each.line} {why}, so it does not run with --all, --trust or not; it does with"
                f" `gonogo probe {file} {each.line} --trust {each.digest}`"
            )
    meant = [each for each in plan.probes if each.origin is not Origin.OFFERED and not each.alone]
    return meant, list(plan.faults)


def _tell_left_out(alone: Sequence[Planned]) -> None:
    lines = ", ".join(str(each.line) for each in alone[:8]) + (", ..." if len(alone) > 8 else "")
    if len(alone) == 1:
        tell(f"gonogo: left out: a command that changes things (line {lines}); it runs alone, by its line")
    else:
        tell(
            f"gonogo: left out: {len(alone)} commands that change things (lines {lines}); each runs alone,"
            " by its line"
        )


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


def tell_untrusted(carried: Carried, file: str, *, named: bool) -> None:
    """One line for everything that did not run because nobody approved it, and how that is done.

    With ``named`` somebody asked for these and nothing else.
    """
    untrusted = [each.planned for each in carried.ended if _outcome(each) is Outcome.UNTRUSTED]
    if not untrusted:
        return
    one = len(untrusted) == 1
    words = "1 probe is" if one else f"{len(untrusted)} probes are"
    by_line = {e.line: None for e in untrusted if named or e.alone or e.origin is Origin.OFFERED}
    which = "".join(f" {line}" for line in by_line)
    how = f"`gonogo trust {shlex.quote(file)}{which}` shows {'it' if one else 'each'} whole and asks"
    put(page().shown(f"{words} not approved and did not run; {how}"))


def exit_for(carried: Carried) -> Exit:
    """130 after Ctrl-C; 1 where anything failed, else 3 where anything is not trusted, else 0."""
    if carried.signal:
        return Exit.INTERRUPTED
    outcomes = {_outcome(each) for each in carried.ended}
    faulty = len(carried.ended) < len(carried.entries)
    if faulty or outcomes & {Outcome.FAIL, Outcome.ERROR, Outcome.TIMEOUT, Outcome.CANCELLED}:
        return Exit.FINDINGS
    return Exit.REFUSED if Outcome.UNTRUSTED in outcomes else Exit.FINE


def die_of(carried: Carried) -> None:
    """Where SIGTERM or SIGHUP ended it, end so now that all is told: whoever sent it sees that it did."""
    if carried.signal not in (0, signal.SIGINT):
        sys.stdout.flush()
        signal.signal(carried.signal, signal.SIG_DFL)
        os.kill(os.getpid(), carried.signal)


def _outcome(running: Running) -> Outcome | None:
    return running.result.outcome if running.result is not None else None
