"""Filling the blanks of a sign-off, on a line or in a table; nothing else of it changes."""

from __future__ import annotations

import re

from ..checklist import Checklist
from ..edit import Splice
from ..errors import EditRefused
from ..intents import Sign
from ..signoffs import LINE, SignOff, date_column, name_column, signature_column
from ..states import State
from .state import state_splices
from .writing import for_cell, one_line

_TICKED_EMPTY = re.compile(r"[☐⬜]\ufe0f?")


def sign_splices(checklist: Checklist, intent: Sign) -> list[Splice]:
    """The splices that put name and date on a sign-off and tick its box."""
    found = [s for s in checklist.signoffs if s.line == intent.line]
    if not found:
        raise EditRefused(f"line {intent.line} is no sign-off")
    signoff = found[0]
    if signoff.role != intent.role:
        raise EditRefused(f"line {intent.line} is signed by {signoff.role!r}, not by {intent.role!r}")
    if signoff.name:
        raise EditRefused(f"{signoff.role} has signed already: {signoff.name}")
    if not one_line(intent.name):
        raise EditRefused("a sign-off needs a name")
    splices = _in_table(checklist, signoff, intent) if signoff.in_table else _on_line(checklist, intent)
    item = checklist.item_at(intent.line)
    if item is not None and item.state is State.TODO:
        splices += state_splices(checklist, item, State.DONE)
    return sorted(splices, key=lambda s: (s.line, s.column))


def _on_line(checklist: Checklist, intent: Sign) -> list[Splice]:
    text = checklist.source.line(intent.line)
    match = LINE.match(text)
    if match is None:
        raise EditRefused(f"line {intent.line} has no blank to fill")
    name = one_line(intent.name).replace("_", "\\_")
    splices = []
    if match["name"]:
        splices.append(Splice(intent.line, match.start("name") + 1, match["name"], name))
    else:
        glue = "" if text[: match.end("role")].endswith(" ") or text[match.end("role") :][:1] == " " else " "
        at = match.start("name")
        splices.append(Splice(intent.line, at + 1, "", f"{glue}{name}" + (" " if text[at:].strip() else "")))
    if match["date"] and "_" in match["date"]:
        splices.append(Splice(intent.line, match.start("date") + 1, match["date"], intent.on))
    elif match["date_label"] and not match["date"]:
        at = match.end("date_label")
        blank = re.match(r"[ \t]*", text[at:])
        lead = " " if blank is None or not blank[0] else ""
        end = at + (1 if blank is not None and blank[0] else 0)
        splices.append(Splice(intent.line, end + 1, "", lead + intent.on))
    head = match["lead"]
    box = _TICKED_EMPTY.search(head)
    if box and checklist.item_at(intent.line) is None:
        splices.insert(0, Splice(intent.line, box.start() + 1, box[0], "☑"))
    return splices


def _in_table(checklist: Checklist, signoff: SignOff, intent: Sign) -> list[Splice]:
    index = signoff.section_index
    base = checklist.starts[index]
    for table in checklist.parts[index].tables:
        for line, cells in table.rows:
            if base + line + 1 != intent.line:
                continue
            names = [cell.text for cell in table.header]
            wanted = {name_column(names): intent.name, date_column(names): intent.on}
            if signature_column(names) >= 0 and signature_column(names) not in wanted:
                wanted[signature_column(names)] = intent.name
            splices = []
            text = checklist.source.line(intent.line)
            for column, words in sorted(wanted.items()):
                if not 0 <= column < len(cells):
                    continue
                cell = cells[column]
                slot = text[cell.left : cell.right]
                fresh = f" {for_cell(words)} "
                splices.append(Splice(intent.line, cell.left + 1, slot, fresh.ljust(len(slot))))
            return splices
    raise EditRefused(f"line {intent.line} is no row of a sign-off table")
