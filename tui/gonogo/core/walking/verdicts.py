"""The document's own lines for its verdict: fields, headings and rows of decision tables that state it.

What they say is changed in their own words (`wording`). A line whose words are not understood is left alone
and told of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from checkdown import Checklist, Fix, Role, apply, plan
from checkdown.cells import RawCell
from checkdown.edits.rows import Row, is_aligned, row_at
from checkdown.edits.writing import display_width
from checkdown.errors import CheckdownError
from checkdown.outline import is_decision
from checkdown.parts import Table
from checkdown.prose import prose_of

from .wording import in_words, read, said

_THING = r"(?:production|prod|launch|release|deploy(?:ment|ing)?|go[ -]?live|live|ship(?:ping)?)"
_GO_NO_GO = r"go\s?/\s?no[ -]?go"
_NAME = re.compile(
    rf"(?:(?:{_THING}|final|overall|readiness|current|{_GO_NO_GO})\s+){{0,2}}"
    rf"(?:decision|verdict|recommendation|{_GO_NO_GO})"
    rf"|(?:approved|ready|cleared)\s+(?:for|to)\s+(?:the\s+|go\s+)?{_THING}\??",
    re.IGNORECASE,
)
_STATUS = re.compile(
    r"(?:(?:overall|current|launch|release|readiness)\s+)?(?:status|readiness)", re.IGNORECASE
)
_HEADING = re.compile(
    rf"#{{1,6}}[ \t].*?\b(?:decision|verdict|{_GO_NO_GO})\b[^:：—–]*?(?:[:：—–]|[ \t]-(?=[ \t]))[ \t]*"
    r"(?P<value>\S.*)",
    re.IGNORECASE,
)
_YES_LEAD = re.compile(r"#{1,6}[ \t]+(?P<sign>[✅✔☑]\ufe0f?)[ \t]")
_NO_LEAD = re.compile(r"#{1,6}[ \t]+(?P<sign>[❌✗⛔🚫]\ufe0f?)[ \t]")
_LINE = re.compile(
    r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?P<name>[^:：\n|]{2,60})[:：][*_]{0,3}[ \t]*"
    r"(?P<value>[^\s*_].*|[*_]+[^\s*_].*|_{3,}.*)"
)
_LAUNCH = re.compile(
    r"(?:(?:can|shall|may|should|do|are|is) (?:we|it|this) )?(?:(?:ready|ok|safe|cleared) )?"
    r"(?:(?:for|to|the|in) )*"
    rf"(?:(?:go|going|full|overall|this|final) )?(?:overall|final|{_THING})"
    rf"(?: (?:it|to|for|in|the|now|today|readiness|launch|decision|verdict|{_THING}))*\??",
    re.IGNORECASE,
)
"""Rows of a decision table that speak of this launch, where others speak of a pilot or a later stage."""
_BARE = "*_` :："
_SHOWN = 40
"""Characters of a line's words that are told."""


@dataclass(frozen=True, slots=True)
class Left:
    """A line for the verdict whose words were not understood."""

    line: int
    words: str

    def __str__(self) -> str:
        """A sentence: `line 12 says HOLD; it was left alone`."""
        return f"line {self.line} says {self.shown}; it was left alone"

    @property
    def shown(self) -> str:
        """The words, shortened."""
        return self.words if len(self.words) <= _SHOWN else self.words[: _SHOWN - 1].rstrip() + "…"


class Planned(NamedTuple):
    """What makes the document say the verdict, and what does not come to say it."""

    fixes: tuple[Fix, ...]
    left: tuple[Left, ...]


class _Place(NamedTuple):
    line: int
    column: int
    value: str
    tell: bool = True
    """Whether it is the place of a verdict for certain, so that a person hears where it is left."""


def verdict_fixes(checklist: Checklist, *, go: bool) -> tuple[Fix, ...]:
    """What makes the document's own verdict say this one, in its own words; none where it does."""
    return verdict_planned(checklist, go=go).fixes


