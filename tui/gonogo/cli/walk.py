"""`gonogo walk`: the launch review, item by item."""

from __future__ import annotations

from pathlib import Path

import click

from gonogo.cli.exits import Exit, Stop
from gonogo.cli.helping import Command
from gonogo.cli.parameters import file_argument


@click.command("walk", cls=Command)
@file_argument
@click.option("--phase", default="", metavar="P", help="Only this phase: a part of its title, or its number.")
@click.option("--only", type=click.Choice(["open"]), help="Only what is neither done nor not applicable.")
@click.option("--attention", is_flag=True, help="First what is blocked, failed, unproven or changed.")
@click.option("--driver", default="", metavar="NAME", help="Who answers; by default whom git knows.")
@click.option("--reviewer", default="", metavar="NAME", help="Who challenges; stands in the commits.")
def command(file: str, phase: str, only: str | None, attention: bool, driver: str, reviewer: str) -> int:
    """Walk a checklist with those who launch, one item at a time.

    Without --phase, --only and --attention a walk that was left is gone on with.
    """
    from checkdown.reading import parse
    from gonogo.cli.open import must_have_terminal
    from gonogo.core.files.reading import read
    from gonogo.core.walking.agenda import Course, NoSuchPhase, agenda

    course = Course(phase, only == "open", attention)
    try:
        if not agenda(parse(read(Path(file)).data), course):
            raise Stop(f"there is nothing to walk in {file}", Exit.REFUSED)
    except NoSuchPhase as problem:
        raise Stop(str(problem), Exit.USAGE) from problem
    must_have_terminal()
    import gc

    from gonogo.core.typeahead import Typeahead

    asked = course if course != Course() else None
    with Typeahead() as typeahead:
        typeahead.begin()
        from gonogo.app import run

        gc.enable()
        return run(Path(file), walk=(asked, driver, reviewer), typeahead=typeahead)
