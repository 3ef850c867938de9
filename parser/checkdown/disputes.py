"""Conflict markers in a text, git's or ours: which places are in dispute, and the text once one is decided.

Markers are taken as git writes them: seven signs (or as many as the first has) at the beginning of a line.
Only whole disputes count: ``<<<<<<<``, ``=======``, ``>>>>>>>`` in this order, ``|||||||`` between them.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .source import Source, without_ending

_MARKER = re.compile(r"([<|=>])\1{6,}(?= |$)")
_BULLET = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]")


class Choice(StrEnum):
    """Which lines a dispute is decided for."""

    OURS = "ours"
    THEIRS = "theirs"
    BOTH = "both"
    BASE = "base"


@dataclass(frozen=True, slots=True)
class Dispute:
    """One place in dispute, markers included."""

    first: int
    """Line of its first marker (1-based)."""
    last: int
    """Line of its last marker."""
    ours: tuple[str, ...]
    """Lines with their endings."""
    theirs: tuple[str, ...]
    base: tuple[str, ...] | None = None
    """The lines as they were before either; None where the text does not say."""
    ours_label: str = ""
    """What stands behind the first marker: a branch, mostly."""
    theirs_label: str = ""

    def lines(self, choice: Choice) -> tuple[str, ...]:
        """What stands there once it is decided so."""
        if choice is Choice.BASE:
            return self.base or ()
        mine = self.ours if choice is not Choice.THEIRS else ()
        return mine + (self.theirs if choice is not Choice.OURS else ())


def disputes(source: Source) -> tuple[Dispute, ...]:
    """All places in dispute, in order."""
    return tuple(_found(list(source)))


def _found(raws: Sequence[str]) -> Iterator[Dispute]:
    marks: list[tuple[str, int, str]] = []
    size = 0
    for at, raw in enumerate(raws):
        line = without_ending(raw) if raw[:1] in "<|=>" else ""
        marker = _MARKER.match(line) if line else None
        if marker is None:
            continue
        sign, long = marker[1], len(marker[0])
        if sign == "<":
            marks, size = [(sign, at, line[long:].strip())], long
        elif marks and long == size and sign in _NEXT[marks[-1][0]]:
            marks.append((sign, at, line[long:].strip()))
            if sign == ">":
                yield _dispute(raws, marks)
                marks = []


_NEXT = {"<": "|=", "|": "=", "=": ">"}
_SIGNS = frozenset("<|=>")


def _dispute(raws: Sequence[str], marks: Sequence[tuple[str, int, str]]) -> Dispute:
    places = {sign: at for sign, at, _ in marks}
    top, middle, end = places["<"], places["="], places[">"]
    base = places.get("|")
    return Dispute(
        top + 1,
        end + 1,
        tuple(raws[top + 1 : middle if base is None else base]),
        tuple(raws[middle + 1 : end]),
        tuple(raws[base + 1 : middle]) if base is not None else None,
        marks[0][2],
        marks[-1][2],
    )


def resolved(source: Source, dispute: Dispute, choice: Choice) -> Source:
    """The text with one dispute decided; every other byte is as it was."""
    return source.replace_lines(dispute.first, dispute.last, dispute.lines(choice))


def is_like_marker(line: str) -> bool:
    """Whether a line may be any marker."""
    return line[:1] in _SIGNS and line[:7] == line[0] * 7


def marker_lines(source: Source) -> list[range]:
    """The lines (1-based) of markers, with those of what was there before: nobody's text as it is now."""
    found = []
    for dispute in disputes(source):
        middle = dispute.first + 1 + len(dispute.ours)
        behind = dispute.last - len(dispute.theirs)
        found += [
            range(dispute.first, dispute.first + 1),
            range(middle, behind),
            range(dispute.last, dispute.last + 1),
        ]
    return found


def without_markers(source: Source, marked: Sequence[range]) -> Source:
    """Both sides to be read, every line where it was; ``marked`` are the source's ``marker_lines``.

    There are empty lines for them, and rows without cells where they stand between rows of a table.
    """
    within = {line for lines in marked for line in lines}
    fresh: dict[int, str] = {}
    for line in sorted(within):
        above = _neighbour(source, line, -1, within)
        below = _neighbour(source, line, 1, within)
        row = _is_row(above) and _is_row(below)
        raw = source.raw(line)
        fresh[line] = ("|" if row else "") + raw[len(without_ending(raw)) :]
    return source.with_lines(fresh)


def _neighbour(source: Source, line: int, step: int, within: Container[int]) -> str:
    """The next line of somebody's text in one direction."""
    line += step
    while line in within:
        line += step
    return source.line(line) if 0 < line <= source.line_count else ""


def _is_row(line: str) -> bool:
    """Whether a line looks like one of a table: it begins with a pipe, or holds one and is no bullet."""
    text = line.lstrip(" \t")
    return text.startswith("|") or ("|" in text and not _BULLET.match(text))


def sides(source: Source) -> tuple[Source, Source | None, Source]:
    """The whole text as ours, as it was before either (None where a dispute does not say), and as theirs."""
    found = disputes(source)
    known = all(dispute.base is not None for dispute in found)
    ours, base, theirs = (
        _with(source, found, choice) for choice in (Choice.OURS, Choice.BASE, Choice.THEIRS)
    )
    return ours, base if known else None, theirs


def _with(source: Source, found: Sequence[Dispute], choice: Choice) -> Source:
    for dispute in reversed(found):
        source = resolved(source, dispute, choice)
    return source
