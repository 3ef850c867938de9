"""A task's box that gets another character: the one edit that needs no parsing and cannot go wrong.

What such a flip changes is one record; everything else is shared with the checklist before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .checklist import Checklist
from .edit import Splice
from .marks import box_state
from .parts import Record
from .source import Source
from .states import Kind, Notation

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
    if splice.new.removesuffix("\ufe0f") not in _INERT:
        return None
    index = checklist.section_index_at(splice.line)
    part = checklist.parts[index]
    relative, column = splice.line - 1 - checklist.starts[index], splice.column - 1
    if part.entries or part.weighed or splice.new.lower() in checklist.facts.labels:
        return None
    for number in part.records_on(relative):
        record = part.records[number]
        if record.kind is Kind.TASK and (record.column, record.mark) == (column, splice.old):
            return Flip(index, number, _flipped(record, splice.new, checklist))
    return None


def _flipped(record: Record, mark: str, checklist: Checklist) -> Record:
    assert record.notation is Notation.BOX
    state = checklist.legend.state_of(mark, box_state(mark))
    grown = len(mark) - len(record.mark)
    return record._replace(mark=mark, state=state, text_column=record.text_column + grown)
