"""`gonogo gate`: GO or NO-GO, with every reason, for people or as JSON."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import click

from gonogo.cli.exits import Exit, Stop
from gonogo.cli.helping import Command
from gonogo.cli.output import page, put, put_json, tell
from gonogo.cli.parameters import file_argument, json_option


class Share(click.ParamType):  # type: ignore[type-arg]  # generic since click 8.4, and not before
    """A share, as `95%`."""

    name = "share"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Fraction:
        """The share (0 to 1), or wrong usage."""
        try:
            share = Fraction(str(value).removesuffix("%").strip()) / 100
        except (ValueError, ZeroDivisionError):
            share = Fraction(-1)
        if not str(value).endswith("%") or not 0 <= share <= 1:
            self.fail(f"{value!r} is no share; write it as 95%", param, ctx)
        return share


@click.command("gate", cls=Command, epilog="Exit status: 0 for GO, 1 for NO-GO.")
@file_argument
@click.option(
    "--require",
    multiple=True,
    metavar="NAME",
    help="A priority (P0) or a section, by title or number, of which every item has to be done.",
)
@click.option(
    "--min", "minimum", type=Share(), metavar="SHARE", help="The share of all items to be done: 95%."
)
@json_option
def command(file: str, require: tuple[str, ...], minimum: Fraction | None, as_json: bool) -> Exit:
    """Say whether a checklist is a GO, and every reason if it is not.

    By default nothing may be blocked or failed, what is marked P0 has to be done (everything, where nothing
    is marked so), sign-offs need names, and what the checklist says of itself has to be so.
    """
    from datetime import datetime

    from checkdown.gate import GateRules, RequirementUnknown, gate
    from checkdown.reading import parse
    from gonogo.core.files.reading import read
    from gonogo.core.reports.checking import findings_of

    checklist = parse(read(file).data)
    today = datetime.now().astimezone().date()  # the last day of a waiver is that of whoever asks
    try:
        verdict = gate(checklist, findings_of(checklist, file), today, GateRules(require, minimum))
    except RequirementUnknown as error:
        raise Stop(str(error), Exit.USAGE) from error
    if as_json:
        from gonogo.core.reports.gating import gate_report

        put_json(gate_report(verdict))
    else:
        drawn = page()
        put(drawn.styled(verdict.word, "done" if verdict.go else "failed"))
        for reason in verdict.reasons:
            put(f"- {drawn.shown(reason.message)}")
            for line in reason.lines:
                put(drawn.shown(f"    {file}:{line}: {checklist.source.line(line).strip()}"))
        if verdict.waived:
            tell(f"{len(verdict.waived)} waived: {', '.join(verdict.waived)}")
    return Exit.FINE if verdict.go else Exit.FINDINGS
