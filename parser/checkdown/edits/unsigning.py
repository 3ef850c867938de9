"""Taking a signature off again: the blanks of a sign-off as they were before anybody filled them.

What says why nobody signs goes too, but for the bullets of items, which `freshrun` takes.

For the next run of a checklist; states are another module's. What a line wrote before its name came is not
known any more, so that every blank becomes one of the usual width.
"""

from __future__ import annotations

from checkdown.checklist import Checklist
from checkdown.edit import Splice
from checkdown.edits.bullets import holds_bullets
from checkdown.edits.lines import removed
from checkdown.edits.rows import Row, is_aligned, row_at
from checkdown.edits.writing import display_width
from checkdown.patterns import pattern
from checkdown.signoffs import (
    SignOff,
    date_column,
    form_of,
    is_signing,
    name_column,
    role_column,
    signature_column,
)
from checkdown.withheld import IN_CELL, place_below

NAME_BLANK = "____________"
DATE_BLANK = "__________"
_TICK = pattern(r"[☑✅]\ufe0f?")
_SIGN = pattern(r"(?:[☐⬜☑✅✔⛔🚫❌🔴✗]\ufe0f?|\[[^\[\]]\])(?=[ \t]|$)")
"""What shows in a cell whether somebody signed."""
_GLUE = " \t,;"


def unsign_splices(checklist: Checklist, signoff: SignOff) -> list[Splice]:
    """The splices that empty a sign-off; none where nobody has signed or said why not."""
    if signoff.in_table:
        return _in_table(checklist, signoff)
    signed = _on_line(checklist, signoff) if signoff.name or signoff.date else []
    return [*signed, *_without_reason(checklist, signoff)]


def _without_reason(checklist: Checklist, signoff: SignOff) -> list[Splice]:
    """The splice that takes the line away that says below a sign-off why nobody signs."""
    item = checklist.item_at(signoff.line)
    if item is not None and holds_bullets(item):
        return []
    start = checklist.starts[signoff.section_index]
    lines = checklist.source.lines(start + 1, start + checklist.parts[signoff.section_index].count)
    place = place_below(lines, signoff.line - 1 - start)
    return [] if place is None else [removed(checklist.source, start + place + 1, start + place + 1)]


def _on_line(checklist: Checklist, signoff: SignOff) -> list[Splice]:
    line = signoff.line
    match = form_of(checklist.source.line(line), is_signing(checklist, signoff.section_index))
    if match is None:
        return []
    splices = []
    name = match["name"].rstrip(_GLUE)
    if name and not name.startswith("__"):
        lead = len(name) - len(name.lstrip("*_"))
        splices.append(Splice(line, match.start("name") + lead + 1, name[lead:].rstrip("*_"), NAME_BLANK))
    if match["date"] and "_" not in match["date"]:
        splices.append(Splice(line, match.start("date") + 1, match["date"], DATE_BLANK))
    tick = _TICK.search(match["lead"])
    if tick and checklist.item_at(line) is None:
        splices.append(Splice(line, tick.start() + 1, tick[0], "☐"))
    return sorted(splices, key=lambda splice: splice.start)


def _in_table(checklist: Checklist, signoff: SignOff) -> list[Splice]:
    section = signoff.section_index
    base = checklist.starts[section]
    for table in checklist.parts[section].tables:
        for number, (line, _) in enumerate(table.rows):
            if base + line + 1 != signoff.line:
                continue
            row = row_at(checklist, section, table, number)
            names = [cell.text for cell in table.header]
            columns = {name_column(names), date_column(names), signature_column(names)}
            columns -= {-1, role_column(names)}
            if not (signoff.name or signoff.date or signoff.reason):
                return []
            return [
                splice
                for column in range(len(row.cells))
                if (splice := _blanked(row, column, named=column in columns)) is not None
            ]
    return []


def _blanked(row: Row, column: int, *, named: bool) -> Splice | None:
    """The splice that empties a cell in which somebody signs; of another one only why nobody does.

    What was signed by a sign, or withheld behind one, is a square again.
    """
    cell = row.cells[column]
    said = IN_CELL.search(cell.text)
    if named and cell.text:
        sign = _SIGN.match(cell.text)
        new = "" if sign is None else "[ ]" if sign[0].startswith("[") else "☐"
        if is_aligned(row, column) or (sign is None and said is None):
            new += " " * (display_width(cell.text) - display_width(new))
        return Splice(row.line, cell.column + 1, cell.text, new) if new != cell.text else None
    if said is None:
        return None
    at = said.start() - (2 if said.start() else 0)
    return Splice(row.line, cell.column + at + 1, cell.text[at : said.end()], "")
