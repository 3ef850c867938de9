"""The wording by which a task or mark is the sign-off of a role, and what its role is called.

Asked of every item for its name and its kind, so this reads no tables and loads little; where exactly a name
and a date stand on a line, and who has signed, is `signoffs`'.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .patterns import pattern
from .states import Kind

if TYPE_CHECKING:
    from .views import Item

DATE_WORD = r"(?:date|日期|التاريخ)"
DATED = pattern(DATE_WORD, re.IGNORECASE)
NAMED = r"(?:[^_\n]|(?<=[^\W_])_(?=[^\W_]))"
"""A character of a name; an underscore only inside a word, for blanks are made of them."""
DASHED = (
    rf"[ \t][-–—](?=[ \t](?:\*{{0,2}}name[ \t]*[:：]\*{{0,2}})?"
    rf"[^:：\n]{{1,120}}?{DATE_WORD}[*_]*\s*[:：])"
)
"""A dash between a role and a name, in place of a colon; only where a date's label has the next one."""
WRITTEN_DATE = r"(?:\d{4}-\d{2}-\d{2}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})"
SHORT = r"(?:(?<=[ \t])__(?=[ \t,;|/(]|$))"
"""A blank of two underscores; a wider one is one wherever it stands, these only between blanks."""
_OPEN = rf"(?:(?:\\?_){{3,}}|{SHORT}|\[[^\]\n]{{0,30}}\]|<[^>\n]{{0,30}}>)"
SIGNED_PAIR = pattern(
    r"(?:\*\*|__)?(?P<role>[^:：\n|]{2,80}?)(?:[:：](?:\*\*|__(?!_))?|(?:\*\*|__)?[ \t][-–—](?=[ \t]))[ \t]*+"
    rf"(?:{_OPEN}|{NAMED}{{1,80}}?)"
    r"(?:[ \t]*+[,/][ \t]*+|[ \t]++(?:(?P<on>on)|[–—-])[ \t]++|(?<=_)[ \t]++(?=\\?_))"
    rf"(?:{_OPEN}|YYYY-MM-DD|{WRITTEN_DATE})[ \t]*+$",
    re.IGNORECASE,
)
"""A role with a name and a date behind each other, open or filled: ``QA Lead: [Name], [Date]``."""
ROLE_ALONE = pattern(
    r"(?:\*\*|__(?!_))?(?P<role>[^\W\d_][^:：\n|_]{1,60}?)(?:\*\*|__(?!_))?[ \t]+"
    rf"(?:(?:\\?_){{3,}}|{SHORT})(?:[ \t,;/(–—-]*+"
    rf"(?:\*{{0,2}}{DATE_WORD}\*{{0,2}}[:：]?\*{{0,2}}|on(?=[ \t])|(?=\\?_))[ \t]*+"
    r"(?:\\?_)?[\d_/. \\-]*+[ \t)]*+)?$",
    re.IGNORECASE,
)
"""A role and blanks without a colon behind it: ``Engineering Lead ____ Date ____``."""
SIGNOFF = pattern(
    r"(?:\*\*|__)?(?P<role>[^:：\n|]{2,80}?)"
    rf"(?:[:：]|{DASHED})(?:\*\*|__(?!_))?[ \t]*+(?:\*{{0,2}}name[ \t]*[:：]\*{{0,2}}[ \t]*+)?"
    rf"(?:`?(?:\\?_){{3,}}|{SHORT}|(?P<name>{NAMED}{{1,120}}?)[\s*_,(]++{DATE_WORD}[*_]*"
    rf"(?:\s*[:：]|(?P<bare>[ \t]++{WRITTEN_DATE}[ \t)]*+$))"
    rf"|\W{{0,4}}{DATE_WORD}[*_]*(?:\s*[:：]|[ \t]++(?:\\?_){{2,}}))",
    re.IGNORECASE,
)
_SIGNING_ROLE = pattern(
    r"\bby\W*$|^\W*sign(?:ed|ature)\W*$"
    r"|\b(?:lead|owner|manager|engineer|director|officer|head|team|approver|reviewer|sponsor|architect"
    r"|sign[ -]?off|approval|c[eistp]o|vp|dba|legal|security|product|operations|qa|devops|sre|负责人)\b",
    re.IGNORECASE,
)
_BY = pattern(r"\bby\W*$", re.IGNORECASE)
ENDS_OF_DATES = frozenset("0123456789]>Dd_")
_DASHES = pattern(r"[ \t][-–—][ \t]")
SIGNING_HEADING = pattern(r"sign[ -]?offs?\b|approvals?\b|sign here|签字|توقيع", re.IGNORECASE)


def is_signoff(item: Item) -> bool:
    """Whether a task or mark is a line for a role's name: ``Engineering Lead: ____ Date: ____``."""
    if item.kind is Kind.ROW:
        return False
    text = item.text
    colon = ":" in text or "：" in text
    match = SIGNOFF.match(text) if colon else None
    if match is not None:
        return _is_signed_for(item) or _signs_anywhere(match, text[match.end() :])
    if ends_like_a_date(text):
        pair = SIGNED_PAIR.match(text)
        if pair is not None and (pair["on"] or signs(pair["role"])):
            return _is_signed_for(item)
    return "__" in text and ROLE_ALONE.match(text) is not None and _is_signed_for(item)


def _signs_anywhere(match: re.Match[str], rest: str) -> bool:
    """Whether a sign-off's words are one also where no heading speaks of signing."""
    if match["name"] is not None:
        return signs(match["role"]) and (match["bare"] is None or signs_by(match["role"]))
    dated = DATED.search(rest) is not None
    if not match[0].endswith("_") or DATED.search(match[0]):
        return signs(match["role"])
    return dated and (match[0].endswith("___") or signs(match["role"]))


def ends_like_a_date(text: str) -> bool:
    """Whether a ``SIGNED_PAIR`` may end so; cheap, for every item is asked."""
    return text[-1:] in ENDS_OF_DATES and (":" in text or "：" in text or _DASHES.search(text) is not None)


def _is_signed_for(item: Item) -> bool:
    """Whether an item stands below a heading about signing."""
    return any(SIGNING_HEADING.search(title) for title in item.path)


def signs(role: str) -> bool:
    """Whether words before a colon name somebody who signs (``Security Lead``, ``Approved by``)."""
    return _SIGNING_ROLE.search(role) is not None


def signs_by(role: str) -> bool:
    """Whether words say that somebody signs, whoever that is (``Approved by``)."""
    return _BY.search(role) is not None
