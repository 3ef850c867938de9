"""Figures and verdicts that a document states about itself: which changed, and whether work stands behind it.

A claim is a total, summary or verdict row, marks or a score in a heading, a field such as ``**Status:**
Ready`` or ``**Progress:** 94/96``, a row of figures (``figurerows``), or a line of prose that is the same but
for its figures and verdicts ("7 critical blockers remain"). What the figures should be is
``checkdown.claims``' to say.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from checkdown.checklist import Checklist
from checkdown.fields import Field
from checkdown.outline import normalised, number_and_label
from checkdown.patterns import pattern
from checkdown.prose import prose_lines
from checkdown.states import LEADING_EMOJI, Role
from checkdown.views import Item, Section

from .aligning import same_values
from .directions import Way, way_of_claim, way_of_work
from .sections import SectionPairs
from .values import Change, ChangeKind, Flag, Subject

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
CLAIM = pattern(
    rf"{_FIGURE.pattern}|{LEADING_EMOJI.pattern}"
    r"|(?<![\w.,$€#:/-])\d{1,4}(?=\s+(?:[A-Za-z-]+\s+){0,2}(?:blockers?|gaps?|issues?|risks?|findings?|defects?"
    r"|bugs?|problems?|requirements?|items|tasks|checks|questions|open|done|left|remaining|blocked|failed)\b)"
    r"|\b(?:not |partially |conditionally |almost )?(?:ready|complete|approved)\b|\bno-?go\b",
    re.IGNORECASE,
)
"""A figure, a count or a verdict in a sentence."""
_LONGEST = 300
"""Characters of a line that are looked at."""


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
    told = _told(before), _told(after)
    for old, new in sorted(sections.pairs.items()):
        if before.parts[old] is not after.parts[new] and sections.old.bodies[old] != sections.new.bodies[new]:
            yield from _said_otherwise(_sentences(before, old, told[0]), _sentences(after, new, told[1]))


def _said_otherwise(ours: list[Field], theirs: list[Field]) -> Iterator[Change]:
    """Changes of lines of prose that state something else in the same words."""
    same = {line.value for line in ours} & {line.value for line in theirs}
    ours = [line for line in ours if line.value not in same]
    theirs = [line for line in theirs if line.value not in same]
    forms = [CLAIM.sub("\0", line.value) for line in ours], [CLAIM.sub("\0", line.value) for line in theirs]
    pairs = same_values(*forms, [line.value for line in ours], [line.value for line in theirs])
    for n, m in sorted(pairs.items()):
        yield Change(ChangeKind.CLAIM, ours[n], theirs[m], (), ours[n].value, theirs[m].value)


def _told(checklist: Checklist) -> frozenset[int]:
    """Lines that are told as fields or sign-offs."""
    fields = {field.line for field in checklist.fields}
    return frozenset(fields | {signoff.line for signoff in checklist.signoffs})


def _sentences(checklist: Checklist, section: int, told: frozenset[int]) -> list[Field]:
    """Lines of a section's prose that hold a figure or a verdict and are no part of an item."""
    part, start = checklist.parts[section], checklist.starts[section]
    lines = checklist.source.lines(start + 1, start + part.count)
    taken = {line for record in part.records for line in range(record.line, record.end)}
    found = []
    for relative in prose_lines(part):
        text = lines[relative].strip(" \t>")
        if relative not in taken and start + relative + 1 not in told and CLAIM.search(text[:_LONGEST]):
            found.append(Field(part.title, text[:_LONGEST], start + relative + 1, 1, section))
    return found


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
    changes: Sequence[Change],
    before: Checklist,
    after: Checklist,
    sections: SectionPairs,
    grounded: Container[Subject] = (),
) -> list[Change]:
    """The changes, claims flagged where no item that they speak of came, went or flipped, or not their way.

    ``grounded`` are claims that follow from something else that changed.
    """
    work = {way: _places(changes, sections, way) for way in (None, *Way)}
    flagged = []
    for change in changes:
        if change.kind is ChangeKind.CLAIM and change.before is not None and change.after is not None:
            older, newer = work[way_of_claim(change)]
            span = _spoken_of(change.after, after)
            cause = bool(older or newer) if span is None else any(n in newer for n in span)
            if span is not None and not cause and older:
                gone = _spoken_of(change.before, before)
                cause = gone is None or any(n in older for n in gone)
            if not cause and change.after not in grounded:
                change = replace(change, flags=(*change.flags, Flag.CLAIM_WITHOUT_CAUSE))
        flagged.append(change)
    return flagged


def _places(changes: Sequence[Change], sections: SectionPairs, way: Way | None) -> tuple[set[int], set[int]]:
    """Sections of both versions in which an item came, went or flipped; with a way only where it went so."""
    older: set[int] = set()
    newer: set[int] = set()
    for change in changes:
        ways = way_of_work(change)
        if ways and (way is None or way in ways):
            if isinstance(change.before, Item):
                older.add(change.before.section_index)
            if isinstance(change.after, Item):
                newer.add(change.after.section_index)
    newer |= {sections.pairs[n] for n in older if n in sections.pairs}
    older |= {sections.back[n] for n in newer if n in sections.back}
    return older, newer


def _spoken_of(subject: object, checklist: Checklist) -> range | None:
    """Indexes of the sections that a claim speaks of; None for the whole document."""
    index = 0
    if isinstance(subject, Item):
        if subject.role not in (Role.SUMMARY, Role.ITEM):
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
