"""Which way things went: whether a changed item is nearer to done, whether a claim says more than it did.

A claim that says more needs an item that got better, one that says less an item that got worse. Where a
claim's words do not tell (``5/5`` becomes ``6/6``, a rate goes up and a count too) no way is known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from fractions import Fraction

from checkdown.fields import Field
from checkdown.patterns import pattern
from checkdown.states import EMOJI, LEADING_EMOJI, Notation, Role, State
from checkdown.views import Item

from .values import Change, ChangeKind


class Way(StrEnum):
    """Towards done, or away from it."""

    BETTER = "better"
    WORSE = "worse"


BOTH = frozenset(Way)
"""Either, where nothing tells."""

_RANK = {
    State.BLOCKED: 0,
    State.FAILED: 0,
    State.TODO: 1,
    State.UNKNOWN: 1,
    State.DOING: 2,
    State.DONE: 3,
}
_NEITHER = 1
_LONGEST = 300
"""Characters of a claim that are looked at."""
_SHARE = pattern(r"(?<![\d./-])(\d{1,6})(?:\s*/\s*|\s+of\s+)(\d{1,6})(?![\d/-])")
_PERCENT = pattern(r"(\d{1,4}(?:\.\d{1,3})?)\s*%")
_NUMBER = pattern(r":[\s*_]*(\d{1,6}(?:\.\d{1,3})?)(?![\w%/-]|[.,]\d|\s*/)")
_LEFT_OVER = pattern(
    r"(?<![\w.,$€#:/-])(\d{1,4})\s+(?:[a-z-]+\s+){0,2}(?:blockers?|open|left|remaining|blocked|failed)\b",
    re.IGNORECASE,
)
"""A count of which less is better."""
_AGAINST = pattern(
    r"\b(?:open|left|remaining|remain|blockers?|blocked|fail\w*|missing|errors?|risks?|gaps?|issues?|defects?"
    r"|bugs?|debt|loss|flaky|vulnerabilit\w+|latency|cost)\b",
    re.IGNORECASE,
)
"""Words beside which a share that grows may be bad news."""
_STILL_OPEN = pattern(r"\b(?:open|left|remaining|blockers?|blocked)\b", re.IGNORECASE)
_FOR = pattern(
    r"\b(?:scores?|progress|readiness|complet\w+|done|ready|pass\w*|coverage|confidence|status|overall|health"
    r"|implemented|finished|total)\b",
    re.IGNORECASE,
)
_WORDS = pattern(
    r"\b(?:(?P<no>not (?:yet )?(?:ready|completed?|done|started|approved|passed)|no[ -]?go|failed|failing"
    r"|blocked|rejected|on hold|hold|incomplete|pending|todo|to do)"
    r"|(?P<half>(?:partially|conditionally|almost|nearly|mostly)[ -](?:ready|completed?|done|approved)"
    r"|conditional(?:ly)?[ -](?:go|ready)|go with conditions|in progress|at risk|draft|wip)"
    r"|(?P<yes>ready|complete|completed|done|approved|passed|passing|go|ship|yes|shipped))\b(?!/)",
    re.IGNORECASE,
)
"""Verdicts in words, which are looked at in the order of the text."""


def way_of_work(change: Change) -> frozenset[Way]:
    """The ways of the claims that a change can stand behind; none where no item came, went or flipped."""
    before, after = change.states
    match change.kind:
        case ChangeKind.FLIP if before is not None and after is not None:
            return _flipped(before, after)
        case ChangeKind.ADDED:
            return BOTH if after in (State.DONE, State.NA) else frozenset((Way.WORSE,))
        case ChangeKind.REMOVED if before is State.NA:
            return BOTH
        case ChangeKind.REMOVED:
            return frozenset((Way.WORSE if before is State.DONE else Way.BETTER,))
        case _:
            return frozenset()


def _flipped(before: State, after: State) -> frozenset[Way]:
    """What applies no more is out of the way when it was open; of a done item it may be either."""
    if State.NA in (before, after):
        other = before if after is State.NA else after
        if other is State.DONE:
            return BOTH
        return frozenset((Way.BETTER if after is State.NA else Way.WORSE,))
    step = _RANK[after] - _RANK[before]
    return frozenset((Way.BETTER if step > 0 else Way.WORSE,)) if step else BOTH


def way_of_claim(change: Change) -> Way | None:
    """Whether a claim says more or less than it did; None where that cannot be told."""
    before, after = change.before_text[:_LONGEST], change.after_text[:_LONGEST]
    steps: list[tuple[Figure, Figure]] = [
        *zip(_emoji(before), _emoji(after), strict=True),
        *_verdict_steps(before, after),
    ]
    for reading in (_shares, _left_over, _percents_of(change), _number_of(change)):
        old, new = reading(before), reading(after)
        if len(old) == len(new):
            steps += zip(old, new, strict=True)
    if isinstance(change.after, Item) and change.after.role is not Role.ITEM:
        ranks = [_RANK.get(state) if state is not None else None for state in change.states]
        if ranks[0] is not None and ranks[1] is not None and change.after.notation is not Notation.NONE:
            steps.append((ranks[0], ranks[1]))
    ways = {Way.BETTER if new > old else Way.WORSE for old, new in steps if old != new}
    return ways.pop() if len(ways) == 1 else None


Figure = Fraction | int


def _emoji(text: str) -> list[int]:
    """The rank of the first sign of a text; one without any says neither yes nor no."""
    found = LEADING_EMOJI.search(text)
    return [_RANK.get(EMOJI[found[0].removesuffix("\ufe0f")], _NEITHER) if found else _NEITHER]


def _verdict_steps(before: str, after: str) -> Iterator[tuple[int, int]]:
    """The ranks of the verdicts of both texts in their order; one that came or went alone is a step too."""
    old, new = _verdicts(before), _verdicts(after)
    if not old or not new:
        old, new = old or [_NEITHER], new or [_NEITHER]
    if len(old) == len(new):
        yield from zip(old, new, strict=True)


def _verdicts(text: str) -> list[int]:
    return [3 if found["yes"] else 2 if found["half"] else 0 for found in _WORDS.finditer(text)]


def _shares(text: str) -> list[Figure]:
    if _AGAINST.search(text):
        return []
    return [Fraction(int(part), int(whole)) for part, whole in _SHARE.findall(text) if int(whole)]


def _left_over(text: str) -> list[Figure]:
    return [-int(count) for count in _LEFT_OVER.findall(text)]


def _percents_of(change: Change) -> Callable[[str], list[Figure]]:
    """Reads percentages where they say how much is done."""
    told = not isinstance(change.after, Field)

    def reading(text: str) -> list[Figure]:
        if _AGAINST.search(text) or not (told or _FOR.search(text)):
            return []
        return [Fraction(share) for share in _PERCENT.findall(text)]

    return reading


def _number_of(change: Change) -> Callable[[str], list[Figure]]:
    """Reads the number that a score or a count of what is left begins with (``Score: 94``)."""
    name = change.after.name if isinstance(change.after, Field) else ""
    sign = -1 if _STILL_OPEN.search(name) else 1
    counted = sign < 0 or (_FOR.search(name) is not None and not _AGAINST.search(name))

    def reading(text: str) -> list[Figure]:
        found = _NUMBER.match(text, len(name)) if counted else None
        return [sign * Fraction(found[1])] if found else []

    return reading
