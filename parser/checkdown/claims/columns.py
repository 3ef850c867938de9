"""What the columns of a table hold, by their names: things that are counted, money, work, scores.

Only such columns have a total that is certain. A column of sizes, times, ratios or years has none; nor has
one whose name says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from checkdown.patterns import pattern

_COUNTED = pattern(
    r"\W*(?:(?:number|no\.?|count|amount|total|sum)\s+(?:of\s+)?|#\s*)?"
    r"(?:(?:open|done|closed|passed|failed|blocked|completed?|remaining|manual|automated|unit|critical)\s+)?"
    r"(?:done|total|sum|counts?|open|closed|todo|to do|pass|passed|passing|fail|failed|failing|blocked"
    r"|remaining|left|pending|skipped|completed?|incomplete|finished|in[ -]progress|ticked|not started"
    r"|resolved|unresolved|fixed|missing|n/?a|items?|tasks?|checks?|checkpoints|tests?|(?:test )?cases|steps?"
    r"|boxes|criteria|bugs?|issues?|defects?|findings?|blockers?|gaps?|tickets?|questions|requirements"
    r"|action items|points|story points|implemented|verified)"
    r"(?:\s+(?:done|open|closed|passed|failed|completed?|remaining|left))?\W*",
    re.IGNORECASE,
)
_MONEY = pattern(
    r"\W*(?:(?:total|estimated|monthly|annual|yearly|one[- ]time)\s+)?(?:costs?|budget|spend|expenses?"
    r"|amount)\b(?!\s*(?:/|per\b|each\b))[^/%]*",
    re.IGNORECASE,
)
_WORK = pattern(
    r"\W*(?:(?:total|estimated|planned|remaining|dev|test)\s+)?(?:estimates?|estimated|efforts?|days|hours|weeks"
    r"|person[ -]days|work(?:load)?)(?:\s+(?:estimate|required|needed|left|remaining))?"
    r"(?:\s*[(\[][\w\s.-]{1,16}[)\]])?\W*",
    re.IGNORECASE,
)
_ELAPSED = pattern(
    r"\W*(?:(?:total|estimated|planned|remaining)\s+)?(?:duration|time(?:line|frame)?|eta)"
    r"(?:\s+(?:estimate|required|needed|left|remaining|to (?:fix|complete)))?\W*",
    re.IGNORECASE,
)
_SCORED = pattern(r"\b(?:scores?|readiness|rating|grade|marks?)\b", re.IGNORECASE)
_PART = pattern(
    r"\W*(?:items |tasks |checks |tests )?(?:done|pass|passed|passing|complete[d]?|finished|ticked|checked"
    r"|closed|resolved|implemented|fixed)\W*",
    re.IGNORECASE,
)
_WHOLE = pattern(
    r"(?=.*[a-z])\W*(?:total|all)?(?:\s*(?:items|tasks|checks|tests|cases|steps|requirements))?\W*",
    re.IGNORECASE,
)
_SHARE = pattern(
    r"\W*(?:%|percent(?:age)?|progress|completion|(?:pass|success|completion)(?:ing)?[ -]?(?:rate|%)"
    r"|% (?:done|complete|passed)|(?:done|complete|passed) %|rate)\W*",
    re.IGNORECASE,
)


def adds_up(name: str) -> bool:
    """Whether plain numbers below this name are things of which a total is the sum."""
    return any(each.fullmatch(name) for each in (_COUNTED, _MONEY, _WORK))


def is_work(name: str) -> bool:
    """Whether it names work, which adds up whoever does it."""
    return _WORK.fullmatch(name) is not None


def is_elapsed(name: str) -> bool:
    """Whether it names time that passes: what is done at once takes as long as the longest of it."""
    return _ELAPSED.fullmatch(name) is not None


def is_scored(name: str) -> bool:
    """Whether it says that what is below it are scores, of which the whole has the mean."""
    return _SCORED.search(name) is not None


def is_share(name: str) -> bool:
    """Whether it names how much of a whole is done, as a percentage."""
    return bool(name.strip("*_` ")) and _SHARE.fullmatch(name) is not None


def done_of_total(names: Sequence[str]) -> tuple[int, int, int] | None:
    """The columns of what is done, how much there is, and its percentage; None where not all are clear."""
    found = []
    for wanted in (_PART, _WHOLE, _SHARE):
        columns = [i for i, name in enumerate(names) if name.strip("*_` ") and wanted.fullmatch(name)]
        if len(columns) != 1:
            return None
        found.append(columns[0])
    part, whole, share = found
    return (part, whole, share) if len({part, whole, share}) == 3 else None
