"""What a heading says about its section: number, priority, estimate, owner, label.

Pure functions of the heading's text, remembered because they are asked for at every redraw.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from .states import LEADING_EMOJI

_STAGE = r"(?:phase|week|day|step|stage|tier|part|section|angle|milestone|sprint|level|wave|priority|gate)"
_NUMBER = re.compile(rf"(?:{_STAGE}\s+)?(\d+(?:\.\d+)*|[A-Z](?=[.):]))(?:[.):]|\s|$|\s*[-–—])", re.IGNORECASE)
PRIORITY = re.compile(r"(?<![\w-])(P[0-4])(?![\w-])")
_PRIORITY_WORD = re.compile(r"\bpriority\W{1,4}(critical|high|medium|low|\d)\b", re.IGNORECASE)
_BRACKETED = re.compile(r"[(\[](critical|high|medium|low)[)\]]", re.IGNORECASE)
_AMOUNT = r"\d+(?:\.\d+)?"
ESTIMATE = re.compile(
    rf"(?<![\w.])({_AMOUNT}(?:\s*(?:-|–|—|to)\s*{_AMOUNT})?\s*"
    r"(?:minutes?|mins?|hours?|hrs?|h|days?|d|weeks?|wks?|w|months?))(?!\w)",
    re.IGNORECASE,
)
OWNER = re.compile(
    r"(?:^|[\s(\[*_—-])owners?\W{1,4}(@?[^|,;()\[\]*_\n]+?)(?=\s*(?:[|,;()\[\]*\n]|$|\s[-–—]\s))|(?<![\w@/.`])@([A-Za-z][\w-]*)",
    re.IGNORECASE,
)
DUE = re.compile(r"(?:\b(?:due|deadline|eta|target|by)\b\W{0,4}|📅\s*)(\d{4}-\d{2}-\d{2})", re.IGNORECASE)
_DECISION = re.compile(
    r"\b(?:decision|verdict|go\s*/?\s*no[ -]?go|can we (?:go|ship|launch|deploy))\b", re.IGNORECASE
)
_WORK = re.compile(
    r"\b(?:checklists?|criteria|criterion|checks?|requirements?|conditions?|items|tasks|gates?|records?|logs?|history)\b",
    re.IGNORECASE,
)
_MARKS = re.compile(rf"{LEADING_EMOJI.pattern}|~~|[*_`#]+")
_SCORE = re.compile(r"\d+\s*/\s*\d+|\d+(?:\.\d+)?\s*%|_{2,}|\[\s*\d+/\d+\s*\]")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)")
_NOT_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class HeadingFacts:
    """What is written in a heading beside its name; each is "" where it is not."""

    number: str
    priority: str
    estimate: str
    owner: str


@lru_cache(maxsize=8192)
def heading_facts(title: str) -> HeadingFacts:
    """The facts of a heading as it is written."""
    plain = _MARKS.sub("", title).strip()
    number = _NUMBER.match(plain)
    estimate = ESTIMATE.search(plain)
    return HeadingFacts(
        number[1] if number else "", priority_of(plain), estimate[1] if estimate else "", owner_of(plain)
    )


def priority_of(text: str) -> str:
    """``P0`` … ``P4``, or critical/high/medium/low where it is called a priority; else ""."""
    found = PRIORITY.search(text)
    if found:
        return found[1].upper()
    word = _PRIORITY_WORD.search(text) or _BRACKETED.search(text)
    return word[1].lower() if word else ""


def owner_of(text: str) -> str:
    """The owner that a text names (``@ops``, ``Owner: platform``), else ""."""
    found = OWNER.search(text)
    return (found[1] or f"@{found[2]}").strip().rstrip(".") if found else ""


def due_of(text: str) -> str:
    """The ISO date after a word such as due or deadline, else ""."""
    found = DUE.search(text)
    return found[1] if found else ""


def is_decision(title: str) -> bool:
    """Whether a section's tables hold verdicts instead of work (``Go/No-Go Checklist`` holds work)."""
    return _DECISION.search(title) is not None and _WORK.search(title) is None


@lru_cache(maxsize=8192)
def normalised(text: str) -> str:
    """Text for comparing: no state marks, scores, blanks, markup or case; what a rewording leaves."""
    text = _LINK.sub(r"\1", text)
    text = _SCORE.sub(" ", _MARKS.sub(" ", text))
    return _NOT_WORD.sub(" ", text).strip().casefold()


def section_label(title: str) -> str:
    """A heading's own name without its number, for matching rows that restate it."""
    plain = _MARKS.sub("", title).strip()
    number = _NUMBER.match(plain)
    return normalised(plain[number.end() :] if number else plain)
