"""Lines for lists in tests."""

from __future__ import annotations

from collections.abc import Sequence

from gonogo.core.safetext import safe
from gonogo.widgets.pen import Span
from gonogo.widgets.rows import ListRow, RowKind


def heading(text: str, right: str = "", *, folded: bool = False) -> ListRow:
    return ListRow(RowKind.HEADING, safe(text), right=(Span(safe(right)),) if right else (), folded=folded)


def item(text: str, state: str = "todo", *, right: str = "", depth: int = 0, marked: bool = False) -> ListRow:
    spans = (Span(safe(right)),) if right else ()
    return ListRow(RowKind.ITEM, safe(text), state, right=spans, depth=depth, marked=marked)


def note(text: str) -> ListRow:
    return ListRow(RowKind.NOTE, safe(text))


BLANK = ListRow(RowKind.BLANK, safe(""))


class Rows:
    """Lines that are all there; `rows` may be changed between looks."""

    def __init__(self, rows: Sequence[ListRow]) -> None:
        self.rows = list(rows)

    @property
    def headings(self) -> Sequence[int]:
        return [index for index, row in enumerate(self.rows) if row.kind is RowKind.HEADING]

    def __len__(self) -> int:
        return len(self.rows)

    def row(self, index: int) -> ListRow:
        return self.rows[index]


class ManyRows:
    """`count` lines made when they are looked at, a heading before every eleven items. Counts the looks."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.looks = 0
        self.headings = range(0, count, 12)

    def __len__(self) -> int:
        return self.count

    def row(self, index: int) -> ListRow:
        if not 0 <= index < self.count:
            raise IndexError(index)
        self.looks += 1
        if index % 12 == 0:
            return heading(f"Section {index // 12}", "3/11")
        return item(f"{index:6d}  Verify health check number {index} for the event store", "todo")
