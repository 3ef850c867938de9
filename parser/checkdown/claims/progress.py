"""What a document says of its own progress outside of headings: percentages of fields, scores in sentences.

They speak of the nearest section around them that holds items, of one around that, or of the whole document;
one that fits any of these holds. A percentage may count what is in progress by half, and may be that of a
TOTAL row. "6/10 tests pass" speaks of something else, and so does a whole that is no number of items here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from checkdown.findings.reading import LONGEST, Reading
from checkdown.patterns import pattern
from checkdown.tally import Tally

from .figures import PERCENT, SCORE, Score, percent, rounds_to, score_of, whole_cell

_ITEMS = r"(?:items|tasks|checks|boxes|checkpoints|criteria|steps|requirements)"
_DONE = r"(?:done|complete[d]?|passing|passed|pass|checked(?:\s+off)?|ticked|finished|resolved|closed)"
OWN_NAME = pattern(
    r"\W*(?:(?:overall|total|checklist|current|final)\s+)?"
    rf"(?:progress|completion|{_ITEMS}|items?|score|{_DONE})(?:\s+{_DONE})?\W*",
    re.IGNORECASE,
)
"""A name of something that can only be the checklist's own progress."""
PROGRESS_NAME = pattern(
    r"\W*(?:(?:overall|total|checklist|current)\s+)?(?:progress|completion|completed?|done)\W*", re.IGNORECASE
)
_REST = pattern(rf"[*_`\s]*(?:{_DONE}|of\s+(?:the\s+|all\s+)?{_ITEMS})?[*_`\s.]*$", re.IGNORECASE)
_ITEMS_WORD = pattern(rf"\d\s+{_ITEMS}", re.IGNORECASE)
_SENTENCE = pattern(
    r"(?<![\w.,/~≈<>=$#:-])(?<![~≈<>≥≤] )(?P<before>(?:completed|finished|closed|ticked|resolved)\s+)?"
    r"(?P<score>(\d{1,5})\s?(?:/|(?:out\s+)?of(?:\s+the)?\s)\s?(\d{1,5}))\s+"
    rf"{_ITEMS}\b(?P<behind>(?:\s+(?:are|is|have|has|been|now|already|currently)\b)*\s+{_DONE}\b)?",
    re.IGNORECASE,
)


_SUPPOSED = pattern(
    r"\b(?:about|around|roughly|nearly|almost|over|under|more than|less than|fewer than|at least|at most"
    r"|up to|when|once|if|until|unless|after|before|requires?|must|should|will|targets?|goals?|needs?|last"
    r"|was|were)\b",
    re.IGNORECASE,
)
"""Words before a score that make it a rough one, a wish, a condition or a thing of the past."""


_AGO = pattern(
    r"[^.!?]*\b(?:last\s+(?:sprint|week|month|year|quarter|time)|yesterday|ago|previously|by\s+then|earlier)\b",
    re.IGNORECASE,
)
"""Words behind one that make it a thing of the past."""


class Miscount(NamedTuple):
    """A figure that no count gives."""

    line: int
    column: int
    """1-based."""
    claimed: str
    actual: str
    said: str
    """What stands where, for a message."""


def around(reading: Reading, section: int) -> list[Tally]:
    """The tallies of the sections around a place that hold items, the nearest first, the document's last."""
    found: list[Tally] = []
    parents = reading.checklist.shape.parents
    while section > 0:
        found.append(reading.tally(section))
        section = parents[section]
    found += [reading.tally(0), reading.marked]
    return [tally for tally in found if tally.total]


def shares(reading: Reading) -> Iterator[Miscount]:
    """The percentages of fields (``**Progress:** 50%``) that no count gives."""
    totals = _totals(reading)
    for each in reading.own_fields:
        share = whole_cell(each.value, PERCENT) if "%" in each.value else None
        if (
            share is None
            or not PROGRESS_NAME.fullmatch(each.name)
            or not _REST.match(each.value, share.end())
        ):
            continue
        tallies = around(reading, each.section_index)
        if not tallies or tallies[0].total < 2 or share[1] in totals:
            continue
        if not any(_comes_to(tally, share[1]) for tally in (*tallies, *reading.priorities)):
            tally = tallies[0]
            actual = percent(Fraction(tally.done, tally.total), 0)
            said = f"{each.name}: {share[0]} stated, {tally.done} of {tally.total} items are done"
            yield Miscount(each.line, each.column + share.start(), share[0], actual, said)


def _comes_to(tally: Tally, stated: str) -> bool:
    counted = [(tally.done, tally.total), (2 * tally.done + tally.doing, 2 * tally.total)]
    counted.append((tally.done + tally.na, tally.total + tally.na))
    return any(whole and rounds_to(Fraction(100 * part, whole), stated) for part, whole in counted)


def _totals(reading: Reading) -> set[str]:
    """The percentages in TOTAL rows: whether those are right is another rule's."""
    return {
        match[1]
        for number, positions in reading.totals.items()
        for position in positions
        for cell in reading.grids[number].table.rows[position][1]
        if "%" in cell.text and (match := whole_cell(cell.text, PERCENT))
    }


class Stated(NamedTuple):
    """A score in a sentence."""

    line: int
    column: int
    """1-based."""
    section: int
    claimed: str
    score: Score


def sentences(reading: Reading) -> Iterator[Stated]:
    """The scores in sentences that count items (``5 of 6 items are done``); items' own lines are none."""
    fields = {each.line for each in reading.fields if SCORE.search(each.value)}
    for line, text, section in reading.prose:
        if ("/" in text or " of " in text) and len(text) < LONGEST and line not in fields:
            if not _ITEMS_WORD.search(text):
                continue
            for match in _SENTENCE.finditer(text):
                score = Score(int(match[3]), int(match[4]))
                told = (match["before"] or match["behind"]) and score.whole and score.part <= score.whole
                if (
                    told
                    and not _SUPPOSED.search(text[: match.start()])
                    and not _AGO.match(text, match.end())
                    and reading.checklist.item_at(line) is None
                    and not reading.inside_item(section, line)
                ):
                    yield Stated(line, match.start("score") + 1, section, match["score"], score)


def facts(reading: Reading) -> Iterator[Stated]:
    """The scores of rows such as ``| Items done | 5/6 |``."""
    for number, grid in enumerate(reading.grids):
        totals = reading.totals.get(number, [])
        for position, (line, cells) in enumerate(grid.rows):
            if position in totals or len(cells) < 2 or not OWN_NAME.fullmatch(cells[0].text):
                continue
            match = whole_cell(cells[1].text, SCORE)
            score = score_of(match) if match else None
            if match and score and _REST.match(cells[1].text, match.end()):
                column = cells[1].column + match.start() + 1
                yield Stated(line, column, grid.section, match[0], score)
