"""`gonogo trust`: show the probes of a checklist whole, and approve those that one agrees to."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from gonogo.cli.exits import Exit, Stop
from gonogo.cli.helping import Command
from gonogo.cli.output import page, put, tell
from gonogo.cli.parameters import ItemAddress, file_argument

if TYPE_CHECKING:
    from gonogo.core.probes.planning import Fault, Planned


@click.command("trust", cls=Command)
@file_argument
@click.argument("items", metavar="[ITEM]...", nargs=-1, type=ItemAddress())
@click.option(
    "--list", "only_list", is_flag=True, help="Only show them, with their digests; approve nothing."
)
def command(file: str, items: tuple[str, ...], only_list: bool) -> Exit:
    """Approve probes, one by one, each shown whole; the answer is no unless it is yes.

    An approval is for this document in this folder, and for exactly what was shown. Without ITEM all probes
    are shown, and the commands that read; a command that changes things is named by its line.
    """
    from checkdown.probing import Origin
    from gonogo.cli import probing
    from gonogo.cli.editing import opened
    from gonogo.cli.probelines import approval_of, whole_lines

    document = opened(file)
    plan = probing.planned_for(document)
    if items:
        chosen, faults = probing.meant(plan, document, items)
    else:
        chosen = [e for e in plan.probes if e.origin is not Origin.OFFERED and not e.alone]
        faults = list(plan.faults)
    alone = [e for e in plan.probes if e.alone and only_list and not items]
    offered = [e for e in plan.probes if e.origin is Origin.OFFERED and only_list and not items]
    asked = _by_digest(each for each in chosen if only_list or not each.trusted)
    left = sorted(faults, key=lambda fault: fault.found.line)
    if not asked and not offered and not alone:
        _put_faults(left)
        tell(f"gonogo: there is nothing to approve in {file}")
        return Exit.FINE
    can_ask = probing.attended() and not only_list
    approved = 0
    for each, *also in asked:
        _put_faults([fault for fault in left if fault.found.line < each.line])
        left = [fault for fault in left if fault.found.line >= each.line]
        for line in whole_lines(each, plan.before(each) if not each.trusted else (), page(), also):
            put(line)
        if only_list:
            put(f"  approved: {approval_of(each)}")
        elif can_ask and probing.agreed("Approve it?"):
            _approve(each)
            approved += 1
    _put_faults(left)
    _put_alone(alone, file)
    _put_offered(offered)
    if only_list:
        return Exit.FINE
    if not can_ask:
        raise Stop(
            "nobody can be asked here, so nothing was approved; `gonogo probe --trust DIGEST` trusts once",
            Exit.REFUSED,
        )
    tell(f"{approved} of {len(asked)} approved")
    return Exit.FINE


def _by_digest(chosen: Iterable[Planned]) -> list[list[Planned]]:
    """The same probe at several places together, in the order of the document."""
    found: dict[str, list[Planned]] = {}
    for each in sorted(chosen, key=lambda each: each.line):
        found.setdefault(each.digest, []).append(each)
    return list(found.values())


def _put_faults(faults: Iterable[Fault]) -> None:
    from gonogo.cli.probelines import fault_lines

    for fault in faults:
        for line in fault_lines(fault, page()):
            put(line)


def _put_alone(alone: Sequence[Planned], file: str) -> None:
    """How to see the commands that are not in the list."""
    if alone:
        lines = ", ".join(str(each.line) for each in alone)
        one = len(alone) == 1
        what = f"{'1 command' if one else f'{len(alone)} commands'} of shell blocks that may change things"
        put(f"not in this list: {what} (line{'' if one else 's'} {lines})")
        how = f"`gonogo trust {shlex.quote(file)} {alone[0].line} --list`"
        put(
            page().shown(
                f"  {how} shows {'it' if one else 'the first of them'}; each runs alone, by its line"
            )
        )


def _put_offered(offered: Sequence[Planned]) -> None:
    """A line for each variable and path that the document only mentions."""
    from gonogo.cli.probelines import approval_of, name_of

    if offered:
        put("offered: mentioned in the document; each runs only where its line or item is named")
    for each in offered:
        put(f"  {name_of(each, page())}  approved: {approval_of(each)}")


def _approve(planned: Planned) -> None:
    from gonogo.core.probes.planning import approve
    from gonogo.core.trust import Approvals

    approve(Approvals(), [planned])
