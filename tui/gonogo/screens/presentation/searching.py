"""Finding text: in which lines of a section it stands. A section without it is passed by at once."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import NamedTuple

from checkdown import Checklist
from gonogo.screens.presentation.lines import ChecklistLines
from gonogo.screens.presentation.rows import text_of


def pattern_of(text: str) -> re.Pattern[str] | None:
    """What finds a text in any case; None for no text."""
    return re.compile(re.escape(text), re.IGNORECASE) if text else None


def lines_with(lines: ChecklistLines, found: re.Pattern[str], text: str) -> Callable[[int], Sequence[int]]:
    """For `ChecklistLines.seek`: the lines of a section in which `text` stands, its heading (-1) too.

    What matches in a note counts for the line that it belongs to: the cursor stops there.
    """
    low = text.lower()

    def in_section(index: int) -> Sequence[int]:
        if not _may_hold(lines.checklist, index, low):
            return ()
        numbers = range(-1 if lines.checklist.parts[index].level else 0, len(lines.own[index]))
        hits = (number for number in numbers if found.search(text_of(lines.row_of(index, number))))
        stops = (lines.stop_of(index, number) for number in hits)
        return list(dict.fromkeys(stop for stop in stops if stop is not None))

    return in_section


class Match(NamedTuple):
    """Where a search matches."""

    lines: ChecklistLines
    """What was searched."""
    text: str
    places: list[tuple[int, int]]
    """Section and number of each line that matches, ascending."""

    def told(self, place: tuple[int, int]) -> str:
        """`3/17` where the cursor is on the third, `17` where it is elsewhere."""
        if not self.places:
            return "no match"
        at = bisect_left(self.places, place)
        here = f"{at + 1}/" if self.places[at : at + 1] == [place] else ""
        return f"{here}{len(self.places)}"


def matches(
    lines: ChecklistLines, found: re.Pattern[str], text: str, *, over: Callable[[], bool] = lambda: False
) -> Match:
    """All lines that match, folded ones too; `over` says when nobody wants to know any more."""
    within = lines_with(lines, found, text)
    places: list[tuple[int, int]] = []
    for index in range(len(lines.own)):
        if over():
            break
        places += [(index, number) for number in within(index)]
    return Match(lines, text, places)


def _may_hold(checklist: Checklist, index: int, low: str) -> bool:
    """Whether `low` (lower case) stands in a section's text, marks and ends of lines left out or not."""
    start = checklist.starts[index]
    text = "".join(checklist.source.slice(start + 1, start + checklist.parts[index].count)).lower()
    if low in text:
        return True
    if "*" in text or "_" in text or "~" in text or "\\" in text:
        text = text.replace("**", "").replace("__", "").replace("~~", "").replace("\\|", "|")
    return low in (" ".join(text.split()) if " " in low else text)
