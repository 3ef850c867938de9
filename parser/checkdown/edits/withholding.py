"""Writing why a role does not sign: what a NO-GO leaves at a sign-off, whatever form that has.

A task or bullet is blocked with its reason, as any other. A plain list item gets a nested bullet, a line of
a paragraph a line below it, a row of a table its Notes cell, else the cell in which the name would stand.
"""

from __future__ import annotations

import re

from checkdown.checklist import Checklist
from checkdown.details import NOTES_HEADER
from checkdown.edit import Splice
from checkdown.edits.bullets import child_head, holds_bullets
from checkdown.edits.lines import inserted
from checkdown.edits.notes import reason_splices
from checkdown.edits.rows import Row, added, extended, filled, replaced, row_at, row_of, table_at
from checkdown.edits.signing import signoff_of
from checkdown.edits.state import state_splices
from checkdown.edits.writing import for_cell, one_line, stamp
from checkdown.errors import EditRefused
from checkdown.intents import ItemRef, SetState, Withhold
from checkdown.patterns import pattern
from checkdown.signoffs import SignOff, date_column, person_column, role_column, signature_column
from checkdown.states import Kind, State
from checkdown.views import Item
from checkdown.withheld import HEAD, IN_CELL, LISTED, SIGN, below, is_inside, place_below

_BREAK = pattern(r"(?: {2,}|\\)$")
"""What makes the next line of a paragraph begin on a line of its own when it is shown."""


def withhold_splices(checklist: Checklist, intent: Withhold) -> list[Splice]:
    """The splices that block a sign-off with a reason, in place of the reason that was given before."""
    signoff = signoff_of(checklist, intent)
    if signoff.name:
        raise EditRefused(f"{signoff.role} has signed already: {signoff.name}")
    if not one_line(intent.reason):
        raise EditRefused("a sign-off that is withheld needs a reason")
    body = reason_told(intent)
    if signoff.reason == body:
        return []
    item = checklist.item_at(signoff.line)
    stated = item is not None and not _is_taken(item)
    blocked = state_splices(item, State.BLOCKED)[0] if item is not None and stated and _can_be(item) else []
    if signoff.in_table:
        reason = _in_row(checklist, signoff, for_cell(f"blocked: {body}"), item)
    elif item is not None and holds_bullets(item):
        asked = SetState(ItemRef.of(item), State.BLOCKED, intent.reason, intent.by, intent.on)
        reason = reason_splices(item, asked)
    else:
        reason = [_below(checklist, signoff, body)]
    return sorted([*blocked, *reason], key=lambda splice: splice.start)


def reason_told(intent: Withhold) -> str:
    """The reason as it is written, with day and name behind it."""
    signed = stamp(intent.on, intent.by)
    return f"{one_line(intent.reason)} ({signed})" if signed else one_line(intent.reason)


def _is_taken(item: Item) -> bool:
    """Whether the cell that would show the state is the one in which the reason is written."""
    if not item.signoff or item.kind is not Kind.ROW:
        return False
    row = row_of(item)
    return row.table.status == person_column([cell.text for cell in row.table.header])


def _can_be(item: Item) -> bool:
    """Whether a sign-off has a sign for blocked; a cell that offers others is left to the reason alone."""
    try:
        state_splices(item, State.BLOCKED)
    except EditRefused:
        return False
    return True


def _below(checklist: Checklist, signoff: SignOff, body: str) -> Splice:
    """The splice that says it below the line, or says it anew."""
    source = checklist.source
    part = checklist.parts[signoff.section_index]
    start = checklist.starts[signoff.section_index]
    lines = source.lines(start + 1, start + part.count)
    at = signoff.line - 1 - start
    said, place = below(lines, at), place_below(lines, at)
    if said is not None and place is not None:
        return Splice(start + place + 1, said.start("reason") + 1, said["reason"], body)
    listed = LISTED.match(lines[at])
    if listed is None:
        head, ending = HEAD.match(lines[at]), _BREAK.search(lines[at])
        assert head is not None
        return inserted(source, signoff.line, f"{head[0]}blocked: {body}{ending[0] if ending else ''}")
    while at + 1 < len(lines) and is_inside(lines[at + 1], listed) and not LISTED.match(lines[at + 1]):
        at += 1
    return inserted(source, start + at + 1, f"{child_head(listed[0])}blocked: {body}")


def _in_row(checklist: Checklist, signoff: SignOff, words: str, item: Item | None) -> list[Splice]:
    """The splices that say it in the row, behind the sign of a cell that shows its state."""
    section, table = table_at(checklist, signoff.line)
    number = next(
        n for n, (line, _) in enumerate(table.rows) if checklist.starts[section] + line + 1 == signoff.line
    )
    row = row_at(checklist, section, table, number)
    names = [cell.text for cell in table.header]
    taken = {table.status, role_column(names), person_column(names), date_column(names)}
    taken.add(signature_column(names))
    notes = [n for n, name in enumerate(names) if n not in taken and NOTES_HEADER.fullmatch(name)]
    person = person_column(names)
    if not notes or _said(row, person) is not None:
        return _over(row, person, f"{_sign(item)}{words}")
    return [extended(row, notes[0], words)] if _said(row, notes[0]) is None else _over(row, notes[0], words)


def _sign(item: Item | None) -> str:
    """The sign for blocked of a signature that is one: without it its column might show no state any more."""
    if item is None or not item.mark or not _is_taken(item) or not _can_be(item):
        return ""
    row = row_of(item)
    cell, splices = row.cell(row.table.status), state_splices(item, State.BLOCKED)[0]
    if cell is None or len(splices) != 1:
        return ""
    at = splices[0].column - 1 - cell.column
    sign = f"{cell.text[:at]}{splices[0].new}{cell.text[at + len(splices[0].old) :]} "
    return sign if at >= 0 and SIGN.fullmatch(sign) else ""


def _over(row: Row, column: int, words: str) -> list[Splice]:
    """The splices that put it into a cell, for what the cell says of it or for its blank."""
    cell, said = row.cell(column), _said(row, column)
    if cell is None:
        return [added(row, {column: words})]
    if said is not None:
        return replaced(row, column, cell.column + said.start(), said[0], f"{said['sign'] or ''}{words}")
    return replaced(row, column, cell.column, cell.text, words) if cell.text else [filled(row, column, words)]


def _said(row: Row, column: int) -> re.Match[str] | None:
    cell = row.cell(column)
    return IN_CELL.search(cell.text) if cell is not None else None
