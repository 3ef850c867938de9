"""Edits: what changes in a text, as splices that can be checked and inverted.

Nothing here knows what an item is; ``plan`` makes edits from what a person asked for, ``spliced``
makes them on a text and ``apply`` gives the checklist that follows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .source import split_lines

if TYPE_CHECKING:
    from .intents import Intent

_UNDO = "undo: "


@dataclass(frozen=True, slots=True, order=True)
class Splice:
    """At (``line``, ``column``), both 1-based, ``new`` stands for ``old``; either may hold line ends."""

    line: int
    column: int
    old: str
    new: str

    @property
    def start(self) -> tuple[int, int]:
        """The place where it begins."""
        return self.line, self.column

    @property
    def end(self) -> tuple[int, int]:
        """The place behind ``old``."""
        return end_of(self.line, self.column, self.old)


@dataclass(frozen=True, slots=True)
class Edit:
    """One undoable change."""

    splices: tuple[Splice, ...]
    """In the order of the text, not overlapping, all on the original text. None: nothing to change."""
    summary: str
    """What it does, for a person, on one line: ``[ ] -> [x] Redis health check``."""
    intent: Intent | None = None
    """What was asked for; None for an undo."""

    def inverse(self) -> Edit:
        """The edit that takes this one back; it applies to the text that this one leaves."""
        undone = self.summary.startswith(_UNDO)
        summary = self.summary.removeprefix(_UNDO) if undone else _UNDO + self.summary
        return Edit(inverted(self.splices), summary)


def end_of(line: int, column: int, text: str) -> tuple[int, int]:
    """The place behind ``text`` when it begins at (line, column)."""
    if "\n" not in text and "\r" not in text:
        return line, column + len(text)
    pieces = split_lines(text)
    if pieces[-1].endswith(("\n", "\r")):
        return line + len(pieces), 1
    return line + len(pieces) - 1, len(pieces[-1]) + 1


def line_breaks(text: str) -> int:
    """How many line ends a text holds."""
    return end_of(0, 1, text)[0]


def inverted(splices: Sequence[Splice]) -> tuple[Splice, ...]:
    """Splices that undo ``splices``, placed in the text that those leave."""
    out = []
    lines_moved = 0
    row, columns_moved = -1, 0
    for splice in splices:
        line = splice.line + lines_moved
        column = splice.column + (columns_moved if splice.line == row else 0)
        out.append(Splice(line, column, splice.new, splice.old))
        old_line, old_column = splice.end
        new_line, new_column = end_of(line, column, splice.new)
        lines_moved, columns_moved, row = new_line - old_line, new_column - old_column, old_line
    return tuple(out)


def line_after(splices: Sequence[Splice], line: int) -> int | None:
    """Where line ``line`` (1-based) stands once the splices are made; None where they remove it.

    A line that a splice changes in part is still that line.
    """
    moved = 0
    here = (line, 1)
    for splice in splices:
        if splice.start > here:
            break
        end = splice.end
        if end[0] > line or (end[0] == line and end[1] > 1 and splice.line < line):
            return None
        moved += line_breaks(splice.new) - line_breaks(splice.old)
    return line + moved
