"""`gonogo untrust`: take approvals back."""

from __future__ import annotations

import click

from gonogo.cli.exits import Exit
from gonogo.cli.helping import Command
from gonogo.cli.output import tell
from gonogo.cli.parameters import ItemAddress, file_argument


@click.command("untrust", cls=Command)
@file_argument
@click.argument("items", metavar="[ITEM]...", nargs=-1, type=ItemAddress())
def command(file: str, items: tuple[str, ...]) -> Exit:
    """Take back what was approved: for the probes of the named items, or all that was for FILE."""
    from gonogo.cli import probing
    from gonogo.cli.editing import opened
    from gonogo.core.trust import Approvals

    document = opened(file)
    plan = probing.planned_for(document)
    digests = {each.digest for each in probing.meant(plan, document, items)[0]} if items else None
    count = Approvals().revoke(plan.place, digests)
    tell(f"{count} approval{'' if count == 1 else 's'} taken back")
    return Exit.FINE
