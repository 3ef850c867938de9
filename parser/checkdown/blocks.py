"""Markdown block structure with exact positions, from markdown-it-py's own block rules.

The rules run unchanged; what they would write as tokens is noted as ``Block`` values that know
their line and column, which tokens do not. Inline rules never run. Blocks are handed over section
by section, so that a document is never held twice. Lines and columns are 0-based in here.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from .cells import RawCell, split_row

PARAGRAPH = "paragraph"
HEADING = "heading"
ITEM = "item"
QUOTE = "quote"
TABLE = "table"
FENCE = "fence"
CODE = "code"
HTML = "html"

_MAX_NESTING = 200


class Block:
    """One block: what it is, where it stands, what it stands in.

    ``start`` and ``end`` are lines (end exclusive), ``column`` is where its text begins on ``start``.
    ``parent`` is the list item or quote that holds it, ``first`` says that it is the first block of
    that list item. ``columns`` of a paragraph are the text columns of each of its lines. ``text`` is
    a heading's content, ``info`` a fence's, ``rows`` are a table's.
    """

    __slots__ = (
        "column",
        "columns",
        "end",
        "first",
        "info",
        "kind",
        "level",
        "parent",
        "rows",
        "start",
        "text",
    )

    def __init__(self, kind: str, start: int, column: int, parent: Block | None) -> None:
        self.kind = kind
        self.start = start
        self.column = column
        self.parent = parent
        self.end = start + 1
        self.first = False
        self.level = 0
        self.text = ""
        self.info = ""
        self.rows: list[tuple[int, list[RawCell]]] = []
        self.columns: list[int] = []

    @property
    def depth(self) -> int:
        """How many list items hold this block."""
        depth, block = 0, self.parent
        while block is not None:
            depth += block.kind == ITEM
            block = block.parent
        return depth


Sink = Callable[[list[Block], int | None], None]


class _Token:
    """What a block rule gets back from ``push``: it may set what it likes."""

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


_SCRATCH = _Token()
_LEAVES = {"fence": FENCE, "code_block": CODE, "html_block": HTML}


class _Recorder(StateBlock):
    """A block state that notes blocks instead of collecting tokens."""

    def __init__(self, src: str, md: MarkdownIt, sink: Sink) -> None:
        super().__init__(src, md, {}, [])
        self.origin = list(self.bMarks)
        self.blocks: list[Block] = []
        self.holder: Block | None = None
        self.fresh_item: Block | None = None
        self.open_maps: list[tuple[Block, _Token]] = []
        self.inline = _SCRATCH
        self.mute = False
        self.in_table = False
        self.sink = sink

    def getLines(self, begin: int, end: int, indent: int, keepLastLF: bool) -> str:
        # Content is cut out of the original lines when somebody asks for it.
        return "" if self.mute else super().getLines(begin, end, indent, keepLastLF)

    def column_of(self, line: int) -> int:
        return self.bMarks[line] + self.tShift[line] - self.origin[line]

    def add(self, kind: str, line: int) -> Block:
        block = Block(kind, line, self.bMarks[line] + self.tShift[line] - self.origin[line], self.holder)
        if self.fresh_item is not None:
            block.first = self.fresh_item is self.holder
            self.fresh_item = None
        self.blocks.append(block)
        return block

    def push(self, ttype: str, tag: str, nesting: int) -> Any:
        if nesting == 0:
            if ttype == "inline":
                return self.inline
            if ttype in _LEAVES:
                return self.leaf(_LEAVES[ttype])
            self.fresh_item = None
            return _SCRATCH
        if nesting < 0:
            self.level -= 1
            if ttype == "list_item_close" or ttype == "blockquote_close":
                self.fresh_item = None
                block, token = self.open_maps.pop()
                block.end = self.line
                self.holder = block.parent
            return _SCRATCH
        self.level += 1
        if ttype == "list_item_open" or ttype == "blockquote_open":
            block = self.add(ITEM if ttype == "list_item_open" else QUOTE, self.line)
            token = _Token()
            self.open_maps.append((block, token))
            self.holder = block
            if ttype == "list_item_open":
                self.fresh_item = block
            return token
        return _SCRATCH

    def leaf(self, kind: str) -> _Token:
        token = _LeafToken()
        token.note = self.add(kind, self.leaf_line)
        return token

    leaf_line = 0


class _LeafToken(_Token):
    """Passes on where a fence, code or HTML block stands once its rule says so."""

    __slots__ = ("note",)
    note: Block

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "map":
            self.note.start, self.note.end = value
        elif name == "info":
            self.note.info = value
        object.__setattr__(self, name, value)


_Rule = Callable[[Any, int, int, bool], bool]


def _paragraph(rule: _Rule) -> _Rule:
    def paragraph(state: _Recorder, start: int, end: int, silent: bool) -> bool:
        block = state.add(PARAGRAPH, start)
        state.mute = True
        rule(state, start, end, silent)
        state.mute = False
        block.end = stop = state.line
        if stop - start > 1:
            block.columns = [state.column_of(line) for line in range(start, stop)]
        return True

    return paragraph


def _heading(rule: _Rule) -> _Rule:
    def heading(state: _Recorder, start: int, end: int, silent: bool) -> bool:
        if silent:
            return rule(state, start, end, True)
        column = state.column_of(start)
        state.inline = token = _Token()
        found = rule(state, start, end, False)
        state.inline = _SCRATCH
        if not found:
            return False
        if state.level == 0 and state.holder is None:
            state.sink(state.blocks, start)
            state.blocks = []
        block = state.add(HEADING, start)
        block.column = column
        block.end = state.line
        block.text = token.content
        block.level = _heading_level(state.src[state.origin[start] + column :][:7], state, block)
        return True

    return heading


def _heading_level(head: str, state: _Recorder, block: Block) -> int:
    if block.end - block.start == 1:
        return len(head) - len(head.lstrip("#"))
    underline = state.src[state.bMarks[block.end - 1] + state.tShift[block.end - 1]]
    return 1 if underline == "=" else 2


def _leaf(rule: _Rule) -> _Rule:
    def leaf(state: _Recorder, start: int, end: int, silent: bool) -> bool:
        if silent:
            return rule(state, start, end, True)
        state.leaf_line = start
        state.mute = True
        found = rule(state, start, end, False)
        state.mute = False
        return found

    return leaf


def _table(rule: _Rule) -> _Rule:
    def table(state: _Recorder, start: int, end: int, silent: bool) -> bool:
        if silent:
            return rule(state, start, end, True)
        if not rule(state, start, end, False):
            return False
        block = state.add(TABLE, start)
        block.end = stop = state.line
        width = 0
        for line in range(start, stop):
            if line == start + 1:
                continue
            first = state.bMarks[line] + state.tShift[line]
            cells = split_row(state.src[first : state.eMarks[line]], first - state.origin[line])
            width = width or len(cells)
            block.rows.append((line, cells[:width]))
        return True

    return table


def _parser() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING}).enable("table").disable("inline")
    wraps = {
        "paragraph": (_paragraph, []),
        "heading": (_heading, ["paragraph", "reference", "blockquote"]),
        "lheading": (_heading, []),
        "table": (_table, ["paragraph", "reference"]),
        "fence": (_leaf, ["paragraph", "reference", "blockquote", "list"]),
        "code": (_leaf, []),
        "html_block": (_leaf, ["paragraph", "reference", "blockquote"]),
    }
    rules = dict(zip(md.block.ruler.get_all_rules(), _functions(md), strict=True))
    for name, (wrap, alt) in wraps.items():
        md.block.ruler.at(name, wrap(rules[name]), {"alt": alt})
    return md


def _functions(md: MarkdownIt) -> list[Any]:
    from markdown_it import rules_block

    modules = {"list": "list_block"}
    return [getattr(rules_block, modules.get(name, name)) for name in md.block.ruler.get_all_rules()]


_MD = _parser()


@contextmanager
def collector_paused() -> Iterator[None]:
    """Hold back the cyclic garbage collector: parsing makes many objects and no rubbish."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def scan(text: str, sink: Sink) -> None:
    r"""Read ``text`` (lines ended by ``\n`` alone) and call ``sink`` with the blocks of each section.

    The first call has what stands before the first top-level heading (it may be empty); every
    later one begins with the heading's own block. With the blocks comes the line at which the next
    section begins, None at the end of the text.
    """
    if not text:
        sink([], None)
        return
    with collector_paused():
        state = _Recorder(text, _MD, sink)
        _MD.block.tokenize(state, state.line, state.lineMax)
        sink(state.blocks, None)
