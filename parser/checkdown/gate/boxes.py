"""Sign-offs that are plain boxes: ``- [ ] Security approval``, ``- [ ] Sign-off from engineering lead``.

They have no place for a name, so their boxes are all there is, and `gonogo sign` leaves them alone. An item
is one where it stands below a heading about signing, or where its own words say that somebody signs or
approves. Lines and rows that have a place for a name are ``Checklist.signoffs``, and are judged by the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from checkdown.patterns import pattern
from checkdown.signlines import signs
from checkdown.views import Item, Section

_LONGEST = 300
"""Characters of a title or an item in which such words are looked for."""
_HEADING = pattern(
    r"(?:.*(?<!post)(?<!after)(?<!upon)(?<!once)(?<!before)[\W_])?"
    r"(?:sign[ -]?offs?|approvals?|sign here|签字|توقيع)"
    r"(?:\s+(?:required|needed|pending|section|gates?|checklist|criteria|matrix|table|list))?"
    r"[\W_]*(?:[(\[:–—-].*)?",
    re.IGNORECASE,
)
_GIVEN = (
    r"(?:\s+(?:is|are|was|were|has been|have been))?"
    r"(?:\s+(?:received|obtained|given|granted|collected|completed?|done|pending|signed))?"
)
_TAIL = r"\s*(?:[:(–—-].*)?\W*$"
_SIGNED_OFF = pattern(
    rf"\bsign[ -]?offs?{_GIVEN}(?:\s+(?:from|by)\b|{_TAIL})|\bsigned[ -]off(?:\s+by\b|{_TAIL})", re.IGNORECASE
)
_APPROVED = pattern(rf"\bapproved\s+by\b|\bapprovals?{_GIVEN}\s+(?:from|by)\b", re.IGNORECASE)
_SOMEBODYS = pattern(rf"(?P<whose>.{{2,80}}?)\s+approvals?{_GIVEN}{_TAIL}", re.IGNORECASE)
"""``Product owner approval``: whose it is decides."""


def is_box_to_sign(item: Item) -> bool:
    """Whether an item is a sign-off by its words, or by a heading that it stands below."""
    return any(speaks_of_signing(each.title) for each in headings_of(item)) or says_signed(item.text)


def headings_of(item: Item) -> Iterator[Section]:
    """The sections that an item stands in, the nearest first, without the document's title."""
    title = item.checklist.title_index
    section: Section | None = item.section
    while section is not None and section.level:
        if section.index != title:
            yield section
        section = section.parent


@lru_cache(maxsize=1024)
def speaks_of_signing(title: str) -> bool:
    """Whether a heading is about signing: ``Approvals``, but not ``Approval workflow``, ``Approvals.tsx``."""
    return _HEADING.fullmatch(title[:_LONGEST]) is not None


def says_signed(text: str) -> bool:
    """Whether an item's own words say that somebody signs or approves."""
    text, lower = text[:_LONGEST], text[:_LONGEST].lower()
    if "sign" in lower and _SIGNED_OFF.search(text):
        return True
    if "approv" not in lower:
        return False
    whose = _SOMEBODYS.match(text)
    return _APPROVED.search(text) is not None or (whose is not None and signs(whose["whose"]))