def says_verdict(checklist: Checklist) -> bool:
    """Whether a line of the document is one for the verdict."""
    places = [place.line for place in _places(checklist) if place.tell]
    return bool(places) or next(_rows(checklist), None) is not None


def verdict_planned(checklist: Checklist, *, go: bool) -> Planned:
    """What makes the document's own verdict say this one, and the lines that are left alone.

    Lines are fields (`**Ship Decision:** ✅ READY`), headings (`## Decision: GO`), rows of a table that are
    called so (`| Verdict | TBD |`), and of a decision table the row that speaks of the launch, or its only
    row. A blank, a placeholder, `GO / NO-GO` and boxes to tick are filled. What would not read as the verdict
    once it is written is left.
    """
    fixes: list[Fix] = []
    left: list[Left] = []
    for found in (*_in_lines(checklist, go), *_in_tables(checklist, go)):
        if isinstance(found, Left):
            left.append(found)
        else:
            fixes.append(found)
    unread = _unread(checklist, fixes, go)
    left += [Left(fix.line, fix.old.strip()) for fix in unread]
    kept = (fix for fix in fixes if fix not in unread)
    return Planned(
        tuple(sorted(kept, key=lambda fix: (fix.line, fix.column))),
        tuple(sorted(left, key=lambda each: each.line)),
    )


def _unread(checklist: Checklist, fixes: list[Fix], go: bool) -> list[Fix]:
    """The fixes after which the document, read again, does not say the verdict where it was written.

    Of a row that is an item the state is no verdict's to change.
    """
    unread = []
    for fix in fixes:
        try:
            after = apply(checklist, plan(checklist, fix))
        except CheckdownError:
            unread.append(fix)
            continue
        places = (place for place in _places(after) if place.line == fix.line)
        says = [read(place.value) for place in places]
        says += [read(words) for line, words in _cells(after) if line == fix.line]
        unread += [] if go in says and (not go) not in says else [fix]
    return unread


def _in_lines(checklist: Checklist, go: bool) -> Iterator[Fix | Left]:
    for place in _places(checklist):
        new = said(place.value, go)
        if new is None:
            if place.tell:
                yield Left(place.line, place.value.strip(_BARE))
        elif new != place.value:
            yield _in_line(checklist.source.line(place.line), place, new, go)


def _in_line(text: str, place: _Place, new: str, go: bool) -> Fix:
    """The mending of a line; a sign before a heading's words that says the opposite changes with them."""
    lead = (_NO_LEAD if go else _YES_LEAD).match(text)
    if lead is None:
        return Fix("verdict", place.line, place.column, place.value, new, text)
    start, end = lead.span("sign")
    old = text[start : place.column - 1 + len(place.value)]
    sign = "✅" if go else "❌"
    return Fix("verdict", place.line, start + 1, old, f"{sign}{text[end : place.column - 1]}{new}", text)


def _places(checklist: Checklist) -> Iterator[_Place]:
    """Where lines and headings say the verdict, or would."""
    source = checklist.source
    decisions = {s.index for s in checklist.sections if s.level <= 1 or is_decision(s.title)}
    known: set[int] = set()
    for field in checklist.fields:
        known.add(field.line)
        yield from _named(
            field.name, _Place(field.line, field.column, field.value), field.section_index in decisions
        )
    alone: set[int] = set()
    for section in checklist.sections[1:]:
        heading = _HEADING.fullmatch(source.line(section.line))
        if heading is not None:
            yield _Place(section.line, heading.start("value") + 1, heading["value"])
        elif is_decision(section.title):
            alone.add(section.index)
    for line, text, index in prose_of(checklist):
        first = index in alone and bool(text.strip())
        alone -= {index} if first else set()
        if line in known or checklist.item_at(line) is not None:
            continue
        match = _LINE.fullmatch(text)
        if match is not None:
            place = _Place(line, match.start("value") + 1, match["value"])
            yield from _named(match["name"], place, index in decisions)
        elif first and (says := text.lstrip(" \t>")) and read(says) is not None:
            yield _Place(line, len(text) - len(says) + 1, says)


