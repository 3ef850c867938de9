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
from .signlines import DASHED, DATE_WORD, NAMED, SHORT, SIGNING_HEADING, WRITTEN_DATE, signs, signs_by
from .withheld import IN_CELL, below

if TYPE_CHECKING:
    from .checklist import Checklist
    from .parts import Table

BLANK = rf"(?:`?(?:\\?_){{3,}}`?|{SHORT})"
_DATE_BLANK = r"(?:`?(?=[\d/. \\-]*_)[\d_\\]+(?:[ ]?[/.-][ ]?[\d_\\]+)*+`?)"
_LATER = r"\.{4,}|…+|-{4,}|\[[^\]]{0,30}\]|<[^>]{0,30}>|TBD|TBA|pending|YYYY-MM-DD|(?:DD|MM)/(?:MM|DD)/YYYY"
PLACEHOLDER = pattern(rf"{BLANK}|__|{_LATER}", re.IGNORECASE)
"""What stands where a name is still to be written."""
OPEN_DATE = pattern(rf"{_DATE_BLANK}|{_LATER}", re.IGNORECASE)
"""What stands where a date is still to be written."""
_LEAD = (
    r"(?P<lead>[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?"
    r"(?:\[[^\[\]\n]\][ \t]+|[☐☑✅⬜⛔🚫❌✗🔴]\ufe0f?[ \t]+)?)"
)
_HINT = r"(?:[ \t]*+\((?:signature|sign|(?:print(?:ed)? |full )?name)\))?"
"""What is to be written into the blank, in brackets behind it."""
_TAIL = (
    r"(?P<tail>[ \t,;|/]*+(?:(?<=[ \t])[–—-][ \t]++)?"
    rf"(?:\(?(?P<date_label>\*{{0,2}}{DATE_WORD}\s*+[:：]?\*{{0,2}}\s*+[:：]?)\s*+"
    rf"(?P<date>{_DATE_BLANK}|{_LATER}|[\d/.-]{{4,}}+)?[ \t)]*+"
    rf"|\((?P<bare>_[_/.-]+)\))?"
    rf"(?:[ \t,;|/]*+\*{{0,2}}time[ \t]*[:：]\*{{0,2}}[ \t]*+(?:{BLANK}|[\d:]*+))?)[ \t]*+$"
)
_LABELLED = pattern(
    _LEAD + rf"(?P<role>[^:：\n|]{{2,80}}?(?:[:：]|{DASHED})(?:\*\*|__(?!_))?)[ \t]*+"
    r"(?:\*{0,2}name[ \t]*[:：]\*{0,2}[ \t]*+)?"
    rf"(?P<name>{BLANK}|{NAMED}{{0,120}}?){_HINT}"
    r"(?:[ \t,;|/]++\*{0,2}(?:signature|sign|initials)[ \t]*[:：]\*{0,2}[ \t]*+"
    rf"(?P<signature>{BLANK}|{NAMED}{{0,60}}?))?" + _TAIL,
    re.IGNORECASE,
)
_IN_BRACKETS = pattern(
    _LEAD + r"(?:\*\*|__(?!_))?(?:signed|signature|sign[ -]?off|approved|accepted|authori[sz]ed|reviewed)"
    r"(?P<by>[ \t]by)?(?:\*\*|__(?!_))?[:：](?:\*\*|__(?!_))?[ \t]*+"
    rf"(?P<name>{BLANK}|{_LATER}|{NAMED}{{0,80}}?)[ \t,]*+\((?P<role>[^\W\d_][^():：|_\n]{{1,60}})\)"
    r"(?P<signature>(?!))?" + _TAIL,
    re.IGNORECASE,
)
"""A role behind the blank for its name: ``**Signed**: ____ (Engineering Lead) **Date**: ____``."""
_NONE = r"(?P<signature>(?!))?(?P<bare>(?!))?"
_PAIR = pattern(
    _LEAD + r"(?P<role>[^:：\n|]{2,80}?(?:[:：](?:\*\*|__(?!_))?|[ \t][-–—](?=[ \t])))[ \t]*+"
    rf"(?P<name>{BLANK}|{_LATER}|{NAMED}{{1,80}}?)"
    r"(?P<date_label>[ \t]*+[,/][ \t]*+|[ \t]++(?:on|[–—-])[ \t]++|(?<=_)[ \t]++(?=\\?_))"
    rf"(?P<date>{_DATE_BLANK}|{_LATER}|{WRITTEN_DATE}){_NONE}[ \t]*+$",
    re.IGNORECASE,
)
"""A name and a date behind each other without a label: ``[Name], [Date]``, ``____ on ____``."""
_BARE = pattern(
    _LEAD + r"(?P<role>(?:\*\*|__(?!_))?[^\W\d_][^:：\n|_]{1,60}?(?:\*\*|__(?!_))?)[ \t]++"
    rf"(?P<name>{BLANK})"
    rf"(?:[ \t,;|/]*+\(?(?P<date_label>\*{{0,2}}{DATE_WORD}[:：]?\*{{0,2}}[:：]?[ \t]*+|on[ \t]++"
    r"|(?<=[ \t])(?=_))"
    rf"(?P<date>{_DATE_BLANK}|{_LATER})?)?{_NONE}[ \t)]*+$",
    re.IGNORECASE,
)
"""A role and a blank without a colon between them: ``Engineering Lead ____``."""
_NO_ROLE = pattern(
    rf"(?:.*\b)?(?:{DATE_WORD}|time|signature|name|title|version|id|environment|notes?|comments?|remarks?"
    r"|project(?![ \t]+(?:manager|lead|leader|owner|sponsor|director|team|office)\b))"
    r"(?:\W.*)?|.*日期",
    re.IGNORECASE,
)
_OF_ROLE = pattern(
    r"(?P<role>.+?)[ \t]+(?:signature|\((?:signature|sign|(?:print(?:ed)? |full )?name)\))", re.IGNORECASE
)
"""The signature of a role, which is that role's sign-off: ``Engineering Lead Signature: ____``."""
_NAME_HEADER = pattern(
    r"\W*(?:name|name ?/ ?signature|signed by|signatory|approver|approved by|person)\W*", re.IGNORECASE
)
_ROLE_HEADER = pattern(
    r"\W*(?:role|function|title|position|team|stakeholder|department|approver role)\W*", re.IGNORECASE
)
_DATE_HEADER = pattern(r"\W*(?:date|signed on|date signed)\W*", re.IGNORECASE)
_SIGNATURE_HEADER = pattern(r"\W*(?:signature|sign|signed|sign[ -]?off)\W*", re.IGNORECASE)
_WITH_DATE_HEADER = pattern(
    r"\W*(?P<what>name|approved by|signature|sign|signed(?: by)?|sign[ -]?off)\W+(?:name\W+)?(?:and\W+)?"
    r"date\W*",
    re.IGNORECASE,
)
"""A column in which who signs writes the date as well."""
_WITH_DATE = pattern(rf"(?P<name>.*?)[\s,/;|–—-]*(?P<date>{WRITTEN_DATE})?")
OPEN_CELL = pattern(rf"[\W_]*|{_LATER}|\[.*\]|none|n/a", re.IGNORECASE)
"""A cell of a sign-off table that nobody has filled."""
_TICK = pattern(r"[✅✔☑]\ufe0f?")
"""A signature by sign alone, which counts where it has a date."""
_TICK_BEFORE = pattern(r"[✅✔☑]\ufe0f?[ \t]+(?=\S)")
"""The sign before the name of who signed by both."""
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
        if " __" in text or "___" in text or "\\_" in text or (_SETS_APART.search(text) and _may_date(text)):
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


