"""Where the lines of one text stand in a newer one: for edits that are carried, and for showing both sides.

Only text; what an item is, and whether an edit still makes sense where it would go, is ``merging``'s.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from checkdown import Edit, EditDoesNotFit, Source, Splice, difference, rebased

_ENDINGS = ("\n", "\r")


def placed(edit: Edit, before: Source, after: Source) -> Edit:
    """The edit, made for ``before``, on ``after``; EditDoesNotFit where its lines are not as they were."""
    if before is after or not edit.splices:
        return edit
    moved = _with_its_chunk(edit, before, after)
    if moved is not None:
        return moved
    try:
        return rebased(edit, before, after)
    except EditDoesNotFit:
        splice = edit.splices[0]
        if len(edit.splices) > 1 or not _leads(splice, before):
            raise
        return replace(edit, splices=(replace(splice, line=line_now(splice.line, before, after)),))


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


def _with_its_chunk(edit: Edit, before: Source, after: Source) -> Edit | None:
    """The edit moved with the stretches of text that both sources share; None where they do not hold it.

    A stretch that is the same object in both has been in neither's way: no line needs to be compared.
    """
    known = {id(chunk): start for chunk, start in zip(after.chunks, after.starts, strict=True)}
    splices: list[Splice] = []
    for splice in edit.splices:
        index = bisect_right(before.starts, splice.line - 1) - 1
        if index < 0:
            return None
        chunk, start = before.chunks[index], before.starts[index]
        inside = start < splice.line - 1 and splice.end[0] <= start + len(chunk)
        if not inside or id(chunk) not in known:
            return None
        splices.append(replace(splice, line=splice.line - start + known[id(chunk)]))
    return replace(edit, splices=tuple(splices))


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
    for splice in difference(before, after):
        top, bottom = touched([splice])
        if top > max(first, last):
            break
        grown = line_breaks(splice.new) - line_breaks(splice.old)
        if nothing and bottom >= first - 1 and grown > 0:
            end = max(end, bottom)
        elif bottom < first:
            start += grown
        else:
            start, end = min(start, top + moved), max(end, bottom)
        moved += grown
    return start, max(end + moved, start - 1)


def lines_of(source: Source, first: int, last: int) -> tuple[str, ...]:
    """Lines ``first`` to ``last`` (1-based, both included), without their endings."""
    return tuple(source.line(line) for line in range(max(first, 1), min(last, source.line_count) + 1))


def line_breaks(text: str) -> int:
    r"""How many line ends a text holds; ``\r\n`` is one."""
    return text.count("\n") + text.replace("\r\n", "").count("\r")
