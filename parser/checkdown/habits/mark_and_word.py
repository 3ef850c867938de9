"""A mark that says one thing and the word beside it another: ``✅ Missing``, ``❌ Done``.

Only words that leave no doubt are looked at: ``✅ Required`` and ``✅ No`` may well be meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from checkdown.findings.finding import Finding, Rule, Severity
from checkdown.findings.reading import Reading, finding
from checkdown.states import EMOJI, LEADING_EMOJI, Notation, State

RULE = Rule(
    "mark-word-mismatch",
    Severity.ERROR,
    "A mark and the word beside it disagree: '✅ Missing'.",
    "Correct the mark or the word.",
)

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


def look(reading: Reading) -> Iterator[Finding]:
    """Every cell whose mark and word disagree."""
    meanings = reading.checklist.legend.meanings
    for index, part in enumerate(reading.checklist.parts):
        base = reading.checklist.starts[index]
        for record in part.records:
            if record.notation is not Notation.EMOJI_WORD:
                continue
            emoji = LEADING_EMOJI.match(record.mark)
            if emoji is None:
                continue
            bare = emoji[0].removesuffix("\ufe0f")
            said = meanings.get(bare, EMOJI[bare])
            word = record.mark[emoji.end() :].strip("*_` ").lower()
            if (said is State.DONE and word in _NOT_DONE) or (said is State.FAILED and word in _DONE):
                message = f"{emoji[0]} means {said}, {word!r} says otherwise"
                yield finding(RULE, base + record.line + 1, record.column + 1, message, record.mark)
