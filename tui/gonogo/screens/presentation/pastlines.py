"""What happened to an item, as lines of its details: when, what, who, in which commit."""

from __future__ import annotations

from collections.abc import Sequence

from gonogo.core.history import Event
from gonogo.core.safetext import safe
from gonogo.screens.presentation.signs import Spans
from gonogo.widgets.glyphs import Glyphs
from gonogo.widgets.look import STATE_TONES, Tone
from gonogo.widgets.pen import Span

MOST = 30
"""Events that are shown, the newest ones."""


def past_lines(events: Sequence[Event], glyphs: Glyphs) -> tuple[Spans, ...]:
    """A line for each event, the newest first."""
    lines = [_line(event, glyphs) for event in events[:MOST]]
    if len(events) > MOST:
        lines.append((Span(safe(f"and {len(events) - MOST} more"), Tone.DIM),))
    return tuple(lines)


def _line(event: Event, glyphs: Glyphs) -> Spans:
    version = event.version
    when = version.date[:10] if version is not None else "not committed"
    after = Span(safe(event.after.value), STATE_TONES[event.after.value])
    if event.before is None:
        what: Spans = (Span(safe("added, ")), after)
    else:
        what = (Span(safe(f"{event.before.value} {glyphs.to} ")), after)
    who: Spans = ()
    if version is not None:
        words = f"  {version.commit[:8]} {version.subject}"
        who = (Span(safe(f"  {version.author}")), Span(safe(words), Tone.DIM))
    if event.evidence:
        who += (Span(safe(f"  {glyphs.evidence} {', '.join(event.evidence)}"), Tone.ACCENT),)
    return (Span(safe(f"{when}  "), Tone.DIM), *what, *who)