_SETS_APART = pattern(r"[:：]|[ \t][-–—][ \t]")
"""What stands between a role and the name of who signed."""
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
    match = _IN_BRACKETS.match(text) if "(" in text else None
    if match is not None and _is_in_brackets(match, signing):
        return match
    match = _LABELLED.match(text)
    if match is not None and _is_signoff(match, signing):
        return match
    match = _PAIR.match(text)
    if match is not None and _may_sign(match) and (_is_pair(match) if signing else _is_signed_on(match)):
        return match
    match = _BARE.match(text) if signing else None
    return match if match is not None and _may_sign(match) else None


def _is_signoff(match: re.Match[str], signing: bool) -> bool:
    """Whether a line with a label is one, and no other fact about the document."""
    blank = PLACEHOLDER.match(match["name"]) is not None and "_" in match["name"]
    if blank:
        wide = "___" in match["name"] or "\\_" in match["name"] or signs(_role(match))
        certain = signing or (wide and bool(match["date_label"] or match["bare"]))
    else:  # no blank of its own, but a date's
        certain = bool(match["date_label"]) and (signing or (signs(_role(match)) and _is_dated(match)))
    return certain and _may_sign(match)


def _is_in_brackets(match: re.Match[str], signing: bool) -> bool:
    """Whether what stands in brackets behind a name is a role's, and no remark on the name."""
    dated = match["date_label"] or match["bare"]
    if not _may_sign(match) or not (dated or _is_open(match)):
        return False
    return (signing and match["by"] is None) or (signs(_role(match)) and (signing or has_label(match)))


