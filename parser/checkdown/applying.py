"""The checklist that follows from an edit, parsing again only what the edit can have changed."""

from __future__ import annotations

from collections.abc import Sequence

from .blocks import Block
from .checklist import Checklist, Shape
from .edit import Edit
from .marks import box_state
from .parts import Part
from .reading import front_matter, parse, parts_of
from .scanning import collector_paused, scan
from .settle import settled
from .source import Source, without_ending
from .splicing import Change, spliced
from .states import Notation


def apply(checklist: Checklist, edit: Edit) -> Checklist:
    """The checklist after the edit; EditDoesNotFit where the text is not what the edit expects.

    The new checklist shares with the old one what the edit does not touch.
    """
    if not edit.splices:
        return checklist
    source, change = spliced(checklist.source, edit.splices)
    flipped = _flipped(checklist, edit, source)
    if flipped is not None:
        return flipped
    partial = _partial(checklist, source, change)
    return parse(source) if partial is None else partial


def _flipped(checklist: Checklist, edit: Edit, source: Source) -> Checklist | None:
    """The checklist after a box got another character: nothing needs parsing."""
    if len(edit.splices) != 1:
        return None
    splice = edit.splices[0]
    if splice.new not in " xX~!-" or not splice.new:
        return None
    index = checklist.section_index_at(splice.line)
    relative = splice.line - 1 - checklist.starts[index]
    part = checklist.parts[index]
    for number, record in enumerate(part.records):
        if record.line == relative and record.column == splice.column - 1:
            if record.notation is not Notation.BOX or record.mark != splice.old:
                return None
            if splice.new in checklist.facts.labels:
                return None
            state = checklist.legend.state_of(splice.new, box_state(splice.new))
            shift = len(splice.new) - len(splice.old)
            fresh = record._replace(mark=splice.new, state=state, text_column=record.text_column + shift)
            records = (*part.records[:number], fresh, *part.records[number + 1 :])
            return checklist.with_part(index, part.with_records(records), source)
    return None


def _partial(checklist: Checklist, source: Source, change: Change) -> Checklist | None:
    """The checklist with one part parsed again; None where more than that part may have changed."""
    index = checklist.section_index_at(change.first)
    part, start = checklist.parts[index], checklist.starts[index]
    if max(change.last, change.first) > start + part.count or change.first <= start + part.body:
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
    return Checklist(source, everything, checklist.facts, Shape.of(everything))


def _same_heading(found: Part, expected: Part) -> bool:
    return (found.level, found.title, found.body, found.count) == (
        expected.level,
        expected.title,
        expected.body,
        expected.body,
    )


def _facts_hold(checklist: Checklist, index: int, part: Part, fresh: Part, lines: Sequence[str]) -> bool:
    """Whether the legend and the link labels of the document are what they were."""
    if part.entries or fresh.entries or (index == 0 and front_matter(lines)):
        return False
    return fresh.labels == part.labels


def blocks_of(checklist: Checklist, index: int) -> list[Block]:
    """The blocks of section ``index``, lines relative to its first line (0-based)."""
    start, part = checklist.starts[index], checklist.parts[index]
    lines = [without_ending(raw) for raw in checklist.source.slice(start + 1, start + part.count)]
    skipped = front_matter(lines) if index == 0 else 0
    found: list[Block] = []
    scan([""] * skipped + lines[skipped:], lambda blocks, _end: found.extend(blocks))
    return found
