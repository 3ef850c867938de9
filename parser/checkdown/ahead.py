"""What a document says further down about its beginning, as values: see `lookahead` for how it is found."""

from __future__ import annotations

from typing import NamedTuple

from .parts import LegendEntry


class Heading(NamedTuple):
    """A heading, as far as its line alone tells."""

    offset: int
    """Of its line, in bytes."""
    level: int
    title: str


class Ahead(NamedTuple):
    """What a document says of itself, wherever it stands; offsets are bytes from its beginning."""

    headings: tuple[Heading, ...] = ()
    labels: frozenset[str] = frozenset()
    """One-character link labels, lower case."""
    entries: tuple[tuple[int, int, LegendEntry], ...] = ()
    """Of legends: offset and line (from 0) at which the lines that they are told by begin."""
