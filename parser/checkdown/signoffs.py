"""Sign-off lines and tables: where a named role puts a name and a date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from .cells import RawCell, unescaped
from .details import NOTES_HEADER
from .patterns import pattern
from .prose import Prose, lines_by_section, prose_of
from .signlines import DASHED, DATE_WORD, NAMED, SIGNING_HEADING, WRITTEN_DATE, signs
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
_LEAD = (
    r"(?P<lead>[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?"
    r"(?:\[[^\[\]\n]\][ \t]+|[☐☑✅⬜⛔🚫❌✗🔴]\ufe0f?[ \t]+)?)"
)
_LABELLED = pattern(
    _LEAD + rf"(?P<role>[^:：\n|]{{2,80}}?(?:[:：]|{DASHED})(?:\*\*|__(?!_))?)[ \t]*+"
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
_NONE = r"(?P<signature>(?!))?(?P<bare>(?!))?"
_PAIR = pattern(
    _LEAD + r"(?P<role>[^:：\n|]{2,80}?[:：](?:\*\*|__(?!_))?)[ \t]*+"
    rf"(?P<name>{BLANK}|{_LATER}|{NAMED}{{1,80}}?)"
    r"(?P<date_label>[ \t]*+[,/][ \t]*+|[ \t]++(?:on|[–—-])[ \t]++)"
    rf"(?P<date>{_DATE_BLANK}|{_LATER}|{WRITTEN_DATE}){_NONE}[ \t]*+$",
    re.IGNORECASE,
)
"""A name and a date behind each other without a label: ``[Name], [Date]``, ``____ on ____``."""
_BARE = pattern(
    _LEAD + r"(?P<role>(?:\*\*|__(?!_))?[^\W\d_][^:：\n|_]{1,60}?(?:\*\*|__(?!_))?)[ \t]++"
    rf"(?P<name>{BLANK})"
    rf"(?:[ \t,;|/]*+(?P<date_label>\*{{0,2}}{DATE_WORD}\*{{0,2}}[ \t]*+|on[ \t]++)"
    rf"(?P<date>{_DATE_BLANK}|{_LATER})?)?{_NONE}[ \t]*+$",
    re.IGNORECASE,
)
"""A role and a blank without a colon: ``Engineering Lead ____``."""
_NO_ROLE = pattern(
    rf"(?:.*\b)?(?:{DATE_WORD}|time|signature|name|title|version|id|environment|project|notes?|comments?|remarks?)(?:\W.*)?|.*日期",
    re.IGNORECASE,
)
_OF_ROLE = pattern(r"(?P<role>.+?)[ \t]+signature", re.IGNORECASE)
"""The signature of a role, which is that role's sign-off: ``Engineering Lead Signature: ____``."""
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
_TICK = pattern(r"[✅✔☑]\ufe0f?")
"""A signature by sign alone, which counts where it has a date."""
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
        if "___" in text or "\\_" in text or ((":" in text or "：" in text) and _may_date(text)):
            if index not in signing:
                signing[index] = is_signing(checklist, index)
            signed = of_line(text, line, index, signing[index])
            if signed:
                why = "" if signed.name else _reason_of_line(checklist, lines[index], signed)
                found.append(replace(signed, reason=why) if why else signed)
    for index, part in enumerate(checklist.parts):
        for table in part.tables:
            found += _of_table(checklist, table, index)
    return tuple(sorted(found, key=lambda each: each.line))


def _reason_of_line(checklist: Checklist, lines: Sequence[str], signoff: SignOff) -> str:
    """Why nobody signs a line: what stands below it, or the reason of the item that it is."""
    said = below(lines, signoff.line - checklist.starts[signoff.section_index] - 1)
    item = checklist.item_at(signoff.line) if said is None else None
    return said["reason"] if said is not None else item.reason if item is not None else ""


def is_signing(checklist: Checklist, index: int) -> bool:
    """Whether a section stands below a heading about signing, or has one."""
    return any(SIGNING_HEADING.search(title) for title in checklist.path_of(index))


_SEPARATORS = frozenset("-/.")
"""What stands before the last two to four digits of a date."""


