"""`gonogo status`: how far checklists have come, by phase and priority, for people or as JSON."""

from __future__ import annotations

import click

from gonogo.cli.exits import Exit
from gonogo.cli.helping import Command
from gonogo.cli.output import page, put, put_json, tell
from gonogo.cli.parameters import FileName, json_option


@click.command("status", cls=Command)
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=FileName())
@json_option
def command(paths: tuple[str, ...], as_json: bool) -> Exit:
    """Show how far checklists have come, by phase and by priority.

    A directory (this one, if none is named) stands for the checklists below it.
    """
    from gonogo.core.checking import Checker
    from gonogo.core.reports.reading import checklists
    from gonogo.core.reports.status import status_report

    problems: list[str] = []
    notices: list[str] = []
    checker = Checker()
    report = status_report(checklists(paths or (".",), problems, notices), checker.goes)
    for sentence in (*checker.problems(), *problems, *notices):
        tell(f"gonogo: {sentence}")
    if as_json:
        put_json(report)
    else:
        from gonogo.cli.statustable import status_lines

        for line in status_lines(report["files"], page()):
            put(line)
        if not report["files"] and not problems:
            tell("gonogo: there is no checklist here: no markdown file that holds an item")
    return Exit.FAILED if problems else Exit.FINE