def _is_dated(match: re.Match[str]) -> bool:
    """Whether a date is one of a signature, also where no heading speaks of signing.

    ``Product: release date 2026-11-21`` says when something is, and nobody's name.
    """
    still_open = match["date"] is not None and OPEN_DATE.fullmatch(match["date"]) is not None
    return has_label(match) or still_open or signs_by(_role(match))


def has_label(match: re.Match[str]) -> bool:
    """Whether the date of a form has a label that ends in a colon."""
    return (match["date_label"] or "").rstrip(" \t*").endswith((":", "："))


def _is_pair(match: re.Match[str]) -> bool:
    """Whether a name and a date without a label are those of a role; behind a dash much else may stand."""
    return not is_dashed(match) or signs(_role(match)) or _is_open(match)


def is_dashed(match: re.Match[str]) -> bool:
    """Whether a dash stands behind the role, not a colon."""
    return match["role"].endswith(("-", "–", "—"))


def _is_signed_on(match: re.Match[str]) -> bool:
    """Whether it is one also where no heading speaks of signing: ``Approved by: ____ on ____``."""
    return says_on(match) and signs_by(_role(match))


def says_on(match: re.Match[str]) -> bool:
    """Whether ``on`` stands before the date."""
    return (match["date_label"] or "").strip().lower() == "on"


def _may_sign(match: re.Match[str]) -> bool:
    role = _role(match)
    signature = _OF_ROLE.fullmatch(_EMPHASIS.sub("", match["role"]).strip(_MARKUP))
    return _NO_ROLE.fullmatch(role) is None or (signature is not None and signs(signature["role"]))


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
    """Index of the column for dates, -1 for none; that of signatures where these are dated there."""
    alone = (i for i, text in enumerate(names) if _DATE_HEADER.fullmatch(text))
    return next(alone, dated_column(names))


def signature_column(names: Sequence[str]) -> int:
    """Index of the column for signatures, -1 for none."""
    alone = (i for i, text in enumerate(names) if _SIGNATURE_HEADER.fullmatch(text))
    return next(alone, dated_column(names))


def dated_column(names: Sequence[str]) -> int:
    """Index of a column for signatures and dates both, -1 for none."""
    role = _ROLE_HEADER.fullmatch(names[role_column(names)]) if names else None
    for i, text in enumerate(names):
        match = _WITH_DATE_HEADER.fullmatch(text)
        # "Name / Date" may be any list's, but not where the column beside it is one for roles
        if i and match is not None and (role or match["what"].lower().startswith("sign")):
            return i
    return -1


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
    undated = date < 0 and not (signature >= 0 and _ROLE_HEADER.fullmatch(names[role]))
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
    dated = dated_column(names)

    def cell(cells: Sequence[RawCell], column: int) -> str:
        text = cells[column].text.strip(_MARKUP) if column < len(cells) else ""
        return "" if OPEN_CELL.fullmatch(text) else text

    found = []
    for line, cells in table.rows:
        if cell(cells, role):
            at = checklist.starts[index] + line + 1
            own = IN_CELL.match(cells[name].text) if name < len(cells) else None
            signed = "" if own is not None else cell(cells, name)
            day = cell(cells, date)
            if date == dated and (both := _WITH_DATE.fullmatch(day)) is not None:
                signed, day = both["name"] if name == dated and signed else signed, both["date"] or ""
            signed = _TICK_BEFORE.sub("", signed)
            if not signed and day and _TICK.fullmatch(cells[name].text):
                signed = cells[name].text
            why = "" if signed else _reason_of_row(checklist, at, names, cells)
            found.append(SignOff(cell(cells, role), signed, day, at, True, index, why))
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
