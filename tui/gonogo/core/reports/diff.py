"""The report of `gonogo diff`: what changed between two versions of checklists, as plain data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable
from typing import Any

from checkdown import Item, Section, parse
from checkdown.comparing import Change, Comparison, compare
from gonogo.core.revisions import Pair

SCHEMA = "gonogo/diff/1"

Compared = tuple[Pair, Comparison]


def compared(pairs: Iterable[Pair]) -> list[Compared]:
    """The comparisons of those files that are checklists in one of their versions and changed as such."""
    found = []
    for pair in pairs:
        before, after = parse(pair.before), parse(pair.after)
        if len(before.items) or len(after.items):
            comparison = compare(before, after)
            if comparison.changes or pair.was:
                found.append((pair, comparison))
    return found


def diff_report(files: Iterable[Compared]) -> dict[str, Any]:
    """The JSON of the contract."""
    return {"schema": SCHEMA, "files": [_file(pair, comparison) for pair, comparison in files]}


def _file(pair: Pair, comparison: Comparison) -> dict[str, Any]:
    return {
        "file": pair.file,
        "was": pair.was or None,
        "changes": [_change(change, comparison) for change in comparison.changes],
        "before": comparison.before.as_dict(),
        "after": comparison.after.as_dict(),
    }


def _change(change: Change, comparison: Comparison) -> dict[str, Any]:
    section = comparison.section_of(change)
    return {
        "kind": change.kind.value,
        "aspect": change.aspect or None,
        "item": change.item.id if change.item is not None else None,
        "text": name(change),
        "line": change.line,
        "path": list(section.path),
        "phase": comparison.phase_of(change) or None,
        "before": _side(change, 0),
        "after": _side(change, 1),
        "flags": [flag.value for flag in change.flags],
    }


def _side(change: Change, side: int) -> str | None:
    """What was (0) or is (1): a state for a flip, else a text; None where the subject was or is not there."""
    if (change.before, change.after)[side] is None:
        return None
    state = change.states[side]
    if change.kind == "flip" and state is not None:
        return state.value
    return (change.before_text, change.after_text)[side]


def name(change: Change) -> str:
    """What a reader would call the subject of a change."""
    subject = change.subject
    if isinstance(subject, Item):
        return subject.text
    if isinstance(subject, Section):
        return subject.title
    return getattr(subject, "role", "") or getattr(subject, "name", "")


def alike(comparison: Comparison) -> frozenset[str]:
    """The texts of changed items that another item of the same version has as well."""
    changed = {change.item.text for change in comparison.changes if change.item is not None}
    found: set[str] = set()
    for checklist in (comparison.older, comparison.newer):
        texts = Counter(item.text for item in checklist.items if item.text in changed)
        found.update(text for text, count in texts.items() if count > 1)
    return frozenset(found)


def place(change: Change, comparison: Comparison, texts: Container[str]) -> str:
    """Where the item of a change stands, if its text is among these: section and line; else ""."""
    if change.item is None or change.item.text not in texts:
        return ""
    section = comparison.section_of(change)
    line = f"{'was ' if change.after is None else ''}line {change.line}"
    return line if section.title in ("", comparison.phase_of(change)) else f"{section.title}, {line}"
