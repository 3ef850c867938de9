"""Figures and verdicts that a document states about itself: which changed, and whether work stands behind it.

Simple on purpose: a claim is a total, summary or verdict row, marks or a score in a heading, or a field
such as ``**Status:** Ready`` or ``**Progress:** 94/96``. What the figures should be is not asked here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from checkdown.checklist import Checklist
from checkdown.fields import Field
from checkdown.outline import normalised, number_and_label
from checkdown.patterns import pattern
from checkdown.states import LEADING_EMOJI, Role
from checkdown.views import Item, Section

from .aligning import same_values
from .sections import SectionPairs
from .values import Change, ChangeKind, Flag

_FIGURE = pattern(r"\d+(?:\.\d+)?\s*%|\d+\s*/\s*\d+(?![\d/-])|\b\d+ of \d+\b")
_HEADING = pattern(
    rf"{LEADING_EMOJI.pattern}|{_FIGURE.pattern}|\b(?:complete|completed|done|passed|blocked|in progress"
    r"|pending|not started|ready|not ready|no-go|failed)\b",
    re.IGNORECASE,
)
_CLAIMING = pattern(
    r".*\b(?:status|score|verdict|decision|progress|readiness|completion|complete|completed|overall|result|recommendation"
    r"|coverage|confidence|blockers?|remaining|passed|failed|go/no-go|ready)\b.*",
    re.IGNORECASE,
)
_WORK = frozenset((ChangeKind.FLIP, ChangeKind.ADDED, ChangeKind.REMOVED))


def claim_changes(before: Checklist, after: Checklist, sections: SectionPairs) -> Iterator[Change]:
    """Changes of headings' marks and scores and of claiming fields; those of rows come with the items."""
    for old, new in sorted(sections.pairs.items()):
        a, b = before.parts[old].title, after.parts[new].title
        if a != b and _HEADING.findall(a) != _HEADING.findall(b):
            yield Change(ChangeKind.CLAIM, before.sections[old], after.sections[new], (), a, b)
    ours = [f for f in before.fields if _claims(before, f)]
    theirs = [f for f in after.fields if _claims(after, f)]
    keys = (
        [(sections.pairs.get(f.section_index, -1), f.name.casefold()) for f in ours],
        [(f.section_index, f.name.casefold()) for f in theirs],
    )
    pairs = same_values(*keys, [f.value for f in ours], [f.value for f in theirs])
    taken = set(pairs.values())
    for n, field in enumerate(ours):
        twin = theirs[pairs[n]] if n in pairs else None
        if twin is None or _plain(field.value) != _plain(twin.value):
            yield Change(
                ChangeKind.CLAIM, field, twin, (), _shown(field), _shown(twin) if twin is not None else ""
            )
    for n, field in enumerate(theirs):
        if n not in taken:
            yield Change(ChangeKind.CLAIM, None, field, (), "", _shown(field))


def _claims(checklist: Checklist, field: Field) -> bool:
    """Whether a field states how far the work is, and is no part of an item."""
    if not (_CLAIMING.fullmatch(field.name) or _FIGURE.search(field.value)):
        return False
    part = checklist.parts[field.section_index]
    line = field.line - 1 - checklist.starts[field.section_index]
    return not any(record.line <= line < record.end for record in part.records)


def _plain(value: str) -> str:
    return " ".join(value.replace("*", "").split())


def _shown(field: Field) -> str:
    return f"{field.name}: {field.value}"


def with_causes(
    changes: Sequence[Change], before: Checklist, after: Checklist, sections: SectionPairs
) -> list[Change]:
    """The changes, claims flagged where no item that they speak of came, went or flipped."""
    older: set[int] = set()
    newer: set[int] = set()
    for change in changes:
        if change.kind in _WORK:
            if isinstance(change.before, Item):
                older.add(change.before.section_index)
            if isinstance(change.after, Item):
                newer.add(change.after.section_index)
    newer |= {sections.pairs[n] for n in older if n in sections.pairs}
    older |= {sections.back[n] for n in newer if n in sections.back}
    flagged = []
    for change in changes:
        if change.kind is ChangeKind.CLAIM and change.before is not None and change.after is not None:
            span = _spoken_of(change.after, after)
            cause = bool(older or newer) if span is None else any(n in newer for n in span)
            if span is not None and not cause and older:
                gone = _spoken_of(change.before, before)
                cause = gone is None or any(n in older for n in gone)
            if not cause:
                change = replace(change, flags=(*change.flags, Flag.CLAIM_WITHOUT_CAUSE))
        flagged.append(change)
    return flagged


def _spoken_of(subject: object, checklist: Checklist) -> range | None:
    """Indexes of the sections that a claim speaks of; None for the whole document."""
    index = 0
    if isinstance(subject, Item):
        if subject.role is not Role.SUMMARY:
            return None
        index = _restated(subject, checklist)
    elif isinstance(subject, Section):
        index = subject.index
    elif isinstance(subject, Field):
        index = subject.section_index
    if index in (0, checklist.title_index):
        return None
    span = range(index, checklist.subtree_end(index))
    work = any(record.role is Role.ITEM for n in span for record in checklist.parts[n].records)
    return span if work else None


def _restated(row: Item, checklist: Checklist) -> int:
    """Index of the section that a summary row restates, 0 where it is not found."""
    number, label = number_and_label(row.text)
    for n, part in enumerate(checklist.parts):
        if n and part.level:
            own_number, own = number_and_label(part.title)
            if own == label or (number and own_number == number and (own in label or label in own)):
                return n
    return next((n for n, part in enumerate(checklist.parts) if n and normalised(part.title) == label), 0)
