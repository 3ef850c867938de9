"""A comparison as markdown, for a comment on a pull request: flags first, cut before a comment's limit.

The first line is a hidden marker, by which a bot finds the comment that it wrote before. Texts of the
documents are put so that they cannot become links, mentions, headings or HTML of the comment.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence

from checkdown.comparing import Change, ChangeKind, Comparison, whereabouts
from gonogo.core.reports.diff import Compared, alike, name, place
from gonogo.core.revisions import Pair
from gonogo.core.safetext import safe

MARKER = "<!-- gonogo diff -->"
LIMIT = 60_000
"""Bytes of a comment; the usual limit is 65,536 characters."""
_MORE = 80  # bytes of the line that says how many are left out
_LONGEST = 300  # characters of one text
_NOUNS = (ChangeKind.FLIP, ChangeKind.SIGNOFF, ChangeKind.SECTION, ChangeKind.CLAIM)
_SPECIAL = str.maketrans({character: f"\\{character}" for character in "\\`*_[]<>#|~!@"})


def markdown(files: Sequence[Compared]) -> str:
    """The comment. Where it would be too long, changes are counted instead of shown: those without a flag
    first, of the last files before those of the first."""
    if not files:
        return f"{MARKER}\nNo item of a checklist changed.\n"
    texts = [alike(comparison) for _, comparison in files]
    heads = [_head(*each, some) for each, some in zip(files, texts, strict=True)]
    plain = [_plain(comparison, some) for (_, comparison), some in zip(files, texts, strict=True)]
    left = LIMIT - len(MARKER) - sum(_size(lines) + _MORE for lines in heads)
    lines = [MARKER]
    for head, rest in zip(heads, plain, strict=True):
        shown = _as_many(rest, left)
        left -= _size(shown)
        lines += head + shown + _counted(rest[len(shown) :])
    kept = _as_many(lines, LIMIT)
    return "\n".join(kept + _counted(lines[len(kept) :])) + "\n"


def _head(pair: Pair, comparison: Comparison, texts: Container[str]) -> list[str]:
    """A file's name and tallies, and what is flagged in it; `texts` are those of several items."""
    before, after = comparison.before, comparison.after
    counts = Counter(change.kind.value for change in comparison.changes)
    summary = ", ".join(_several(kind, count) for kind, count in counts.items()) or "no item changed"
    was = f" (was {_text(pair.was)})" if pair.was else ""
    lines = [
        "",
        f"### {_text(pair.file)}{was}",
        f"{before.done}/{before.total} → {after.done}/{after.total} done; {summary}",
    ]
    flagged = comparison.flagged()
    told = [_line(change, place(change, comparison, texts)) for change in flagged]
    return [*lines, "", "**Look at these first**", "", *told] if flagged else lines


def _several(kind: str, count: int) -> str:
    """``1 flip``, ``2 flips``, ``2 added``."""
    plural = "s" if count > 1 and kind in _NOUNS else ""
    return f"{count} {kind}{plural}"


def _plain(comparison: Comparison, texts: Container[str]) -> list[str]:
    """What is not flagged, by phase."""
    lines: list[str] = []
    for phase, changes in comparison.by_phase():
        plain = [change for change in changes if not change.flags]
        if plain:
            told = [_line(change, place(change, comparison, texts)) for change in plain]
            lines += ["", f"**{_text(phase) or 'Outside the phases'}**", "", *told]
    return lines


def _size(lines: Sequence[str]) -> int:
    """Bytes of the lines with their ends."""
    return sum(len(line.encode()) + 1 for line in lines)


def _as_many(lines: Sequence[str], room: int) -> list[str]:
    """The first of the lines, as many as there is room for; no title without a line under it."""
    kept: list[str] = []
    for line in lines:
        room -= len(line.encode()) + 1
        if room < 0:
            while kept and not kept[-1].startswith("- "):
                kept.pop()
            break
        kept.append(line)
    return kept


def _counted(lines: Sequence[str]) -> list[str]:
    """What stands for lines that are left out."""
    count = sum(line.startswith("- ") for line in lines)
    return ["", f"… and {count} more: `gonogo diff` shows them all."] if count else []


def _line(change: Change, where: str) -> str:
    there = f" ({_text(where)})" if where else ""
    flags = "".join(f" **{flag.value}**" for flag in change.flags)
    return f"- {_said(change)}{there}{flags}"


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
        case ChangeKind.MOVED:
            there, here = map(_text, whereabouts(change))
            return f"{change.kind.value}: {subject}: {there} → {here}"
        case ChangeKind.EVIDENCE:
            return f"{change.kind.value}: {subject}: {both}"
        case _:
            return f"{change.kind.value}: {both}"


def _text(text: str) -> str:
    line = safe(" ".join(text.split()))
    shown = line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
    return shown.translate(_SPECIAL)
