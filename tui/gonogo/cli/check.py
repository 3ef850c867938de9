"""`gonogo check`: what a checklist says of itself that is not so, for people or as JSON."""

from __future__ import annotations

import click

from gonogo.cli.exits import Exit, Stop
from gonogo.cli.helping import Command
from gonogo.cli.output import page, put, put_json, tell
from gonogo.cli.parameters import FileName, json_option


@click.command(
    "check",
    cls=Command,
    epilog="Exit status: 1 where an error or a warning was found; what is only worth a look leaves it 0.",
)
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=FileName())
@click.option("--explain", metavar="RULE", default="", help="Say what a rule finds; `all` lists every rule.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="How findings are written."
)
@json_option
def command(paths: tuple[str, ...], explain: str, form: str, as_json: bool) -> Exit:
    """Check that checklists agree with themselves: scores, totals, verdicts, counts, estimates, habits.

    A directory (this one, if none is named) stands for the checklists below it.
    """
    if explain:
        return _explain(explain)
    from checkdown.findings import Settings, Severity
    from gonogo.core.reports.checking import check_report, found_in
    from gonogo.core.reports.reading import checklists

    problems: list[str] = []
    notices: list[str] = []
    found = found_in(checklists(paths or (".",), problems, notices), Settings())
    for sentence in (*problems, *notices):
        tell(f"gonogo: {sentence}")
    if as_json or form == "json":
        put_json(check_report(found))
    else:
        from gonogo.cli.findinglines import finding_lines, summary

        for line in finding_lines(found, page()):
            put(line)
        tell(summary(found))
    if problems:
        return Exit.FAILED
    wrong = any(each.finding.severity is not Severity.INFO for each in found)
    return Exit.FINDINGS if wrong else Exit.FINE


def _explain(name: str) -> Exit:
    from checkdown.findings import RULES

    if name == "all":
        room = max(map(len, RULES))
        for rule in RULES.values():
            put(f"{rule.name:{room}}  {rule.severity.value:7}  {rule.summary}")
        return Exit.FINE
    if name not in RULES:
        from difflib import get_close_matches

        near = get_close_matches(name, RULES, 1)
        hint = f"; {near[0]}?" if near else "; `gonogo check --explain all` lists them"
        raise Stop(f"there is no rule {name!r}{hint}", Exit.USAGE)
    rule = RULES[name]
    put(f"{rule.name} ({rule.severity.value}{', fixable' if rule.fixable else ''})")
    put("")
    put(rule.summary)
    put(rule.advice)
    put(f"To allow one: <!-- gonogo: allow {rule.name} because REASON -->")
    return Exit.FINE
