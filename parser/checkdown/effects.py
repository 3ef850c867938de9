"""What an edit may change, checked on the checklist that it leaves, before anybody gets to see it.

An edit changes its own item, or adds, removes or moves what was asked for. Where any other item, a
heading, a table or a block of code would change with it, it is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from .checklist import Checklist
from .edit import Splice, inverted, line_after, line_breaks
from .errors import EditRefused
from .matching import common_ends
from .parts import Part
from .views import Item

Face = tuple[object, ...]


def _always(_: Checklist) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Scope:
    """What an edit may change; all lines are 1-based and of the text before it."""

    item: int = 0
    """Line of the item that may change, 0 for none."""
    gone: range = range(0)
    """Lines that go with all items on them."""
    bare: range = range(0)
    """Lines that go and must not hold an item."""
    moved: Mapping[int, int] = field(default_factory=dict)
    """Lines that move, and where they stand afterwards."""
    titles: bool = False
    """Whether the words of headings may change; their places and levels may not."""
    comment: bool = False
    """Whether a comment may come in on the lines that the edit writes."""
    comes: bool = False
    """Whether items may come in on the lines that the edit writes."""
    grows: int = 0
    """Line of the row behind which a table gets another one, 0 for none."""
    done: Callable[[Checklist], bool] = _always
    """Whether the checklist afterwards shows what was asked for."""


def confirm(before: Checklist, after: Checklist, splices: Sequence[Splice], scope: Scope) -> None:
    """EditRefused unless ``after`` is what ``scope`` allows and shows what was asked for."""
    head, tail = common_ends(before.parts, after.parts)
    was, now = range(head, len(before.parts) - tail), range(head, len(after.parts) - tail)
    line = splices[0].line
    if _headings(before.parts[was.start : was.stop], scope) != _headings(
        after.parts[now.start : now.stop], scope
    ):
        raise EditRefused(f"writing this on line {line} would change a heading; nothing was written")
    where = _Where(splices, scope)
    solids = set(_solids(after, now, _Where((), Scope())))
    if scope.comment:
        written = where.written()
        solids = {each for each in solids if each[0] != "html" or each[1] not in written}
    if set(_solids(before, was, where)) != solids:
        raise EditRefused(f"writing this on line {line} would change a table or a block; nothing was written")
    _confirm_items(before, after, was, now, where)
    if not scope.done(after):
        raise EditRefused(f"this cannot be written on line {line} so that it reads as meant")


def _headings(parts: Sequence[Part], scope: Scope) -> list[tuple[int, str]]:
    return [(part.level, "" if scope.titles else part.title) for part in parts]


@dataclass(frozen=True, slots=True)
class _Where:
    """Where lines stand after an edit."""

    splices: Sequence[Splice]
    scope: Scope

    def now(self, line: int) -> int | None:
        return self.scope.moved.get(line) or line_after(self.splices, line)

    def end_now(self, line: int) -> int | None:
        """Where a block ends that ended on ``line``."""
        while self.goes(line):
            line -= 1
        now = self.now(line)
        return now + 1 if now is not None and line == self.scope.grows else now

    def goes(self, line: int) -> bool:
        return line in self.scope.gone or line in self.scope.bare

    def written(self) -> set[int]:
        """Lines of the text afterwards that the edit wrote."""
        lines: set[int] = set()
        for splice in inverted(self.splices):
            last = splice.line + line_breaks(splice.old)
            lines.update(range(splice.line, last + 1))
        return lines


def _confirm_items(before: Checklist, after: Checklist, was: range, now: range, where: _Where) -> None:
    scope = where.scope
    faces = {item.line: _face(item) for item in _items(after, now)}
    for item in _items(before, was):
        if item.line in scope.gone:
            continue
        line = where.now(item.line)
        face = faces.pop(line, None) if line is not None else None
        expected = _face(item)
        if item.line in scope.moved and face is not None:
            face, expected = face[:-2], expected[:-2]
        if face != expected and (face is None or item.line != scope.item):
            raise EditRefused(
                f"writing this on line {where.splices[0].line} would change other items "
                f"({item.text!r} on line {item.line}); nothing was written"
            )
    written = where.written() if scope.comes else set()
    fresh = [line for line in faces if line not in written]
    if fresh:
        raise EditRefused(
            f"writing this on line {where.splices[0].line} would make an item of line {fresh[0]}; "
            "nothing was written"
        )


def _items(checklist: Checklist, parts: range) -> Iterator[Item]:
    for index in parts:
        yield from checklist.sections[index].items


def _face(item: Item) -> Face:
    """What of an item no other item's edit may change; in how many quotes and items it is comes last."""
    record = item.record
    return (
        record.kind,
        record.notation,
        record.mark,
        record.state,
        record.role,
        item.text,
        record.quotes,
        record.depth,
    )


def _solids(checklist: Checklist, parts: range, where: _Where) -> Iterator[Face]:
    """The tables and the blocks that are no prose, with their lines as they stand afterwards."""
    for index in parts:
        part, base = checklist.parts[index], checklist.starts[index]
        for kind, line, end in (
            *(("table", table.line, table.end) for table in part.tables),
            *((span.kind, span.line, span.end) for span in part.spans),
        ):
            last = base + end
            # Blank lines that end a block belong to it or not, as it happens.
            while last > base + line + 1 and not checklist.source.line(last).strip(" \t>"):
                last -= 1
            if not where.goes(base + line + 1):
                yield kind, where.now(base + line + 1), where.end_now(last)
