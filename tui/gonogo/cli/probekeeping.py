"""Results attached to the items of their probes: all of one item in one edit, its state by the worst."""

from __future__ import annotations

import os
from collections.abc import Sequence

from gonogo.cli.editing import edited
from gonogo.cli.output import page, tell
from gonogo.cli.probelines import name_of
from gonogo.core.author import author_of
from gonogo.core.probes.capturing import asked_captures, keepable, left_open, state_of_all
from gonogo.core.probes.outcome import Result
from gonogo.core.probes.planning import Plan
from gonogo.core.probes.running import Running
from gonogo.core.workspace import Document


def attached(
    document: Document, plan: Plan, ended: Sequence[Running], *, set_state: bool, in_place: bool
) -> dict[Running, str]:
    """Attach what was carried out to its items; the file of each, as named from here."""
    by = author_of(document.repository)
    runs: dict[str, list[Running]] = {}
    for each in ended:
        if each.planned.item:
            runs.setdefault(each.planned.item, []).append(each)
        elif each.result is not None and keepable(each.result):
            tell(f"gonogo: {name_of(each.planned, page())} stands at no item, so its output is not attached")
    still_open = {  # before anything is edited, for the plan is that of the document as it was
        item: left_open(plan, document.checklist.find(item), {each.planned.digest for each in here})
        for item, here in runs.items()
    }
    kept: dict[Running, str] = {}
    for name, here in runs.items():
        files = _attached(document, name, here, by, still_open[name], set_state=set_state, in_place=in_place)
        kept |= files
    return kept


def _attached(
    document: Document,
    name: str,
    runs: Sequence[Running],
    by: str,
    still_open: str,
    *,
    set_state: bool,
    in_place: bool,
) -> dict[Running, str]:
    results = [(each.result, each.values) for each in runs if each.result is not None]
    captured = [each for each in runs if each.result is not None and keepable(each.result)]
    if not captured:
        return {}
    item = document.checklist.find(name)
    asked = asked_captures(document, item, results, by=by, set_state=set_state, still_open=still_open)
    edited(document, item, asked, f"line {item.line} has this evidence already", in_place=in_place)
    if set_state:
        _tell_if_it_stays(item.line, [result for result, _ in results], still_open)
    return {run: os.path.relpath(file) for run, file in zip(captured, asked.copies, strict=True)}


def _tell_if_it_stays(line: int, results: Sequence[Result], still_open: str) -> None:
    if state_of_all(results, still_open) is None:
        passed = all(each.outcome == "pass" for each in results)
        tell(f"line {line} keeps its state: {still_open if passed else 'not all of its probes passed'}")
