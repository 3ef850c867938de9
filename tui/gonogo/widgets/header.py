"""The top of a screen: what is open, how far it is, and what stands in the way."""

from __future__ import annotations

from typing import NamedTuple

from gonogo.core.safetext import EMPTY, Safe, safe
from gonogo.widgets.bars import GAP, MARGIN, Bar, BarLine
from gonogo.widgets.cells import cut, width
from gonogo.widgets.glyphs import Glyphs
from gonogo.widgets.look import Tone
from gonogo.widgets.pen import Span, span_width
from gonogo.widgets.progress import progress

_YES, _NO = "GO", "NO-GO"
FEW = 10
"""Changes for which room is kept beside a branch until they are counted."""
MANY = 999
"""Findings for which room is kept until they are counted."""
BAR_CELLS = 10
"""Cells of a progress bar where there is room."""


class HeaderBar(Bar):
    """Two lines, made by `header_lines`."""


class Header(NamedTuple):
    """What the header of a checklist tells."""

    title: Safe
    path: Safe
    """Relative to the repository."""
    done: int
    total: int
    blocked: int = 0
    failed: int = 0
    verdict: bool | None = None
    """Whether the gate says GO; None where nobody has asked it yet."""
    judged: bool = False
    """Whether the gate is asked: its word has a place from the start, so that nothing moves when it comes."""
    branch: Safe = EMPTY
    changes: int = 0
    """Flips and other edits that are saved and not committed."""
    unsaved: bool = False
    priorities: tuple[Span, ...] = ()
    """How far each priority is, the most urgent first; they give way where there is no room."""
    findings: int = 0
    facts: tuple[Span, ...] = ()
    """What else the second line says, at its end: a filter, a warning."""
    reading: Safe = EMPTY
    """How much of the document is read, for as long as it is; it stands where the progress will."""
    expected: int = 0
    """Items that there may be, for a document that is not read at once: room is kept for their figures."""


def header_lines(header: Header, glyphs: Glyphs, cells: int) -> tuple[BarLine, BarLine]:
    """The two lines of the header in `cells` cells. The title gives way first, then the path."""
    right = _right(header, glyphs, cells)
    # as wide as it can become by what is not known yet: what stands beside it need not give way then
    later = header._replace(reading=EMPTY)
    if header.expected:
        most = max(header.total, header.expected)
        later = later._replace(done=most, total=most)
    if header.branch:
        later = later._replace(changes=max(header.changes, FEW))
    size = cells - 2 * MARGIN - GAP - max(span_width(right), span_width(_right(later, glyphs, cells)))
    return BarLine(_what(header, glyphs, size), right), BarLine(_standing(header, cells - 2 * MARGIN))


def _right(header: Header, glyphs: Glyphs, cells: int) -> tuple[Span, ...]:
    right = []
    if header.unsaved:
        right.append(Span(safe("unsaved "), Tone.ALERT))
    if header.changes:  # before the branch, which stands there already when they have been counted
        right.append(Span(safe(f"{glyphs.changed}{header.changes} "), Tone.DOING))
    if header.branch:
        room = max(8, cells // 5)
        right.append(Span(safe(cut(header.branch, room, glyphs.ellipsis)), Tone.DIM))
    if right:
        right.append(Span(safe("   ")))
    if header.reading:
        return (Span(header.reading, Tone.DIM),)  # the branch comes with the figures, which it stands before
    return (*right, *progress(header.done, header.total, BAR_CELLS if cells >= 60 else 0, glyphs))


def _what(header: Header, glyphs: Glyphs, cells: int) -> tuple[Span, ...]:
    title = header.title or header.path
    link = f" {glyphs.within} "
    if title == header.path or cells - width(link) - width(header.path) < 8:
        return (Span(safe(cut(title, cells, glyphs.ellipsis)), Tone.STRONG),)
    room = cells - width(link) - width(header.path)
    return Span(safe(cut(title, room, glyphs.ellipsis)), Tone.STRONG), Span(
        safe(link + header.path), Tone.DIM
    )


def _standing(header: Header, cells: int) -> tuple[Span, ...]:
    """The second line. Where it is too long, the least urgent priorities go first, then the findings.

    Findings have room before they are known, and stand last: nothing goes or moves when they come.
    """
    findings = _findings(header.findings)
    later = _findings(MANY) if header.judged and header.verdict is None and not findings else findings
    priorities = header.priorities
    while True:
        first = (*_blockers(header), *priorities, *header.facts)
        if span_width(_joined(header, (*first, *later))) <= cells or not (priorities or later):
            return _joined(header, (*first, *findings))
        if len(priorities) > 1 or not later:
            priorities = priorities[:-1]
        else:
            findings = later = ()


def _findings(count: int) -> tuple[Span, ...]:
    return (Span(safe(f"{count} finding{'s' if count > 1 else ''}"), Tone.ALERT),) if count else ()


def _blockers(header: Header) -> list[Span]:
    parts = []
    if header.blocked:
        parts.append(Span(safe(f"{header.blocked} blocked"), Tone.ALERT))
    if header.failed:
        parts.append(Span(safe(f"{header.failed} failed"), Tone.ALERT))
    if header.total and not parts:
        left = header.total - header.done
        parts.append(Span(safe(f"{left} open")) if left else Span(safe("all done"), Tone.DONE))
    return parts


def _joined(header: Header, parts: tuple[Span, ...]) -> tuple[Span, ...]:
    spans: list[Span] = []
    for part in parts:
        spans += [Span(safe(" · "), Tone.DIM), part] if spans else [part]
    if header.verdict is None:
        return (Span(safe(" " * (len(_NO) + GAP))), *spans) if header.judged else tuple(spans)
    word = Span(safe(_YES), Tone.DONE) if header.verdict else Span(safe(_NO), Tone.ALERT)
    room = len(_NO) if header.judged else len(word.text)
    return (word, Span(safe(" " * (room - len(word.text) + GAP))), *spans)
