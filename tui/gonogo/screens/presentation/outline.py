"""The lines of the outline: sections with their tallies, nested as their headings are."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from checkdown import Checklist
from gonogo.core.safetext import EMPTY, safe
from gonogo.screens.presentation.words import plain
from gonogo.widgets.cells import width
from gonogo.widgets.outline import OutlineRow

_MEASURED = 200
"""Sections whose titles are measured."""
_FIGURES = 13
"""Cells for a priority, a sign and a tally, with the spaces between and at the edges."""


class OutlineLines:
    """The sections of a checklist, as the outline asks for them.

    `whole`: this is all of the document. `coming`: level and title of headings that are not read yet; they
    count for the width, so that it need not change. `expected`: how many items there may be in the sections
    that go on behind what was read first; their lines keep room for that.
    """

    def __init__(
        self,
        checklist: Checklist,
        folded: Collection[tuple[str, ...]] = (),
        *,
        whole: bool = True,
        coming: Sequence[tuple[int, str]] = (),
        expected: Mapping[int, int] | None = None,
    ) -> None:
        self.checklist = checklist
        self._folded = folded
        self.expected = expected or {}
        self._whole = whole
        title = checklist.title_index
        self.sections: list[int] = []
        """Index of the section on each line, ascending."""
        self._depths: list[int] = []
        hidden = 0
        levels: list[int] = []
        for index, part in enumerate(checklist.parts):
            if not part.level or index == title or (hidden and part.level > hidden):
                continue
            hidden = part.level if folded and checklist.path_of(index) in folded else 0
            while levels and levels[-1] >= part.level:
                levels.pop()
            self.sections.append(index)
            self._depths.append(len(levels))
            levels.append(part.level)
        self.headings: Sequence[int] = [at for at, depth in enumerate(self._depths) if depth == 0]
        self.cells = max(
            max(map(self._cells, range(min(len(self), _MEASURED))), default=0),
            _cells_of(coming, titled=title >= 0),
        )
        """How wide an outline has to be to show its titles whole."""

    def _cells(self, at: int) -> int:
        title = short_title(self.checklist.parts[self.sections[at]].title)
        return _FIGURES + 2 * self._depths[at] + width(plain(title))

    def renewed(self, checklist: Checklist) -> OutlineLines:
        """The same lines over an edited checklist with the same sections."""
        fresh = object.__new__(OutlineLines)
        fresh.__dict__.update(self.__dict__)
        fresh.checklist = checklist
        return fresh

    def __len__(self) -> int:
        return len(self.sections)

    def row(self, index: int) -> OutlineRow:
        """The section on a line."""
        section = self.checklist.sections[self.sections[index]]
        tally = self.checklist.tally(section)
        expected = self.expected.get(section.index, 0)
        known = self._whole or section.index not in self.expected
        parent = section.parent
        inherited = parent is not None and parent.priority == section.priority
        return OutlineRow(
            plain(short_title(section.title)),
            depth=self._depths[index],
            priority=safe(section.priority) if section.priority and not inherited else EMPTY,
            done=tally.done if known else 0,
            total=tally.total if known else 0,
            blocked=tally.blocked + tally.failed if known else 0,
            folded=bool(self._folded) and section.path in self._folded,
            expected=expected,
        )

    def place_of(self, section_index: int) -> int:
        """The line of a section, or of the last one before it that is shown."""
        return max(0, bisect_right(self.sections, section_index) - 1)


def _cells_of(headings: Sequence[tuple[int, str]], *, titled: bool) -> int:
    """How wide an outline of these headings has to be; `titled`: the one of level 1 is no section of it."""
    cells = 0
    levels: list[int] = []
    for level, title in headings:
        if titled and level == 1:
            continue
        while levels and levels[-1] >= level:
            levels.pop()
        cells = max(cells, _FIGURES + 2 * len(levels) + width(plain(short_title(title))))
        levels.append(level)
    return cells


_EMPTIED = re.compile(r"\(\s*\)|\[\s*\]")
_DASH = re.compile(r"\s*[-–—]\s*$")
_STAGE = re.compile(r"^(?:phase|step|stage)\s+(\d++(?:\.\d++)*+)\s*+[:.)–—-]*+\s*+(?=\S)", re.IGNORECASE)


@lru_cache(1024)
def short_title(title: str) -> str:
    """A heading without what the outline says in its own columns: "Phase 13: X (P0) - 1 day" is "13 X"."""
    from checkdown.outline import ESTIMATE, PRIORITY

    estimate = ESTIMATE.search(title)
    text = title[: estimate.start(1)] + title[estimate.end(1) :] if estimate else title
    text = _EMPTIED.sub("", PRIORITY.sub("", text)).strip()
    text = _STAGE.sub(r"\1 ", _DASH.sub("", text))
    return " ".join(text.split()) or title
