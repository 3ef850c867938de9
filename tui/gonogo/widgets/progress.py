"""How far something is: figures and a bar, as spans."""

from __future__ import annotations

from gonogo.core.barcells import filled
from gonogo.core.safetext import safe
from gonogo.widgets.glyphs import Glyphs
from gonogo.widgets.look import Tone
from gonogo.widgets.pen import Span


def bar(done: int, total: int, cells: int, glyphs: Glyphs) -> tuple[Span, ...]:
    """A bar of `cells` cells (two at least). Full only when all is done, empty only when nothing is.

    Nothing at all for 0 of 0.
    """
    if not total or not cells:
        return ()
    full = filled(done, total, cells)
    return Span(safe(glyphs.full * full), Tone.DONE), Span(safe(glyphs.empty * (cells - full)), Tone.DIM)


def progress(done: int, total: int, cells: int, glyphs: Glyphs) -> tuple[Span, ...]:
    """`35/119 ▓▓▓░░░░░░░ 29%`, the bar in `cells` cells; 100% only when all is done; nothing for 0 of 0."""
    if not total:
        return ()
    middle = (Span(safe(" ")), *bar(done, total, cells, glyphs)) if cells else ()
    return Span(safe(f"{done}/{total}")), *middle, Span(safe(f" {100 * done // total}%"))
