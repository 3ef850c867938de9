"""Where the cursor goes when the document under it becomes another one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checkdown import Checklist
from gonogo.screens.presentation.lines import ChecklistLines
from gonogo.screens.presentation.sectionlines import ITEM, KINDS, NOTE

if TYPE_CHECKING:
    from gonogo.core.workspace import Redraw


def place_after(old: ChecklistLines, at: int, new: ChecklistLines, redraw: Redraw) -> int:
    """The line of `new` for what stood on line `at` of `old`: the same item or heading, else one near it."""
    if not len(old) or not len(new):
        return 0
    section, number = old.where(min(at, len(old) - 1))
    if section < redraw.first:
        place = new.place(section, number)
    elif section >= redraw.old_end:
        place = new.place(section + redraw.new_end - redraw.old_end, number)
    else:
        place = _in_changed(old, section, number, new, redraw)
    if place is None:
        place = new.place_of_line(min(old.file_line(at), new.checklist.source.line_count))
    return max(0, min(place, len(new) - 1))


def _in_changed(
    old: ChecklistLines, section: int, number: int, new: ChecklistLines, redraw: Redraw
) -> int | None:
    sections = _like(old.checklist, section, new.checklist, redraw)
    if number < 0:
        return new.place_of_section(sections[0]) if sections else None
    item = old.item_at(old.place(section, number) or 0)
    if item is None:
        return _near(new, sections[0], number) if sections else None
    former = item.record.line
    found: list[tuple[int, int, int]] = []
    for index in sections:
        first = new.checklist.shape.firsts[index]
        for place, code in enumerate(new.own[index]):
            position = code // KINDS
            if code % KINDS == ITEM and new.checklist.item(first + position).text == item.text:
                found.append((abs(new.checklist.parts[index].records[position].line - former), index, place))
        if found:
            break
    if not found:
        return _near(new, sections[0], number) if sections else None
    _, index, place = min(found)
    return new.place(index, place)


def _near(new: ChecklistLines, section: int, number: int) -> int | None:
    """The line of the same number, or the last one before it that the cursor may stand on."""
    own = new.own[section]
    number = min(number, len(own) - 1)
    while number >= 0 and own[number] % KINDS == NOTE:
        number -= 1
    return new.place(section, number)


def _like(old: Checklist, section: int, new: Checklist, redraw: Redraw) -> list[int]:
    """The changed sections of the new document, those most like the one of the old first."""
    within = list(range(redraw.first, redraw.new_end))
    title, path = old.parts[section].title, old.path_of(section)

    def likeness(index: int) -> tuple[bool, bool, int]:
        return new.path_of(index) != path, new.parts[index].title != title, abs(index - section)

    return sorted(within, key=likeness)


class Anchor(NamedTuple):
    """An item that is not there for the moment: an editor may have the file half written."""

    path: tuple[str, ...]
    """Titles of the sections that held it."""
    text: str


def anchor_of(lines: ChecklistLines, at: int) -> Anchor | None:
    """What would be recognised again of the item on a line."""
    item = lines.item_at(at)
    return Anchor(item.path, item.text) if item is not None else None


def place_of(anchor: Anchor, lines: ChecklistLines) -> int | None:
    """Where that item is shown."""
    checklist = lines.checklist
    for index, own in enumerate(lines.own):
        if own and checklist.path_of(index) == anchor.path:
            for number, code in enumerate(own):
                first = checklist.shape.firsts[index]
                if code % KINDS == ITEM and checklist.item(first + code // KINDS).text == anchor.text:
                    return lines.place(index, number)
    return None
