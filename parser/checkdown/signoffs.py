"""Sign-off lines and tables: where a named role puts a name and a date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .cells import RawCell, unescaped
from .details import DASHED, DATE_WORD, NAMED, NOTES_HEADER, SIGNING_HEADING, signs
from .patterns import pattern
from .prose import Prose, lines_by_section, prose_of
from .withheld import IN_CELL, below

if TYPE_CHECKING:
    from .checklist import Checklist
    from .parts import Table

BLANK = r"(?:`?(?:\\?_){3,}`?)"
_DATE_BLANK = r"(?:`?(?=[\d/. \\-]*_)[\d_\\]+(?:[ ]?[/.-][ ]?[\d_\\]+)*+`?)"
_LATER = r"\.{4,}|…+|-{4,}|\[[^\]]{0,30}\]|<[^>]{0,30}>|TBD|TBA|pending|YYYY-MM-DD|(?:DD|MM)/(?:MM|DD)/YYYY"
PLACEHOLDER = pattern(rf"{BLANK}|{_LATER}", re.IGNORECASE)
"""What stands where a name is still to be written."""
OPEN_DATE = pattern(rf"{_DATE_BLANK}|{_LATER}", re.IGNORECASE)
"""What stands where a date is still to be written."""
LINE = pattern(
    r"(?P<lead>[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?"
    r"(?:\[[^\[\]\n]\][ \t]+|[☐☑✅⬜⛔🚫❌✗🔴]\ufe0f?[ \t]+)?)"
    rf"(?P<role>[^:：\n|]{{2,80}}?(?:[:：]|{DASHED})(?:\*\*|__(?!_))?)[ \t]*+"
    r"(?:\*{0,2}name[ \t]*[:：]\*{0,2}[ \t]*+)?"
    rf"(?P<name>{BLANK}|{NAMED}{{0,120}}?)"
    r"(?:[ \t,;|/]++\*{0,2}(?:signature|sign|initials)[ \t]*[:：]\*{0,2}[ \t]*+"
    rf"(?P<signature>{BLANK}|{NAMED}{{0,60}}?))?"
    rf"(?P<tail>[ \t,;|/]*+(?:(?<=[ \t])[–—-][ \t]++)?"
    rf"(?:\(?(?P<date_label>\*{{0,2}}{DATE_WORD}\s*+[:：]?\*{{0,2}}\s*+[:：]?)\s*+"
    rf"(?P<date>{_DATE_BLANK}|{_LATER}|[\d/.-]{{4,}}+)?[ \t)]*+"
    rf"|\((?P<bare>_[_/.-]+)\))?"
    rf"(?:[ \t,;|/]*+\*{{0,2}}time[ \t]*[:：]\*{{0,2}}[ \t]*+(?:{BLANK}|[\d:]*+))?)[ \t]*+$",
    re.IGNORECASE,
)
_NO_ROLE = pattern(
    rf"(?:.*\b)?(?:{DATE_WORD}|time|signature|name|title|version|id|environment|project)(?:\W.*)?|.*日期",
    re.IGNORECASE,
)
_NAME_HEADER = pattern(
    r"\W*(?:name|name ?/ ?signature|signed by|signatory|approver|approved by|person)\W*", re.IGNORECASE
)
_ROLE_HEADER = pattern(
    r"\W*(?:role|function|title|position|team|stakeholder|department|approver role)\W*", re.IGNORECASE
)
_DATE_HEADER = pattern(r"\W*(?:date|signed on|date signed)\W*", re.IGNORECASE)
_SIGNATURE_HEADER = pattern(r"\W*(?:signature|sign|signed|sign[ -]?off)\W*", re.IGNORECASE)
OPEN_CELL = pattern(rf"[\W_]*|{_LATER}|\[.*\]|none|n/a", re.IGNORECASE)
"""A cell of a sign-off table that nobody has filled."""
_EMPHASIS = pattern(r"\*\*|__|(?<!\w)_|_(?!\w)")
_MARKUP = "*_ \t:："


@dataclass(frozen=True, slots=True)
class SignOff:
    """One place where a role signs."""

    role: str
    name: str
    """Who signed, "" while it is open."""
    date: str
    """As written, "" while it is open."""
    line: int
    """1-based."""
    in_table: bool
    section_index: int
    reason: str = ""
    """Why nobody signs, as it stands below the line or in the row; "" where somebody has signed."""


def signoffs_of(checklist: Checklist) -> tuple[SignOff, ...]:
    """All sign-offs in document order."""
    lines = lines_by_section(checklist)
    return signoffs_in(checklist, lines, prose_of(checklist, lines))


def signoffs_in(
    checklist: Checklist, lines: Sequence[Sequence[str]], prose: Iterable[Prose]
) -> tuple[SignOff, ...]:
    """The same, for who has the document's lines by section and its prose already."""
    found: list[SignOff] = []
    signing: dict[int, bool] = {}
    for line, text, index in prose:
        if (":" in text or "：" in text) and ("___" in text or "\\_" in text or _may_date(text)):
            if index not in signing:
                signing[index] = any(SIGNING_HEADING.search(title) for title in checklist.path_of(index))
            signed = of_line(text, line, index, signing[index])
            if signed:
                why = None if signed.name else below(lines[index], line - checklist.starts[index] - 1)
                found.append(signed if why is None else replace(signed, reason=why["reason"]))
    for index, part in enumerate(checklist.parts):
        for table in part.tables:
            found += _of_table(checklist, table, index)
    return tuple(sorted(found, key=lambda each: each.line))


