"""Items that follow from others: "All P0 phases complete (13, 14, 18)", "Phase 2 complete".

Such an item is done where, and only where, the phases that it names are; and the numbers that it lists are
those of the priority that it names. "All tests passing" names nothing in the document and is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checkdown.findings.finding import Finding, Rule, Severity
from checkdown.findings.reading import Reading, finding, plural
from checkdown.patterns import pattern
from checkdown.states import Kind, Role, State
from checkdown.tally import Tally
from checkdown.views import Item, Section

RULE = Rule(
    "derived-item-mismatch",
    Severity.ERROR,
    "An item that follows from phases ('All P0 phases complete') disagrees with them.",
    "Set the item to what its phases say, or finish the phases.",
)

_STAGES = ("phase", "stage", "section", "step", "week", "sprint", "milestone", "tier")
_STAGE = rf"(?:{'|'.join(_STAGES)})"
_LONGEST = 120
"""Characters of an item's text that are looked at."""
_PRIORITY = pattern(
    rf"\W*(?:all\s+)?(P[0-4])\s+{_STAGE}s?\s+(?:are\s+|is\s+)?(?:complete[d]?|done|finished)\W*"
    r"(?:\((?P<list>\d+(?:\s*(?:,|and|&)\s*\d+)*)\))?\W*$",
    re.IGNORECASE,
)
_NUMBERED = pattern(
    rf"\W*(?:all\s+(?:of\s+)?)?(?P<stage>{_STAGE})s?\s+(?P<list>\d+(?:\.\d+)?(?:\s*(?:,|and|&)\s*\d+(?:\.\d+)?)*)"
    r"\s+(?:are\s+|is\s+)?(?:complete[d]?|done|finished)\W*$",
    re.IGNORECASE,
)


def look(reading: Reading) -> Iterator[Finding]:
    """Every derived item that its phases contradict."""
    texts = [(line, text) for line, text, _ in reading.prose if _may_end(text)]
    texts += [
        (line, cells[0].text)
        for grid in reading.grids
        for line, cells in grid.rows
        if cells and _may_end(cells[0].text)
    ]
    for line, text in texts:
        if any(map(text.lower().__contains__, _STAGES)):
            item = reading.checklist.item_at(line)
            if item and item.role is Role.ITEM and item.kind is not Kind.MARK:
                yield from _of_item(reading, item, item.text[:_LONGEST])


def _may_end(text: str) -> bool:
    return "omplete" in text or "one" in text or "inished" in text


def _of_item(reading: Reading, item: Item, text: str) -> Iterator[Finding]:
    match = _PRIORITY.match(text) or _NUMBERED.match(text)
    if match is None:
        return
    listed = re.findall(r"\d+(?:\.\d+)?", match["list"] or "")
    if match.re.pattern == _PRIORITY.pattern:
        called = match[1].upper()
        named = [s for s in _outermost(reading.sections[1:], called) if reading.tally(s.index).total]
        numbers = [section.number for section in named]
        if listed and named and all(numbers) and sorted(listed) != sorted(numbers):
            message = f"names {', '.join(listed)}, the {called} phases are {', '.join(numbers)}"
            yield finding(RULE, item.line, item.column, message, ", ".join(listed), ", ".join(numbers))
    else:
        named = [s for s in reading.sections[1:] if s.number in listed and _is_stage(s, match["stage"])]
        if len(named) != len(listed):
            return
    named = [section for section in named if section.index != item.section_index]
    tally = sum((reading.tally(section.index) for section in named), Tally())
    if tally.total:
        yield from _compared(item, named, tally)


def _outermost(sections: tuple[Section, ...], priority: str) -> Iterator[Section]:
    """The sections whose own heading states the priority."""
    for section in sections:
        parent = section.parent
        if section.priority == priority and (parent is None or parent.priority != priority):
            yield section


def _is_stage(section: Section, stage: str) -> bool:
    """Whether a heading calls itself so; a section needs no more than its number."""
    called = rf"{stage}\b" if stage.lower() != "section" else r"(?:section\b|\d)"
    return re.match(rf"\W*{called}", section.title, re.IGNORECASE) is not None


def _compared(item: Item, named: list[Section], tally: Tally) -> Iterator[Finding]:
    names = ", ".join(section.number or repr(section.title) for section in named)
    where = f"phase {names}" if len(named) == 1 else f"phases {names}"
    verb = "is" if tally.open == 1 else "are"
    if item.state is State.DONE and tally.open:
        message = f"ticked, but {tally.open} of {plural(tally.total, 'item')} of {where} {verb} open"
        yield finding(RULE, item.line, item.column, message, "done", f"{tally.open} of {tally.total} open")
    elif item.state is State.TODO and not tally.open:
        message = f"not ticked, but nothing of {where} is open"
        yield finding(RULE, item.line, item.column, message, "todo", "done")
