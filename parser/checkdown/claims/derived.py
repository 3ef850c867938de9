"""Items that follow from others: "All P0 phases complete (13, 14, 18)", "Phases 1-3 complete", "P0 done".

Such an item is done where, and only where, the phases or the items that it names are; and the numbers that it
lists are those of the priority that it names. "All tests passing" names nothing in the document and is passed
over.
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

from .open_items import open_under, spared

RULE = Rule(
    "derived-item-mismatch",
    Severity.ERROR,
    "An item that follows from phases ('All P0 phases complete') disagrees with them.",
    "Set the item to what its phases say, or finish the phases.",
)

_STAGES = ("phase", "stage", "section", "step", "week", "sprint", "milestone", "tier")
_NAMES = (*_STAGES, "p0", "p1", "p2", "p3", "p4")
_STAGE = rf"(?:{'|'.join(_STAGES)})"
_LONGEST = 120
"""Characters of an item's text that are looked at."""
_ENDS = r"\s+(?:are\s+|is\s+)?(?:all\s+|now\s+|100%\s+)?(?:complete[d]?|done|finished)"
_NUMBER = r"\d+(?:\.\d+)?"
_LIST = rf"(?P<list>{_NUMBER}(?:\s*(?:,|and|&|-|–|—|to|through)\s*{_NUMBER})*)"
_PRIORITY = pattern(
    rf"\W*(?:all\s+)?(P[0-4])\s+{_STAGE}s?{_ENDS}\W*(?:\((?P<list>\d+(?:\s*(?:,|and|&)\s*\d+)*)\))?\W*$",
    re.IGNORECASE,
)
_ITEMS = r"(?:items|tasks|checks|boxes|steps|criteria|work)"
_OF_PRIORITY = pattern(
    rf"\W*(?:all\s+(?:of\s+)?(?:the\s+)?)?(P[0-4])(?:\s+{_ITEMS})?{_ENDS}\W*$", re.IGNORECASE
)
_NUMBERED = pattern(
    rf"\W*(?:all\s+(?:of\s+)?(?:{_ITEMS}\s+(?:in|of|from|under)\s+)?)?(?P<stage>{_STAGE})s?\s+{_LIST}"
    rf"(?:\s*(?:\([^()]{{1,60}}\)|[:–—-]\s*[A-Z][\w &/-]{{1,40}}?))?{_ENDS}\W*$",
    re.IGNORECASE,
)
_EVERY = pattern(
    rf"\W*all\s+(?:of\s+)?(?:the\s+)?(?P<stage>phase|stage|sprint|milestone|tier)s{_ENDS}\W*$", re.IGNORECASE
)
_RANGE = pattern(r"(\d+)\s*(?:-|–|—|to|through)\s*(\d+)")


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
        if any(map(text.lower().__contains__, _NAMES)):
            item = reading.checklist.item_at(line)
            if item and item.role is Role.ITEM and item.kind is not Kind.MARK:
                yield from _of_item(reading, item, item.text[:_LONGEST])


def _may_end(text: str) -> bool:
    return "omplete" in text or "one" in text or "inished" in text


def _of_item(reading: Reading, item: Item, text: str) -> Iterator[Finding]:
    if match := _PRIORITY.match(text):
        yield from _of_phases(reading, item, match[1].upper(), re.findall(_NUMBER, match["list"] or ""))
    elif match := _OF_PRIORITY.match(text):
        yield from _of_items(reading, item, match[1].upper())
    elif match := _NUMBERED.match(text):
        listed = _listed(match["list"])
        named = [s for s in reading.sections[1:] if s.number in listed and _is_stage(s, match["stage"])]
        if len(named) == len(listed):
            yield from _against(reading, item, named)
    elif match := _EVERY.match(text):
        named = [s for s in reading.sections[1:] if s.number and _is_stage(s, match["stage"])]
        if len({s.level for s in named}) == 1 and len(named) > 1:
            yield from _against(reading, item, named)


def _listed(text: str) -> list[str]:
    """The numbers of ``1, 2 and 4`` and of ``1-3``."""
    found = re.findall(_NUMBER, text)
    for match in _RANGE.finditer(text):
        found += [str(number) for number in range(int(match[1]) + 1, min(int(match[2]), int(match[1]) + 50))]
    return found


def _of_phases(reading: Reading, item: Item, called: str, listed: list[str]) -> Iterator[Finding]:
    named = [s for s in _outermost(reading.sections[1:], called) if reading.tally(s.index).total]
    numbers = [section.number for section in named]
    if listed and named and all(numbers) and sorted(listed) != sorted(numbers):
        message = f"names {', '.join(listed)}, the {called} phases are {', '.join(numbers)}"
        yield finding(RULE, item.line, item.column, message, ", ".join(listed), ", ".join(numbers))
    yield from _against(reading, item, named)


def _against(reading: Reading, item: Item, named: list[Section]) -> Iterator[Finding]:
    named = [section for section in named if not section.index <= item.section_index < _end(reading, section)]
    tally = sum((reading.tally(section.index) for section in named), Tally())
    if tally.total:
        held = sum(1 for s in named for _ in open_under(reading, s.index)) if tally.open else 0
        names = ", ".join(section.number or repr(section.title) for section in named)
        yield from _compared(item, f"phase {names}" if len(named) == 1 else f"phases {names}", tally, held)


def _end(reading: Reading, section: Section) -> int:
    return reading.checklist.subtree_end(section.index)


def _of_items(reading: Reading, item: Item, called: str) -> Iterator[Finding]:
    """An item that speaks of all items of a priority, against those but itself and its like."""
    others = [
        each
        for each in reading.checklist.items
        if each.role is Role.ITEM
        and each.kind is not Kind.MARK
        and each.index != item.index
        and each.priority == called
        and not _derived(each.text[:_LONGEST])
    ]
    tally = Tally.of(each.state for each in others)
    if tally.total:
        settled = (State.DONE, State.NA)
        held = sum(1 for each in others if each.state not in settled and not spared(reading, each))
        yield from _compared(item, called, tally, held)


def _derived(text: str) -> bool:
    return any(each.match(text) for each in (_PRIORITY, _OF_PRIORITY, _NUMBERED, _EVERY))


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


def _compared(item: Item, where: str, tally: Tally, held: int) -> Iterator[Finding]:
    """``held`` are those that are open and not waived."""
    verb = "is" if held == 1 else "are"
    if item.state is State.DONE and held:
        message = f"ticked, but {held} of {plural(tally.total, 'item')} of {where} {verb} open"
        yield finding(RULE, item.line, item.column, message, "done", f"{held} of {tally.total} open")
    elif item.state is State.TODO and not tally.open:
        message = f"not ticked, but nothing of {where} is open"
        yield finding(RULE, item.line, item.column, message, "todo", "done")
