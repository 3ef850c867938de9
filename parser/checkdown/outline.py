"""What a heading says about its section: number, priority, estimate, owner, label.

Pure functions of the heading's text, remembered because they are asked for at every redraw.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from .patterns import pattern
from .states import LEADING_EMOJI

_STAGE = r"(?:phase|week|day|step|stage|tier|part|section|angle|milestone|sprint|level|wave|priority|gate)"
_NUMBER = pattern(
    rf"(?!\d{{4}}-\d\d)(?:{_STAGE}\s+)?(\d+(?:\.\d+)*|[A-Z](?=[.):]))(?:[.):]|\s|$|\s*[-–—])", re.IGNORECASE
)
PRIORITY = pattern(
    r"(?<![\w-])(P[0-4])(?![\w-])|(?<=[(\[])\s*(p[0-4])(?=\s*[)\],:;/])|^\W{0,9}(p[0-4])(?=\W{0,9}$|\s*:)"
)
"""In lower case only where nothing else can be meant."""
_STATED = pattern(
    r"[(\[]\s*(p[0-4])(?=\s*[)\],:;/])|[(\[][^()\[\]\n]{0,80}?(?<![\w-])(P[0-4])(?![\w-])|^\W{0,9}(P[0-4])(?=\W{0,9}$|[*_`]|\s*[:–—|.)-])"
    r"|(?<![\w-])(P[0-4])\W{0,9}$|\b[Pp]riority\W{1,4}([Pp][0-4])(?![\w-])|^\W{0,9}(p[0-4])\s*:"
)
_LEVEL = "critical|high|medium|low"
_PRIORITY_WORD = pattern(rf"\bpriority\W{{1,4}}({_LEVEL}|\d)\b", re.IGNORECASE)
_BRACKETED = pattern(rf"[(\[]({_LEVEL})[)\]]", re.IGNORECASE)
_LEVEL_ALONE = pattern(_LEVEL, re.IGNORECASE)
_HEADS_LEVEL = pattern(rf"^\W*({_LEVEL})\W*(?:$|[:(–—-])|\b({_LEVEL})[\s-]priority\b", re.IGNORECASE)
_PERHAPS_PRIORITY = ("p0", "p1", "p2", "p3", "p4"), ("prio", "severity"), _LEVEL.split("|")
_ODD_CASE = pattern("[\u0130\u0131\u017f]")
"""Letters beyond ASCII that are taken for I and S where case is ignored."""
_AMOUNT = r"\d+(?:\.\d+)?"
ESTIMATE = pattern(
    rf"(?:[(\[,]\s*|\s[-–—|]\s+|:\s*)(?:~|≈|about\s+|est(?:imated?|\.)?:?\s*|eta:?\s*|duration:?\s*)?"
    rf"({_AMOUNT}(?:\s*(?:-|–|—|to)\s*{_AMOUNT})?\s*"
    r"(?:minutes?|mins?|hours?|hrs?|h|days?|d|weeks?|wks?|w|months?))(?=\s*(?:$|[)\](\[,;|]|\s[-–—]))",
    re.IGNORECASE,
)
_OWNER = pattern(
    r"(?:^|[\s(\[*_—-])owners?[*_]{0,3}\s*[:=][\s*]*(?!_)(@?[^|,;()\[\]*_\n]+?)(?=\s*(?:[|,;()\[\]*_\n]|$|\s[-–—]\s))",
    re.IGNORECASE,
)
_HANDLE = pattern(r"(?<![\w@/.`])@([A-Za-z][\w-]*)(?![\w/(-])")
_SPAN = pattern(r"`[^`]*`")
DUE = pattern(
    r"(?:\b(?:due|deadline|eta|target|by)\b(?:\s+(?:date|on|by))?\W{0,4}|📅\s*)(\d{4}-\d{2}-\d{2})",
    re.IGNORECASE,
)
_DECISION = pattern(
    r"\b(?:decision|verdict|go\s*/?\s*no[ -]?go|can we (?:go|ship|launch|deploy))\b", re.IGNORECASE
)
_WORK = pattern(
    r"\b(?:checklists?|criteria|criterion|checks?|requirements?|conditions?|items|tasks|gates?|records?|logs?|history)\b",
    re.IGNORECASE,
)
_MARKS = pattern(rf"{LEADING_EMOJI.pattern}|~~|[*_`#]+")
_SCORE = pattern(r"(?<!\d)\d+(?:\s*/\s*\d+|(?:\.\d+)?\s*%)|_{2,}|\[\s*\d+/\d+\s*\]")
_LIKE_SCORE = pattern(r"\d[\W_]*?[/%]")
_LINK = pattern(r"!?\[([^\[\]]*)\]\([^()]*\)")
_NOT_WORD = pattern(r"[\W_]+")
_WORDS = bytes(ord(chr(c).lower()) if c < 128 and chr(c).isalnum() else ord(" ") for c in range(256))
"""For ``translate``: what ``_NOT_WORD`` and lower case make of each ASCII character."""
_LONGEST = 500
"""Characters of a heading in which its facts are looked for."""


class HeadingFacts(NamedTuple):
    """What is written in a heading beside its name; each is "" where it is not."""

    number: str
    priority: str
    estimate: str
    owner: str


@lru_cache(maxsize=8192)
def heading_facts(title: str) -> HeadingFacts:
    """The facts of a heading as it is written."""
    plain = _MARKS.sub("", title[:_LONGEST]).strip()
    number = _NUMBER.match(plain)
    estimate = ESTIMATE.search(plain)
    return HeadingFacts(
        number[1] if number else "",
        priority_of(plain) or _level_of(plain),
        estimate[1] if estimate else "",
        owner_of(plain),
    )


def priority_of(text: str) -> str:
    """``P0`` … ``P4``, or critical/high/medium/low where it is called a priority; else ""."""
    found = PRIORITY.search(text)
    if found:
        return found[found.lastindex or 0].strip().upper()
    word = _PRIORITY_WORD.search(text) or (_BRACKETED.search(text) if "(" in text or "[" in text else None)
    return priority_word(word[1]) if word else ""


def priority_stated(text: str) -> str:
    """An item's priority as its text states it: ``(P0)``, ``P1: …``, ``… P2``, ``priority: high``.

    A mention inside a sentence ("all P0 phases are complete") is none.
    """
    if "P" in text or "p" in text:
        found = _STATED.search(text)
        if found:
            return found[found.lastindex or 0].upper()
    word = _PRIORITY_WORD.search(text) or (_BRACKETED.search(text) if "(" in text or "[" in text else None)
    return priority_word(word[1]) if word else ""


def priority_word(text: str) -> str:
    """A priority as a cell states it: ``high`` of ``**HIGH**``, ``P1`` of ``1``, other words as they are."""
    plain = _MARKS.sub("", text).strip()
    return (
        f"P{plain}"
        if re.fullmatch(r"\d", plain)
        else plain.upper()
        if re.fullmatch(r"p[0-4]", plain)
        else plain.lower()
        if _LEVEL_ALONE.fullmatch(plain)
        else plain
    )


def _level_of(heading: str) -> str:
    """The level that a heading begins with (``CRITICAL: …``) or names (``High Priority``), else ""."""
    found = _HEADS_LEVEL.search(heading)
    return (found[1] or found[2]).lower() if found else ""


def may_state_priority(text: str) -> bool:
    """Whether a longer text may hold a priority: False only where no line and no cell of it does."""
    names, words, levels = _PERHAPS_PRIORITY
    lower = text.lower()
    return (
        any(name in lower for name in names)
        or any(word in lower for word in words)
        or any(level in lower and _BRACKETED.search(text) for level in levels)
        or (not text.isascii() and _ODD_CASE.search(text) is not None)
    )


def owner_of(text: str) -> str:
    """The owner that a text names (``@ops``, ``Owner: platform``), else ""; ``@scope/package`` is none."""
    if "@" not in text and "wner" not in text.lower():
        return ""
    named = _OWNER.search(text)
    if named:
        return named[1].strip().rstrip(".")
    handle = _HANDLE.search(_SPAN.sub(" ", text))
    return f"@{handle[1]}" if handle else ""


def due_of(text: str) -> str:
    """The ISO date after a word such as due or deadline, else ""."""
    found = DUE.search(text) if "-" in text else None
    return found[1] if found else ""


def is_decision(title: str) -> bool:
    """Whether a section's tables hold verdicts instead of work (``Go/No-Go Checklist`` holds work)."""
    return _DECISION.search(title[:_LONGEST]) is not None and _WORK.search(title[:_LONGEST]) is None


@lru_cache(maxsize=8192)
def normalised(text: str) -> str:
    """Text for comparing: no state marks, scores, blanks, markup or case; what a rewording leaves."""
    return plain_words(text)


def plain_words(text: str) -> str:
    """``normalised`` without its memory, for texts that are asked for once."""
    if "](" in text:
        text = _LINK.sub(lambda link: link[1], text)
    if ("/" in text or "%" in text) and _LIKE_SCORE.search(text):
        text = _SCORE.sub(" ", _MARKS.sub(" ", text))
    # marks and blanks need no look of their own: no character of theirs belongs to a word
    if text.isascii():
        return b" ".join(text.encode().translate(_WORDS).split()).decode()
    return _NOT_WORD.sub(" ", text).strip().casefold()


def number_and_label(title: str) -> tuple[str, str]:
    """``13.1`` and ``health checks`` of "13.1 Health Checks ✅": a heading's number and its own name."""
    plain = _MARKS.sub("", title).strip()
    number = _NUMBER.match(plain)
    return (number[1], normalised(plain[number.end() :])) if number else ("", normalised(plain))


def section_label(title: str) -> str:
    """A heading's own name without its number, for matching rows that restate it."""
    return number_and_label(title)[1]
