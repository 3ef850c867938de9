"""The report of `gonogo check`: findings of checklists, as values for people and as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from checkdown.findings import Finding
    from gonogo.core.checking import Checked

SCHEMA = "gonogo/check/1"


class Found(NamedTuple):
    """A finding, the file that it is in, and the line that it points at."""

    file: str
    finding: Finding
    text: str
    """The line as it is written, without its ending."""


def found_in(checked: Iterable[Checked]) -> list[Found]:
    """The findings of checklists, in their order, with their lines."""
    return [
        Found(each.file, finding, each.checklist.source.line(finding.line))
        for each in checked
        for finding in each.findings
    ]


def check_report(found: Sequence[Found]) -> dict[str, Any]:
    """The JSON of the contract."""
    return {"schema": SCHEMA, "findings": [finding_data(each) for each in found]}


def finding_data(found: Found) -> dict[str, Any]:
    """One finding under the names of the contract."""
    finding = found.finding
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "file": found.file,
        "line": finding.line,
        "column": finding.column,
        "message": finding.message,
        "claimed": finding.claimed,
        "actual": finding.actual,
        "fixable": finding.fixable,
    }
