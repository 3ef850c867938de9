"""`gonogo probe`: carry out the probes of a checklist that its reader has approved."""

from __future__ import annotations

import click

from gonogo.cli.exits import Exit
from gonogo.cli.helping import Command
from gonogo.cli.output import put_json, tell
from gonogo.cli.parameters import ItemAddress, file_argument, in_place_option, json_option


@click.command("probe", cls=Command)
@file_argument
@click.argument("items", metavar="[ITEM]...", nargs=-1, type=ItemAddress())
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="All probes, and the commands that only read.",
)
@click.option("--attach", is_flag=True, help="Attach the output of each to its item, without secrets.")
@click.option("--set-state", is_flag=True, help="With --attach: all passed is done, a fail blocked.")
@click.option(
    "--trust", "trusted", multiple=True, metavar="DIGEST", help="Trust this very probe, for this once."
)
@in_place_option
@json_option
def command(
    file: str,
    items: tuple[str, ...],
    everything: bool,
    attach: bool,
    set_state: bool,
    trusted: tuple[str, ...],
    in_place: bool,
    as_json: bool,
) -> Exit:
    """Carry out probes that were approved (see `gonogo trust`); nothing else of FILE runs.

    ITEM is an id or a line number, also that of a command in a shell block or of a variable in an
    environment template. A command of a block that changes things runs alone, and asks first.
    """
    if everything == bool(items):
        raise click.UsageError("name items or lines, or take --all: not both, and not neither")
    if set_state and not attach:
        raise click.UsageError("--set-state goes with --attach")
    from gonogo.cli import proberuns, probing
    from gonogo.cli.editing import opened

    document = opened(file)
    plan = probing.planned_for(document, trusted)
    for digest in set(trusted) - {each.digest for each in plan.probes}:
        tell(f"gonogo: --trust {digest} names no probe of {file}: it has changed, or was never there")
    if items:
        probes, faults = probing.meant(plan, document, items, running=True)
    else:
        probes, faults = probing.meant_by_all(plan, file, trusted)
    probing.confirmed(probes, trusted)
    if not probes and not faults:
        tell(f"gonogo: {file} has nothing that --all carries out")
    carried = proberuns.carried_out(probes, faults, plan, quiet=as_json)
    if not as_json:
        probing.tell_untrusted(carried, file, named=bool(items))
    kept = {}
    if attach and carried.signal:
        tell("gonogo: it was stopped, so nothing was attached")
    elif attach:
        from gonogo.cli.probekeeping import attached

        kept = attached(document, plan, carried.ended, set_state=set_state, in_place=in_place)
    if as_json:
        from gonogo.core.reports.probing import probe_report

        put_json(probe_report(file, carried.entries, kept))
    probing.die_of(carried)
    return probing.exit_for(carried)
