"""Two people who change one document, each for themselves, and what a merge owes them."""

import random
from collections.abc import Sequence

from checkdown import (
    AddNote,
    Attach,
    CheckdownError,
    Checklist,
    Intent,
    Item,
    ItemRef,
    Kind,
    SetState,
    Source,
    State,
    apply,
    plan,
)
from checkdown.merging import Conflict, Merged
from checkdown.source import without_ending

STATES = (State.DONE, State.DOING, State.BLOCKED, State.NA, State.TODO)


def made(checklist: Checklist, intents: Sequence[Intent]) -> tuple[Checklist, list[Intent]]:
    """The checklist after those requests that are not refused, and these."""
    done = []
    for intent in intents:
        try:
            checklist = apply(checklist, plan(checklist, intent))
        except CheckdownError:
            continue
        done.append(intent)
    return checklist, done


def requests(some: random.Random, items: Sequence[Item], name: str, count: int) -> list[Intent]:
    """States, evidence and notes for some of these items."""
    found: list[Intent] = []
    for item in some.sample(list(items), min(count, len(items))):
        ref = ItemRef.of(item)
        choices: list[Intent] = [SetState(ref, some.choice(STATES))] * 3
        if item.kind is Kind.TASK:
            choices += [Attach(ref, f"docs/{name}-{item.line}.md"), AddNote(ref, f"seen by {name}")]
        found.append(some.choice(choices))
    return found


def lost(merged: Merged, base: Source, ours: Source, theirs: Source) -> list[str]:
    """Lines that a side wrote or that both kept, and that are nowhere in the outcome."""
    return [
        *_lost(merged, base, ours, "ours"),
        *_lost(merged, base, theirs, "theirs"),
    ]


def lacking(merged: Merged, base: Source, ours: Source, theirs: Source) -> list[str]:
    """Lines that a side wrote and that are not there where that side is chosen in every conflict."""
    return [
        *_missing(merged, base, ours, "ours", [without_ending(raw) for raw in merged.choosing(ours=True)]),
        *_missing(
            merged, base, theirs, "theirs", [without_ending(raw) for raw in merged.choosing(ours=False)]
        ),
    ]


def _lost(merged: Merged, base: Source, side: Source, name: str) -> list[str]:
    texts: list[str] = []
    for piece in merged.pieces:
        if isinstance(piece, Conflict):
            texts += [without_ending(raw) for raw in getattr(piece, name)]
        else:
            texts.append(piece.text)
    return _missing(merged, base, side, name, texts)


def _missing(merged: Merged, base: Source, side: Source, name: str, texts: list[str]) -> list[str]:
    """Lines that a side wrote, that are not among some texts, and were not made one with the other's."""
    there = {getattr(piece, name) for piece in merged.pieces if not isinstance(piece, Conflict)}
    known = {without_ending(raw) for raw in base}
    left = list(texts)
    missing = []
    for at, raw in enumerate(side):
        line = without_ending(raw)
        if line in left:
            left.remove(line)
        elif at not in there and line not in known:
            missing.append(f"{name} {at + 1}: {line!r}")
    return missing
