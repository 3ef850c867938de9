"""How much of a progress bar is filled: the same on a screen and in what commands print."""

from __future__ import annotations


def filled(done: int, total: int, cells: int) -> int:
    """Full cells of a bar of `cells` (two at least): all only when all is done, none only when nothing is."""
    if not done:
        return 0
    return cells if done == total else max(1, min(cells - 1, round(cells * done / total)))
