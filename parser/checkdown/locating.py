"""Finding again, in this document, what a request speaks of: an item, or a line.

An item's id says which one it is. Equal items share an id, and once one of them came in, went or moved,
the number behind it says nothing: they are found where they were, or not at all.
"""

from __future__ import annotations

from .checklist import Checklist
from .errors import AmbiguousItem, EditRefused, ItemNotFound
from .intents import ItemRef, parent_text
from .views import Item


def locate(checklist: Checklist, ref: ItemRef) -> Item:
    """The item that ``ref`` speaks of in this document.

    ItemNotFound where it is gone or reworded, AmbiguousItem where it may be one of several.
    """
    twins = checklist.twins(ref.id)
    if not twins:
        raise ItemNotFound(f"{ref.text!r} is not in the document any more, or its text was changed")
    if len(twins) == 1 and "~" not in ref.id:
        return twins[0]
    if ref.twins in (0, len(twins)):
        for twin in twins:
            if (twin.line, twin.text) == (ref.line, ref.text) and (not ref.twins or _same_place(twin, ref)):
                return twin
    lines = ", ".join(str(twin.line) for twin in twins[:6])
    raise AmbiguousItem(
        f"{ref.text!r} from line {ref.line} cannot be told from the equal items on line {lines} any more; "
        "choose it again"
    )


def _same_place(twin: Item, ref: ItemRef) -> bool:
    return twin.id == ref.id and parent_text(twin) == ref.parent


def line_now(checklist: Checklist, line: int, at: str) -> int:
    """The line that a request names, found by its text ``at`` if it moved; EditRefused if it is gone."""
    source = checklist.source
    if not at or (1 <= line <= source.line_count and source.line(line) == at):
        return line
    same = [number for number in range(1, source.line_count + 1) if source.line(number) == at]
    if len(same) != 1:
        what = "is not in the document any more" if not same else "stands in several places now"
        raise EditRefused(f"line {line} ({at.strip()!r}) {what}")
    return same[0]
