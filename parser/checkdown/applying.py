"""The checklist that follows from an edit, parsing again only what the edit can have changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .blocks import DISPUTE
from .checklist import Checklist, Shape
from .collecting import collector_paused
from .disputes import is_like_marker
from .edit import Edit
from .flips import flipped
from .parts import Part
from .reading import front_matter, parse, parts_of
from .settle import Facts, settled
from .source import Source, without_ending
from .splicing import Change, spliced


def apply(checklist: Checklist, edit: Edit) -> Checklist:
    """The checklist after the edit; EditDoesNotFit where the text is not what the edit expects.

    The new checklist shares with the old one what the edit does not touch.
    """
    if not edit.splices:
        return checklist
    source, change = spliced(checklist.source, edit.splices)
    following = flipped(checklist, edit.splices, source) or _partial(checklist, source, change)
    return parse(source) if following is None else following


def _partial(checklist: Checklist, source: Source, change: Change) -> Checklist | None:
    """The checklist with one part parsed again; None where more than that part may have changed."""
    # Lines that come in before a heading belong to what stands above it.
    inside = change.first if change.last >= change.first else max(1, change.first - 1)
    index = checklist.section_index_at(inside)
    part, start = checklist.parts[index], checklist.starts[index]
    if change.last > start + part.count or change.first <= start + part.body:
        return None
    if _is_disputed(checklist, source, change):
        return None
    grown = change.count - (change.last - change.first + 1)
    following = checklist.parts[index + 1] if index + 1 < len(checklist.parts) else None
    last = start + part.count + grown
    lines = [
        without_ending(raw) for raw in source.slice(start + 1, last + (following.body if following else 0))
    ]
    with collector_paused():
        parts = parts_of(lines, front=index == 0)
    if part.level:
        if parts[0].count or len(parts) < 2:
            return None
        parts = parts[1:]
    if len(parts) != (2 if following else 1) or (following and not _same_heading(parts[1], following)):
        return None
    fresh = parts[0]
    if fresh.count != part.count + grown or (fresh.level, fresh.title) != (part.level, part.title):
        return None
    if not _facts_hold(checklist, index, part, fresh, lines):
        return None
    fresh = settled(fresh, checklist.facts)
    if not grown and len(fresh.records) == len(part.records):
        return checklist.with_part(index, fresh, source)
    everything = (*checklist.parts[:index], fresh, *checklist.parts[index + 1 :])
    facts = _with_legend_moved(checklist.facts, start + part.count, grown)
    return Checklist(source, everything, facts, Shape.of(everything))


def _is_disputed(checklist: Checklist, source: Source, change: Change) -> bool:
    """Whether there are conflict markers, or may be now: they reach further than any part."""
    if any(span.kind == DISPUTE for part in checklist.parts for span in part.spans):
        return True
    return any(map(is_like_marker, source.slice(change.first, change.first + change.count - 1)))


def _with_legend_moved(facts: Facts, line: int, grown: int) -> Facts:
    """The facts once the legend's entries behind ``line`` stand ``grown`` lines further down."""
    entries = facts.legend.entries
    if not grown or not entries or entries[-1][0] <= line:
        return facts
    moved = tuple((at + grown if at > line else at, mark, words) for at, mark, words in entries)
    return replace(facts, legend=facts.legend._replace(entries=moved))


def _same_heading(found: Part, expected: Part) -> bool:
    return (found.level, found.title, found.body, found.count) == (
        expected.level,
        expected.title,
        expected.body,
        expected.body,
    )


def _facts_hold(checklist: Checklist, index: int, part: Part, fresh: Part, lines: Sequence[str]) -> bool:
    """Whether the legend and the link labels of the document are what they were."""
    if part.entries != fresh.entries or (index == 0 and front_matter(lines)):
        return False
    if part.entries and part.count != fresh.count:
        return False
    return fresh.labels == part.labels
