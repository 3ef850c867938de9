"""GitHub's workflow commands: annotations on lines of a change, and the summary of a step.

GitHub shows ten annotations of each kind for a step; the others stand in the summary alone.
https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from gonogo.core.safetext import safe

from .placing import Placed

MOST = 10
"""Annotations of a kind that are shown."""
_KINDS = {"error": "error", "warning": "warning", "info": "notice"}
_LONGEST = 300
"""Rows of a summary; GitHub refuses one of more than a megabyte."""


def github_lines(findings: Sequence[Placed]) -> list[str]:
    """One command for each finding that GitHub will show."""
    shown: Counter[str] = Counter()
    lines = []
    for each in findings:
        finding = each.found.finding
        kind = _KINDS[finding.severity.value]
        shown[kind] += 1
        if shown[kind] <= MOST:
            place = (
                f"file={_property(each.path)},line={finding.line},col={finding.column},"
                f"title={_property(finding.rule)}"
            )
            lines.append(f"::{kind} {place}::{_data(finding.message)}")
    return lines


def step_summary(findings: Sequence[Placed], sentence: str) -> str:
    """A page of markdown with all of them."""
    lines = ["## gonogo check", "", _cell(sentence), ""]
    if findings:
        lines += ["| place | severity | rule | what |", "|---|---|---|---|"]
    for each in findings[:_LONGEST]:
        finding = each.found.finding
        place = f"{each.path}:{finding.line}"
        told = f"| {_cell(place)} | {finding.severity.value} | {finding.rule} | {_cell(finding.message)} |"
        lines.append(told)
    if len(findings) > _LONGEST:
        lines += ["", f"and {len(findings) - _LONGEST} more"]
    return "\n".join(lines) + "\n"


def _data(text: str) -> str:
    return _plain(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _cell(text: str) -> str:
    """Text in a table: nothing in it is taken for markdown or HTML."""
    plain = " ".join(_plain(text).split())
    return "".join(f"\\{c}" if c in "\\`*_{}[]<>()#+-!|~&@" else c for c in plain)


def _plain(text: str) -> str:
    """Without anything that speaks to a terminal: a log is read in one."""
    return str(safe(text.encode("utf-8", "replace").decode()))
