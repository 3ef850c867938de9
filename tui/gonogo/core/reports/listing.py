"""The report of `gonogo list`: every item of some checklists as plain data, in the order of the text."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from gonogo.core.reports.probes import probe_data

if TYPE_CHECKING:
    from checkdown import Checklist, Evidence, Item, Section, State
    from gonogo.core.reports.reading import Read

SCHEMA = "gonogo/list/1"


def list_report(read: Iterable[Read], states: Collection[State] = (), section: str = "") -> dict[str, Any]:
    """The JSON of the contract. `states` and `section` narrow it, as in `chosen`."""
    items = [
        item_data(item, found.file, holder)
        for found in read
        for holder, held in chosen(found.checklist, states, section)
        for item in held
    ]
    return {"schema": SCHEMA, "items": items}


def chosen(
    checklist: Checklist, states: Collection[State] = (), section: str = ""
) -> Iterator[tuple[Section, list[Item]]]:
    """Sections with those of their own items that are in one of the states (all, if none is named).

    A row that has no state of its own and is no work is in none of them. With `section`, only of sections
    that it names (see `names`), or that lie in one that it names.
    """
    for holder in checklist.sections:
        if section and not _within(holder, section):
            continue
        items = [item for item in holder.items if not states or (item.state in states and not item.stateless)]
        if items:
            yield holder, items


def names(section: Section, text: str) -> bool:
    """Whether a section is called that: by its number, if the text is one, else by a part of its title."""
    if text.replace(".", "").isdecimal():
        return text == section.number
    return text.casefold() in section.title.casefold()


def _within(section: Section | None, text: str) -> bool:
    while section is not None:
        if names(section, text):
            return True
        section = section.parent
    return False


def item_data(item: Item, file: str, section: Section | None = None) -> dict[str, Any]:
    """One item under the names of the contract."""
    holder = section or item.section
    phase = holder.phase
    parent = item.parent
    return {
        "id": item.id,
        "file": file,
        "line": item.line,
        "column": item.column,
        "kind": item.kind.value,
        "role": item.role.value,
        "state": None if item.stateless else item.state.value,
        "mark": item.mark,
        "text": item.text,
        "path": list(holder.path),
        "phase": phase.title if phase is not None else "",
        "priority": item.priority,
        "owner": item.owner,
        "due": item.due,
        "signoff": item.signoff,
        "evidence": [evidence_data(evidence) for evidence in item.evidence],
        "probes": [probe_data(probe.text, probe.script) for probe in item.probes],
        "parent": parent.id if parent is not None else None,
    }


def evidence_data(evidence: Evidence) -> dict[str, Any]:
    """One reference under the names of the contract; a path with the lines that it names."""
    lines = f":{evidence.lines}" if evidence.lines else ""
    return {"kind": evidence.kind, "target": evidence.target + lines, "line": evidence.line}
