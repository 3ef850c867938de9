"""Sections whose titles say that a launch needs them: ``Pre-Launch Gate (Required for Production)``.

What is below one has to be done, but not what a section in it calls optional or recommended, nor what states
a lower priority of its own. A title that only mentions the words (``Feature gate``, ``Required labels``,
``Non-blocking issues``) asks for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from checkdown.patterns import pattern
from checkdown.views import Item, Section

from .boxes import headings_of

_LONGEST = 300
"""Characters of a title in which such words are looked for."""
_MOMENT = r"(?:pre[ -]?)?(?:launch|release|production|prod|deploy(?:ment)?|rollout|ship(?:ping)?)|go[ -]?live"
_NOT = r"(?<!not )(?<!non-)(?<!non )(?<!un)(?<!longer )"
_NEEDED = pattern(
    rf"\b(?:{_MOMENT}|go/?no[ -]?go|final|exit|entry|quality|readiness)\s+gates?\b"
    r"|^[\W\d_]*gates?[\W_]*$"
    rf"|[(\[]\s*(?:required|must[ -]have|must (?:be|pass)|blocking|blockers?|all required)\b"
    rf"|[:–—-]\s*[\W_]*{_NOT}(?:required|blocking|blockers?)[\W_]*$|^[\W\d_]*required[\W_]*$"
    rf"|{_NOT}\brequired\s+(?:for|before|to)\s+(?:the\s+)?(?:{_MOMENT}|launch|ship|go\b)"
    rf"|{_NOT}\bmandatory\b|\bmust[ -](?:haves?|pass|dos?|complete)\b|^[\W\d_]*must[\W_]*$"
    rf"|{_NOT}\b(?:(?:{_MOMENT})[ -]block(?:ers?|ing)|blockers?[\W_]*$"
    r"|blocking\s+(?:items?|issues?|tasks?|checks?))",
    re.IGNORECASE,
)
_MAY_WAIT = pattern(
    r"\boptional\b|\brecommended\b|\bnice[ -]to[ -]haves?\b|\b(?:should|could|won'?t)\b"
    r"|\b(?:non|not)[ -](?:blocking|required|mandatory)\b"
    r"|\bpost[ -]?(?:launch|release|deploy(?:ment)?|production)\b"
    r"|\bafter (?:the )?(?:launch|release|go-live)\b",
    re.IGNORECASE,
)
_LOWER = frozenset({"P1", "P2", "P3", "P4"})


def required_by(item: Item) -> Section | None:
    """The outermost section that asks for an item by its title; None where none does, or it may wait."""
    found: Section | None = None
    for section in headings_of(item):
        if found is None and may_wait(section.title):
            return None
        if is_needed(section.title):
            found = section
    if found is not None and item.priority in _LOWER and item.priority != found.priority:
        return None
    return found


@lru_cache(maxsize=1024)
def is_needed(title: str) -> bool:
    """Whether a title says that what is below it has to be done."""
    title = title[:_LONGEST]
    return _NEEDED.search(title) is not None and _MAY_WAIT.search(title) is None


@lru_cache(maxsize=1024)
def may_wait(title: str) -> bool:
    """Whether a title says that what is below it need not be done."""
    return _MAY_WAIT.search(title[:_LONGEST]) is not None


def asked_for(items: Sequence[Item]) -> dict[Section, list[Item]]:
    """Those of some items that a section's title asks for, by that section, in document order."""
    found: dict[int, tuple[Section, list[Item]]] = {}
    for item in items:
        section = required_by(item)
        if section is not None:
            found.setdefault(section.index, (section, []))[1].append(item)
    return dict(found.values())
