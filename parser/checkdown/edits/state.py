"""Writing a state in the notation of the place where it stands."""

from __future__ import annotations

from collections import Counter

from ..checklist import Checklist
from ..edit import Splice
from ..errors import EditRefused
from ..marks import MARK, box_state
from ..parts import Record, Table
from ..states import (
    EMOJI,
    WRITTEN_BOX,
    WRITTEN_EMOJI,
    WRITTEN_WORD,
    Kind,
    Notation,
    State,
)
from ..views import Item
from .writing import display_width


def state_splices(checklist: Checklist, item: Item, state: State) -> list[Splice]:
    """The splices that give an item a state; none where it has it already."""
    if item.state is state and item.notation is not Notation.NONE:
        return []
    mark = mark_for(checklist, item, state)
    if item.kind is not Kind.ROW:
        return [Splice(item.line, item.column, item.mark, mark)] if mark != item.mark else []
    return [_cell_splice(checklist, item, mark)]


def mark_for(checklist: Checklist, item: Item, state: State) -> str:
    """How ``state`` is written at this item; EditRefused where its notation has no sign for it."""
    if item.notation is Notation.BOX:
        return _box(checklist, state)
    if item.kind is Kind.MARK:
        mark = _example(_marks(checklist, item), state, Notation.EMOJI) or _emoji(checklist, state)
        if not MARK.match(mark + " "):
            raise EditRefused(
                f"a line that begins with an emoji has no sign for {state.value}; choose another state"
            )
        return mark
    notation, examples = _column(checklist, item)
    if notation is Notation.BOX:
        return f"[{_box(checklist, state)}]"
    known = _example(examples, state, notation)
    if known:
        return known
    if notation is Notation.WORD:
        return _cased(WRITTEN_WORD[state], examples)
    emoji = _emoji(checklist, state)
    return f"{emoji} {_cased(WRITTEN_WORD[state], examples)}" if notation is Notation.EMOJI_WORD else emoji


def _box(checklist: Checklist, state: State) -> str:
    legend = checklist.legend
    usual = WRITTEN_BOX.get(state)
    if (
        usual is not None
        and legend.state_of(usual, box_state(usual)) is state
        and usual not in checklist.facts.labels
    ):
        return usual
    own = legend.mark_for(state)
    if own is not None:
        return own
    if state is State.UNKNOWN and legend.state_of("?", State.UNKNOWN) is State.UNKNOWN:
        return "?"
    shown = ", ".join(f"[{mark}]" for mark in legend.meanings) or "no legend"
    raise EditRefused(
        f"a box has no sign for {state.value} in this document ({shown}); add one to its legend or choose another state"
    )


def _emoji(checklist: Checklist, state: State) -> str:
    for mark, meant in checklist.legend.meanings.items():
        if meant is state and mark in EMOJI:
            return mark
    return WRITTEN_EMOJI[state]


def _marks(checklist: Checklist, item: Item) -> list[Record]:
    return [
        r for part in checklist.parts for r in part.records if r.kind is Kind.MARK and r is not item.record
    ]


def _column(checklist: Checklist, item: Item) -> tuple[Notation, list[Record]]:
    """The notation that an item's status column uses, and the other rows that show it."""
    part = checklist.parts[item.section_index]
    rows = [r for r in part.records if r.table == item.record.table and r is not item.record]
    written = [r for r in rows if r.notation is not Notation.NONE]
    own = item.notation if item.notation is not Notation.NONE else None
    if own is Notation.STRUCK:
        own = Notation.EMOJI_WORD if " " in item.mark else Notation.EMOJI
    if own is None:
        kinds = Counter(Notation.EMOJI_WORD if r.notation is Notation.STRUCK else r.notation for r in written)
        own = kinds.most_common(1)[0][0] if kinds else _notation_elsewhere(checklist)
    return own, written


def _notation_elsewhere(checklist: Checklist) -> Notation:
    kinds = Counter(
        r.notation
        for part in checklist.parts
        for r in part.records
        if r.table >= 0 and r.notation is not Notation.NONE
    )
    found = kinds.most_common(1)[0][0] if kinds else Notation.EMOJI
    return Notation.EMOJI if found is Notation.STRUCK else found


def _example(records: list[Record], state: State, notation: Notation) -> str:
    same = Counter(r.mark for r in records if r.state is state and r.notation is notation)
    return same.most_common(1)[0][0] if same else ""


def _cased(word: str, examples: list[Record]) -> str:
    words = [r.mark for r in examples if any(c.isalpha() for c in r.mark)]
    if words and all(w == w.upper() for w in words):
        return word.upper()
    letters = [next(c for c in w if c.isalpha()) for w in words]
    return word.lower() if letters and all(c.islower() for c in letters) else word


def _cell_splice(checklist: Checklist, item: Item, mark: str) -> Splice:
    part = checklist.parts[item.section_index]
    table = part.tables[item.record.table]
    cells = table.rows[item.record.row][1]
    if table.status >= len(cells):
        return _missing_cell(checklist, item, table, len(cells), mark)
    cell = cells[table.status]
    old = item.mark
    if item.notation is Notation.BOX:
        return Splice(item.line, item.column, old, mark.strip("[]") if mark.startswith("[") else mark)
    if item.notation is Notation.NONE:
        return _empty_cell(checklist, item, cell, mark)
    line = checklist.source.line(item.line)
    tail = line[item.column - 1 + len(old) : cell.right]
    grown = display_width(mark) - display_width(old)
    keep = tail
    if not tail.strip() and len(tail) > 1 and _aligned(checklist, item, table):
        keep = " " * max(1, len(tail) - grown) if tail.strip(" ") == "" else tail
    return (
        Splice(item.line, item.column, old + tail, mark + keep)
        if keep != tail
        else Splice(item.line, item.column, old, mark)
    )


def _empty_cell(checklist: Checklist, item: Item, cell, mark: str) -> Splice:  # type: ignore[no-untyped-def]
    line = checklist.source.line(item.line)
    if cell.text:
        return Splice(item.line, cell.column + 1, "", mark + " ")
    slot = line[cell.left : cell.right]
    if not slot.strip(" ") and len(slot) >= display_width(mark) + 2:
        return Splice(
            item.line, cell.left + 1, slot, " " + mark + " " * (len(slot) - 1 - display_width(mark))
        )
    return Splice(item.line, cell.left + 1, slot, f" {mark} ")


def _missing_cell(checklist: Checklist, item: Item, table: Table, count: int, mark: str) -> Splice:
    line = checklist.source.line(item.line)
    end = len(line.rstrip(" \t"))
    if line[:end].endswith("|"):
        return Splice(item.line, end + 1, "", " |" * (table.status - count) + f" {mark} |")
    return Splice(item.line, end + 1, "", " |" * (table.status - count + 1) + f" {mark}")


def _aligned(checklist: Checklist, item: Item, table: Table) -> bool:
    """Whether the pipes of the table stand below each other."""
    base = checklist.starts[item.section_index]
    ends = set()
    for line, cells in (*table.rows, (table.line, table.header)):
        if table.status < len(cells):
            ends.add(display_width(checklist.source.line(base + line + 1)[: cells[table.status].right]))
    return len(ends) == 1
