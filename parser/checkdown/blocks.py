"""Blocks of markdown with exact positions: what the block rules find, as values.

Lines and columns are 0-based in here. How blocks are found is ``scanning``'s business.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from .cells import RawCell

PARAGRAPH = "paragraph"
HEADING = "heading"
ITEM = "item"
QUOTE = "quote"
TABLE = "table"
FENCE = "fence"
CODE = "code"
HTML = "html"
DEFINITION = "definition"
"""A link definition whose label is one character: what looks like a box of it is a link."""
FRONT = "front"
"""YAML front matter: no markdown, but lines of the document."""
DISPUTE = "dispute"
"""Conflict markers, and what was there before either side."""


class Block:
    """One block: what it is, where it stands, what it stands in."""

    __slots__ = (
        "column",
        "columns",
        "depth",
        "end",
        "first",
        "info",
        "kind",
        "level",
        "parent",
        "quotes",
        "record",
        "rows",
        "start",
        "text",
    )

    def __init__(
        self,
        kind: str,
        start: int,
        end: int,
        column: int,
        parent: Block | None,
        first: bool,
        depth: int = 0,
        quotes: int = 0,
    ) -> None:
        self.kind = kind
        self.start = start
        self.end = end
        """Line after the block."""
        self.column = column
        """Where its text begins on ``start``."""
        self.parent = parent
        """The list item or quote that holds it."""
        self.first = first
        """Whether it is a paragraph that opens its list item."""
        self.depth = depth
        """Of list items and quotes: how many list items it is in, itself included."""
        self.quotes = quotes
        """Of list items and quotes: how many quotes it is in, itself included."""
        self.columns: Sequence[int] = ()
        """Of paragraphs of several lines: where the text of each begins."""
        self.level = 0
        """Of headings."""
        self.text = ""
        """Of headings, and the label of definitions."""
        self.info = ""
        """Of fences: what stands behind the opening marks."""
        self.rows: Sequence[tuple[int, list[RawCell]]] = ()
        """Of tables: line and cells, the header's first."""
        self.record = -1
        """Of list items that are checklist items: the place of its record; for ``build``."""


Sink = Callable[[list[Block], int | None], None]
"""Takes the blocks of one section and the line of the next one, None at the end of the text."""
