"""What was to be filled in and was not: ``[Name/Contact]``, ``TBD``, ``TODO``, ``???``.

Told where such a word is all that stands behind a name (``**Owner:** TBD``, ``- Approver: XXX``) or in a
cell, and for a sign-off that is blank where another of its section is signed. In a status column TODO is a
state, and in a sentence ("no TODOs left") a word like others.
"""

from __future__ import annotations

from collections.abc import Iterator

from checkdown.findings.finding import Finding, Rule, Severity
from checkdown.findings.reading import Grid, Reading, finding, lines_named
from checkdown.patterns import pattern

RULE = Rule(
    "placeholder-left",
    Severity.INFO,
    "A placeholder such as [Name/Contact] or TBD was not filled in.",
    "Fill it in, or delete the line.",
)

_WORD = r"(?:TBD|TBA|TODO|XXX+|FIXME|\?{2,})"
_BRACKETS = r"\[(?![ xX~!/-]\]|\^)(?:[A-Za-z][^\[\]()`=|]{1,40})\](?![(\[:])"
_PERHAPS = pattern(rf"(?:{_WORD}|\])[*_\s.]*$")
_BULLET = pattern(
    r"[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[^\[\]]\][ \t]+)?"
    r"(?P<name>[^\W\d_][^:：|`*_\[\]]{1,47}?)[:：][ \t]+(?P<value>\S{2,}(?:[ \t]+\S+){0,5})[ \t]*$"
)
"""A bullet that is a name and a few words, without any marks on the name."""
_WHOLE = pattern(rf"[*_\s]*({_WORD}|{_BRACKETS})[*_\s.]*$")


def look(reading: Reading) -> Iterator[Finding]:
    """Every placeholder that stands where a value should."""
    for each in reading.fields:
        match = _WHOLE.match(each.value)
        if match:
            yield _told(each.line, each.column + match.start(1), f"{each.name} is still {match[1]}", match[1])
    yield from _bullets(reading)
    for grid in reading.grids:
        yield from _cells(grid)
    signed = {each.section_index for each in reading.signoffs if each.name}
    for line in reading.signoffs:
        if not line.name and not line.date and line.section_index in signed:
            yield _told(line.line, 1, f"{line.role} has not signed, others have", "")


def _bullets(reading: Reading) -> Iterator[Finding]:
    """Those of bullets whose names are not bold, but for links that are defined elsewhere."""
    known = {each.line for each in reading.fields}
    for line, text, _ in reading.prose:
        if ":" not in text and "：" not in text:
            continue
        bullet = _BULLET.match(text) if line not in known and _PERHAPS.search(text) else None
        match = _WHOLE.match(bullet["value"]) if bullet else None
        if bullet and match and not _is_link(reading, match[1]):
            column = bullet.start("value") + match.start(1) + 1
            yield _told(line, column, f"{bullet['name'].strip()} is still {match[1]}", match[1])


def _is_link(reading: Reading, words: str) -> bool:
    """Whether words in brackets are a link whose target stands elsewhere: ``[runbook]: https://…``."""
    return words.startswith("[") and any(
        text.lstrip(" >").lower().startswith(f"{words.lower()}:") for _, text, _ in reading.prose
    )


def _cells(grid: Grid) -> Iterator[Finding]:
    """The placeholders of a table, those of a column together."""
    found: dict[tuple[int, str], list[tuple[int, int]]] = {}
    for line, cells in grid.rows:
        for column, cell in enumerate(cells):
            match = _WHOLE.match(cell.text) if column != grid.table.status and cell.text else None
            if match:
                found.setdefault((column, match[1]), []).append((line, cell.column + match.start(1) + 1))
    for (column, word), places in found.items():
        name = grid.names[column].strip("*_` ") if column < len(grid.names) else ""
        line, at = places[0]
        lines = lines_named([line for line, _ in places])
        yield _told(line, at, f"{name or 'a cell'} is still {word} ({lines})", word)


def _told(line: int, column: int, message: str, claimed: str) -> Finding:
    return finding(RULE, line, column, message, claimed)
