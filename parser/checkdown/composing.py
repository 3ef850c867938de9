"""Several edits, each made on the text that the one before left, as one edit on the first text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .edit import Splice, end_of, inverted

Splices = tuple[Splice, ...]
_Place = tuple[int, int]


def composed(steps: Sequence[Splices]) -> Splices:
    """Splices that do at once what the steps do one after another."""
    if not steps:
        return ()
    if len(steps) == 1:
        return steps[0]
    middle = len(steps) // 2
    return _both(composed(steps[:middle]), composed(steps[middle:]))


def _both(first: Splices, second: Splices) -> Splices:
    """What ``second`` does to the text that ``first`` leaves, as splices on the text before ``first``."""
    out: list[Splice] = []
    here: _Place = (1, 1)
    origin: _Place = (1, 1)
    for undone, done in _clusters(inverted(first), second):
        start = min(splice.start for splice in (*undone, *done))
        line, column = _carried(start, here, origin)
        middle = _text_between(start, undone, done)
        old, new = _made(middle, start, undone), _made(middle, start, done)
        if old != new:
            out.append(Splice(line, column, old, new))
        here, origin = end_of(*start, middle), end_of(line, column, old)
    return tuple(out)


def _clusters(first: Splices, second: Splices) -> Iterator[tuple[list[Splice], list[Splice]]]:
    """Splices of two lists on one text, those that touch each other together, in the order of the text."""
    tagged = sorted(
        [(splice.start, splice.end, 0, splice) for splice in first]
        + [(splice.start, splice.end, 1, splice) for splice in second],
        key=lambda entry: entry[:3],
    )
    cluster: tuple[list[Splice], list[Splice]] = ([], [])
    reach: _Place = (0, 0)
    for start, end, which, splice in tagged:
        if start > reach and (cluster[0] or cluster[1]):
            yield cluster
            cluster = ([], [])
        cluster[which].append(splice)
        reach = max(reach, end)
    if cluster[0] or cluster[1]:
        yield cluster


def _text_between(start: _Place, *lists: Sequence[Splice]) -> str:
    """The text that the old texts of touching splices cover together; it begins at ``start``."""
    text = ""
    for splice in sorted((s for splices in lists for s in splices), key=lambda s: (s.start, s.end)):
        text = text[: _offset(text, start, splice.start)] + max(
            splice.old, text[_offset(text, start, splice.start) :], key=len
        )
    return text


def _made(text: str, start: _Place, splices: Sequence[Splice]) -> str:
    """``text``, which begins at ``start``, after the splices."""
    out, done = [], 0
    for splice in splices:
        at = _offset(text, start, splice.start)
        out += [text[done:at], splice.new]
        done = at + len(splice.old)
    return "".join([*out, text[done:]])


def _offset(text: str, start: _Place, place: _Place) -> int:
    """Characters of ``text``, which begins at ``start``, before ``place``."""
    line, column = start
    at = 0
    while line < place[0]:
        breaks = [found for found in (text.find("\n", at), text.find("\r", at)) if found >= 0]
        if not breaks:
            return len(text)
        at = min(breaks)
        at += 2 if text.startswith("\r\n", at) else 1
        line, column = line + 1, 1
    return at + place[1] - column


def _carried(place: _Place, here: _Place, origin: _Place) -> _Place:
    """A place behind ``here`` with nothing changed between them, in the text where ``here`` is ``origin``."""
    if place[0] == here[0]:
        return origin[0], origin[1] + place[1] - here[1]
    return place[0] - here[0] + origin[0], place[1]
