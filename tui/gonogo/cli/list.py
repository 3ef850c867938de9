"""`gonogo list`: the items of checklists, for people or as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gonogo.cli.exits import Exit, Stop
from gonogo.cli.helping import Command
from gonogo.cli.output import page, put, put_json, tell
from gonogo.cli.parameters import StateWord, files_argument, json_option

if TYPE_CHECKING:
    from checkdown.states import State
    from gonogo.core.reports.reading import Read


@click.command("list", cls=Command)
@files_argument
@click.option(
    "--state", "states", type=StateWord(), multiple=True, help="Only items in this state (repeatable)."
)
@click.option(
    "--section", default="", metavar="T", help="Only sections with this number, or with T in their titles."
)
@json_option
def command(files: tuple[str, ...], states: tuple[State, ...], section: str, as_json: bool) -> Exit:
    """List the items of checklists: state, place, id and text.

    A directory stands for the checklists below it.
    """
    from gonogo.core.reports.listing import list_report, names
    from gonogo.core.reports.reading import checklists

    problems: list[str] = []
    notices: list[str] = []
    read = list(checklists(files, problems, notices))
    for sentence in (*problems, *notices):
        tell(f"gonogo: {sentence}")
    if section and read and not any(names(s, section) for found in read for s in found.checklist.sections):
        raise Stop(f"no section is called {section!r}; {_sections(read)}", Exit.USAGE)
    if as_json:
        put_json(list_report(read, states, section))
    else:
        from gonogo.cli.itemtable import item_lines

        drawn = page()
        for found in read:
            for line in item_lines(found, states, section, drawn):
                put(line)
    return Exit.FAILED if problems else Exit.FINE


def _sections(read: list[Read]) -> str:
    titles = [section.title for found in read for section in found.checklist.sections if section.items]
    return f"there are: {'; '.join(titles)}" if titles else "there are none with items"
