"""What changed about one item or one section, with the flags that a reviewer should see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from checkdown.attached import attached_to
from checkdown.details import NOTES_HEADER, Evidence
from checkdown.identity import label_of
from checkdown.outline import number_and_label
from checkdown.patterns import pattern
from checkdown.states import Kind, Role, State
from checkdown.views import Item, Section

from .entries import NUMBERED, asks_something
from .values import Change, ChangeKind, Flag

_OPEN = frozenset((State.TODO, State.DOING, State.BLOCKED, State.FAILED, State.UNKNOWN))
_PASSING = pattern(r"(?<![\w@/.`])@[A-Za-z][\w-]*|\b(?:due|owner)\b:?\s*[\w-]+|\bP[0-4]\b|📅\s*[\d-]+")
"""What may be written into a text without asking for anything else."""
_SUBSTANCE = pattern(r"[^\W_]+(?:[.,]\d+)*|[<>≤≥=%+]")
_ORDINAL = pattern(NUMBERED)
"""The number or code that a text begins with: where it stands, not what it asks for."""
_NUMBERS = pattern(r"\d+(?:[.,]\d+)*")


def is_open(state: State) -> bool:
    """Whether an item in this state still has to be done or decided."""
    return state in _OPEN


def changes_of_item(before: Item | None, after: Item | None, *, moved: bool) -> Iterator[Change]:
    """The changes of one item; those of rows that only restate others are claims."""
    if before is None or after is None:
        yield _came_or_went(before, after)
        return
    if before.role is not Role.ITEM and after.role is not Role.ITEM:
        yield from _claim_row(before, after)
        return
    if before.state is not after.state:
        yield _flip(before, after)
    yield from _reworded(before, after)
    if moved:
        yield Change(ChangeKind.MOVED, before, after, (), " > ".join(before.path), " > ".join(after.path))
    yield from _evidence(before, after)


def _came_or_went(before: Item | None, after: Item | None) -> Change:
    item = after or before
    assert item is not None
    texts = (_asks(before) if before else "", _asks(after) if after else "")
    if item.role is not Role.ITEM:
        return Change(ChangeKind.CLAIM, before, after, (), *texts)
    if before is not None:
        flags = (Flag.REMOVED_OPEN_ITEM,) if is_open(before.state) and not before.signoff else ()
        return Change(ChangeKind.REMOVED, before, None, flags, *texts)
    return Change(ChangeKind.ADDED, None, item, _unproven(item), *texts)


def _unproven(item: Item) -> tuple[Flag, ...]:
    if item.state is not State.DONE or item.signoff or attached_to(item):
        return ()
    return (Flag.TICKED_WITHOUT_EVIDENCE,)


def written_state(item: Item) -> str:
    """An item's state as it stands in the text, a box with its brackets."""
    return f"[{item.mark}]" if item.kind is Kind.TASK else item.mark


def _flip(before: Item, after: Item) -> Change:
    flags = _unproven(after) if after.state is State.DONE else ()
    if before.state is State.DONE and after.state is not State.NA:
        flags += (Flag.UNTICKED,)
    return Change(ChangeKind.FLIP, before, after, flags, written_state(before), written_state(after))


def _reworded(before: Item, after: Item) -> Iterator[Change]:
    old, new = _asks(before), _asks(after)
    same_role = before.signoff and after.signoff and label_of(before.text) == label_of(after.text)
    flags: tuple[Flag, ...] = ()
    if old != new and not same_role:
        if after.state is State.DONE and _substance(old) != _substance(new):
            flags = (Flag.GOALPOST_MOVED,)
        aspect = "text" if before.text != after.text else "cells"
        yield Change(ChangeKind.REWORDED, before, after, flags, old, new, aspect)
    elif _notes(before) != _notes(after):
        gone, come = _only(_notes(before), _notes(after)), _only(_notes(after), _notes(before))
        told = after.kind is Kind.ROW and list(map(_written, attached_to(before))) != list(
            map(_written, attached_to(after))
        )
        if told or (before.state is not after.state and not gone):
            return  # What is said with evidence or a flip belongs to it.
        if after.state is State.DONE and gone and _figures(gone) != _figures(come):
            flags = (Flag.GOALPOST_MOVED,)
        yield Change(ChangeKind.REWORDED, before, after, flags, "\n".join(gone), "\n".join(come), "notes")


