"""Where the lines of one text stand in a newer one: for edits that are carried, and for showing both sides.

Only text; what an item is, and whether an edit still makes sense where it would go, is ``merging``'s.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from checkdown import Edit, EditDoesNotFit, Source, Splice, difference, rebased

_ENDINGS = ("\n", "\r")


class Hunk(NamedTuple):
    """Lines of one text, and the lines of another that stand in their place; either may be none."""

    first: int
    last: int
    """``first - 1`` where there are none."""
    now_first: int
    now_last: int

    @property
    def grown(self) -> int:
        """How many lines more there are now."""
        return self.now_last - self.now_first - (self.last - self.first)


def differences(before: Source, after: Source) -> tuple[Splice, ...]:
    """As checkdown's ``difference``, which it spares where both texts hold the same stretches of lines."""
    one, other = before.chunks, after.chunks
    shorter = min(len(one), len(other))
    head = 0
    while head < shorter and one[head] == other[head]:
        head += 1
    tail = 0
    while tail < shorter - head and one[-1 - tail] == other[-1 - tail]:
        tail += 1
    if head:
        head -= 1  # a line in front, to which lines that come in at the end of the text are joined
    if not head and not tail:
        return difference(before, after)
    skipped = before.starts[head] if head < len(one) else before.line_count
    splices = difference(_part(before, head, tail), _part(after, head, tail))
    return tuple(replace(splice, line=splice.line + skipped) for splice in splices)


def _part(source: Source, head: int, tail: int) -> Source:
    chunks = source.chunks[head : len(source.chunks) - tail]
    return Source.of_lines([line for chunk in chunks for line in chunk])


def hunks(before: Source, after: Source) -> Iterator[Hunk]:
    """The stretches in which two texts differ, in order."""
    moved = 0
    for splice in differences(before, after):
        first, last = touched([splice])
        grown = line_breaks(splice.new) - line_breaks(splice.old)
        yield Hunk(first, last, first + moved, last + moved + grown)
        moved += grown


def placed(edit: Edit, before: Source, after: Source) -> Edit:
    """The edit, made for ``before``, on ``after``; EditDoesNotFit where its lines are not as they were."""
    if before is after or not edit.splices:
        return edit
    changed = tuple(hunks(before, after))
    moved = [_moved(splice, before, after, changed) for splice in edit.splices]
    if None not in moved:
        return replace(edit, splices=tuple(splice for splice in moved if splice is not None))
    try:
        return rebased(edit, before, after)
    except EditDoesNotFit:
        if len(edit.splices) > 1 or not _leads(edit.splices[0], before):
            raise
        splice = edit.splices[0]
        return replace(edit, splices=(replace(splice, line=line_now(splice.line, before, after)),))


def _moved(splice: Splice, before: Source, after: Source, changed: Sequence[Hunk]) -> Splice | None:
    """The splice, moved by what came in and went above it; None where that is not certain.

    It is where no line that it holds on to was changed, and no copy of such a line came in or went.
    """
    first, last = _held(splice, before)
    if not 1 <= first <= last <= before.line_count:
        return None
    held = {before.raw(line) for line in range(first, last + 1)}
    shift = 0
    for hunk in changed:
        if hunk.first <= last and hunk.last >= first:
            return None
        if first < hunk.first <= last:  # lines that came in between ours
            return None
        if hunk.last < first and hunk.first <= first:
            shift += hunk.grown
        if held.intersection(before.slice(hunk.first, hunk.last)):
            return None
        if held.intersection(after.slice(hunk.now_first, hunk.now_last)):
            return None
    return replace(splice, line=splice.line + shift)


def _held(splice: Splice, before: Source) -> tuple[int, int]:
    """The lines that a splice changes or, where whole lines come in, follows."""
    end, column = splice.end
    if splice.column == 1:
        whole = splice.new.endswith(_ENDINGS) or splice.line > before.line_count
        if not splice.old and splice.line > 1 and whole:
            return splice.line - 1, splice.line - 1
        if column == 1 and end > splice.line:
            return splice.line, end - 1
    return splice.line, end


def _leads(splice: Splice, before: Source) -> bool:
    """Whether whole lines come in that hang on no line above: they can be placed by the line below."""
    if splice.old or splice.column > 1 or splice.line > before.line_count:
        return False
    below = before.line(splice.line)
    fresh = splice.new.splitlines()
    return bool(below.strip() and fresh and fresh[0].strip()) and _indent(fresh[0]) <= _indent(below)


def _indent(line: str) -> int:
    expanded = line.expandtabs(4)
    return len(expanded) - len(expanded.lstrip(" >"))


def line_now(line: int, before: Source, after: Source) -> int:
    """Where a line (1-based) of ``before`` stands in ``after``; EditDoesNotFit where it is not as it was."""
    text = before.line(line)
    (splice,) = placed(Edit((Splice(line, 1, text, text),), ""), before, after).splices
    return splice.line


def touched(splices: Sequence[Splice]) -> tuple[int, int]:
    """The first and last line (1-based) that splices change; last is first - 1 where lines only come in."""
    last = splices[0].line - 1
    for splice in splices:
        line, column = splice.end
        whole = splice.column == 1 and column == 1 and (not splice.new or splice.new.endswith(_ENDINGS))
        last = max(last, line - 1 if whole else line)
    return splices[0].line, last


def standing(first: int, last: int, before: Source, after: Source) -> tuple[int, int]:
    """What stands in ``after`` where lines ``first`` to ``last`` of ``before`` stood: first and last line.

    The last is one less than the first where nothing does.
    """
    start, end, moved = first, last, 0
    nothing = last < first
    for hunk in hunks(before, after):
        if hunk.first > max(first, last):
            break
        if nothing and hunk.last >= first - 1 and hunk.grown > 0:
            end = max(end, hunk.last)
        elif hunk.last < first:
            start += hunk.grown
        else:
            start, end = min(start, hunk.now_first), max(end, hunk.last)
        moved += hunk.grown
    return start, max(end + moved, start - 1)


def lines_of(source: Source, first: int, last: int) -> tuple[str, ...]:
    """Lines ``first`` to ``last`` (1-based, both included), without their endings."""
    return tuple(source.line(line) for line in range(max(first, 1), min(last, source.line_count) + 1))


def line_breaks(text: str) -> int:
    r"""How many line ends a text holds; ``\r\n`` is one."""
    return text.count("\n") + text.replace("\r\n", "").count("\r")
