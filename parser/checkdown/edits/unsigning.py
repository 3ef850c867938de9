"""Taking a signature off again: the blanks of a sign-off as they were before anybody filled them.

For the next run of a checklist; states are another module's. What a line wrote before its name came is not
known any more, so that every blank becomes one of the usual width.
"""

from __future__ import annotations

from checkdown.checklist import Checklist
from checkdown.edit import Splice
from checkdown.edits.rows import row_at
from checkdown.edits.writing import display_width
from checkdown.patterns import pattern
from checkdown.signoffs import LINE, SignOff, date_column, name_column, role_column, signature_column

NAME_BLANK = "____________"
DATE_BLANK = "__________"
_TICK = pattern(r"[☑✅]\ufe0f?")
_GLUE = " \t,;"


def unsign_splices(checklist: Checklist, signoff: SignOff) -> list[Splice]:
    """The splices that empty a sign-off; none where nobody has signed."""
    if not (signoff.name or signoff.date):
        return []
    return _in_table(checklist, signoff) if signoff.in_table else _on_line(checklist, signoff.line)


def _on_line(checklist: Checklist, line: int) -> list[Splice]:
    text = checklist.source.line(line)
    match = LINE.match(text)
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
            return [
                Splice(row.line, cell.column + 1, cell.text, " " * display_width(cell.text))
                for column, cell in enumerate(row.cells)
                if column in columns and cell.text
            ]
    return []
