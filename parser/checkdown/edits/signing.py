"""Filling the blanks of a sign-off, on a line or in a table; nothing else of it changes."""

from __future__ import annotations

from collections.abc import Mapping

from checkdown.checklist import Checklist
from checkdown.edit import Splice
from checkdown.edits.rows import Row, added, filled, replaced, row_at, row_of
from checkdown.edits.state import state_splices
from checkdown.edits.writing import for_cell, one_line
from checkdown.errors import EditRefused
from checkdown.intents import Sign, Withhold
from checkdown.patterns import pattern
from checkdown.signoffs import (
    OPEN_CELL,
    OPEN_DATE,
    PLACEHOLDER,
    SignOff,
    date_column,
    form_of,
    is_signing,
    name_column,
    role_column,
    signature_column,
)
from checkdown.states import State
from checkdown.views import Item
from checkdown.withheld import IN_CELL

_OPEN_BOX = pattern(r"[☐⬜]\ufe0f?")
_GLUE = "* \t,;"
"""What stands around a blank and is none of it."""


def sign_splices(checklist: Checklist, intent: Sign) -> list[Splice]:
    """The splices that put name and date on a sign-off and tick its box."""
    signoff = signoff_of(checklist, intent)
    if signoff.name:
        raise EditRefused(f"{signoff.role} has signed already: {signoff.name}")
    if not one_line(intent.name):
        raise EditRefused("a sign-off needs a name")
    signed = _in_table if signoff.in_table else _on_line
    splices = signed(checklist, signoff, one_line(intent.name), one_line(intent.on))
    item = checklist.item_at(signoff.line)
    if signoff.in_table and item is not None and item.signoff:
        return _by_sign(item, splices, for_cell(one_line(intent.name)))
    held = item is not None and item.state is State.BLOCKED and signoff.reason
    if item is not None and (held or item.state is State.TODO):
        splices += state_splices(item, State.DONE)[0]
    return sorted(splices, key=lambda splice: splice.start)


def _by_sign(item: Item, splices: list[Splice], name: str) -> list[Splice]:
    """The splices of a row whose signature is its state: a sign, with the name where that has no own cell."""
    row = row_of(item)
    names = [cell.text for cell in row.table.header]
    named = name_column(names) not in (-1, role_column(names), row.table.status)
    cell = row.cell(row.table.status)
    if cell is not None and not named:
        splices = [each for each in splices if not cell.left < each.column <= cell.right]
        old = cell.text
        words = f"✅ {name}"
        splices += replaced(row, row.table.status, cell.column, old, words) if old else []
        splices += [] if old else [filled(row, row.table.status, words)]
    elif cell is not None:
        splices = [each for each in splices if not cell.left < each.column <= cell.right]
        splices += state_splices(item, State.DONE)[0]
    return sorted(splices, key=lambda splice: splice.start)


def signoff_of(checklist: Checklist, intent: Sign | Withhold) -> SignOff:
    """The sign-off of a role: on the line that was named, else the only one of that role."""
    alike = [signoff for signoff in checklist.signoffs if signoff.role == intent.role]
    here = [signoff for signoff in alike if signoff.line == intent.line]
    if len(here) == 1 or (not here and len(alike) == 1):
        return (here or alike)[0]
    there = [signoff for signoff in checklist.signoffs if signoff.line == intent.line]
    if there:
        raise EditRefused(f"line {intent.line} is signed by {there[0].role!r}, not by {intent.role!r}")
    raise EditRefused(f"line {intent.line} is no sign-off of {intent.role!r}")


def _on_line(checklist: Checklist, signoff: SignOff, name: str, on: str) -> list[Splice]:
    line, signature = signoff.line, name
    text = checklist.source.line(line)
    match = form_of(text, is_signing(checklist, signoff.section_index))
    if match is None:
        raise EditRefused(f"line {line} has no blank to fill")
    if on and not match["date_label"] and not match["bare"]:
        # Without a date nobody could tell a signature from any other fact.
        name = f"{name}, Date: {on}"
    splices = []
    if not match["role"].rstrip(" *_").endswith((":", "：", "-", "–", "—")):
        # Without a colon nobody could tell a role from the name behind it, nor in a task a date's label.
        splices.append(Splice(line, match.end("role") + 1, "", ":"))
        label = (match["date_label"] or "").rstrip()
        if label and label.lower() != "on" and checklist.item_at(line) is not None:
            splices.append(Splice(line, match.start("date_label") + len(label) + 1, "", ":"))
    if match["name"].strip(_GLUE):
        lead = len(match["name"]) - len(match["name"].lstrip(_GLUE))
        splices.append(Splice(line, match.start("name") + lead + 1, match["name"].strip(_GLUE), name))
    else:
        at = match.start("name")
        glue = "" if text[at - 1] in " \t" else " "
        splices.append(Splice(line, at + 1, "", f"{glue}{name}" + (" " if text[at:].strip() else "")))
    if match["signature"] and PLACEHOLDER.fullmatch(match["signature"].strip(_GLUE)):
        splices.append(Splice(line, match.start("signature") + 1, match["signature"].strip(_GLUE), signature))
    if on and match["bare"]:
        splices.append(Splice(line, match.start("bare") + 1, match["bare"], f"Date: {on}"))
    elif on and match["date"] and OPEN_DATE.fullmatch(match["date"]):
        splices.append(Splice(line, match.start("date") + 1, match["date"], on))
    elif on and match["date_label"] and not match["date"]:
        at = match.end("date_label")
        blank = len(text[at:]) - len(text[at:].lstrip(" \t"))
        splices.append(Splice(line, at + min(blank, 1) + 1, "", on if blank else f" {on}"))
    box = _OPEN_BOX.search(match["lead"])
    if box and checklist.item_at(line) is None:
        splices.append(Splice(line, box.start() + 1, box[0], "☑"))
    return splices


def _in_table(checklist: Checklist, signoff: SignOff, name: str, on: str) -> list[Splice]:
    section = signoff.section_index
    base = checklist.starts[section]
    for table in checklist.parts[section].tables:
        for number, (line, _) in enumerate(table.rows):
            if base + line + 1 == signoff.line:
                row = row_at(checklist, section, table, number)
                names = [cell.text for cell in table.header]
                signature = name if date_column(names) >= 0 or not on else f"{name}, {on}"
                wanted = {signature_column(names): signature, date_column(names): on}
                if name_column(names) not in (-1, role_column(names)):
                    wanted[name_column(names)] = name
                return _in_cells(row, {column: for_cell(words) for column, words in wanted.items() if words})
    raise EditRefused(f"line {signoff.line} is no row of a sign-off table")


def _in_cells(row: Row, wanted: Mapping[int, str]) -> list[Splice]:
    """The splices that fill those of a row's cells that are open, or say why nobody signs."""
    splices = []
    missing = {column: words for column, words in wanted.items() if column >= len(row.cells)}
    for column, cell in enumerate(row.cells):
        words = wanted.get(column)
        if words and not cell.text:
            splices.append(filled(row, column, words))
        elif words and (OPEN_CELL.fullmatch(cell.text.strip("*_ ")) or IN_CELL.match(cell.text)):
            splices += replaced(row, column, cell.column, cell.text, words)
    return [*splices, added(row, missing)] if missing else splices
