"""The items of a checklist as lines for people: under their sections, aligned over the whole file."""

from __future__ import annotations

from collections.abc import Collection

from checkdown import Item, Role, Section, State
from gonogo.cli.output import Page
from gonogo.cli.tables import Cell, aligned
from gonogo.core.reports.listing import chosen
from gonogo.core.reports.reading import Read

LINE, STATE, ID, TEXT = range(4)


def item_lines(read: Read, states: Collection[State], section: str, page: Page) -> list[str]:
    """A heading for the file, one for each section, a line for each item, one for what blocks it or did."""
    heading = f"{page.styled(page.shown(read.file), 'bold')}  {page.shown(read.checklist.title)}".rstrip()
    held = list(chosen(read.checklist, states, section))
    rows = [row for _, items in held for item in items for row in _rows(item, page)]
    lines = iter(aligned(rows, page, flexible=TEXT))
    out = [heading]
    for holder, items in held:
        out += ["", *_title(holder, page)]
        out += [next(lines) for item in items for _ in _rows(item, page)]
    if not held:
        out += ["", "  no items" if not (states or section) else "  no such items"]
    return [*out, ""]


def _title(section: Section, page: Page) -> list[str]:
    between = " › " if page.unicode else " > "
    path = [page.shown(title) for title in section.path]
    return [page.styled(between.join(path), "bold")] if path else []


def _rows(item: Item, page: Page) -> list[tuple[Cell, ...]]:
    state = item.state.value
    text = "  " * item.depth + page.shown(item.text)
    if item.role is not Role.ITEM:
        text += f" ({item.role.value})"
    state = "" if item.stateless else state
    rows: list[tuple[Cell, ...]] = [
        (Cell(str(item.line), "dim", right=True), Cell(state, state), Cell(item.id, "dim"), Cell(text))
    ]
    reason = item.reason or (f"was blocked: {item.past_reason}" if item.past_reason else "")
    if reason:
        why = "  " * (item.depth + 1) + page.shown(reason)
        rows.append((Cell(""), Cell(""), Cell(""), Cell(why, "dim")))
    return rows
