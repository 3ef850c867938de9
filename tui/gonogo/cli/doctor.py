"""`gonogo doctor`: what this terminal, git and the setup can do, and what to change."""

from __future__ import annotations

import os
from pathlib import Path

import click

from gonogo.cli.exits import Exit
from gonogo.cli.helping import Command
from gonogo.cli.output import page, put, put_json, tell
from gonogo.cli.parameters import json_option


@click.command("doctor", cls=Command)
@json_option
def command(as_json: bool) -> Exit:
    """Look at terminal, git and setup: what to change.

    Looks at the terminal, the line to it, git, this folder's repository, versions, the folder of
    state, approvals and settings. Changes nothing, uses no network and shows no secret.
    """
    from gonogo.cli.drawingtrial import Trial
    from gonogo.core.doctor import Severity, examine

    with Trial() as trial:
        found = examine(Path(), os.environ, trial.drawing)
    if as_json:
        from gonogo.core.reports.doctor import doctor_report

        put_json(doctor_report(found))
    else:
        from gonogo.cli.doctorlines import found_lines, summary

        for line in found_lines(found, page()):
            put(line)
        tell(summary(found))
    bad = any(each.severity in (Severity.WARNING, Severity.ERROR) for each in found)
    return Exit.FINDINGS if bad else Exit.FINE
