"""Finding text: in which lines of a section it stands. A section without it is passed by at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from checkdown import Checklist
from gonogo.screens.presentation.lines import ChecklistLines
from gonogo.screens.presentation.rows import text_of


def pattern_of(text: str) -> re.Pattern[str] | None:
    """What finds a text in any case; None for no text."""
    return re.compile(re.escape(text), re.IGNORECASE) if text else None


def lines_with(lines: ChecklistLines, found: re.Pattern[str], text: str) -> Callable[[int], Sequence[int]]:
    """For `ChecklistLines.seek`: the lines of a section in which `text` stands, its heading (-1) too."""
    low = text.lower()

    def in_section(index: int) -> Sequence[int]:
        if not _may_hold(lines.checklist, index, low):
            return ()
        numbers = range(-1 if lines.checklist.parts[index].level else 0, len(lines.own[index]))
        return [number for number in numbers if found.search(text_of(lines.row_of(index, number)))]

    return in_section


def _may_hold(checklist: Checklist, index: int, low: str) -> bool:
    """Whether `low` (lower case) stands in a section's text, marks and ends of lines left out or not."""
    start = checklist.starts[index]
    text = "".join(checklist.source.slice(start + 1, start + checklist.parts[index].count)).lower()
    if low in text:
        return True
    if "*" in text or "_" in text or "~" in text or "\\" in text:
        text = text.replace("**", "").replace("__", "").replace("~~", "").replace("\\|", "|")
    return low in (" ".join(text.split()) if " " in low else text)
