"""Findings as the application shows them: in a few words beside a line, explained, in a list."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from checkdown import Checklist
from checkdown.findings import RULES, Finding, Severity
from checkdown.gate import Verdict
from gonogo.core.safetext import Safe, safe
from gonogo.screens.presentation.words import plain
from gonogo.widgets.look import Tone
from gonogo.widgets.pen import Span
from gonogo.widgets.rows import ListRow, RowKind

_SHORT = 14
"""Characters of a claim that are repeated beside what is so."""
_WEIGHTS = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
TONES = {Severity.ERROR: Tone.ALERT, Severity.WARNING: Tone.DOING, Severity.INFO: Tone.DIM}
"""How a severity is drawn."""


class Beside(NamedTuple):
    """What stands at the right edge of a line."""

    words: Safe
    brief: Safe
    """The same in fewer words: only what is so."""
    text: str
    """The line of which it speaks, as it was: it is not shown beside another one."""


def words_of(found: Finding) -> str:
    """A finding in a few words: what is so, and what is claimed where that is short."""
    if not found.actual:
        return found.rule.replace("-", " ")
    short = found.claimed and len(found.claimed) <= _SHORT
    return f"{found.actual}, not {found.claimed}" if short else found.actual


def counted(found: Sequence[Finding]) -> int:
    """How many findings the header counts: those that are more than worth a look."""
    return sum(each.severity is not Severity.INFO for each in found)


def counts_of(found: Sequence[Finding]) -> str:
    """``4 findings, 2 worth a look``: the first as the header counts them."""
    heavy = counted(found)
    light = len(found) - heavy
    said = [f"{heavy} finding{'' if heavy == 1 else 's'}"] if heavy or not light else []
    return ", ".join([*said, *([f"{light} worth a look"] if light else [])])


def by_line(checklist: Checklist, found: Sequence[Finding]) -> dict[int, list[Finding]]:
    """Findings by the line of the file at which they are shown, the heaviest first.

    What is found inside an item stands at the item: its evidence has no line of its own.
    """
    lines: dict[int, list[Finding]] = {}
    starts: dict[int, list[int]] = {}
    for each in sorted(found, key=lambda one: _WEIGHTS[one.severity]):
        lines.setdefault(_anchor(checklist, each.line, starts), []).append(each)
    return lines


def _anchor(checklist: Checklist, line: int, starts: dict[int, list[int]]) -> int:
    index = checklist.section_index_at(line)
    records, relative = checklist.parts[index].records, line - 1 - checklist.starts[index]
    known = starts.get(index)
    if known is None:
        known = starts[index] = [record.line for record in records]
    at = bisect_right(known, relative) - 1
    if at >= 0 and records[at].table < 0 and relative < records[at].end:
        return checklist.starts[index] + records[at].line + 1
    return line


def beside(checklist: Checklist, lines: Mapping[int, Sequence[Finding]]) -> dict[int, Beside]:
    """What stands beside lines: errors and warnings; what is only worth a look is in the list."""
    shown = {}
    for line, found in lines.items():
        heavy = [each for each in found if each.severity is not Severity.INFO]
        if heavy:
            more = f" +{len(heavy) - 1}" if len(heavy) > 1 else ""
            first = heavy[0]
            brief = first.actual or words_of(first)
            words = plain(words_of(first) + more)
            shown[line] = Beside(words, plain(brief + more), checklist.source.line(line))
    return shown


def explained(found: Finding) -> list[str]:
    """A finding and its rule, as sentences."""
    rule = RULES[found.rule]
    return [found.message, f"{rule.name}, {found.severity.value}: {rule.summary} {rule.advice}"]


def told_of(verdict: Verdict, checklist: Checklist) -> list[str]:
    """The reasons of a verdict with their lines."""
    told = []
    for reason in verdict.reasons:
        told.append(f"- {reason.message}")
        told += [f"    {line}: {checklist.source.line(line).strip()}" for line in reason.lines]
    if verdict.waived:
        told.append(f"{len(verdict.waived)} waived")
        waived = [checklist.find(name) for name in verdict.waived]
        told += [f"    {item.line}: {item.text}" for item in waived]
    return told


class FindingLines:
    """Findings, as a list asks for them."""

    headings: Sequence[int] = ()

    def __init__(self, found: Sequence[Finding]) -> None:
        self.found = found

    def __len__(self) -> int:
        return len(self.found)

    def row(self, index: int) -> ListRow:
        """One finding: its line, what is found, its rule."""
        each = self.found[index]
        right = (Span(safe(each.rule), TONES[each.severity]),)
        return ListRow(RowKind.TEXT, plain(f"{each.line:>4}  {each.message}"), right=right)
