"""Writing a state where it stands: the character of a box, the emoji of a mark, the words of a cell."""

from __future__ import annotations

from checkdown.edit import Splice
from checkdown.edits.notation import box_for, cell_marks, emoji_mark, shown, state_in_cell
from checkdown.edits.rows import filled, is_blank, replaced, row_of
from checkdown.errors import EditRefused
from checkdown.marks import read_cell
from checkdown.patterns import pattern
from checkdown.states import Kind, Notation, Role, State
from checkdown.views import Item

_BOXES = pattern("[☐☑☒]")
_PLACEHOLDER = pattern(r"\[[^\[\]]*\]|\?+")
"""``[Status]``: what a template leaves in a cell for somebody to replace."""


def state_splices(item: Item, state: State) -> tuple[list[Splice], str]:
    """The splices that give an item a state and the mark that it shows then.

    None where it has the state already. EditRefused where its notation has no sign for the state.
    """
    if item.state is state and item.notation is not Notation.NONE:
        return [], item.mark
    if item.kind is Kind.ROW:
        _must_have_one(item)
        return _in_cell(item, state)
    mark = box_for(item.checklist, state) if item.kind is Kind.TASK else emoji_mark(item, state)
    return [Splice(item.line, item.column, item.mark, mark)] if mark != item.mark else [], mark


def _must_have_one(item: Item) -> None:
    """EditRefused for a row that only adds up others: its cell holds a figure or nothing, and no state."""
    if item.notation is Notation.NONE and item.role in _ADDING_UP:
        raise EditRefused(
            f"line {item.line} ({item.text!r}) {_ADDING_UP[item.role]}, and has no state of its own; "
            "set those instead"
        )


def _must_be_alone(item: Item, state: State, text: str) -> None:
    """EditRefused for a cell that offers boxes to choose from, unless its first one can say the state."""
    boxes = _BOXES.findall(text)
    if len(boxes) < 2:
        return
    words = read_cell(_BOXES.split(text)[1].strip(" /|,"))
    says = state is State.TODO or (state is State.DONE and words is not None and words.state is state)
    if not says or any(box != "☐" for box in boxes[1:]) or not text.startswith(boxes[0]):
        raise EditRefused(
            f"line {item.line} offers several boxes in its status cell ({text}); tick one in an editor"
        )


_ADDING_UP = {
    Role.TOTAL: "adds up other rows",
    Role.SUMMARY: "sums up the items of a section",
}


def _in_cell(item: Item, state: State) -> tuple[list[Splice], str]:
    row = row_of(item)
    column = row.table.status
    cell = row.cell(column)
    legend = item.checklist.legend
    _must_be_alone(item, state, "" if cell is None else cell.text)
    for notation, mark in cell_marks(item, state):
        if item.notation is not Notation.NONE:
            text = row.cells[column].text
            at = item.column - 1 - row.cells[column].column
            if state_in_cell(legend, text[:at] + mark + text[at + len(item.mark) :]) is state:
                return replaced(row, column, item.column - 1, item.mark, mark), shown(notation, mark)
            continue
        written = shown(notation, mark)
        if cell is None or is_blank(cell):
            return [filled(row, column, written)], written
        if _PLACEHOLDER.fullmatch(cell.text):
            return replaced(row, column, cell.column, cell.text, written), written
        glue = " " if notation in (Notation.EMOJI, Notation.BOX) else " - "
        if state_in_cell(legend, written + glue + cell.text) is state:
            return replaced(row, column, cell.column, "", written + glue), written
    said = f": {cell.text!r} would not read as {state.value}" if cell else ""
    raise EditRefused(f"line {item.line} has no room for {state.value} in its status cell{said}")


def shown_mark(item: Item) -> str:
    """The state of an item as a person sees it: ``[x]``, ``✅ Done``; its name where nothing is written."""
    row = row_of(item) if item.kind is Kind.ROW and item.mark else None
    boxed = item.notation is Notation.BOX or (row is not None and row.text[item.column - 2] == "[")
    return f"[{item.mark}]" if boxed else item.mark or item.state.value