def _asks(item: Item) -> str:
    """What an item asks for: its text, for a row with the cells that say more, in the order of the row."""
    if item.kind is not Kind.ROW:
        return item.text
    status = item.status_header
    cells = [c.text for c in item.cells if c.header != status and c.text and asks_something(c.header)]
    return " | ".join(cells) or item.text


def _notes(item: Item) -> tuple[str, ...]:
    """What is said beside an item: its plain bullets and why it is blocked; a row's cells for that."""
    if item.kind is Kind.ROW:
        return tuple(cell.text for cell in item.cells if cell.text and NOTES_HEADER.fullmatch(cell.header))
    return tuple(
        detail.text if detail.label in ("", "evidence") else f"{detail.label}: {detail.text}"
        for detail in item.detail_lines
        if detail.label != "evidence"
    )


def _only(some: tuple[str, ...], others: tuple[str, ...]) -> list[str]:
    left = Counter(others)
    found = []
    for each in some:
        left[each] -= 1
        if left[each] < 0:
            found.append(each)
    return found


def _substance(text: str) -> list[str]:
    """Words, figures and comparisons of a text, without case, markup, owners and dates."""
    return [
        word.casefold() for word in _SUBSTANCE.findall(_PASSING.sub(" ", _ORDINAL.sub("", text, count=1)))
    ]


def _figures(texts: list[str]) -> list[str]:
    return sorted(number for text in texts for number in _NUMBERS.findall(text))


def _evidence(before: Item, after: Item) -> Iterator[Change]:
    old, new = attached_to(before), attached_to(after)
    lost, gained = _without(old, new, after), _without(new, old, before)
    if lost or gained:
        gone = {each.target for each in lost} - {each.target for each in gained}
        flags = (Flag.EVIDENCE_REMOVED,) if gone else ()
        texts = (_shown(lost), _shown(gained))
        yield Change(ChangeKind.EVIDENCE, before, after, flags, *texts, lost=lost, gained=gained)


def _without(some: Sequence[Evidence], others: Sequence[Evidence], other: Item) -> tuple[Evidence, ...]:
    """The evidence among ``some`` that the other version of its item does not have."""
    left = Counter(map(_written, others))
    found = []
    for each in some:
        left[_written(each)] -= 1
        if left[_written(each)] < 0 and not (each.kind == "note" and _says(other, each.target)):
            found.append(each)
    return tuple(found)


def _written(evidence: Evidence) -> tuple[str, ...]:
    return evidence.kind, evidence.target, evidence.lines, evidence.note


def _says(item: Item, words: str) -> bool:
    """Whether words that were evidence by themselves still stand at an item, beside a reference."""
    texts = [c.text for c in item.cells] if item.kind is Kind.ROW else [d.text for d in item.detail_lines]
    return any(words in text for text in texts)


def _shown(evidence: tuple[Evidence, ...]) -> str:
    return "\n".join(f"{each.target} {each.note}".rstrip() for each in evidence)


def _claim_row(before: Item, after: Item) -> Iterator[Change]:
    old = " | ".join(cell.text for cell in before.cells)
    new = " | ".join(cell.text for cell in after.cells)
    if old != new or before.state is not after.state:
        yield Change(ChangeKind.CLAIM, before, after, (), old, new)


def changes_of_section(before: Section | None, after: Section | None, *, moved: bool) -> Iterator[Change]:
    """The changes of one section as such; marks and scores in its heading are claims."""
    if before is None or after is None:
        title = ("", after.title) if before is None and after else (before.title if before else "", "")
        aspect = "added" if before is None else "removed"
        yield Change(ChangeKind.SECTION, before, after, (), *title, aspect)
        return
    if before.level != after.level:
        texts = (f"{'#' * before.level} {before.title}", f"{'#' * after.level} {after.title}")
        yield Change(ChangeKind.SECTION, before, after, (), *texts, "level")
    elif before.title != after.title and number_and_label(before.title) != number_and_label(after.title):
        yield Change(ChangeKind.SECTION, before, after, (), before.title, after.title, "renamed")
    if moved:
        yield Change(ChangeKind.MOVED, before, after, (), " > ".join(before.path), " > ".join(after.path))
