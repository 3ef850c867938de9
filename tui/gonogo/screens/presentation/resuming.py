"""A bookmark over a document that may have become another one: what is folded, where the cursor goes."""

from __future__ import annotations

from checkdown import AddressError, Checklist
from gonogo.core.bookmark import Bookmark
from gonogo.screens.presentation.folding import Path, folded_at_first
from gonogo.screens.presentation.lines import ChecklistLines


def folded_by(bookmark: Bookmark, checklist: Checklist) -> set[Path]:
    """The paths of the sections that are folded at the start."""
    if bookmark.folded is None:
        return folded_at_first(checklist)
    folded = set(bookmark.folded)
    return folded & {checklist.path_of(index) for index in range(len(checklist.parts))} if folded else set()


def marked_place(bookmark: Bookmark, lines: ChecklistLines) -> int | None:
    """The line of the item that the cursor was on, or of its section; None where neither is shown."""
    if not (bookmark.text or bookmark.path):
        return None
    from gonogo.screens.presentation.following import Anchor, place_of  # a first start does without

    checklist = lines.checklist
    if bookmark.text:
        place = place_of(Anchor(bookmark.path, bookmark.text), lines)
        item = lines.item_at(place) if place is not None else None
        if item is not None and item.id == bookmark.item:
            return place
        try:
            named = checklist.find(bookmark.item)
        except AddressError:
            return place
        if named.text == bookmark.text or place is None:
            return lines.place_of_item(named.index)
        return place
    for index in range(len(checklist.parts)):
        if checklist.path_of(index) == bookmark.path:
            return lines.place_of_section(index)
    return None


def resumed_words(bookmark: Bookmark) -> str:
    """What is said at the start after an end that nobody asked for; "" after any other."""
    if not bookmark.broken:
        return ""
    known = tuple(each for each in bookmark.unfinished if each.kind in _KINDS)
    words = ["back where the session broke off"]
    if bookmark.filtered:
        words.append("the filter too, esc shows all")
    if known:
        kinds = ", ".join(dict.fromkeys(_KINDS[each.kind] for each in known))
        words.append(f"what you had typed ({kinds}) is there when you open that again")
    return "; ".join(words)


_KINDS = {"text": "an item's text", "new": "a new item", "message": "a commit message"}
_KINDS |= {"reason": "a reason", "evidence": "evidence", "note": "a note", "demand": "a demand"}
