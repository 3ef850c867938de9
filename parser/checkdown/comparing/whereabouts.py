"""From where to where something was moved, in words: other sections, or behind what else in the same one."""

from __future__ import annotations

from checkdown.views import Item, Section

from .values import Change

TOP = "at the top"


def whereabouts(change: Change) -> tuple[str, str]:
    """Where the subject of a move stood and where it stands: the titles of the sections that hold it, or what
    it stood and stands behind, where these read the same."""
    places = [_holders(each) for each in (change.before, change.after)]
    if places[0] != places[1]:
        return places[0] or TOP, places[1] or TOP
    return _behind(change.before), _behind(change.after)


def _holders(subject: object) -> str:
    path: tuple[str, ...] = ()
    if isinstance(subject, Item):
        path = subject.path
    elif isinstance(subject, Section):
        path = subject.path[:-1]
    return " > ".join(path)


def _behind(subject: object) -> str:
    """What stands before something beside it."""
    found = ""
    if isinstance(subject, Item):
        found = _item_before(subject)
    elif isinstance(subject, Section):
        found = _section_before(subject)
    return f"behind {found}" if found else TOP


def _item_before(item: Item) -> str:
    if item.index == 0:
        return ""
    before: Item | None = item.checklist.item(item.index - 1)
    while before is not None and before.depth > item.depth and before.parent is not None:
        before = before.parent
    if before is None or before.section_index != item.section_index:
        return ""
    return before.text if before.index != (item.parent.index if item.parent else -1) else ""


def _section_before(section: Section) -> str:
    """The title of the section before one, among those of the same parent."""
    for index in range(section.index - 1, 0, -1):
        before = section.checklist.sections[index]
        if before.level < section.level:
            return ""
        if before.level == section.level:
            return before.title
    return ""
