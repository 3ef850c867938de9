"""Several edits, each made on the text that the one before left, as one edit on the first text."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from .edit import Splice, spliced
from .source import Source


def compose(source: Source, steps: Sequence[tuple[Splice, ...]]) -> tuple[Splice, ...]:
    """Splices on ``source`` that give the same text as the steps one after another."""
    final = source
    for splices in steps:
        final, _ = spliced(final, splices)
    return difference(source, final)


def difference(before: Source, after: Source) -> tuple[Splice, ...]:
    """Small splices that turn one text into another: changed lines, narrowed to changed characters."""
    old, new = list(before), list(after)
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    matcher = SequenceMatcher(None, old[head : len(old) - tail], new[head : len(new) - tail], autojunk=False)
    splices: list[Splice] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            continue
        first = head + a
        if b - a == d - c:
            for i in range(b - a):
                splices.append(_narrowed(first + i + 1, old[first + i], new[head + c + i]))
        else:
            splices.append(
                _placed(before, first, "".join(old[first : head + b]), "".join(new[head + c : head + d]))
            )
    return tuple(splices)


def _narrowed(line: int, old: str, new: str) -> Splice:
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return Splice(line, head + 1, old[head : len(old) - tail], new[head : len(new) - tail])


def _placed(before: Source, index: int, old: str, new: str) -> Splice:
    """A splice of whole lines at line index ``index`` (0-based); behind the last line it hangs on to that."""
    if index < before.line_count or before.line_count == 0:
        return Splice(index + 1, 1, old, new)
    last = before.line_count
    return Splice(last, len(before.raw(last)) + 1, old, new)
