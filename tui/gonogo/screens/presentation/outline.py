"""The lines of the outline: sections with their tallies, nested as their headings are."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from checkdown import Checklist
from gonogo.core.safetext import EMPTY, safe
from gonogo.screens.presentation.words import plain
from gonogo.widgets.outline import OutlineRow


class OutlineLines:
    """The sections of a checklist, as the outline asks for them."""

    def __init__(self, checklist: Checklist, folded: Collection[tuple[str, ...]] = ()) -> None:
        self.checklist = checklist
        self._folded = folded
        title = checklist.title_index
        self.sections: list[int] = []
        """Index of the section on each line."""
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

    def __len__(self) -> int:
        return len(self.sections)

    def row(self, index: int) -> OutlineRow:
        """The section on a line."""
        section = self.checklist.sections[self.sections[index]]
        tally = self.checklist.tally(section)
        parent = section.parent
        inherited = parent is not None and parent.priority == section.priority
        return OutlineRow(
            plain(short_title(section.title)),
            depth=self._depths[index],
            priority=safe(section.priority) if section.priority and not inherited else EMPTY,
            done=tally.done,
            total=tally.total,
            blocked=tally.blocked + tally.failed,
            folded=bool(self._folded) and section.path in self._folded,
        )

    def place_of(self, section_index: int) -> int:
        """The line of a section, or of the last one before it that is shown."""
        at = 0
        for place, index in enumerate(self.sections):
            if index > section_index:
                break
            at = place
        return at


def short_title(title: str) -> str:
    """A heading without what the outline says in its own columns: "Phase 13: X (P0) - 1 day" is "13 X"."""
    import re

    from checkdown.outline import ESTIMATE, PRIORITY

    estimate = ESTIMATE.search(title)
    text = title[: estimate.start(1)] + title[estimate.end(1) :] if estimate else title
    text = PRIORITY.sub("", text)
    text = re.sub(r"\(\s*\)|\[\s*\]", "", text).strip()
    text = re.sub(r"\s*[-–—]\s*$", "", text)
    text = re.sub(
        r"^(?:phase|step|stage)\s+(\d+(?:\.\d+)*)\s*[:.)–—-]*\s*", r"\1 ", text, flags=re.IGNORECASE
    )
    return " ".join(text.split()) or title
