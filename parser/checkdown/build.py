"""From the blocks of one section to its part: which list items, rows and lines are items.

Knows the rules of what is an item and what is a legend's entry. Meanings that a legend changes, and
rows that restate a section, are settled for the whole document in ``settle``.
"""

from __future__ import annotations

from collections.abc import Sequence

from .blocks import CODE, DEFINITION, FENCE, HEADING, HTML, ITEM, PARAGRAPH, QUOTE, TABLE, Block
from .explaining import Explanations
from .marks import BOX, MARK, box_state
from .outline import is_decision
from .parts import Part, Record, Span
from .states import EMOJI, Kind, Notation, Role
from .tables import rows_of, table_of

_PLAIN = frozenset(" x")
_OPAQUE = frozenset({FENCE, CODE, HTML})


class _Builder:
    """Collects the records of one part; blocks come in document order."""

    def __init__(self, lines: Sequence[str], start: int, title: str) -> None:
        self.lines = lines
        self.start = start
        self.records: list[Record] = []
        self.legend = Explanations(lines, start)
        self.legend.heading(title)
        self.verdict = is_decision(title)

    def text(self, line: int, column: int) -> str:
        return self.lines[line][column:]

    def holder_record(self, block: Block | None) -> int:
        while block is not None and block.record < 0:
            block = block.parent
        return block.record if block is not None else -1

    def paragraph(self, block: Block) -> None:
        line, column = block.start, block.column
        text = self.lines[line][column:]
        if block.first and block.parent is not None:
            if text[:1] == "[":
                box = BOX.match(text)
                if box and (box.end() < len(text) or block.end > line + 1):
                    self.task(block, box[1], column, text[box.end() :])
                    return
            mark = MARK.match(text)
            if mark:
                self.mark(block, block.parent, line, column, mark[0])
                return
            self.legend.bullet(block)
            return
        explained = self.legend.prose(block)
        for number in range(line, block.end):
            at = block.columns[number - line] if block.columns else column
            mark = MARK.match(self.lines[number], at)
            if mark and number not in explained:
                self.mark(block, None, number, at, mark[0])

    def task(self, block: Block, mark: str, column: int, rest: str) -> None:
        item = block.parent
        assert item is not None
        parent = self.holder_record(item.parent)
        start = self.start
        item.record = len(self.records)
        gap = len(rest) - len(rest.lstrip(" \t"))
        self.records.append(
            Record(
                block.start - start,
                column + 1,
                mark,
                box_state(mark),
                Kind.TASK,
                Notation.BOX,
                Role.ITEM,
                column + 2 + len(mark) + gap,
                block.end - start,
                item.end - start,
                parent,
                item.depth,
                item.quotes,
                -1,
                -1,
            )
        )

    def mark(self, block: Block, item: Block | None, line: int, column: int, mark: str) -> None:
        holder = item or block.parent
        depth, quotes = _depth(holder)
        parent = self.holder_record(item.parent if item else holder)
        if item is not None:
            item.record = len(self.records)
        text = self.lines[line]
        body = column + len(mark)
        body += len(text) - body - len(text[body:].lstrip(" \t"))
        self.records.append(
            Record(
                line - self.start,
                column,
                mark,
                EMOJI[mark.removesuffix("\ufe0f")],
                Kind.MARK,
                Notation.EMOJI,
                Role.ITEM,
                body,
                (block.end if item else line + 1) - self.start,
                (item.end if item else line + 1) - self.start,
                parent,
                depth,
                quotes,
                -1,
                -1,
            )
        )


def _depth(holder: Block | None) -> tuple[int, int]:
    return (holder.depth, holder.quotes) if holder is not None else (0, 0)


def _title(heading: Block, lines: Sequence[str]) -> str:
    """A heading's text on one line, as it is written (the block rules put U+FFFD for NUL)."""
    text = heading.text
    if "\ufffd" in text:
        raw = "\n".join(lines[heading.start : heading.end])
        at = raw.replace("\0", "\ufffd").find(text)
        text = raw[at : at + len(text)] if at >= 0 else text
    return " ".join(line.strip(" \t") for line in text.split("\n")) if "\n" in text else text


def build(blocks: list[Block], lines: Sequence[str], start: int, end: int) -> Part:
    """The part that covers lines ``start`` to ``end`` (exclusive) of ``lines`` (without endings)."""
    heading = blocks[0] if blocks and blocks[0].kind == HEADING and blocks[0].parent is None else None
    if heading is not None:
        part = Part(heading.level, _title(heading, lines), heading.end - heading.start, end - start)
    else:
        part = Part(0, "", 0, end - start)
    builder = _Builder(lines, start, part.title)
    tables, spans, nested = [], [], []
    labels: list[str] = []
    legend = builder.legend
    for position, block in enumerate(blocks):
        kind = block.kind
        if kind == PARAGRAPH:
            if legend.announced and block.first:
                part.weighed = True
                legend.list_at(blocks, position)
            if block not in legend.blocks:
                builder.paragraph(block)
        elif kind in (ITEM, QUOTE):
            continue
        elif kind == TABLE:
            table = table_of(block, start)
            if legend.table(table):
                table = table._replace(status=-1, legend=True)
            tables.append(table)
            if table.status >= 0:
                depth, quotes = _depth(block.parent)
                parent = builder.holder_record(block.parent)
                builder.records += rows_of(table, len(tables) - 1, depth, quotes, parent, builder.verdict)
        elif kind == DEFINITION:
            labels.append(block.text.lower())
        elif kind in _OPAQUE:
            spans.append(Span(kind, block.start - start, block.end - start, block.column, block.info))
        elif kind == HEADING and block is not heading:
            nested.append((block.start - start, block.level, block.text))
            legend.heading(block.text)
    part.records = tuple(builder.records)
    part.tables = tuple(tables)
    part.spans = tuple(spans)
    part.nested = tuple(nested)
    part.entries = tuple(legend.entries)
    part.labels = frozenset(label for label in labels if label not in _PLAIN)
    return part
