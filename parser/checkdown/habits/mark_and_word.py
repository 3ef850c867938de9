"""A mark that says one thing and the word beside it another: ``✅ Missing``, ``❌ Done``.

Only words that leave no doubt are looked at: ``✅ Required`` and ``✅ No`` may well be meant, and where every
cell of a column says ``⬜ Done``, or the mark is a ballot box (``☐ Approved``), the word names the box.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checkdown.findings.finding import Finding, Rule, Severity
from checkdown.findings.reading import Reading, finding
from checkdown.parts import Part, Record
from checkdown.states import EMOJI, LEADING_EMOJI, Notation, State

RULE = Rule(
    "mark-word-mismatch",
    Severity.ERROR,
    "A mark and the word beside it disagree: '✅ Missing'.",
    "Correct the mark or the word.",
)

_NOT_YET = frozenset({State.FAILED, State.TODO, State.BLOCKED})
_NOT_DONE = frozenset(
    (
        *("missing", "failed", "fail", "failing", "not implemented", "incomplete", "broken", "blocked"),
        *("not started", "pending", "todo", "to do", "in progress", "not ready", "not done", "not met"),
        *("not available", "rejected", "overdue", "not tested", "not run", "wip"),
    )
)
_DONE = frozenset(
    (
        *("done", "complete", "completed", "pass", "passed", "passing", "implemented", "fixed", "resolved"),
        *("finished", "approved", "verified", "deployed", "success"),
    )
)


_SQUARE = "⬜"
"""An open square: the parser takes a word behind it for the label of a box."""


def look(reading: Reading) -> Iterator[Finding]:
    """Every cell whose mark and word disagree."""
    meanings = reading.checklist.legend.meanings
    for index, part in enumerate(reading.checklist.parts):
        base = reading.checklist.starts[index]
        for record in part.records:
            square = record.table >= 0 and record.mark == _SQUARE
            if record.notation is not Notation.EMOJI_WORD and not square:
                continue
            written = _in_cell(reading.lines[index], record) if square else record.mark
            emoji = LEADING_EMOJI.match(written)
            if emoji is None:
                continue
            bare = emoji[0].removesuffix("\ufe0f")
            said = meanings.get(bare, EMOJI[bare])
            word = written[emoji.end() :].strip("*_` ").lower()
            denied = said is State.DONE and word in _NOT_DONE
            claimed = said in _NOT_YET and word in _DONE
            if denied or (claimed and not (square and _is_to_tick(reading.lines[index], part, record))):
                message = f"{emoji[0]} means {said}, {word!r} says otherwise"
                yield finding(RULE, base + record.line + 1, record.column + 1, message, written)


def _in_cell(lines: Sequence[str], record: Record) -> str:
    """A row's state as it is written, with what stands behind it in its cell."""
    return lines[record.line][record.column :].split("|", 1)[0].strip()


def _is_to_tick(lines: Sequence[str], part: Part, record: Record) -> bool:
    """Whether all of a column is open squares with one word: a box's label, and nobody has ticked any."""
    alike = [_in_cell(lines, each) for each in part.records if each.table == record.table]
    return len(alike) > 1 and len(set(alike)) == 1
