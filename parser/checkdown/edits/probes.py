"""Writing a probe at an item: as a nested bullet, or into a row's Probe cell. Its words stay as they are."""

from __future__ import annotations

from checkdown.cells import escaped
from checkdown.details import PROBE_HEADER
from checkdown.edit import Splice
from checkdown.edits.bullets import insertion
from checkdown.edits.evidence import column_for
from checkdown.edits.rows import filled, is_blank, row_of
from checkdown.edits.writing import one_line
from checkdown.errors import EditRefused
from checkdown.intents import AddProbe
from checkdown.states import Kind
from checkdown.views import Item


def probe_splices(item: Item, intent: AddProbe) -> list[Splice]:
    """The splices that put a probe at an item; none where it has this one already."""
    text = intent.text
    if one_line(text).replace(" ", "") != text.replace(" ", "") or text != text.strip() or not text:
        raise EditRefused("a probe is written on one line without control characters; this one is not")
    if any(each.text == text for each in item.probes):
        return []
    if item.kind is not Kind.ROW:
        return [insertion(item, f"probe: {text}", label="probe")]
    row = row_of(item)
    column = column_for(row, (PROBE_HEADER,), "a probe")
    cell = row.cell(column)
    if cell is not None and not is_blank(cell):
        raise EditRefused(f"the row on line {item.line} has a probe already, and a cell holds one")
    return [filled(row, column, escaped(text))]
