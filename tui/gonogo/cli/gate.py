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
        from gonogo.core.checksettings import share_of

        share = share_of(str(value))
        if share is None:
            self.fail(f"{value!r} is no share; write it as 95%", param, ctx)
        return share


@click.command("gate", cls=Command, epilog="Exit status: 0 for GO, 1 for NO-GO.")
@file_argument
@click.option(
    "--require",
    multiple=True,
    metavar="NAME",
    help="A priority (P0) or a section, by number or the beginning of its title, to be done entirely.",
)
@click.option(
    "--min", "minimum", type=Share(), metavar="SHARE", help="The share of all items to be done: 95%."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "badge"]),
    default="text",
    help="How the verdict is written; `badge` is an endpoint for shields.",
)
@json_option
def command(file: str, require: tuple[str, ...], minimum: Fraction | None, form: str, as_json: bool) -> Exit:
    """Say whether a checklist is a GO, and every reason if it is not.

    By default nothing may be blocked or failed; what is marked P0, and sections that call themselves a launch
    gate, required, mandatory or blocking have to be done (everything, where nothing is marked P0); sign-offs
    need names, or their ticks; and what the checklist says of itself has to be so. What gonogo.toml at the
    top of the repository asks for counts instead; options count before it.
    """
    from dataclasses import replace

    from checkdown.gate import RequirementUnknown
    from checkdown.reading import parse
    from gonogo.core.checking import Checker
    from gonogo.core.files.reading import read

    checker = Checker()
    settings = checker.settings(file)
    if settings.problems:
        for problem in settings.problems:
            tell(f"gonogo: {problem}")
        raise Stop("there is no verdict on settings that may mean something else", Exit.USAGE)
    checked = checker.one(file, parse(read(file).data))
    checklist = checked.checklist
    rules = settings.gate
    rules = replace(rules, require=require or rules.require, minimum=_first(minimum, rules.minimum))
    try:
        verdict = checker.verdict(checked._replace(settings=replace(settings, gate=rules)))
    except RequirementUnknown as error:
        raise Stop(str(error), Exit.USAGE) from error
    if form == "badge":
        from gonogo.core.reports.gating import badge

        put_json(badge(verdict))
    elif as_json or form == "json":
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
            tell(f"{len(verdict.waived)} waived:")
            for name in verdict.waived:
                item = checklist.find(name)
                tell(drawn.shown(f"    {file}:{item.line}: {item.text}"))
    return Exit.FINE if verdict.go else Exit.FINDINGS


def _first(*shares: Fraction | None) -> Fraction | None:
    return next((share for share in shares if share is not None), None)
