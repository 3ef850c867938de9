"""Totals, scores and stated values in tables that hold no items: what they claim, and which changed.

A row claims something where it is a TOTAL row with figures, where a cell is a score (``7/10``), where a cell
is a percentage below a column of scores or progress, and where a table of two columns states it by name
(``| Verdict | NOT READY |``). Rows of tables with a status column are items, and told as such.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from checkdown.cells import RawCell, unescaped
from checkdown.checklist import Checklist
from checkdown.claims.columns import done_of_total, is_scored, is_share
from checkdown.claims.figures import PERCENT, SCORE, number_in, only_cell, score_of
from checkdown.fields import Field
from checkdown.parts import Table
from checkdown.patterns import pattern
from checkdown.tables import is_total

from .aligning import same_values
from .sections import SectionPairs
from .values import Change, ChangeKind

_LONGEST = 200
"""Characters of a cell that are looked at."""
_NO_SCORES = pattern(r".*\b(?:date|day|when|version|ratio|ports?|url|path|size|id|rate)\b.*", re.IGNORECASE)
_FIGURE = pattern(r"[*_`~ \t≈<>≥≤$€£+-]{0,8}\d")
"""How a figure begins, rough ones too: a total that was rough may still be another one."""
_DIGITS = pattern(r"\d+(?:[.,]\d+)*")
_STATED = pattern(
    r"\W*(?:[\w-]+ ){0,3}(?:status|score|verdict|decision|progress|readiness|completion|overall"
    r"|recommendation|confidence|blockers|go/no-go)(?: [\w-]+)?\W*",
    re.IGNORECASE,
)
"""The name of a row that states how far the work is."""
_TOTAL = "\0total"


class _Row(NamedTuple):
    key: str
    """What tells it from other rows: its name, or that it is a total."""
    field: Field
    """Its name, and the cells that claim something."""
    others: tuple[str, ...]
    """Of a total the figures of the rows that it may sum up."""


class FigureRows:
    """The changes of rows that claim something, and which of them follow from other rows of their table."""

    def __init__(
        self, before: Checklist, after: Checklist, sections: SectionPairs, states: re.Pattern[str]
    ) -> None:
        """``states`` finds what states something in a cell beside a name that asks for it."""
        self.changes: list[Change] = []
        self.grounded: set[Field] = set()
        """Totals, as they are now, of tables in which other figures changed too."""
        for old, new in sorted(sections.pairs.items()):
            if not before.parts[old].tables or not after.parts[new].tables:
                continue
            if before.parts[old] is not after.parts[new]:
                ours, theirs = list(_rows(before, old, states)), list(_rows(after, new, states))
                self._compare(ours, theirs)

    def _compare(self, ours: list[_Row], theirs: list[_Row]) -> None:
        keys = [row.key for row in ours], [row.key for row in theirs]
        pairs = same_values(*keys, [row.field.value for row in ours], [row.field.value for row in theirs])
        for n, m in sorted(pairs.items()):
            one, other = ours[n].field, theirs[m].field
            if one.value != other.value:
                texts = f"{one.name}: {one.value}", f"{other.name}: {other.value}"
                self.changes.append(Change(ChangeKind.CLAIM, one, other, (), *texts))
                if ours[n].others != theirs[m].others:
                    self.grounded.add(other)


def _rows(checklist: Checklist, section: int, states: re.Pattern[str]) -> Iterator[_Row]:
    """The rows of a section that claim something."""
    part, start = checklist.parts[section], checklist.starts[section]
    for table in part.tables:
        if table.legend or table.status >= 0:
            continue
        names = [cell.text[:_LONGEST] for cell in table.header]
        sums = [is_total(table, cells) for _, cells in table.rows]
        others = tuple(
            figure
            for (_, cells), total in zip(table.rows, sums, strict=True)
            for cell in cells
            if any(sums) and not total
            for figure in _DIGITS.findall(cell.text[:_LONGEST])
        )
        for (line, cells), total in zip(table.rows, sums, strict=True):
            found = [cell for cell in _claiming(table, names, cells, total, states) if cell.text]
            if found:
                label = unescaped(cells[table.label].text) if table.label < len(cells) else ""
                name = label.strip("*_`~ ") or "TOTAL"
                value = " | ".join(cell.text for cell in found)
                field = Field(name, value, start + line + 1, found[0].column + 1, section)
                yield _Row(_TOTAL if total else name.casefold(), field, others if total else ())


def _claiming(
    table: Table, names: list[str], cells: tuple[RawCell, ...], total: bool, states: re.Pattern[str]
) -> Iterator[RawCell]:
    """The cells of a row that claim something."""
    label = cells[table.label].text[:_LONGEST] if table.label < len(cells) else ""
    counted = done_of_total(names) is not None
    for column, cell in enumerate(cells):
        text = cell.text[:_LONGEST]
        name = names[column] if column < len(names) else ""
        if column == table.label or not text:
            continue
        claims = _FIGURE.match(text) is not None if total else _is_score(text, name, label)
        if not total and not claims:
            stated = len(names) == 2 and _STATED.fullmatch(label) and states.search(text)
            claims = bool(stated) or (counted and number_in(text) is not None)
        if claims:
            yield cell


def _is_score(text: str, name: str, label: str) -> bool:
    """Whether a cell says how far its row is, by itself or by the name of its column."""
    if score := only_cell(text, SCORE):
        return score_of(score) is not None and not any(map(_NO_SCORES.match, (name, label)))
    return only_cell(text, PERCENT) is not None and (is_scored(name) or is_share(name))
