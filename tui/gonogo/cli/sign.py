"""`gonogo sign`: a role's name and date, put where the document asks for them, saved at once."""

from __future__ import annotations

import click

from gonogo.cli.exits import Exit
from gonogo.cli.helping import Command
from gonogo.cli.parameters import file_argument, in_place_option


@click.command("sign", cls=Command)
@file_argument
@click.argument("role", metavar="ROLE")
@click.option("--as", "name", required=True, metavar="NAME", help="Who signs.")
@click.option("--on", default="", metavar="DATE", help="The day, as 2026-11-21; today by default.")
@click.option("--no-go", "why_not", default="", metavar="WHY", help="Do not sign; write why, as a reason.")
@in_place_option
@click.option("--commit", "and_commit", is_flag=True, help="Then commit the checklist.")
def command(file: str, role: str, name: str, on: str, why_not: str, in_place: bool, and_commit: bool) -> Exit:
    """Fill the blanks of one sign-off, and change nothing else in FILE.

    ROLE is the role as the document names it, in any case, a part of it that only one role has, or the
    line. A box of the line is ticked. Who has signed already is not signed over. With --no-go nothing is
    signed: the reason stands below the line or in the row, and the box is blocked.
    """
    from gonogo.cli.editing import edited, opened
    from gonogo.core.signing import asked_signature, day

    try:
        signed_on = day(on)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    document = opened(file)
    asked = asked_signature(document, role, name, signed_on, why_not.strip())
    edited(document, None, asked, "says so already", in_place=in_place)
    if and_commit:
        from gonogo.cli.committing import committed

        committed([document])
    return Exit.FINE
