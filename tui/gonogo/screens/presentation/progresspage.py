"""Progress over time as a page: a burn-up of the whole checklist, and a small one for each phase."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from checkdown import Tally
from gonogo.core.history.progress import Progress
from gonogo.core.reports.burnup import DONE, OPEN, axis, grid, over_time, tallies
from gonogo.core.safetext import safe
from gonogo.screens.presentation.words import plain
from gonogo.widgets.glyphs import Glyphs
from gonogo.widgets.look import Tone
from gonogo.widgets.page import Paragraph
from gonogo.widgets.pen import Span

_HEIGHT = 8
_SMALL = 3
_MARGIN = 4
_WIDEST = 100
"""Cells of a chart at most: more moments than that are not looked at."""


def progress_page(progress: Progress, cells: int, glyphs: Glyphs) -> tuple[Paragraph, ...]:
    """The page, for a screen that is `cells` cells wide."""
    room = max(10, min(_WIDEST, cells - 2 * _MARGIN))
    first, last = progress.points[0].version, progress.points[-1].version
    days = dict.fromkeys((first.date[:10], last.date[:10]))
    dates = " to ".join(days)
    text = [
        *_chart(progress, None, "All phases" if progress.phases else "All items", room, _HEIGHT, glyphs),
        Paragraph((Span(safe(axis(progress.points, room)), Tone.DIM),), indent=2),
        Paragraph(
            (
                Span(safe(glyphs.full), Tone.DONE),
                Span(safe(" done  "), Tone.DIM),
                Span(safe(glyphs.empty)),
                Span(safe(f" still to do; {len(progress.points)} versions, {dates}"), Tone.DIM),
            ),
            indent=2,
            hanging=2,
        ),
    ]
    for number, title in enumerate(progress.phases):
        text += [Paragraph(), *_chart(progress, number, title, room, _SMALL, glyphs)]
    return tuple(text)


def _chart(
    progress: Progress, phase: int | None, title: str, room: int, height: int, glyphs: Glyphs
) -> Iterator[Paragraph]:
    values = tallies(progress, phase)
    now = values[-1]
    begun = next((tally for tally in values if tally.total), now)
    told = f"  {now.done}/{now.total}"
    if begun.total != now.total:
        told += f", was {begun.done}/{begun.total}"
    elif begun.done != now.done:
        told += f", was {begun.done}"
    tone = Tone.DONE if now.total and now.done == now.total else Tone.DIM
    yield Paragraph((Span(plain(title), Tone.STRONG), Span(safe(told), tone)), hanging=2)
    if not any(tally.total for tally in values):
        yield Paragraph((Span(safe("no items are counted here"), Tone.DIM),), indent=2)
        return
    yield from _rows(over_time(progress.points, values, room), height, glyphs)


def _rows(values: Sequence[Tally], height: int, glyphs: Glyphs) -> Iterator[Paragraph]:
    signs = {DONE: (glyphs.full, Tone.DONE), OPEN: (glyphs.empty, Tone.PLAIN)}
    for line in grid(values, height):
        spans = []
        for cell, run in groupby(line):
            sign, tone = signs.get(cell, (" ", Tone.PLAIN))
            spans.append(Span(safe(sign * len(list(run))), tone))
        yield Paragraph(tuple(spans), indent=2, verbatim=True)
