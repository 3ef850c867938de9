"""What an item's words are now: its text, a row's cells, what is said beside it.

A row's scores are claims (``rowfigures``); a date or a name that comes with a flip belongs to the flip.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from checkdown.attached import attached_to
from checkdown.cells import unescaped
from checkdown.details import NOTES_HEADER, PRIORITY_HEADER, Evidence
from checkdown.identity import label_of
from checkdown.patterns import pattern
from checkdown.states import Kind, Notation, State
from checkdown.views import Item

from .beside import figures_of, is_figure, passing_cells, remark_of, state_cell
from .entries import NUMBERED, asks_something
from .values import Change, ChangeKind, Flag

_PASSING = pattern(
    r"(?<![\w@/.`])@[A-Za-z][\w-]*|\b(?:due|owner)\b:?\s*[\w-]+|\bP[0-4]\b|📅\s*[\d-]+"
    r"|[(\[](?i:critical|high|medium|low)[)\]]"
)
"""What may be written into a text without asking for anything else."""
_SUBSTANCE = pattern(r"[^\W_]+(?:[.,]\d+)*|[<>≤≥=%+]")
_ORDINAL = pattern(NUMBERED)
"""The number or code that a text begins with: where it stands, not what it asks for."""
_NUMBERS = pattern(r"\d+(?:[.,]\d+)*")


def rewordings(before: Item, after: Item) -> Iterator[Change]:
    """Up to two changes: what an item asks for, with a row's other cells, and its notes."""
    if not (before.signoff and after.signoff and label_of(before.text) == label_of(after.text)):
        yield from _worded(before, after)
    yield from _noted(before, after)


def _worded(before: Item, after: Item) -> Iterator[Change]:
    old, new = asked_by(before), asked_by(after)
    remarks, passing = _remarks(before, after), _passing(before, after)
    if old == new and remarks == passing:
        return
    moved = old != new and _substance(before, old) != _substance(after, new)
    # What stands beside a state that comes with it is how it was met, not what was asked.
    if before.state is State.DONE and remarks[0] != remarks[1]:
        moved = moved or _remarks_differ(before, after)
    flags = (Flag.GOALPOST_MOVED,) if moved and after.state is State.DONE else ()
    names = (old, new) if old != new else (before.text, after.text)
    was, now = (" | ".join(filter(None, side)) for side in zip(names, remarks, passing, strict=True))
    aspect = "text" if before.text != after.text else "cells"
    yield Change(ChangeKind.REWORDED, before, after, flags, was, now, aspect)


def _noted(before: Item, after: Item) -> Iterator[Change]:
    gone, come = _only(_notes(before), _notes(after)), _only(_notes(after), _notes(before))
    told = after.kind is Kind.ROW and list(map(written_evidence, attached_to(before))) != list(
        map(written_evidence, attached_to(after))
    )
    if _notes(before) == _notes(after) or told or (before.state is not after.state and not gone):
        return  # What is said with evidence or a flip belongs to it.
    moved = after.state is State.DONE and gone and _figures(gone) != _figures(come)
    flags = (Flag.GOALPOST_MOVED,) if moved else ()
    yield Change(ChangeKind.REWORDED, before, after, flags, "\n".join(gone), "\n".join(come), "notes")


def asked_by(item: Item) -> str:
    """What an item asks for: its text, for a row with the cells that say more, in the order of the row."""
    return item.text if item.kind is not Kind.ROW else " | ".join(_asking(item)) or item.text


def _asking(item: Item, *, priority: bool = True) -> list[str]:
    told = {item.status_header, *figures_of(item)}
    return [
        cell.text
        for cell in item.cells
        if cell.text
        and cell.header not in told
        and (asks_something(cell.header) or cell.text == item.text)
        and (priority or not PRIORITY_HEADER.fullmatch(cell.header))
    ]


def _remarks(before: Item, after: Item) -> tuple[str, str]:
    """The cells of a row's state where other words stand beside it now; a state alone is told as a flip."""
    old, new = remark_of(before), remark_of(after)
    if old == new or after.signoff or (is_figure(old) and is_figure(new)):
        return "", ""
    if before.state is not after.state and not (old and new):
        return "", ""
    return unescaped(state_cell(before)), unescaped(state_cell(after))


def _remarks_differ(before: Item, after: Item) -> bool:
    """Whether words beside a state ask for something else: behind a box they are the item's own."""
    old, new = remark_of(before), remark_of(after)
    if after.notation is Notation.BOX:
        return _words(old) != _words(new)
    return _figures([old]) != _figures([new])


def _passing(before: Item, after: Item) -> tuple[str, str]:
    """Those cells of a row that say who has it and until when, where they are others now."""
    if after.kind is not Kind.ROW or before.kind is not Kind.ROW or after.signoff:
        return "", ""
    same = before.state is after.state
    old, new = passing_cells(before, witnesses=same), passing_cells(after, witnesses=same)
    gone = _only([words for _, words in old], [words for _, words in new])
    come = _only([words for _, words in new], [words for _, words in old])
    if not gone and (not come or not same):
        return "", ""
    return _named(old, gone), _named(new, come)


def _named(cells: Sequence[tuple[str, str]], told: Sequence[str]) -> str:
    return " | ".join(f"{name}: {words}" for name, words in cells if words in told)


def _notes(item: Item) -> tuple[str, ...]:
    """What is said beside an item: its plain bullets with their scripts; a row's cells for that."""
    if item.kind is Kind.ROW:
        cells = [cell for cell in item.cells if cell.text not in ("", item.text)]
        return tuple(cell.text for cell in cells if NOTES_HEADER.fullmatch(cell.header))
    found = []
    for detail in item.detail_lines:
        if detail.label != "evidence":
            found.append(f"{detail.label}: {detail.text}".strip() if detail.label else detail.text)
            found += [line for line in detail.script.split("\n") if line.strip()]
    return tuple(found)


def _only(some: Sequence[str], others: Sequence[str]) -> list[str]:
    left = Counter(others)
    found = []
    for each in some:
        left[each] -= 1
        if left[each] < 0:
            found.append(each)
    return found


def _substance(item: Item, asked: str) -> list[str]:
    """What an item asks for without owners, dates and how urgent it is."""
    return _words(asked if item.kind is not Kind.ROW else " | ".join(_asking(item, priority=False)))


def _words(text: str) -> list[str]:
    """Words, figures and comparisons of a text, without case, markup, owners and dates."""
    return [
        word.casefold() for word in _SUBSTANCE.findall(_PASSING.sub(" ", _ORDINAL.sub("", text, count=1)))
    ]


def _figures(texts: Sequence[str]) -> list[str]:
    return sorted(number for text in texts for number in _NUMBERS.findall(text))


def written_evidence(evidence: Evidence) -> tuple[str, ...]:
    """Evidence without its place."""
    return evidence.kind, evidence.target, evidence.lines, evidence.note
