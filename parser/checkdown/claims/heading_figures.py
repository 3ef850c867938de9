"""Scores and percentages in headings: ``## Data (3/5)``, ``## Data ✅ — 2/2 items (100%)``.

Finds them and writes them anew; whether they are right is ``scores``' business. A heading that holds one
says how much of it is done, so that its marks say nothing more.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from checkdown.patterns import pattern
from checkdown.tally import Tally

from .figures import Score, decimals_of, percent

_DONE = r"(?:done|complete[d]?|finished|resolved|closed)"
_PASSED = r"(?:passing|passed|checked|ticked)"
_ITEMS = r"(?:items|tasks|checks|boxes|steps|criteria)"
_TICK = "[✅✔☑🎉🟢]\ufe0f?"
_BEHIND = (
    rf"(?:\s*(?:{_TICK}|[⚠🟡⏳🚧🔄❌]\ufe0f?|\(?\d{{4}}-\d\d-\d\d\)?|[-–—|:]|\b(?:all\s+)?{_DONE}\b))*"
    r"[^\w%]*$"
)
_SHARE = rf"[\s(\[,=:—–-]*(?P<share>(?P<percent>\d{{1,3}}(?:\.\d)?)\s?%)(?:\s+{_DONE})?[)\]]?"
_SCORE = pattern(
    rf"(?P<lead>[(—–:|-]|{_TICK})\s*(?P<part>\d{{1,5}})(?:\s?/\s?|(?P<of>\s+of\s+))(?P<whole>\d{{1,5}})\b"
    rf"(?![/.%-])(?P<words>\s+(?:{_ITEMS}\s+)?{_DONE}\b|\s+{_ITEMS}(?:\s+{_PASSED})?\b)?(?P<passed>\s+{_PASSED}\b)?"
    rf"\)?(?:{_SHARE})?(?P<behind>{_BEHIND})",
    re.IGNORECASE,
)
_STATED_SHARE = pattern(
    r"(?<![\d.,~≈<>≥≤+-])(?<![~≈<>≥≤] )(?P<percent>\d{1,3}(?:\.\d)?)\s?%\s+(?:complete|done)\b",
    re.IGNORECASE,
)
_TICKED_SHARE = pattern(rf"{_TICK}\s*[-–—:(]*\s*(?P<percent>100)\s?%\s*\)?\s*$")
_BARE_SHARE = pattern(r"\((?P<percent>\d{1,3})\s?%\)\s*$")
_MARKED = pattern(rf"\s*[-–—:|]?\s*{_TICK}(?:\s*[*_]*(?:all\s+)?{_DONE}\b[*_]*)?", re.IGNORECASE)
_ODD_DASH = pattern(r"\s*[-–—:|]\s*$")


class HeadingScore(NamedTuple):
    """A score in a heading."""

    match: re.Match[str]
    stated: Score
    certain: bool
    """Whether its words say that items are counted: without them it may number parts."""
    ticked: bool
    """Whether a tick says that it is all of them."""

    @property
    def written(self) -> str:
        """As it stands there."""
        return self.match.string[self.match.start("part") : self.match.end("whole")]


def score_in(title: str) -> HeadingScore | None:
    """The score that a heading ends in, marks and words aside."""
    if "/" not in title and " of " not in title:
        return None
    match = _SCORE.search(title)
    if match is None or (match["of"] and not match["words"]):
        return None
    ticked = _MARKED.search(match["lead"] + match["behind"]) or _MARKED.search(title[: match.start()])
    stated = Score(int(match["part"]), int(match["whole"]))
    # A tick on less than all of it stands for a part of several that is done.
    full = ticked and not match["passed"] and stated.part == stated.whole
    return HeadingScore(match, stated, bool(match["words"] or match["share"]), bool(full))


def share_in(title: str) -> re.Match[str] | None:
    """The percentage of a heading that is plainly that of what is done."""
    if "%" not in title:
        return None
    return _STATED_SHARE.search(title) or _TICKED_SHARE.search(title)


def bare_share_in(title: str) -> re.Match[str] | None:
    """The percentage in parentheses at a heading's end, which may be a weight as well."""
    return _BARE_SHARE.search(title) if "%)" in title and not _MARKED.search(title) else None


def rewritten(title: str, found: re.Match[str], tally: Tally) -> str:
    """The heading with the figures of a tally, and without a tick that they belie."""
    spans = [(found.start("percent"), found.end("percent"), "percent")] if found["percent"] else []
    if "part" in found.re.groupindex:
        spans += [(found.start(name), found.end(name), name) for name in ("part", "whole")]
    if tally.open:
        spans += [(m.start(), m.end(), "mark") for m in _MARKED.finditer(title)]
    share = Fraction(tally.done, tally.total)
    texts = {
        "part": str(tally.done),
        "whole": str(tally.total),
        "percent": percent(share, decimals_of(found["percent"] or "")).rstrip("%"),
        "mark": "",
    }
    for start, end, name in sorted(spans, reverse=True):
        title = title[:start] + texts[name] + title[end:]
    return title.rstrip()
