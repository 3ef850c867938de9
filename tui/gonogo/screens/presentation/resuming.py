"""A bookmark over a document that may have become another one: what is folded, where the cursor goes."""

from __future__ import annotations

from checkdown import AddressError, Checklist
from gonogo.core.bookmark import EARLY, Bookmark, Unfinished
from gonogo.screens.presentation.folding import Path, folded_at_first
from gonogo.screens.presentation.lines import ChecklistLines


def folded_by(bookmark: Bookmark, checklist: Checklist) -> set[Path]:
    """The paths of the sections that are folded at the start."""
    if bookmark.folded is None:
        return folded_at_first(checklist)
    folded = set(bookmark.folded)
    return folded & {checklist.path_of(index) for index in range(len(checklist.parts))} if folded else set()


def first_item(lines: ChecklistLines) -> int:
    """The line on which the cursor begins."""
    return next((at for at in range(len(lines)) if lines.item_at(at)), 0)


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


def resumed_words(bookmark: Bookmark, *, elsewhere: bool) -> str:
    """What is said at the start after an end that nobody asked for, in few words; "" after any other.

    `elsewhere`: cursor or folds are not as they would be without the bookmark.
    """
    if not bookmark.broken:
        return ""
    early = next((each for each in reversed(bookmark.unfinished) if each.kind == EARLY), None)
    words = [_early_words(early)] if early is not None else []
    if elsewhere:
        words.append("back where it broke off")
    if bookmark.filtered:
        words.append("filtered as before, esc shows all")
    kinds = dict.fromkeys(_KINDS[each.kind] for each in bookmark.unfinished if each.kind in _KINDS)
    if kinds:
        words.append(f"kept as typed: {', '.join(kinds)}")
    return "; ".join(words)


def _early_words(early: Unfinished) -> str:
    """What was typed and not done, since the document was not read yet."""
    names, more = (*early.typed, "", "")[:2]
    keys = "" if more in ("", "0") else "1 key" if more == "1" else f"{more} keys"
    what = [f"{names} at {early.text}" if early.text else names] if names else []
    return (
        f"not done, as it was typed before all was read: {' and '.join([*what, *([keys] if keys else [])])}"
    )


_KINDS = {
    "text": "an item's text",
    "new": "a new item",
    "message": "a commit message",
    "reason": "a reason",
    "evidence": "evidence",
    "note": "a note",
    "demand": "a demand",
    "find": "a search",
    "filter": "a filter",
    "command": "a command",
    "allowed": "a reason to allow",
    "driver": "a driver",
    "reviewer": "a reviewer",
}
"""What can be typed, by the dialog that it stood in."""
