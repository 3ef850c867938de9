"""A markdown-it block state that notes blocks with their columns instead of collecting tokens.

Only keeps the books; which rule is asked about which line is decided in ``scanning``.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from operator import add
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from .blocks import ITEM, QUOTE, Block, Sink

_BLANK = " \t"


class Scratch:
    """What a block rule gets back from ``push``: it may set what it likes, the last value stays."""

    __slots__ = (
        "attrs",
        "block",
        "children",
        "content",
        "hidden",
        "info",
        "level",
        "map",
        "markup",
        "meta",
        "nesting",
        "tag",
        "type",
    )

    content: str
    info: str


class Recorder(StateBlock):
    """The state of one scan. List items and quotes note themselves as their rules push them."""

    def __init__(self, lines: Sequence[str], md: MarkdownIt, sink: Sink) -> None:
        super().__init__("", md, {}, [])
        self.src = "\n".join(lines)
        if "\0" in self.src:
            self.src = self.src.replace("\0", "\ufffd")
        self._mark_lines(lines)
        self.blocks: list[Block] = []
        """Blocks of the section that is being read."""
        self.holder: Block | None = None
        """The innermost list item or quote that is open."""
        self.fresh_item: Block | None = None
        """The list item that has just begun and holds nothing yet."""
        self.scratch = Scratch()
        self.sink = sink

    def _mark_lines(self, lines: Sequence[str]) -> None:
        """Fill the line tables exactly as ``StateBlock`` does, a list at a time instead of a line."""
        if lines and not lines[-1].strip(_BLANK):
            lines = lines[:-1]  # a last line of blanks alone has no mark
        lengths = list(map(len, lines))
        starts = list(accumulate(lengths, lambda at, length: at + length + 1, initial=0))
        self.bMarks = starts
        self.eMarks = list(map(add, starts, lengths))
        self.tShift = [len(s) - len(s.lstrip(_BLANK)) if s[:1] in (" ", "\t") else 0 for s in lines]
        self.sCount = self.tShift.copy()
        for number, shift in enumerate(self.tShift):
            if shift and "\t" in lines[number][:shift]:
                self.sCount[number] = len(lines[number][:shift].expandtabs(4))
        self.bsCount = [0] * len(lines)
        # an entry behind the last line spares the rules a bounds check
        starts[-1] = len(self.src)
        self.eMarks.append(len(self.src))
        for table in (self.tShift, self.sCount, self.bsCount):
            table.append(0)
        self.lineMax = len(lines)
        self.origin = starts.copy()
        """Where each line begins; quotes move ``bMarks``."""

    def getLines(self, begin: int, end: int, indent: int, keepLastLF: bool) -> str:  # noqa: N802, N803
        """Nothing: content is cut out of the original lines when somebody asks for it."""
        return ""

    def content(self, begin: int, end: int) -> str:
        """The text of some lines as markdown-it cuts it."""
        return super().getLines(begin, end, self.blkIndent, False)

    def column_of(self, line: int) -> int:
        """Where the text of a line begins, behind the marks of what holds it."""
        return self.bMarks[line] + self.tShift[line] - self.origin[line]

    def add(self, kind: str, start: int, end: int) -> Block:
        """Note a block."""
        holder = self.holder
        block = Block(
            kind,
            start,
            end,
            self.bMarks[start] + self.tShift[start] - self.origin[start],
            holder,
            holder is not None and holder is self.fresh_item,
        )
        self.fresh_item = None
        self.blocks.append(block)
        return block

    def push(self, ttype: str, tag: str, nesting: int) -> Any:
        """Called by the rules for each token they would make."""
        self.level += nesting
        if nesting > 0:
            if ttype == "list_item_open":
                self.fresh_item = self.hold(ITEM)
            elif ttype == "blockquote_open":
                self.hold(QUOTE)
        elif nesting < 0:
            if ttype == "list_item_close" or ttype == "blockquote_close":
                self.release()
        elif ttype == "hr":
            self.fresh_item = None
        return self.scratch

    def hold(self, kind: str) -> Block:
        """Open a list item or quote."""
        outer = self.holder
        block = self.holder = self.add(kind, self.line, self.line + 1)
        if outer is not None:
            block.depth, block.quotes = outer.depth, outer.quotes
        if kind is ITEM:
            block.depth += 1
        else:
            block.quotes += 1
        return block

    def release(self) -> None:
        """Close the innermost list item or quote."""
        block = self.holder
        assert block is not None
        block.end = self.line
        self.holder = block.parent
        self.fresh_item = None