def _named(name: str, place: _Place, whole: bool) -> Iterator[_Place]:
    """The place of a field, where it is one for the verdict; a status is where it says one in words."""
    bare = re.sub(r"^\W+|[^\w?]+$", "", name.strip("*_ "))
    if _NAME.fullmatch(bare):
        yield place
    elif whole and _STATUS.fullmatch(bare) and in_words(place.value):
        yield place._replace(tell=False)


def _in_tables(checklist: Checklist, go: bool) -> Iterator[Fix | Left]:
    for row, column in _rows(checklist):
        cell = row.cell(column)
        if cell is None:
            continue
        if cell.text and said(cell.text, go) is None:
            yield Left(row.line, cell.text.strip(_BARE))
            continue
        fix = _in_cell(row, column, go)
        if fix is not None:
            yield fix


def _cells(checklist: Checklist) -> Iterator[tuple[int, str]]:
    for row, column in _rows(checklist):
        cell = row.cell(column)
        if cell is not None:
            yield row.line, cell.text


def _rows(checklist: Checklist) -> Iterator[tuple[Row, int]]:
    """Rows that say the verdict, each with its column."""
    for section, part in enumerate(checklist.parts):
        for number, table in enumerate(part.tables):
            stated = {r.row for r in part.records if r.table == number and r.role is Role.VERDICT}
            for at, (_, cells) in enumerate(table.rows):
                column = _verdict_column(table, cells, at in stated, only=len(stated) == 1)
                if column >= 0:
                    yield row_at(checklist, section, table, at), column


def _verdict_column(table: Table, cells: tuple[RawCell, ...], stated: bool, *, only: bool) -> int:
    """The column in which a row says the verdict, -1 where the row is about something else."""
    label = cells[table.label].text.strip(_BARE) if 0 <= table.label < len(cells) else ""
    if cells and (not label or _LAUNCH.fullmatch(cells[0].text.strip(_BARE))):
        label = cells[0].text.strip(_BARE)
    if stated:
        return table.status if only or _NAME.fullmatch(label) or _LAUNCH.fullmatch(label) else -1
    decides = next(
        (n for n, head in enumerate(table.header) if n and _NAME.fullmatch(head.text.strip(_BARE))), -1
    )
    if _LAUNCH.fullmatch(label):
        if decides >= 0:
            return decides
        if label.endswith("?"):
            return next((n for n, cell in enumerate(cells) if n and read(cell.text) is not None), -1)
    if not _NAME.fullmatch(label):
        return -1
    beside = (
        n
        for n in range(max(table.label, 0) + 1, len(cells))
        if not cells[n].text or said(cells[n].text, True) is not None
    )
    return next(beside, 1 if len(cells) == 2 else -1)


def _in_cell(row: Row, column: int, go: bool) -> Fix | None:
    """The mending of a cell; in an aligned table the blanks behind its text make up for the difference."""
    cell = row.cell(column)
    if cell is None:
        return None
    new = said(cell.text, go) if cell.text else "GO" if go else "NO-GO"
    if new is None or new == cell.text:
        return None
    if not cell.text:
        if cell.left < 1 or cell.right >= len(row.text):
            return None
        old = row.text[cell.left - 1 : cell.right + 1]
        pad = max(1, len(old) - 3 - len(new)) if is_aligned(row, column) else 1
        return Fix("verdict", row.line, cell.left, old, f"| {new}{' ' * pad}|", row.text)
    old = row.text[cell.column : cell.right]
    pad = len(old) - len(cell.text)
    if pad and is_aligned(row, column):
        pad = max(1, pad + display_width(cell.text) - display_width(new))
    return Fix("verdict", row.line, cell.column + 1, old, new + " " * pad, row.text)
