"""Where a document states a verdict: fields, headings of decisions and what stands alone below them, rows.

A verdict speaks of the whole document where it stands before the first section, in a section of decisions or
in one that sums up and holds no items, else of its own section. "Ready to start" and "ready for review" are
no verdicts of this kind, nor is one that goes on to say what is missing ("READY, pending two variables");
"Approved" is one only where it says for what. A row of a decision table speaks of the whole where it is
called so (``Overall``, ``Ship to production?``): others decide on parts, or on something smaller.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from checkdown.cells import RawCell
from checkdown.findings.reading import LONGEST, Grid, Reading
from checkdown.outline import is_decision
from checkdown.patterns import pattern

_FIELD = pattern(
    r"\W*(?:(?:ship|launch|release|final|overall|current|deployment|production|go/no-go|readiness)\s+)?"
    r"(?:decision|verdict|status|readiness|recommendation|go/no-go|go / no-go|result)\W*",
    re.IGNORECASE,
)
_STATUS = pattern(
    r"\W*(?:(?:overall|current|section|phase)\s+)?(?:status|state|progress|readiness)\W*", re.IGNORECASE
)
_FOR = r"(?:\s+(?:for|to)\s+(?:the\s+)?(?:production|prod|launch|release|deploy(?:ment)?|go[ -]live|ship)\b)"
_CHEERS = "✅✔☑🟢🚀🎉🎊👍💯🏁\ufe0f"
_END = rf"(?=[*_`\s{_CHEERS}]*(?:$|[(\[|]|[,;.!—–-]+(?:\s|$)))"
_POSITIVE = pattern(
    rf"(?:fully\s+|100%\s+)?(?:ready{_FOR}?|production[ -]ready|go(?:{_FOR}|\s+live)?|ship(?:\s+it)?"
    rf"|approved{_FOR}|all\s+(?:items|checks|requirements|criteria|gates)\s+(?:met|complete[d]?|passed|done)){_END}",
    re.IGNORECASE,
)
_COMPLETE = pattern(rf"(?:fully\s+|100%\s+|all\s+)?(?:complete[d]?|done|finished){_END}", re.IGNORECASE)
_YES = pattern(rf"yes(?:,?\s+(?:go|ship(?:\s+it)?))?{_END}", re.IGNORECASE)
_NEGATIVE = pattern(r"(?:not\s+(?:yet\s+)?ready|no[ -]?go|do\s+not\s+ship|blocked)\b", re.IGNORECASE)
_AND_YET = pattern(
    r"\b(?:but|except|once|when|if|after|until|unless|pending|awaiting|conditional(?:ly)?|conditions?"
    r"|subject to|remaining|provided)\b|\d\s?%",
    re.IGNORECASE,
)
_LEAD = " \t*_`✅✔☑🟢❌🔴🚀🎉⛔🚫\ufe0f"
_HEADING = pattern(r"[^:：—–]{0,60}?(?:\s[—–-]|[:：])\s*(?P<value>\S.*)$")
_BOLD = pattern(
    r"[ \t>]*(?:[-*+][ \t]+)?\*\*(?P<name>[^*:：\n]{1,48}?)[:：][ \t]*(?P<value>[^*\n]{1,80})\*\*[\W_]*$"
)
_SUMS_UP = pattern(
    r"\b(?:summary|overview|conclusion|overall|final|result|status|readiness|assessment|sign[ -]?off)\b",
    re.IGNORECASE,
)
_DECIDES = pattern(
    r"\W*(?:answer|(?:final\s+)?decision|verdict|go\s*/?\s*no[ -]?go|recommendation)\W*", re.IGNORECASE
)
_THING = r"(?:go[ -]?live|launch|ship(?:ping)?|release|deploy(?:ment)?|production|go\s*/\s*no[ -]?go)"
_WHOLE = pattern(
    r"\W*(?:(?:overall|final|total|ship|launch|release|deployment|production)\s+)?"
    r"(?:overall|final|decision|verdict|recommendation|conclusion|go\s*/\s*no[ -]?go)\W*"
    r"|\W*(?:(?:can|should|do|may|are|is)\s+(?:we|it|this)\s+)?(?:(?:ready|ok|safe|cleared)\s+)?"
    rf"(?:(?:for|to|the)\s+)*{_THING}"
    r"(?:\s+(?:to|for|in|the|it|now|today|v?\d[\w.]*|production|prod|launch|release|readiness|ready|decision"
    r"|verdict|status)\b)*\W*",
    re.IGNORECASE,
)


class Verdict(NamedTuple):
    """A verdict as it is written."""

    go: bool
    words: str
    line: int
    column: int
    section: int
    """Index of the section of whose items it speaks; 0 for the document."""
    status: bool = False
    """Whether it is the status of a document, which may be ready to be used."""


def verdicts(reading: Reading) -> Iterator[Verdict]:
    """All verdicts."""
    yield from _in_fields(reading)
    yield from _in_headings(reading)
    yield from _in_rows(reading)


def _stated(reading: Reading, name: str, value: str, line: int, column: int, index: int) -> Iterator[Verdict]:
    """The verdict of a named value; ``column`` is where the value stands, 1-based."""
    if not _FIELD.fullmatch(name):
        return
    found = read(value)
    if found:
        go, words, at = found
        status = _STATUS.fullmatch(name) is not None and words.lower().startswith("ready")
        yield Verdict(go, words, line, column + at, _scope(reading, index), status)
    elif _STATUS.fullmatch(name) and reading.sections[index].level > 1:
        found = read(value, _COMPLETE)
        if found:
            yield Verdict(True, found[1], line, column + found[2], index)


def _scope(reading: Reading, index: int) -> int:
    section = reading.sections[index]
    whole = section.level <= 1 or is_decision(section.title)
    if not whole and not reading.tally(index).total:
        whole = _SUMS_UP.search(section.title[:LONGEST]) is not None
    return 0 if whole else index


def _in_fields(reading: Reading) -> Iterator[Verdict]:
    for each in reading.own_fields:
        yield from _stated(reading, each.name, each.value, each.line, each.column, each.section_index)
    for line, text, index in reading.prose:
        match = _BOLD.match(text) if "**" in text and ":" in text else None
        if match and not reading.checklist.item_at(line) and not reading.inside_item(index, line):
            column = match.start("value") + 1
            yield from _stated(reading, match["name"], match["value"], line, column, index)
    for grid in reading.grids:
        if len(grid.names) == 2:
            for line, cells in grid.rows:
                if len(cells) == 2 and cells[1].text and len(cells[0].text) < 40:
                    value = cells[1]
                    yield from _stated(
                        reading, cells[0].text, value.text, line, value.column + 1, grid.section
                    )


def _in_headings(reading: Reading) -> Iterator[Verdict]:
    alone: set[int] = set()
    for section in reading.sections[1:]:
        if not is_decision(section.title):
            continue
        match = _HEADING.match(section.title[:LONGEST])
        found = read(match["value"]) if match else None
        if match and found:
            go, words, at = found
            column = reading.title_column(section) + match.start("value") + at
            yield Verdict(go, words, section.line, column, 0)
        else:
            alone.add(section.index)
    for line, text, index in reading.prose if alone else ():
        if index in alone:
            alone.discard(index)
            lead = len(text) - len(text.lstrip(" \t>"))
            found = read(text[lead:])
            if found and reading.checklist.item_at(line) is None:
                yield Verdict(found[0], found[1], line, lead + found[2] + 1, 0)


def _in_rows(reading: Reading) -> Iterator[Verdict]:
    """The rows of decision tables that speak of the whole."""
    for grid in reading.grids:
        column = _verdict_column(reading, grid)
        if column < 0:
            continue
        label = grid.table.label if grid.table.label != column else 0
        for line, cells in grid.rows:
            name = cells[label].text if label < len(cells) else ""
            if column < len(cells) and len(name) < 80 and _WHOLE.fullmatch(name):
                yield from _of_row(reading, cells, column, line, grid.section)


def _verdict_column(reading: Reading, grid: Grid) -> int:
    """The column that holds the verdicts of a decision table; -1 in every other table."""
    named = [i for i, name in enumerate(grid.names) if i and _DECIDES.fullmatch(name[:LONGEST])]
    if named:
        return named[0]
    if is_decision(reading.sections[grid.section].title) and len(grid.names) > 1:
        return grid.table.status if grid.table.status > 0 else len(grid.names) - 1
    return -1


def _of_row(
    reading: Reading, cells: tuple[RawCell, ...], column: int, line: int, index: int
) -> Iterator[Verdict]:
    cell = cells[column]
    found = read(cell.text) or read(cell.text, _YES)
    others = (each.text for i, each in enumerate(cells) if i != column)
    if found and not (found[0] and any(_AND_YET.search(each[:LONGEST]) for each in others)):
        yield Verdict(found[0], found[1], line, cell.column + found[2] + 1, _scope(reading, index))


def read(value: str, positive: re.Pattern[str] = _POSITIVE) -> tuple[bool, str, int] | None:
    """Whether a text says go, in which words, and where they begin; None where it is no verdict."""
    value = value[:LONGEST]
    lead = len(value) - len(value.lstrip(_LEAD))
    body = value[lead:]
    for go, wanted in ((False, _NEGATIVE), (True, positive)):
        match = wanted.match(body)
        if match:
            rest = body[match.end() :]
            return None if go and _AND_YET.search(rest) else (go, match[0], lead)
    return None
