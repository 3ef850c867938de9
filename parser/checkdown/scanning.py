"""Which block rule is asked about which line, and what it found as a block.

The rules are markdown-it-py's own, but a rule is asked only where the first character of the line
lets it match: that is three quarters of its time on a checklist. Paragraphs, underlined headings and
the bodies of tables are read here in one go each, by the very conditions of its rules. Inline rules
never run. Blocks are handed over section by section, so that a document is never held twice.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from markdown_it import MarkdownIt, rules_block
from markdown_it.common.utils import mdTrim
from markdown_it.parser_block import ParserBlock
from markdown_it.ruler import Ruler
from markdown_it.rules_block.table import MAX_AUTOCOMPLETED_CELLS

from .blocks import CODE, DEFINITION, FENCE, HEADING, HTML, PARAGRAPH, TABLE, Block, Sink
from .cells import split_row
from .collecting import collector_paused
from .patterns import pattern
from .recorder import Recorder

_MAX_NESTING = 200
_Rule = Callable[[Any, int, int, bool], bool]


def _hr(state: Recorder, line: int, end: int, silent: bool) -> bool:
    position = state.bMarks[line] + state.tShift[line]
    return bool(_RULE.fullmatch(state.src, position, state.eMarks[line])) and rules_block.hr(
        state, line, end, silent
    )


def _reference(state: Recorder, line: int, end: int, silent: bool) -> bool:
    position = state.bMarks[line] + state.tShift[line]
    return not _CLOSED_LABEL.match(state.src, position) and rules_block.reference(state, line, end, silent)


_SPARING: dict[_Rule, _Rule] = {rules_block.hr: _hr, rules_block.reference: _reference}
"""Rules that are asked only after a glance at the whole line."""
_OPENERS: tuple[tuple[_Rule, str], ...] = (
    (rules_block.fence, "`~"),
    (rules_block.blockquote, ">"),
    (rules_block.hr, "*-_"),
    (rules_block.list_block, "*-+0123456789"),
    (rules_block.reference, "["),
    (rules_block.html_block, "<"),
    (rules_block.heading, "#"),
)
"""The characters that each rule's blocks begin with, in the order in which the rules are asked."""

_RULE = pattern(r"([-*_])[ \t]*(?:\1[ \t]*){2,}")
_CLOSED_LABEL = pattern(r"\[[^\[\]\\\n]*\](?!:)")
"""Brackets that cannot be a link definition's label: every box."""
_DELIMITERS = frozenset(a + b for a in "|-:" for b in "|-: \t") - {"- ", "-\t"}
"""What the second line of a table can begin with."""
_BOX_LABEL = pattern(r"\[([^\[\]\s]\ufe0f?)\]:")
_UNDERLINE = pattern(r"(?:-+|=+)[ \t]*")


def _by_character(chain: str) -> dict[str, tuple[_Rule, ...]]:
    """For each character the rules that may end a block of a kind ("" for rules that begin blocks)."""
    rules = ParserBlock().ruler.getRules(chain)
    found: dict[str, tuple[_Rule, ...]] = {}
    for rule, characters in _OPENERS:
        if rule in rules:
            for character in characters:
                found[character] = (*found.get(character, ()), _SPARING.get(rule, rule))
    return found


_ENDS_PARAGRAPH = _by_character("paragraph")
_ENDS_QUOTE = _by_character("blockquote")
_ENDS_LIST = _by_character("list")


def _ends(state: Recorder, line: int, end: int, rules: dict[str, tuple[_Rule, ...]]) -> bool:
    position = state.bMarks[line] + state.tShift[line]
    for rule in rules.get(state.src[position : position + 1], ()):  # noqa: SIM110 (a generator costs more)
        if rule(state, line, end, True):
            return True
    return False


def _ends_paragraph(state: Recorder, line: int, end: int, silent: bool = True) -> bool:
    """Whether a line that is not empty ends a paragraph, or a link definition."""
    return _is_table(state, line, end) or _ends(state, line, end, _ENDS_PARAGRAPH)


def _ends_quote(state: Recorder, line: int, end: int, silent: bool = True) -> bool:
    """Whether a line ends a quote that it does not belong to, or a table."""
    return _ends(state, line, end, _ENDS_QUOTE)


def _ends_list(state: Recorder, line: int, end: int, silent: bool = True) -> bool:
    return _ends(state, line, end, _ENDS_LIST)


def _is_table(state: Recorder, line: int, end: int) -> bool:
    """Whether a table begins on a line."""
    following = line + 1
    if following >= end:
        return False
    position = state.bMarks[following] + state.tShift[following]
    return (
        state.src[position : position + 2] in _DELIMITERS
        and state.src.find("|", state.bMarks[line] + state.tShift[line], state.eMarks[line]) >= 0
        and rules_block.table(state, line, end, True)
    )


def _table(state: Recorder, start: int, end: int) -> None:
    """Note the table that begins on ``start``: rows by the conditions of markdown-it's table rule."""
    block = state.add(TABLE, start, start)
    before, state.parentType = state.parentType, "table"
    header = _row(state, start)
    rows = [(start, header)]
    width, missing, line = len(header), 0, start + 2
    while line < end and 0 <= state.sCount[line] - state.blkIndent < 4 and not _ends_quote(state, line, end):
        if not mdTrim(state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]):
            break
        cells = _row(state, line)
        missing += width - len(cells)
        if missing > MAX_AUTOCOMPLETED_CELLS:
            break
        rows.append((line, cells[:width]))
        line += 1
    state.parentType = before
    block.rows = rows
    block.end = state.line = line


