"""`gonogo check`: what a checklist says of itself that is not so, for people or for other programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from gonogo.cli.exits import Exit, Stop
from gonogo.cli.helping import Command
from gonogo.cli.output import page, put, put_json, tell
from gonogo.cli.parameters import FileName, in_place_option, json_option

if TYPE_CHECKING:
    from gonogo.core.checking import Checked, Checker

FORMATS = ("text", "json", "github", "gitlab", "sarif", "junit")


@click.command(
    "check",
    cls=Command,
    epilog="Exit status: 1 where an error or a warning was found; what is only worth a look leaves it 0.",
)
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=FileName())
@click.option("--explain", metavar="RULE", default="", help="Say what a rule finds; `all` lists every rule.")
@click.option("--fix", is_flag=True, help="Correct what can be: scores, totals, percentages, marks, dates.")
@click.option("--online", is_flag=True, help="Ask the web addresses that are named whether they are there.")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", help="How findings are written."
)
@in_place_option
@json_option
def command(
    paths: tuple[str, ...],
    explain: str,
    fix: bool,
    online: bool,
    form: str,
    in_place: bool,
    as_json: bool,
) -> Exit:
    """Check that checklists agree with themselves: scores, totals, verdicts, counts, estimates, habits.

    A directory (this one, if none is named) stands for the checklists below it. Rules are switched and
    tuned in gonogo.toml at the top of the repository.
    """
    if explain:
        return _explain(explain)
    from checkdown.findings import Severity
    from gonogo.core.checking import Checker
    from gonogo.core.reports.checking import found_in
    from gonogo.core.reports.reading import checklists

    problems: list[str] = []
    notices: list[str] = []
    checker = Checker(online=online)
    checked = checker.all(checklists(paths or (".",), problems, notices))
    for sentence in (*checker.problems(), *problems, *notices):
        tell(f"gonogo: {sentence}")
    refused = False
    if fix:
        from gonogo.cli.fixing import fixed

        checked, refused = fixed(checker, checked, in_place=in_place)
    for sentence in checker.unsure():
        tell(f"gonogo: {sentence}")
    _write(checker, checked, "json" if as_json else form)
    if problems:
        return Exit.FAILED
    if checker.problems():
        return Exit.USAGE
    if refused:
        return Exit.REFUSED
    wrong = any(each.finding.severity is not Severity.INFO for each in found_in(checked))
    return Exit.FINDINGS if wrong else Exit.FINE


def _write(checker: Checker, checked: Sequence[Checked], form: str) -> None:
    from gonogo.core.reports.checking import check_report, found_in

    found = found_in(checked)
    if form == "json":
        put_json(check_report(found))
    elif form == "text":
        from gonogo.cli.findinglines import finding_lines, summary

        for line in finding_lines(found, page()):
            put(line)
        tell(summary(found))
    else:
        from gonogo.cli.forms import written

        written(checker, checked, form)


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
