"""What changed about one item or one section, with the flags that a reviewer should see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from checkdown.attached import attached_to
from checkdown.details import Evidence
from checkdown.outline import number_and_label
from checkdown.states import Kind, Role, State
from checkdown.views import Item, Section

from .rewording import asked_by, rewordings, written_evidence
from .rowfigures import figure_changes
from .values import Change, ChangeKind, Flag

_OPEN = frozenset((State.TODO, State.DOING, State.BLOCKED, State.FAILED, State.UNKNOWN))


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
    yield from rewordings(before, after)
    if after.role is Role.ITEM and not after.signoff:
        yield from figure_changes(before, after)
    if moved:
        yield Change(ChangeKind.MOVED, before, after, (), " > ".join(before.path), " > ".join(after.path))
    yield from _evidence(before, after)


def _came_or_went(before: Item | None, after: Item | None) -> Change:
    item = after or before
    assert item is not None
    texts = (asked_by(before) if before else "", asked_by(after) if after else "")
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
    left = Counter(map(written_evidence, others))
    found = []
    for each in some:
        left[written_evidence(each)] -= 1
        if left[written_evidence(each)] < 0 and not (each.kind == "note" and _says(other, each.target)):
            found.append(each)
    return tuple(found)


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