def _row(state: Recorder, line: int) -> list[Any]:
    first = state.bMarks[line] + state.tShift[line]
    return split_row(state.src[first : state.eMarks[line]], first - state.origin[line])


def _paragraph(state: Recorder, start: int, end: int) -> None:
    """Note the paragraph or the underlined heading that begins on ``start``."""
    starts, shifts, stops, indents = state.bMarks, state.tShift, state.eMarks, state.sCount
    indent, last, source = state.blkIndent, state.lineMax, state.src
    before, state.parentType = state.parentType, "paragraph"
    line = start + 1
    while line < last:
        position = starts[line] + shifts[line]
        if position >= stops[line]:
            break
        if indents[line] - indent < 4:
            if (
                source[position] in "-="
                and line < end
                and indents[line] >= indent
                and _UNDERLINE.fullmatch(source, position, stops[line])
            ):
                state.parentType = before
                _underlined(state, start, line, 1 if source[position] == "=" else 2)
                return
            # less than nothing: a quote already knows it as a lazy continuation
            if indents[line] >= 0 and _ends_paragraph(state, line, last):
                break
        line += 1
    state.parentType = before
    block = state.add(PARAGRAPH, start, line)
    if line - start > 1:
        block.columns = [state.column_of(number) for number in range(start, line)]
    state.line = line


def _underlined(state: Recorder, start: int, underline: int, level: int) -> None:
    text = mdTrim(state.content(start, underline))
    state.line = underline + 1
    _note_heading(state, start, level, text)


def _note_heading(state: Recorder, start: int, level: int, text: str) -> None:
    if state.holder is None:
        state.sink(state.blocks, start)
        state.blocks = []
    block = state.add(HEADING, start, state.line)
    block.level = level
    block.text = text


def _heading(state: Recorder, start: int, end: int, silent: bool) -> bool:
    if not rules_block.heading(state, start, end, False):
        return False
    position = state.bMarks[start] + state.tShift[start]
    head = state.src[position : position + 7]
    _note_heading(state, start, len(head) - len(head.lstrip("#")), state.scratch.content)
    return True


def _definition(state: Recorder, start: int, end: int, silent: bool) -> bool:
    """Note a link definition whose label could be a box."""
    position = state.bMarks[start] + state.tShift[start]
    if not _reference(state, start, end, False):
        return False
    label = _BOX_LABEL.match(state.src, position)
    if label:
        block = Block(DEFINITION, start, state.line, position - state.origin[start], state.holder, False)
        block.text = label[1]
        state.blocks.append(block)
    return True


def _leaf(rule: _Rule, kind: str) -> _Rule:
    def leaf(state: Recorder, start: int, end: int, silent: bool) -> bool:
        state.scratch.info = ""
        if not rule(state, start, end, False):
            return False
        state.add(kind, start, state.line).info = state.scratch.info
        return True

    return leaf


_code = _leaf(rules_block.code, CODE)
_NOTED: dict[_Rule, _Rule] = {
    rules_block.fence: _leaf(rules_block.fence, FENCE),
    rules_block.html_block: _leaf(rules_block.html_block, HTML),
    rules_block.heading: _heading,
    _reference: _definition,
}
_BEGINS = {
    character: tuple(_NOTED.get(rule, rule) for rule in rules)
    for character, rules in _by_character("").items()
}


class _Blocks(ParserBlock):
    """markdown-it's block parser with another way of finding the rule for a line."""

    def __init__(self) -> None:
        super().__init__()
        self.ruler: Ruler[Any] = Ruler()
        # What the rules ask for by these names; the chain "" is never asked for.
        self.ruler.push("code", _code)
        self.ruler.push("paragraph", _ends_paragraph, {"alt": ["paragraph", "reference"]})
        self.ruler.push("blockquote", _ends_quote, {"alt": ["blockquote"]})
        self.ruler.push("list", _ends_list, {"alt": ["list"]})

    def tokenize(self, state: Any, startLine: int, endLine: int) -> None:  # noqa: N803
        """Read lines ``startLine`` to ``endLine`` (exclusive) of one container."""
        starts, shifts, stops, source = state.bMarks, state.tShift, state.eMarks, state.src
        last, line = state.lineMax, startLine
        while line < endLine:
            while line < last and starts[line] + shifts[line] >= stops[line]:
                line += 1
            state.line = line
            if line >= endLine:
                break
            indent = state.sCount[line] - state.blkIndent
            if indent < 0:
                break
            if state.level >= _MAX_NESTING:
                state.line = endLine
                break
            if indent > 3:
                _code(state, line, endLine, False)
            elif _is_table(state, line, endLine):
                _table(state, line, endLine)
            else:
                for rule in _BEGINS.get(source[starts[line] + shifts[line]], ()):
                    if rule(state, line, endLine, False):
                        break
                else:
                    _paragraph(state, line, endLine)
            assert state.line > line
            line = state.line
            if line < endLine and starts[line] + shifts[line] >= stops[line]:
                line += 1
                state.line = line


def _parser() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING})
    md.block = _Blocks()
    return md


_MD = _parser()


def scan(lines: Sequence[str], sink: Sink) -> None:
    """Read lines (without their endings) and call ``sink`` with the blocks of each section.

    The first call has what stands before the first top-level heading (it may be empty); every
    later one begins with the heading's own block. With the blocks comes the line at which the next
    section begins, None at the end of the text.
    """
    with collector_paused():
        state = Recorder(lines, _MD, sink)
        _MD.block.tokenize(state, 0, state.lineMax)
        sink(state.blocks, None)