def _may_date(text: str) -> bool:
    """Whether DATE_WORD occurs in it; asked of every line with a colon."""
    return "date" in text.lower() or "日期" in text or "التاريخ" in text


def of_line(text: str, line: int, index: int, signing: bool) -> SignOff | None:
    """The sign-off of one line, None where it is none."""
    match = LINE.match(text)
    if match is None:
        return None
    role = _EMPHASIS.sub("", match["role"]).strip(_MARKUP + "-–—")
    dated = match["date_label"] or match["bare"]
    said = match["name"].strip(_MARKUP + ",;")
    open_ = not said or PLACEHOLDER.fullmatch(match["name"].strip("* \t,;")) is not None
    name = "" if open_ else said
    blank = PLACEHOLDER.match(match["name"]) is not None and "_" in match["name"]
    named = bool(match["date_label"]) and (signing or signs(role))  # no blank of its own, but a date's
    if _NO_ROLE.fullmatch(role) or not (named or (blank and (dated or signing))):
        return None
    date = match["date"] or ""
    return SignOff(role, name, "" if OPEN_DATE.fullmatch(date) else date, line, False, index)


def role_column(names: Sequence[str]) -> int:
    """Index of the column for roles: the first one where none is called so."""
    return next((i for i, text in enumerate(names) if _ROLE_HEADER.fullmatch(text)), 0)


def name_column(names: Sequence[str]) -> int:
    """Index of the column for names, -1 for none."""
    return next((i for i, text in enumerate(names) if _NAME_HEADER.fullmatch(text)), -1)


def date_column(names: Sequence[str]) -> int:
    """Index of the column for dates, -1 for none."""
    return next((i for i, text in enumerate(names) if _DATE_HEADER.fullmatch(text)), -1)


def signature_column(names: Sequence[str]) -> int:
    """Index of the column for signatures, -1 for none."""
    return next((i for i, text in enumerate(names) if _SIGNATURE_HEADER.fullmatch(text)), -1)


def person_column(names: Sequence[str]) -> int:
    """Index of the column in which somebody signs: for names, else for signatures; -1 for none.

    Of `Approver | Signature | Date` the first column is who is asked.
    """
    name, signature = name_column(names), signature_column(names)
    return signature if name < 0 or (name == role_column(names) and signature >= 0) else name


def _of_table(checklist: Checklist, table: Table, index: int) -> list[SignOff]:
    names = [cell.text for cell in table.header]
    name, date = person_column(names), date_column(names)
    role, signature = role_column(names), signature_column(names)
    undated = date < 0 and not (signature >= 0 and signature != name and _ROLE_HEADER.fullmatch(names[role]))
    if name < 0 or undated or role == name:
        return []

    def cell(cells: Sequence[RawCell], column: int) -> str:
        text = cells[column].text.strip(_MARKUP) if column < len(cells) else ""
        return "" if OPEN_CELL.fullmatch(text) else text

    found = []
    for line, cells in table.rows:
        if cell(cells, role):
            at = checklist.starts[index] + line + 1
            own = IN_CELL.match(cells[name].text) if name < len(cells) else None
            signed = "" if own is not None else cell(cells, name)
            why = "" if signed else _reason_of_row(checklist, at, names, cells)
            found.append(SignOff(cell(cells, role), signed, cell(cells, date), at, True, index, why))
    return found


def _reason_of_row(checklist: Checklist, line: int, names: Sequence[str], cells: Sequence[RawCell]) -> str:
    """Why nobody signs a row: where the name would stand, among its notes, else what its own state says."""
    noted = [column for column, name in enumerate(names) if NOTES_HEADER.fullmatch(name)]
    for column in (person_column(names), *noted):
        match = IN_CELL.search(cells[column].text) if column < len(cells) else None
        if match is not None:
            return unescaped(match["reason"])
    item = checklist.item_at(line)
    return item.reason if item is not None else ""
