"""A comparison as markdown, for a comment on a pull request: flags first, cut before a comment's limit.

The first line is a hidden marker, by which a bot finds the comment that it wrote before. Texts of the
documents are put so that they cannot become links, mentions, headings or HTML of the comment.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from checkdown.comparing import Change, ChangeKind
from gonogo.core.reports.diff import Compared, name
from gonogo.core.safetext import safe

MARKER = "<!-- gonogo diff -->"
LIMIT = 60_000
"""Characters of a comment; the usual limit is 65,536."""
_LONGEST = 300  # characters of one text
_SPECIAL = str.maketrans({character: f"\\{character}" for character in "\\`*_[]<>#|~!@"})


def markdown(files: Sequence[Compared]) -> str:
    """The comment. Where it would be too long, the last changes are counted instead of shown."""
    if not files:
        return f"{MARKER}\nNo item of a checklist changed.\n"
    lines = [MARKER]
    left = LIMIT
    for pair, comparison in files:
        before, after = comparison.before, comparison.after
        counts = Counter(change.kind.value for change in comparison.changes)
        summary = ", ".join(f"{count} {kind}" for kind, count in counts.items())
        lines += [
            "",
            f"### {_text(pair.file)}",
            f"{before.done}/{before.total} → {after.done}/{after.total} done; {summary}",
        ]
        flagged = comparison.flagged()
        if flagged:
            lines += ["", "**Look at these first**", "", *map(_line, flagged)]
        rest = [change for change in comparison.changes if not change.flags]
        for phase, changes in comparison.by_phase():
            plain = [change for change in changes if change in rest]
            if plain:
                lines += ["", f"**{_text(phase) or 'Outside the phases'}**", "", *map(_line, plain)]
    kept = []
    for number, line in enumerate(lines):
        left -= len(line.encode()) + 1
        if left < 0:
            kept += ["", f"… and {len(lines) - number} more lines: `gonogo diff` shows them all."]
            break
        kept.append(line)
    return "\n".join(kept) + "\n"


def _line(change: Change) -> str:
    flags = "".join(f" **{flag.value}**" for flag in change.flags)
    return f"- {_said(change)}{flags}"


def _said(change: Change) -> str:
    before, after, subject = _text(change.before_text), _text(change.after_text), _text(name(change))
    both = f"{before or '(nothing)'} → {after or '(nothing)'}"
    match change.kind:
        case ChangeKind.FLIP:
            states = " → ".join(state.value for state in change.states if state is not None)
            return f"{states}: {subject}"
        case ChangeKind.ADDED | ChangeKind.REMOVED:
            state = next(each.value for each in change.states if each is not None)
            return f"{change.kind.value} ({state}): {after or before}"
        case ChangeKind.EVIDENCE | ChangeKind.MOVED:
            return f"{change.kind.value}: {subject}: {both}"
        case _:
            return f"{change.kind.value}: {both}"


def _text(text: str) -> str:
    line = safe(" ".join(text.split()))
    shown = line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
    return shown.translate(_SPECIAL)