def _may_date(text: str) -> bool:
    """Whether DATE_WORD or a date may stand in it; asked of every line with a colon."""
    end = text[-1:]
    if end in "]>" or (end.isdigit() and not _SEPARATORS.isdisjoint(text[-5:-2])):
        return True
    return "date" in text.lower() or "日期" in text or "التاريخ" in text


def of_line(text: str, line: int, index: int, signing: bool) -> SignOff | None:
    """The sign-off of one line, None where it is none."""
    match = form_of(text, signing)
    if match is None:
        return None
    said = match["name"].strip(_MARKUP + ",;")
    date = match["date"] or ""
    name = "" if _is_open(match) else said
    return SignOff(_role(match), name, "" if OPEN_DATE.fullmatch(date) else date, line, False, index)


def form_of(text: str, signing: bool) -> re.Match[str] | None:
    """The match of a sign-off's line: its lead, role, name, signature, date_label, date and bare date.

    ``signing`` is whether the line stands below a heading about signing: then more forms are certain.
    """
    match = _LABELLED.match(text)
    if match is not None and _is_signoff(match, signing):
        return match
    match = _PAIR.match(text)
    if match is not None and (signing or (_says_on(match) and signs(_role(match)))) and _may_sign(match):
        return match
    match = _BARE.match(text) if signing else None
    return match if match is not None and _may_sign(match) else None


def _is_signoff(match: re.Match[str], signing: bool) -> bool:
    """Whether a line with a label is one, and no other fact about the document."""
    dated = match["date_label"] or match["bare"]
    blank = PLACEHOLDER.match(match["name"]) is not None and "_" in match["name"]
    named = bool(match["date_label"]) and (
        signing or signs(_role(match))
    )  # no blank of its own, but a date's
    return (named or (blank and bool(dated or signing))) and _may_sign(match)


def _may_sign(match: re.Match[str]) -> bool:
    role = _role(match)
    signature = _OF_ROLE.fullmatch(_EMPHASIS.sub("", match["role"]).strip(_MARKUP))
    return _NO_ROLE.fullmatch(role) is None or (signature is not None and signs(signature["role"]))


def _says_on(match: re.Match[str]) -> bool:
    return match["date_label"].strip().lower() == "on"


def _role(match: re.Match[str]) -> str:
    return _EMPHASIS.sub("", match["role"]).strip(_MARKUP + "-–—")


def _is_open(match: re.Match[str]) -> bool:
    name = match["name"].strip("* \t,;")
    return not match["name"].strip(_MARKUP + ",;") or PLACEHOLDER.fullmatch(name) is not None


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


def is_signed_table(names: Sequence[str]) -> bool:
    """Whether a table with these columns is one in which roles sign."""
    name, date = person_column(names), date_column(names)
    role, signature = role_column(names), signature_column(names)
    undated = date < 0 and not (signature >= 0 and signature != name and _ROLE_HEADER.fullmatch(names[role]))
    return not (name < 0 or undated or role == name)


@lru_cache(maxsize=1024)
def signature_columns(names: tuple[str, ...]) -> tuple[int, ...]:
    """The columns of a table in which somebody signs; none where it is no table in which roles sign."""
    if not is_signed_table(names):
        return ()
    return tuple(column for column in (signature_column(names), person_column(names)) if column >= 0)


def _of_table(checklist: Checklist, table: Table, index: int) -> list[SignOff]:
    names = [cell.text for cell in table.header]
    if not is_signed_table(names):
        return []
    name, date, role = person_column(names), date_column(names), role_column(names)

    def cell(cells: Sequence[RawCell], column: int) -> str:
        text = cells[column].text.strip(_MARKUP) if column < len(cells) else ""
        return "" if OPEN_CELL.fullmatch(text) else text

    found = []
    for line, cells in table.rows:
        if cell(cells, role):
            at = checklist.starts[index] + line + 1
            own = IN_CELL.match(cells[name].text) if name < len(cells) else None
            signed = "" if own is not None else cell(cells, name)
            if not signed and cell(cells, date) and _TICK.fullmatch(cells[name].text):
                signed = cells[name].text
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
