"""A burn-up as characters: how much there was to do over time, and how much of it was done.

Pure: tallies in, a grid out. Which signs and colours the cells get is for whoever draws it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from checkdown import Tally
from gonogo.core.history.progress import Point, Progress, moments_of

DONE, OPEN, NOTHING = "d", "o", " "
"""The cells of a grid."""


def progress_report(progress: Progress) -> dict[str, Any]:
    """The part of the JSON of `gonogo log --progress`: a tally of the whole and of each phase per moment."""
    return {
        "phases": list(progress.phases),
        "points": [
            {
                "date": point.version.date,
                "commit": point.version.commit,
                "tally": point.tally.as_dict(),
                "phases": [
                    {"title": title, "tally": tally.as_dict()}
                    for title, tally in zip(progress.phases, point.phases, strict=True)
                ],
            }
            for point in progress.points
        ],
    }


def tallies(progress: Progress, phase: int | None = None) -> list[Tally]:
    """The tallies of one phase, or of the whole, at each point."""
    return [point.tally if phase is None else point.phases[phase] for point in progress.points]


def over_time(points: Sequence[Point], values: Sequence[Tally], cells: int) -> list[Tally]:
    """The values at `cells` moments the same time apart, from the first point to the last."""
    if not points:
        return []
    times = moments_of([point.version for point in points])
    if times[0] == times[-1]:  # all within a second: one after the other then
        times = [float(number) for number in range(len(times))]
    span = times[-1] - times[0]
    found = []
    at = 0
    for column in range(cells):
        moment = times[0] + span * column / max(1, cells - 1)
        while at + 1 < len(points) and times[at + 1] <= moment + 1e-6:
            at += 1
        found.append(values[at])
    return found


def axis(points: Sequence[Point], cells: int) -> str:
    """What stands below a chart: the first and the last day, or within one day its two times."""
    first, last = points[0].version.date, points[-1].version.date
    begin, end = first[:10], last[:10]
    if begin == end and cells >= 2 * len("2026-11-22 10:15"):
        begin, end = f"{begin} {first[11:16]}", last[11:16]
    return f"{begin}{end:>{cells - len(begin)}}"


def grid(values: Sequence[Tally], height: int) -> list[str]:
    """A chart of `height` lines, the uppermost first: DONE below OPEN, as high as there was to do.

    What is open always shows, and so does what is done, where there is room for both.
    """
    top = max((tally.total for tally in values), default=0)
    columns = [_column(tally, top, height) for tally in values]
    return ["".join(column[row] for column in columns) for row in range(height - 1, -1, -1)]


def _column(tally: Tally, top: int, height: int) -> str:
    if not tally.total:
        return NOTHING * height
    full = max(1, round(height * tally.total / top))
    done = round(height * tally.done / top)
    if tally.done == tally.total:
        return (DONE * full).ljust(height, NOTHING)
    done = min(max(done, 1 if tally.done else 0), full - 1)
    return (DONE * done + OPEN * (full - done)).ljust(height, NOTHING)
