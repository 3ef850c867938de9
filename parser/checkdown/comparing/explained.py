"""What a document says of its own marks, where it says something else now: such a line may flip every item.

Told is an entry that was given another mark or another meaning; one that came or went only where its mark
means something else for that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from checkdown.checklist import Checklist
from checkdown.fields import Field
from checkdown.legend import meaning
from checkdown.marks import box_state
from checkdown.states import LEADING_EMOJI, State

from .aligning import same_values
from .values import Change, ChangeKind


class _Entry(NamedTuple):
    line: int
    mark: str
    words: str

    @property
    def says(self) -> tuple[str, str]:
        """The mark and what it is said to mean: a state, else the words."""
        state = meaning(self.words)
        return self.mark, state.value if state is not None else self.words.casefold()


def legend_changes(before: Checklist, after: Checklist) -> Iterator[Change]:
    """A claim for each entry of a legend that explains another mark, or its mark in another way."""
    if before.legend == after.legend:
        return
    ours, theirs = _entries(before), _entries(after)
    left, free = _without(ours, theirs), _without(theirs, ours)
    for key in (_words, _mark):
        pairs = same_values([key(e) for e in left], [key(e) for e in free], left, free)
        for n, m in pairs.items():
            yield _change(before, after, left[n], free[m])
        taken = set(pairs.values())
        left = [entry for n, entry in enumerate(left) if n not in pairs]
        free = [entry for m, entry in enumerate(free) if m not in taken]
    for entry in left:
        if _meant(before, entry.mark) is not _meant(after, entry.mark):
            yield _change(before, after, entry, None)
    for entry in free:
        if _meant(before, entry.mark) is not _meant(after, entry.mark):
            yield _change(before, after, None, entry)


def _entries(checklist: Checklist) -> list[_Entry]:
    return [
        _Entry(line, mark.removesuffix("\ufe0f"), words) for line, mark, words in checklist.legend.entries
    ]


def _words(entry: _Entry) -> str:
    return entry.words.casefold()


def _mark(entry: _Entry) -> str:
    return entry.mark


def _without(some: list[_Entry], others: list[_Entry]) -> list[_Entry]:
    """The entries that say what none of the others does."""
    left = Counter(entry.says for entry in others)
    found = []
    for entry in some:
        left[entry.says] -= 1
        if left[entry.says] < 0:
            found.append(entry)
    return found


def _meant(checklist: Checklist, mark: str) -> State:
    return checklist.legend.state_of(mark, box_state(mark))


def _change(before: Checklist, after: Checklist, old: _Entry | None, new: _Entry | None) -> Change:
    subjects = (
        _field(before, old) if old is not None else None,
        _field(after, new) if new is not None else None,
    )
    was, now = (f"{each.name}: {each.value}" if each is not None else "" for each in subjects)
    return Change(ChangeKind.CLAIM, *subjects, (), was, now)


def _field(checklist: Checklist, entry: _Entry) -> Field:
    mark = entry.mark if LEADING_EMOJI.match(entry.mark) else f"[{entry.mark}]"
    section = checklist.section_index_at(entry.line)
    return Field("Legend", f"{mark} {entry.words}", entry.line, 1, section)
