"""The report of `gonogo status`: tallies of checklists, by phase and by priority, as plain data."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from checkdown import Checklist, Section
    from gonogo.core.reports.reading import Read

SCHEMA = "gonogo/status/1"


Goes = Callable[[str, "Checklist"], bool | None]
"""Whether the gate says GO of a file's checklist; None where it cannot say."""


def status_report(read: Iterable[Read], goes: Goes) -> dict[str, Any]:
    """The JSON of the contract."""
    return {"schema": SCHEMA, "files": [file_data(found.checklist, found.file, goes) for found in read]}


def file_data(checklist: Checklist, file: str, goes: Goes) -> dict[str, Any]:
    """One checklist under the names of the contract. `verdict` is null where the settings fit none."""
    go = goes(file, checklist)
    return {
        "file": file,
        "title": checklist.title,
        "tally": checklist.tally().as_dict(),
        "phases": [phase_data(checklist, phase) for phase in checklist.phases],
        "priorities": {name: tally.as_dict() for name, tally in checklist.priorities().items()},
        "verdict": None if go is None else "go" if go else "no-go",
    }


def phase_data(checklist: Checklist, phase: Section) -> dict[str, Any]:
    """One phase under the names of the contract."""
    return {
        "title": phase.title,
        "line": phase.line,
        "priority": phase.priority,
        "estimate": phase.estimate,
        "tally": checklist.tally(phase).as_dict(),
    }
