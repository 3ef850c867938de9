"""Prose: the lines of a document that are neither code nor HTML nor in a table, headings aside.

Gathered anew for whoever asks; nothing is kept, for a long document would be kept twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from .parts import Part

if TYPE_CHECKING:
    from .checklist import Checklist


class Prose(NamedTuple):
    """A line of prose that is not empty; items' own lines are among them."""

    line: int
    """1-based."""
    text: str
    section: int
    """Index of the section in which it stands."""


def prose_lines(part: Part) -> Iterable[int]:
    """Lines of a part, relative to it, that are neither code nor HTML nor in a table."""
    if not part.spans and not part.tables:
        return range(part.body, part.count)
    closed = [(span.line, span.end) for span in part.spans]
    closed += [(table.line, table.end) for table in part.tables]
    closed.sort()
    open_: list[range] = []
    line = part.body
    for start, end in closed:
        open_.append(range(line, start))
        line = max(line, end)
    open_.append(range(line, part.count))
    return chain.from_iterable(open_)


def lines_by_section(checklist: Checklist) -> tuple[list[str], ...]:
    """The lines of each section without their endings, the heading's own first."""
    lines = checklist.source.lines(1, checklist.source.line_count)
    return tuple(
        lines[start : start + part.count]
        for start, part in zip(checklist.starts, checklist.parts, strict=True)
    )


def prose_of(checklist: Checklist, lines: Sequence[Sequence[str]] | None = None) -> list[Prose]:
    """All prose lines in document order; ``lines`` are the document's by section, where they are known."""
    found: list[Prose] = []
    known = lines_by_section(checklist) if lines is None else lines
    for index, part in enumerate(checklist.parts):
        own, first = known[index], checklist.starts[index] + 1
        found += [Prose(first + line, own[line], index) for line in prose_lines(part) if own[line]]
    return found
