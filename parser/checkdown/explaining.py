"""Follows a section's blocks for what announces a legend and what its entries are.

An entry is no item, so a list or table is taken for a legend only where each mark stands once and the
words fit (``legend.explains``); everything else stays work, whatever the heading says.
"""

from __future__ import annotations

from collections.abc import Sequence

from .blocks import ITEM, PARAGRAPH, QUOTE, Block
from .legend import (
    entries_of_table,
    entries_of_text,
    explaining,
    explains,
    explains_itself,
    is_legend_header,
    label_in,
    names_meaning,
)
from .marks import BOX, MARK
from .parts import LegendEntry, Table
from .patterns import pattern

_SEPARATOR = pattern(r"[|,;·•/]")


class Explanations:
    """The legend entries of one section, as its blocks go by."""

    def __init__(self, lines: Sequence[str], start: int) -> None:
        self.lines = lines
        self.start = start
        self.entries: list[LegendEntry] = []
        self.announced = False
        """Whether the next list, paragraph or table may be a legend."""
        self.sure = False
        self.blocks: set[Block] = set()
        """Paragraphs of list items that are entries."""

    def heading(self, title: str) -> None:
        """A heading announces a legend or ends what was announced."""
        self._announce(title)

    def _announce(self, text: str) -> None:
        label = label_in(text)
        self.announced, self.sure = label is not None, label is not None and label.sure

    def list_at(self, blocks: Sequence[Block], position: int) -> None:
        """Decide on the announced list whose first paragraph stands at ``position``."""
        first = blocks[position].parent
        assert first is not None
        entries: list[LegendEntry] = []
        taken: list[Block] = []
        for block in blocks[position:]:
            holder = block.parent
            if block.kind in (ITEM, QUOTE):
                continue
            if block.kind != PARAGRAPH or holder is None or holder.depth < first.depth:
                break
            if block.first and holder.depth == first.depth:
                found = self._of_bullet(block)
                entries += found
                if found:
                    taken.append(block)
        self.announced = False
        kept = explaining(entries, sure=self.sure)
        self.entries += kept
        self.blocks |= set(taken[: len(kept)])

    def _of_bullet(self, block: Block) -> list[LegendEntry]:
        text = self.lines[block.start][block.column :]
        line = block.start - self.start
        box = BOX.match(text)
        mark = box or MARK.match(text)
        if mark is None:
            found = entries_of_text(text, line)[:1]
            # the words may not be found again: blanks of very long lines are not kept
            return [
                entry._replace(meaning=text[max(0, text.find(entry.meaning)) :].strip()) for entry in found
            ]
        return [
            LegendEntry(line, box[1] if box else mark[0], text[mark.end() :].strip(" \t").lstrip("=:–—→- "))
        ]

    def bullet(self, block: Block) -> None:
        """A bullet without a state: it may announce a legend or be one (``- Legend: [ ] todo, [x] done``)."""
        self._labelled(block.start, self.lines[block.start][block.column :])

    def _labelled(self, line: int, text: str) -> bool:
        label = label_in(text)
        if label is None:
            self.announced = False
            return False
        entries = entries_of_text(label.tail, line - self.start)
        self.entries += entries
        self.announced, self.sure = not entries, label.sure
        return True

    def prose(self, block: Block) -> set[int]:
        """A paragraph outside of list items: the lines of it that are a legend's."""
        texts = [self.lines[block.start][block.column :]]
        texts += [self.lines[block.start + n][column:] for n, column in enumerate(block.columns[1:], 1)]
        if self.announced and (taken := self._lines_of(block.start, texts)):
            return taken
        label = label_in(texts[0])
        if label is not None:
            self._labelled(block.start, texts[0])
            if self.announced and len(texts) > 1:
                return self._lines_of(block.start + 1, texts[1:])
            return {block.start}
        taken = set()
        for number, text in enumerate(texts, block.start):
            if (text.count("[") > 1 or not text.isascii()) and _SEPARATOR.search(text):
                entries = explains_itself(text, number - self.start)
                self.entries += entries
                taken |= {number} if entries else set()
        if len(texts) > 1 and label_in(texts[-1]):
            self._announce(texts[-1])
        elif self.announced and any(MARK.match(text) for text in texts):
            self.announced = False
        return taken

    def _lines_of(self, first: int, texts: Sequence[str]) -> set[int]:
        """The lines of an announced paragraph that are entries, if it is a legend."""
        found = {n: entries_of_text(text, n - self.start) for n, text in enumerate(texts, first)}
        entries = [entry for each in found.values() for entry in each]
        if not explains(entries, sure=self.sure):
            return set()
        self.entries += entries
        self.announced = False
        return {number for number, each in found.items() if each}

    def table(self, table: Table) -> bool:
        """Whether a table is a legend; its entries are noted then."""
        announced, self.announced = self.announced, False
        names = [cell.text for cell in table.header]
        if not announced and not is_legend_header(names):
            return False
        entries = entries_of_table(names, ((line, [c.text for c in cells]) for line, cells in table.rows))
        if not explains(entries, sure=(announced and self.sure) or names_meaning(names)):
            return False
        self.entries += entries
        return True
