"""Filling the blanks of a sign-off, on a line or in a table; nothing else of it changes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from checkdown.checklist import Checklist
from checkdown.edit import Splice
from checkdown.edits.rows import Row, added, filled, replaced, row_at, row_of
from checkdown.edits.state import state_splices
from checkdown.edits.writing import for_cell, one_line
from checkdown.errors import EditRefused
from checkdown.intents import Sign, Withhold
from checkdown.patterns import pattern
from checkdown.signlines import DATED, signs, signs_by
from checkdown.signoffs import (
    OPEN_CELL,
    OPEN_DATE,
    PLACEHOLDER,
    SignOff,
    date_column,
    dated_column,
    form_of,
    has_label,
    is_dashed,
    is_signing,
    name_column,
    role_column,
    says_on,
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
        return _by_sign(item, splices, one_line(intent.name), one_line(intent.on))
    held = item is not None and item.state is State.BLOCKED and signoff.reason
    if item is not None and (held or item.state is State.TODO):
        splices += state_splices(item, State.DONE)[0]
    return sorted(splices, key=lambda splice: splice.start)


def _by_sign(item: Item, splices: list[Splice], name: str, on: str) -> list[Splice]:
    """The splices of a row whose signature is its state: a sign, with the name where that has no own cell."""
    row = row_of(item)
    names = [cell.text for cell in row.table.header]
    named = name_column(names) not in (-1, role_column(names), row.table.status)
    dated = on and row.table.status == dated_column(names)
    cell = row.cell(row.table.status)
    if cell is not None:
        splices = [each for each in splices if not cell.left < each.column <= cell.right]
        if named and not dated:
            splices += state_splices(item, State.DONE)[0]
        else:
            signature = on if named else _signature(names, name, on) if dated else name
            words = for_cell(f"✅ {signature}")
            splices += (
                replaced(row, row.table.status, cell.column, cell.text, words)
                if cell.text
                else [filled(row, row.table.status, words)]
            )
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
    line = signoff.line
    text = checklist.source.line(line)
    match = form_of(text, is_signing(checklist, signoff.section_index))
    if match is None:
        raise EditRefused(f"line {line} has no blank to fill")
    splices = _name_splices(line, text, match, name, on)
    if match["signature"] and PLACEHOLDER.fullmatch(match["signature"].strip(_GLUE)):
        splices.append(Splice(line, match.start("signature") + 1, match["signature"].strip(_GLUE), name))
    if on:
        splices += _day_splices(checklist, signoff, match, on)
    splices += _colons(checklist, signoff, match)
    box = _OPEN_BOX.search(match["lead"])
    if box and checklist.item_at(line) is None:
        splices.append(Splice(line, box.start() + 1, box[0], "☑"))
    return splices


def _name_splices(line: int, text: str, match: re.Match[str], name: str, on: str) -> list[Splice]:
    """The splices that write the name, and behind it the date where that has no place of its own."""
    added = []
    if on and match["date_label"] is None and not match["bare"]:
        # Without a date nobody could tell a signature from any other fact.
        if _in_brackets(match):
            added = [Splice(line, match.end("role") + 2, "", f", Date: {on}")]
        else:
            name = f"{name}, Date: {on}"
    elif match["date"] and text[match.end("name") : match.start("date")].isspace():
        name = f"{name},"
    if match["name"].strip(_GLUE):
        lead = len(match["name"]) - len(match["name"].lstrip(_GLUE))
        return [
            Splice(line, match.start("name") + lead + 1, match["name"].strip(_GLUE), name),
            *added,
        ]
    at = match.start("name")
    glue = "" if text[at - 1] in " \t" else " "
    return [Splice(line, at + 1, "", f"{glue}{name}" + (" " if text[at:].strip() else "")), *added]


def _day_splices(checklist: Checklist, signoff: SignOff, match: re.Match[str], on: str) -> list[Splice]:
    """The splice that writes the date where the line has a place for it."""
    line, label, date = signoff.line, match["date_label"], match["date"]
    if match["bare"]:
        return [Splice(line, match.start("bare") + 1, match["bare"], f"Date: {on}")]
    if date and OPEN_DATE.fullmatch(date):
        if _needs_label(checklist, signoff, match):
            on = f"Date: {on}"
        return [Splice(line, match.start("date") + 1, date, on)]
    if label and not date:
        rest = match.string[match.end("date_label") :]
        blank = len(rest) - len(rest.lstrip(" \t"))
        return [Splice(line, match.end("date_label") + min(blank, 1) + 1, "", on if blank else f" {on}")]
    return []


def _needs_label(checklist: Checklist, signoff: SignOff, match: re.Match[str]) -> bool:
    """Whether a name and a date alone could also be something else than the signature of this role."""
    if DATED.search(match["date_label"] or "") or says_on(match) or signs(signoff.role):
        return False
    return is_dashed(match) or checklist.item_at(signoff.line) is not None


def _colons(checklist: Checklist, signoff: SignOff, match: re.Match[str]) -> list[Splice]:
    """The splices without which what is signed could not be read again."""
    line, found = signoff.line, []
    if not _in_brackets(match) and not match["role"].rstrip(" *_").endswith((":", "：", "-", "–", "—")):
        # Without a colon nobody could tell a role from the name behind it.
        found.append(Splice(line, match.end("role") + 1, "", ":"))
    label = (match["date_label"] or "").rstrip()
    told = has_label(match) or signs_by(signoff.role) or is_signing(checklist, signoff.section_index)
    if DATED.search(label) and not told:
        # Without one a date is one of a signature only where that is certain besides.
        found.append(Splice(line, match.start("date_label") + len(label) + 1, "", ":"))
    return found


def _in_brackets(match: re.Match[str]) -> bool:
    """Whether the role stands in brackets behind the name."""
    return match.start("role") > match.start("name")


def _in_table(checklist: Checklist, signoff: SignOff, name: str, on: str) -> list[Splice]:
    section = signoff.section_index
    base = checklist.starts[section]
    for table in checklist.parts[section].tables:
        for number, (line, _) in enumerate(table.rows):
            if base + line + 1 == signoff.line:
                row = row_at(checklist, section, table, number)
                names = [cell.text for cell in table.header]
                wanted = {date_column(names): on, signature_column(names): _signature(names, name, on)}
                if name_column(names) not in (-1, role_column(names)):
                    wanted[name_column(names)] = name
                return _in_cells(row, {column: for_cell(words) for column, words in wanted.items() if words})
    raise EditRefused(f"line {signoff.line} is no row of a sign-off table")


def _signature(names: Sequence[str], name: str, on: str) -> str:
    """What is written into the column for signatures: the date too, where it has no column of its own."""
    dated = dated_column(names)
    if not on or (date_column(names) >= 0 and signature_column(names) != dated):
        return name
    return f"{name} / {on}" if dated >= 0 and "/" in names[dated] else f"{name}, {on}"


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
