"""The two lines above a review: what is reviewed and how far, what needs a look, what a filter leaves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set

from checkdown import State
from checkdown.comparing import ChangeKind
from gonogo.core.reviewing import Entry, Review, Wanted
from gonogo.core.reviewing.authors import Made
from gonogo.core.safetext import safe
from gonogo.widgets.bars import BarLine
from gonogo.widgets.glyphs import Glyphs
from gonogo.widgets.look import STATE_TONES, Tone
from gonogo.widgets.pen import Span


def header_of(
    review: Review,
    shown: Sequence[Entry],
    commits: Sequence[Made] | None,
    seen: Set[str],
    filtered: Wanted,
    glyphs: Glyphs,
    paths: str = "",
) -> tuple[BarLine, BarLine]:
    """Two lines: what is reviewed and how far; what needs a look, and what is left out.

    ``commits`` are those of the range that changed the files, None while they are read.
    """
    left = [Span(safe("Review"), Tone.STRONG), Span(safe(f"  {review.range.title}"))]
    if paths:
        left.append(Span(safe(f"  {paths}"), Tone.DIM))
    if commits is None:
        left.append(Span(safe("   reading who …"), Tone.DIM))
    elif commits:
        authors = len({each.author for each in commits})
        counts = f"   {_counted(len(commits), 'commit')}, {_counted(authors, 'author')}"
        left.append(Span(safe(counts), Tone.DIM))
    if review.range.told:
        left.append(Span(safe(f"   {review.range.told}"), Tone.DIM))
    count = sum(entry.key in seen for entry in review.entries)
    right = (Span(safe(f"{count} of {len(review.entries)} seen")),)
    return BarLine(tuple(left), right), BarLine(_standing(review, shown, filtered, glyphs))


def _counted(count: int, word: str) -> str:
    return f"{count} {word}{'s' * (count != 1)}"


def _standing(review: Review, shown: Sequence[Entry], filtered: Wanted, glyphs: Glyphs) -> tuple[Span, ...]:
    """How much needs a look and which states came about; under a filter how much of that is shown."""
    parts: list[Span] = []
    flagged = [sum(bool(entry.flags) for entry in some) for some in (shown, review.entries)]
    if flagged[1]:
        verb = f"need{'s' * (flagged[1] == 1)}"
        said = _part(*flagged, filtered=filtered)
        parts.append(Span(safe(f"{glyphs.flag} {said} {verb} a look"), Tone.ALERT))
    came = [_states_after(some) for some in (shown, review.entries)]
    for state in State:
        if came[1][state]:
            said = _part(came[0][state], came[1][state], filtered=filtered)
            parts.append(Span(safe(f"{said} {state.value}"), STATE_TONES[state.value]))
    if filtered:
        words = f"filter: {filtered.words}, {len(shown)} of {len(review.entries)}"
        parts.append(Span(safe(words), Tone.ACCENT))
    if review.notices:
        parts.append(Span(safe(review.notices[0]), Tone.DOING))
    spans: list[Span] = []
    for part in parts:
        spans += [Span(safe(" · "), Tone.DIM), part] if spans else [part]
    return tuple(spans)


def _part(shown: int, whole: int, *, filtered: Wanted) -> str:
    return f"{shown} of {whole}" if filtered else str(whole)


def _states_after(entries: Sequence[Entry]) -> Counter[State | None]:
    """How many items were flipped into each state."""
    changes = (change for entry in entries for change in entry.changes)
    return Counter(change.states[1] for change in changes if change.kind is ChangeKind.FLIP)
