"""Progress over time as lines for people: a burn-up of the whole checklist, a small one for each phase."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from gonogo.cli.output import Page
from gonogo.core.history.progress import Progress
from gonogo.core.reports.burnup import DONE, OPEN, axis, grid, over_time, tallies

_HEIGHT = 8
_SMALL = 3
_CELLS = 60


def burnup_lines(progress: Progress, page: Page) -> Iterator[str]:
    """The lines; none where there is no history."""
    if not progress.points:
        return
    cells = max(10, min(_CELLS, (page.width or _CELLS + 4) - 4))
    signs = {DONE: "▓", OPEN: "░"} if page.unicode else {DONE: "#", OPEN: "."}
    for number in (None, *range(len(progress.phases))):
        values = tallies(progress, number)
        title = "All" if number is None else page.shown(progress.phases[number])
        yield f"{page.styled(title, 'bold')}  {values[-1].done}/{values[-1].total}"
        for line in grid(over_time(progress.points, values, cells), _HEIGHT if number is None else _SMALL):
            drawn = ((cell, signs.get(cell, " ") * len(list(run))) for cell, run in groupby(line))
            chart = "".join(page.styled(text, "done") if cell == DONE else text for cell, text in drawn)
            yield f"  {chart}".rstrip()
        if number is None:
            yield f"  {page.styled(axis(progress.points, cells), 'dim')}"
