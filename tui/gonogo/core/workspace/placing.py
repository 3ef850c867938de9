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
    """As checkdown's ``difference``, which is spared where both texts hold the same stretches of lines."""
    splices: list[Splice] = []
    a = b = 0
    for next_a, next_b in [*_shared(before, after), (len(before.chunks), len(after.chunks))]:
        if a < next_a or b < next_b:
            skipped = before.starts[a] if a < len(before.chunks) else before.line_count
            changed = difference(_part(before, a, next_a), _part(after, b, next_b))
            splices += [replace(splice, line=splice.line + skipped) for splice in changed]
        a, b = next_a + 1, next_b + 1
    return tuple(splices)


def _shared(before: Source, after: Source) -> list[tuple[int, int]]:
    """Indexes of stretches that are in both texts: the same objects, or the same lines at an end."""
    old, new = before.chunks, after.chunks
    if before.starts == after.starts:
        return [(i, i) for i in range(len(old)) if old[i] == new[i]]
    shorter = min(len(old), len(new))
    head = 0
    while head < shorter and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < shorter - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    there = {id(chunk): i for i, chunk in enumerate(new[: len(new) - tail]) if i >= head}
    pairs = [(i, i) for i in range(head)]
    for i in range(head, len(old) - tail):
        j = there.get(id(old[i]), -1)
        if j > (pairs[-1][1] if pairs else -1):
            pairs.append((i, j))
    return pairs + [(len(old) - left, len(new) - left) for left in range(tail, 0, -1)]


def _part(source: Source, first: int, end: int) -> Source:
    return Source.of_lines([line for chunk in source.chunks[first:end] for line in chunk])


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
    # What an undo brings back goes before what stood behind it; what is new goes behind what it was put to.
    back = (_by_line_below, _by_lines_above, _by_place)
    ways = back if edit.intent is None else (_by_lines_above, _by_line_below)
    problems: list[EditDoesNotFit] = []
    for way in ways:
        try:
            return way(edit, before, after)
        except EditDoesNotFit as problem:
            problems.append(problem)
    raise problems[0]


def _by_line_below(edit: Edit, before: Source, after: Source) -> Edit:
    """The edit where it brings in lines that hang on no line above: in front of the same line as before."""
    splice = edit.splices[0]
    if len(edit.splices) > 1 or not _leads(splice, before):
        raise _changed(splice)
    return replace(edit, splices=(replace(splice, line=line_now(splice.line, before, after)),))


def _by_place(edit: Edit, before: Source, after: Source) -> Edit:
    """The edit where it brings in lines that stand for themselves: behind what others put in their place."""
    splice = edit.splices[0]
    first = splice.new[:1]
    if len(edit.splices) > 1 or splice.old or splice.column > 1 or not first.strip():
        raise _changed(splice)
    _, above = standing(splice.line, splice.line - 1, before, after)
    if above and not after.raw(above).endswith(_ENDINGS):
        raise EditDoesNotFit("the last line has no line ending any more")
    if first == "|" and not (above and after.line(above).startswith("|")):
        raise EditDoesNotFit("the table is not there any more")
    return replace(edit, splices=(replace(splice, line=above + 1),))


def _by_lines_above(edit: Edit, before: Source, after: Source) -> Edit:
    """The edit on the same lines as before, or behind the same line where lines come in."""
    changed = tuple(hunks(before, after))
    moved = [_moved(splice, before, after, changed) for splice in edit.splices]
    found = [splice for splice in moved if splice is not None]
    if len(found) < len(moved):
        found = list(rebased(edit, before, after).splices)
    return replace(edit, splices=tuple(_behind_nested(splice, after, changed) for splice in found))


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


def _behind_nested(splice: Splice, after: Source, changed: Sequence[Hunk]) -> Splice:
    """Where others put something under the line that new lines of ours follow: the splice behind that.

    Else what they put there would hang on our lines.
    """
    if splice.old or splice.column > 1 or not splice.new.endswith(_ENDINGS):
        return splice
    hunk = next((hunk for hunk in changed if hunk.now_first == splice.line <= hunk.now_last), None)
    if hunk is None:
        return splice
    own = _indent(splice.new.splitlines()[0])
    place = splice.line
    for line in range(hunk.now_first, hunk.now_last + 1):
        text = after.line(line)
        if text.strip() and _indent(text) <= own:
            break
        if text.strip():
            place = line + 1
    return replace(splice, line=place)


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


def _changed(splice: Splice) -> EditDoesNotFit:
    return EditDoesNotFit(f"line {splice.line} was changed meanwhile")


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
    if before is after:
        return line
    text = before.line(line)
    (splice,) = _by_lines_above(Edit((Splice(line, 1, text, text),), ""), before, after).splices
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
    for hunk in hunks(before, after):
        if last >= first:
            inside = hunk.first <= last and hunk.last >= first
        else:  # a place between two lines: what came in there, or stands where both of them stood
            inside = hunk.first <= first <= hunk.last + 1 and (
                hunk.grown > 0 or hunk.first < first <= hunk.last
            )
        if inside:
            start, end = min(start, hunk.now_first), max(end, hunk.last)
        elif hunk.last < first:
            start += hunk.grown
        else:
            break
        moved += hunk.grown
    return start, max(end + moved, start - 1)


def lines_of(source: Source, first: int, last: int) -> tuple[str, ...]:
    """Lines ``first`` to ``last`` (1-based, both included), without their endings."""
    return tuple(source.line(line) for line in range(max(first, 1), min(last, source.line_count) + 1))


def line_breaks(text: str) -> int:
    r"""How many line ends a text holds; ``\r\n`` is one."""
    return text.count("\n") + text.replace("\r\n", "").count("\r")
