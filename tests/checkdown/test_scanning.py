"""Blocks are those that markdown-it-py finds, whichever way its rules are asked."""

from pathlib import Path
from typing import Any

from hypothesis import given
from markdown_it import MarkdownIt

from checkdown import Source
from checkdown.blocks import CODE, DEFINITION, FENCE, HEADING, HTML, ITEM, PARAGRAPH, QUOTE, TABLE, Block
from checkdown.scanning import scan
from tests.checkdown.documents import documents, long_documents

KINDS = {
    "paragraph_open": PARAGRAPH,
    "heading_open": HEADING,
    "list_item_open": ITEM,
    "blockquote_open": QUOTE,
    "table_open": TABLE,
    "fence": FENCE,
    "code_block": CODE,
    "html_block": HTML,
}
PLAIN = MarkdownIt("commonmark", {"maxNesting": 200}).enable("table").disable("inline")


def described(lines: list[str]) -> list[tuple[Any, ...]]:
    """Kind, first line, line behind, heading level and text, fence info and kinds of its holders."""
    found: list[Block] = []
    scan(lines, lambda blocks, _: found.extend(blocks))
    return [
        (b.kind, b.start, b.end, b.level, b.text, b.info, _holders(b)) for b in found if b.kind != DEFINITION
    ]


def _holders(block: Block) -> tuple[str, ...]:
    kinds = []
    holder = block.parent
    while holder is not None:
        kinds.append(holder.kind)
        holder = holder.parent
    return tuple(reversed(kinds))


def expected(lines: list[str]) -> list[tuple[Any, ...]]:
    """The same from markdown-it-py's tokens."""
    tokens = PLAIN.parse("\n".join(lines))
    found: list[tuple[Any, ...]] = []
    holders: list[str] = []
    for number, token in enumerate(tokens):
        kind = KINDS.get(token.type)
        if kind is not None and token.map is not None:
            level, text = (int(token.tag[1:]), tokens[number + 1].content) if kind is HEADING else (0, "")
            info = token.info if kind is FENCE else ""
            found.append((kind, *token.map, level, text, info, tuple(holders)))
        if kind in (ITEM, QUOTE):
            holders.append(str(kind))
        elif token.type in ("list_item_close", "blockquote_close"):
            holders.pop()
    return found


@given(documents())
def test_blocks_are_those_of_markdown_it(document: str) -> None:
    lines = document.split("\n")
    assert described(lines) == expected(lines)


def test_blocks_of_long_documents_are_those_of_markdown_it() -> None:
    for document in long_documents(40):
        lines = document.split("\n")
        assert described(lines) == expected(lines)


def test_blocks_of_real_documents_are_those_of_markdown_it(shared: Path) -> None:
    for path in sorted((shared / "corpus").glob("*.md")):
        source = Source.load(path.read_bytes())
        lines = source.lines(1, source.line_count)
        assert described(lines) == expected(lines), path.name
