"""Edits: what changes in a text, as splices that can be checked, inverted and carried to a newer text.

Nothing here knows what an item is; ``plan`` makes edits from what a person asked for and ``apply``
gives the checklist that follows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from .errors import EditDoesNotFit
from .source import Source, split_lines

if TYPE_CHECKING:
    from .intents import Intent


@dataclass(frozen=True, slots=True, order=True)
class Splice:
    """At (``line``, ``column``), both 1-based, ``new`` stands instead of ``old``; either may hold line ends."""

    line: int
    column: int
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Edit:
    """One undoable change."""

    splices: tuple[Splice, ...]
    """In the order of the text, not overlapping, all on the original text. None: nothing to change."""
    summary: str
    """What it does, for a person: ``[ ] -> [x] Redis health check``."""
    intent: Intent | None = None
    """What was asked for; None for an undo."""

    def inverse(self) -> Edit:
        """The edit that takes this one back; it applies to the text that this one leaves."""
        return Edit(inverted(self.splices), f"undo: {self.summary}")


def _end(line: int, column: int, text: str) -> tuple[int, int]:
    """The place after ``text`` when it begins at (line, column)."""
    pieces = split_lines(text)
    breaks = sum(piece.endswith(("\n", "\r")) for piece in pieces)
    if not breaks:
        return line, column + len(text)
    last = pieces[-1]
    return line + breaks, 1 if last.endswith(("\n", "\r")) else len(last) + 1


def inverted(splices: Sequence[Splice]) -> tuple[Splice, ...]:
    """Splices that undo ``splices``, placed in the text that those leave."""
    out = []
    lines_moved = 0
    row, columns_moved = -1, 0
    for splice in splices:
        line = splice.line + lines_moved
        column = splice.column + (columns_moved if splice.line == row else 0)
        out.append(Splice(line, column, splice.new, splice.old))
        old_line, old_column = _end(splice.line, splice.column, splice.old)
        new_line, new_column = _end(line, column, splice.new)
        lines_moved, columns_moved, row = new_line - old_line, new_column - old_column, old_line
    return tuple(out)


@dataclass(frozen=True, slots=True)
class Change:
    """Which lines an edit replaced: ``first`` to ``last`` (1-based, both included; ``last`` may be
    ``first - 1``) became ``count`` lines."""

    first: int
    last: int
    count: int


def spliced(source: Source, splices: Sequence[Splice]) -> tuple[Source, Change]:
    """The text after the splices; EditDoesNotFit where what they expect is not there."""
    first = splices[0].line
    last = max(_end(s.line, s.column, s.old)[0] for s in splices)
    last = min(max(last, first), source.line_count)
    raws = source.slice(first, last) if first <= source.line_count else []
    text = "".join(raws)
    offsets = [0]
    for raw in raws:
        offsets.append(offsets[-1] + len(raw))
    out: list[str] = []
    done = 0
    for splice in splices:
        row = splice.line - first
        if not 0 <= row < len(offsets):
            raise EditDoesNotFit(f"line {splice.line} does not exist any more")
        at = offsets[row] + splice.column - 1
        if at < done or at > len(text) or text[at : at + len(splice.old)] != splice.old:
            raise EditDoesNotFit(
                f"line {splice.line} is not as expected: {splice.old!r} is not at column {splice.column}"
            )
        out += (text[done:at], splice.new)
        done = at + len(splice.old)
    out.append(text[done:])
    fresh = split_lines("".join(out))
    at_end = last >= source.line_count
    if fresh and not at_end and not fresh[-1].endswith(("\n", "\r")):
        raise EditDoesNotFit(f"the edit would join line {last} with the next one")
    _check_seams(source, first, last, fresh)
    return source.replace_lines(first, last, fresh), Change(first, last, len(fresh))


def _check_seams(source: Source, first: int, last: int, fresh: list[str]) -> None:
    """A line that ends in a lone CR must not come to stand before one that begins with LF."""
    before = source.raw(first - 1) if first > 1 else ""
    after = source.raw(last + 1) if last < source.line_count else ""
    seam = (before, fresh[0] if fresh else after), (fresh[-1] if fresh else "", after)
    if any(a.endswith("\r") and b.startswith("\n") for a, b in seam):
        raise EditDoesNotFit(f"line {first} stands between a lone CR and an LF and cannot be changed alone")
    if before and not before.endswith(("\n", "\r")):
        raise EditDoesNotFit("the last line has no line ending; an edit cannot begin behind it")


def rebased(edit: Edit, before: Source, after: Source) -> Edit:
    """The edit, made for ``before``, placed in ``after``; EditDoesNotFit where its lines are changed."""
    moved = line_map(before, after)
    splices = []
    for splice in edit.splices:
        end, past = _end(splice.line, splice.column, splice.old)
        if past == 1 and end > splice.line:
            end -= 1
        anchors = range(splice.line, end + 1)
        if not splice.old and splice.column == 1 and splice.line > 1:
            anchors = range(splice.line - 1, splice.line)
            shift = 1
        else:
            shift = 0
        places = [moved.get(line) for line in anchors if line <= before.line_count]
        if not places or None in places or any(b - a != 1 for a, b in zip(places, places[1:], strict=False)):  # type: ignore[operator]
            raise EditDoesNotFit(f"line {splice.line} was changed meanwhile")
        splices.append(replace(splice, line=places[0] + shift))  # type: ignore[operator]
    ordered = sorted(splices, key=lambda s: (s.line, s.column))
    if ordered != splices:
        raise EditDoesNotFit("the lines of the edit were moved meanwhile")
    return replace(edit, splices=tuple(splices))


def line_map(before: Source, after: Source) -> dict[int, int]:
    """Lines (1-based) of ``before`` that stand unchanged in ``after``, and where."""
    old, new = list(before), list(after)
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    moved = {line: line for line in range(1, head + 1)}
    middle = SequenceMatcher(None, old[head : len(old) - tail], new[head : len(new) - tail], autojunk=False)
    for a, b, size in middle.get_matching_blocks():
        for i in range(size):
            moved[head + a + i + 1] = head + b + i + 1
    for i in range(tail):
        moved[len(old) - i] = len(new) - i
    return moved
