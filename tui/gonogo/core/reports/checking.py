"""The report of `gonogo check`: findings of checklists, as values for people and as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from checkdown.findings import Reading, Settings, findings_in
from gonogo.core.git.repository import Repository
from gonogo.core.references import reference_findings

if TYPE_CHECKING:
    from checkdown import Checklist
    from checkdown.findings import Finding
    from gonogo.core.reports.reading import Read

SCHEMA = "gonogo/check/1"
DEFAULTS = Settings()


class Found(NamedTuple):
    """A finding, the file that it is in, and the line that it points at."""

    file: str
    finding: Finding
    text: str
    """The line as it is written, without its ending."""


def found_in(read: Iterable[Read], settings: Settings) -> list[Found]:
    """The findings of checklists, in their order, those about files among them."""
    return [
        Found(each.file, finding, each.checklist.source.line(finding.line))
        for each in read
        for finding in findings_of(each.checklist, each.file, settings)
    ]


def findings_of(checklist: Checklist, file: str, settings: Settings = DEFAULTS) -> tuple[Finding, ...]:
    """All findings of the checklist in a file: what it says of itself, and of other files."""
    path = Path(file)
    repository = Repository.discover(path)
    top = repository.top if repository and not repository.bare else None
    reading = Reading(checklist, settings)
    return findings_in(reading, reference_findings(reading, path, top))


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
