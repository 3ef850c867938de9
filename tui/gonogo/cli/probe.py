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
@click.option("--all", "everything", is_flag=True, help="All probes, and the approved commands that read.")
@click.option("--attach", is_flag=True, help="Attach the output of each to its item, without secrets.")
@click.option("--set-state", is_flag=True, help="With --attach: a pass makes the item done, a fail blocked.")
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

    ITEM is an id or a line number, also that of a command in a shell block. A command that changes things
    runs alone, and asks first.
    """
    if everything == bool(items):
        raise click.UsageError("name items or lines, or take --all: not both, and not neither")
    if set_state and not attach:
        raise click.UsageError("--set-state goes with --attach")
    from gonogo.cli import probing
    from gonogo.cli.editing import opened

    document = opened(file)
    plan = probing.planned_for(document, trusted)
    for digest in set(trusted) - {each.digest for each in plan.probes}:
        tell(f"gonogo: --trust {digest} names no probe of {file}: it has changed, or was never there")
    probes, faults = probing.meant(plan, document, items) if items else probing.meant_by_all(plan)
    probing.confirmed(probes, trusted)
    if not probes and not faults:
        tell(f"gonogo: {file} has nothing that --all carries out")
    ended = probing.carried_out(probes, plan, quiet=as_json)
    if not as_json:
        probing.put_faults(faults)
    kept = probing.attached(document, ended, set_state=set_state, in_place=in_place) if attach else {}
    if as_json:
        from gonogo.core.reports.probing import probe_report

        put_json(probe_report(file, ended, faults, kept))
    return probing.exit_for(ended, faults)
