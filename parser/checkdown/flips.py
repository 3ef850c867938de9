"""A task's box that gets another character: the one edit that needs no parsing and cannot go wrong.

What such a flip changes is one record; everything else is shared with the checklist before it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from .checklist import Checklist
from .edit import Splice
from .marks import box_state
from .parts import Record
from .source import Source
from .states import Kind, Notation, State

_INERT = frozenset(" xX~!-?/+*=%#@✓✗✅⏳⌛❌⛔➖⬜") | frozenset(
    "abcdefghijklmnopqrstuvwyzABCDEFGHIJKLMNOPQRSTUVWYZ"
)
"""Characters that mean nothing to the structure of markdown when they stand in a box."""


class Flip(NamedTuple):
    """The section and the record in it that a flip changes, and what the record becomes."""

    section: int
    number: int
    record: Record

    def made(self, checklist: Checklist, source: Source) -> Checklist:
        """The checklist after the flip, over the text after it."""
        part = checklist.parts[self.section].with_record(self.number, self.record)
        return checklist.with_part(self.section, part, source, only=self.number)


class Box(NamedTuple):
    """A task's box: its section, and the record in it."""

    section: int
    number: int
    record: Record


def flipped(checklist: Checklist, splices: Sequence[Splice], source: Source) -> Checklist | None:
    """The checklist after splices that are all flips, over the text after them; None if any is not."""
    for splice in splices:
        flip = flip_of(checklist, splice)
        if flip is None:
            return None
        checklist = flip.made(checklist, source)
    return checklist


def flip_of(checklist: Checklist, splice: Splice) -> Flip | None:
    """The flip that a splice is; None for every other one, and where a legend may be concerned."""
    box = box_at(checklist, splice.line, splice.column)
    if box is None or box.record.mark != splice.old:
        return None
    state = state_in(checklist, box.section, splice.new)
    if state is None:
        return None
    return Flip(box.section, box.number, _with_mark(box.record, splice.new, state))


def box_at(checklist: Checklist, line: int, column: int) -> Box | None:
    """The box whose mark stands at a place, 1-based."""
    index = checklist.section_index_at(line)
    part = checklist.parts[index]
    for number in part.records_on(line - 1 - checklist.starts[index]):
        record = part.records[number]
        if record.kind is Kind.TASK and record.column == column - 1:
            return Box(index, number, record)
    return None


def state_in(checklist: Checklist, section: int, mark: str) -> State | None:
    """What a mark says in the boxes of a section; None where it may change more than one box."""
    if mark.removesuffix("\ufe0f") not in _INERT:
        return None
    part = checklist.parts[section]
    if part.entries or part.weighed or mark.lower() in checklist.facts.labels:
        return None
    return checklist.legend.state_of(mark, box_state(mark))


def with_marks(checklist: Checklist, marks: Mapping[Box, str], source: Source) -> Checklist:
    """The checklist with other marks in some boxes, over the text after that; each has a ``state_in``."""
    changed: dict[int, list[Record]] = {}
    for box, mark in marks.items():
        state = state_in(checklist, box.section, mark)
        assert state is not None, "only marks that mean a state and nothing else are given"
        records = changed.setdefault(box.section, list(checklist.parts[box.section].records))
        records[box.number] = _with_mark(box.record, mark, state)
    for section, records in changed.items():
        part = checklist.parts[section].with_records(tuple(records))
        checklist = checklist.with_part(section, part, source)
    return checklist


def _with_mark(record: Record, mark: str, state: State) -> Record:
    assert record.notation is Notation.BOX
    grown = len(mark) - len(record.mark)
    return record._replace(mark=mark, state=state, text_column=record.text_column + grown)
