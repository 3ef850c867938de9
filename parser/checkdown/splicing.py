"""Making splices on a text: each must find what it expects, and no line end may change its meaning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .edit import Splice, line_breaks
from .errors import EditDoesNotFit
from .source import Source, split_lines, without_ending

_ENDINGS = ("\n", "\r")


@dataclass(frozen=True, slots=True)
class Change:
    """Which lines an edit replaced: ``first`` to ``last`` (1-based, both included; ``last`` is
    ``first - 1`` where lines only came in before ``first``) became ``count`` lines."""

    first: int
    last: int
    count: int


def spliced(source: Source, splices: Sequence[Splice]) -> tuple[Source, Change]:
    """The text after the splices (at least one); EditDoesNotFit where what they expect is not there."""
    first, last = _reach(source, splices)
    raws = source.slice(first, last) if first <= last else []
    text = "".join(raws)
    offsets = [0]
    for raw in raws:
        offsets.append(offsets[-1] + len(raw))
    out: list[str] = []
    done = 0
    for splice in splices:
        at = _offset(splice, first, raws, offsets)
        if at < done or not text.startswith(splice.old, at):
            raise EditDoesNotFit(_unexpected(splice))
        out += (text[done:at], splice.new)
        done = at + len(splice.old)
    made = "".join([*out, text[done:]])
    if made and not made.endswith(_ENDINGS) and last < source.line_count:
        # A line end went: what stood behind it joins what stands before it.
        last += 1
        raws.append(source.raw(last))
        made += raws[-1]
    fresh = split_lines(made)
    _check_line_ends(source, first, last, fresh)
    grown = sum(line_breaks(s.new) - line_breaks(s.old) for s in splices)
    if sum(raw.endswith(_ENDINGS) for raw in fresh) != sum(raw.endswith(_ENDINGS) for raw in raws) + grown:
        raise EditDoesNotFit(f"the edit would join or part a CR and an LF near line {first}")
    return source.replace_lines(first, last, fresh), Change(first, last, len(fresh))


def _reach(source: Source, splices: Sequence[Splice]) -> tuple[int, int]:
    """The lines that the splices touch, first and last; none where lines only come in between two."""
    first = splices[0].line
    last = first - 1
    for splice in splices:
        line, column = splice.end
        whole = splice.column == 1 and column == 1 and (not splice.new or splice.new.endswith(_ENDINGS))
        last = max(last, line - 1 if whole else line)
    if first < 1 or last > source.line_count:
        # Behind the last line there is one more place, at which lines can come in.
        if first < 1 or first > source.line_count + 1 or last > source.line_count + 1:
            raise EditDoesNotFit(f"line {last} does not exist: the text has {source.line_count} lines")
        last = source.line_count
    return first, last


def _offset(splice: Splice, first: int, raws: Sequence[str], offsets: Sequence[int]) -> int:
    row = splice.line - first
    length = len(without_ending(raws[row])) if row < len(raws) else 0
    if not 0 <= row < len(offsets) or not 1 <= splice.column <= length + 1:
        raise EditDoesNotFit(_unexpected(splice))
    return offsets[row] + splice.column - 1


def _unexpected(splice: Splice) -> str:
    if not splice.old:
        return f"line {splice.line} is not as expected: it has no column {splice.column}"
    return f"line {splice.line} is not as expected: {splice.old!r} is not at column {splice.column}"


def _check_line_ends(source: Source, first: int, last: int, fresh: Sequence[str]) -> None:
    """Nothing begins behind a line without an end, and no lone CR comes to stand before an LF."""
    before = source.raw(first - 1) if first > 1 else ""
    after = source.raw(last + 1) if last < source.line_count else ""
    if before and not before.endswith(_ENDINGS) and fresh:
        raise EditDoesNotFit("the last line has no line ending; an edit cannot begin behind it")
    seams = (before, fresh[0] if fresh else after), (fresh[-1] if fresh else "", after)
    if any(a.endswith("\r") and b.startswith("\n") for a, b in seams):
        raise EditDoesNotFit(f"line {first} stands between a lone CR and an LF and cannot be changed alone")
