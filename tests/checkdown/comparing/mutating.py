"""Edits of real documents that are known: which item of the edited text was which before.

Texts are changed by checkdown's own requests, one after another; every step keeps count of the items.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from checkdown import (
    AddItem,
    Attach,
    CheckdownError,
    Checklist,
    DeleteItem,
    Intent,
    Item,
    ItemRef,
    Kind,
    MoveItem,
    Reword,
    SetState,
    State,
    apply,
    parse,
    plan,
)

STATES = (State.TODO, State.DONE, State.DOING, State.BLOCKED, State.NA)


@dataclass
class Mutated:
    """A checklist after known edits."""

    before: Checklist
    after: Checklist
    origin: list[int | None]
    """For each item of ``after`` its position in ``before``; None for a new one."""
    touched: dict[str, set[int]] = field(default_factory=dict)
    """Kind of edit -> positions in ``before``."""

    @property
    def pairs(self) -> dict[int, int]:
        """Position before -> position after."""
        return {old: new for new, old in enumerate(self.origin) if old is not None}

    def step(self, kind: str, intent: Intent, origin: list[int | None], item: Item | None) -> bool:
        """Do an edit; False where it is refused or gives other items than foreseen."""
        try:
            after = apply(self.after, plan(self.after, intent))
        except CheckdownError:
            return False
        if len(after.items) != len(origin):
            return False
        known = {old: (each.text, each.state) for old, each in self._known()}
        for old, each in zip(origin, after.items, strict=True):
            if old is not None and kind not in ("flip", "reworded") and known[old] != (each.text, each.state):
                return False
        if item is not None:
            place = self.origin[item.index]
            if place is not None:
                self.touched.setdefault(kind, set()).add(place)
        self.after, self.origin = after, origin
        return True

    def _known(self) -> list[tuple[int, Item]]:
        return [(old, i) for old, i in zip(self.origin, self.after.items, strict=True) if old is not None]


def mutated(checklist: Checklist, some: random.Random, edits: int, strange: Sequence[str]) -> Mutated:
    """The checklist after so many random edits; ``strange`` are texts of items of other documents."""
    done = Mutated(checklist, checklist, list(range(len(checklist.items))))
    for _ in range(edits):
        if done.after.items:
            item = some.choice(done.after.items)
            some.choice(_EDITS)(done, item, some, strange)
    return done


def _flip(done: Mutated, item: Item, some: random.Random, _: Sequence[str]) -> None:
    done.step("flip", SetState(ItemRef.of(item), some.choice(STATES)), done.origin, item)


def _attach(done: Mutated, item: Item, some: random.Random, _: Sequence[str]) -> None:
    done.step("evidence", Attach(ItemRef.of(item), f"docs/{some.random()}.md"), done.origin, item)


def _reword(done: Mutated, item: Item, some: random.Random, _: Sequence[str]) -> None:
    place = done.origin[item.index]
    if place is not None and place not in done.touched.get("reworded", ()) and len(item.text) > 4:
        fresh = some.choice(_REWORDINGS)(item.text, some)
        if fresh != item.text:
            done.step("reworded", Reword(ItemRef.of(item), fresh), done.origin, item)


def _delete(done: Mutated, item: Item, _: random.Random, __: Sequence[str]) -> None:
    left = [old for old, i in zip(done.origin, done.after.items, strict=True) if not _within(item, i)]
    done.step("removed", DeleteItem(ItemRef.of(item)), left, item)


def _add(done: Mutated, item: Item, some: random.Random, strange: Sequence[str]) -> None:
    place = sum(each.line <= item.end for each in done.after.items)
    fresh = [*done.origin[:place], None, *done.origin[place:]]
    text = some.choice(strange)
    done.step("added", AddItem(ItemRef.of(item), 0, text, some.choice(STATES)), fresh, None)


def _replace(done: Mutated, item: Item, some: random.Random, strange: Sequence[str]) -> None:
    if item.kind is Kind.TASK and item.index:
        above = done.after.items[item.index - 1]
        _delete(done, item, some, strange)
        if above.index < len(done.after.items):
            _add(done, done.after.items[above.index], some, strange)


def _move(done: Mutated, item: Item, some: random.Random, _: Sequence[str]) -> None:
    target = some.choice(done.after.items)
    if _within(item, target) or item.kind is not Kind.TASK or target.kind is not Kind.TASK:
        return
    pairs = list(zip(done.origin, done.after.items, strict=True))
    moving = [old for old, each in pairs if _within(item, each)]
    others = [(old, each) for old, each in pairs if not _within(item, each)]
    place = sum(each.line <= target.end for _, each in others)
    rest = [old for old, _ in others]
    fresh = [*rest[:place], *moving, *rest[place:]]
    if fresh != done.origin:
        done.step("moved", MoveItem(ItemRef.of(item), ItemRef.of(target)), fresh, item)


def _rename(done: Mutated, item: Item, some: random.Random, _: Sequence[str]) -> None:
    """Another name for the section that holds an item; numbers, marks and level stay."""
    section = item.section
    if not section.line or section.checklist.source.line(section.line).count(section.title) != 1:
        return
    lines = [done.after.source.raw(n) for n in range(1, done.after.source.line_count + 1)]
    fresh = some.choice(("Another name", f"{section.title} and more", "Renamed part"))
    lines[section.line - 1] = lines[section.line - 1].replace(section.title, fresh)
    after = parse("".join(lines))
    if len(after.items) == len(done.after.items):
        done.after = after
        done.touched.setdefault("section", set()).add(section.index)


def _within(item: Item, other: Item) -> bool:
    return item.line <= other.line <= item.end


_EDITS = [_flip, _flip, _flip, _attach, _reword, _reword, _delete, _add, _replace, _move, _rename]


def _words_at(text: str, some: random.Random, fresh: Callable[[str], str], shape: str) -> str:
    places = list(re.finditer(shape, text))
    if not places:
        return f"{text} as agreed"
    at = some.choice(places)
    return text[: at.start()] + fresh(at[0]) + text[at.end() :]


def _other_number(text: str, some: random.Random) -> str:
    if not re.search(r"(?<![\w.#-])\d+(?=\s?(?:%|ms|s\b|MB|GB|users|minutes))", text):
        return _more(text, some)
    return _words_at(
        text, some, lambda n: str(int(n) + some.randint(1, 50)), r"(?<![\w.#-])\d+(?=\s?(?:%|ms|s\b|MB))"
    )


def _more(text: str, some: random.Random) -> str:
    tail = some.choice(("and documented", "in production", "by the whole team", "with a test", "(twice)"))
    return f"{text} {tail}"


def _slip(text: str, some: random.Random) -> str:
    return _words_at(text, some, lambda w: w[:2] + w[3] + w[2] + w[4:], r"\b[a-z]{6,}\b")


def _fewer(text: str, some: random.Random) -> str:
    if len(text.split()) < 6 or re.search(r"[`*\[\]()|]", text):
        return _slip(text, some)
    words = text.split(" ")
    del words[some.randrange(2, len(words))]
    return " ".join(words)


def _another(text: str, some: random.Random) -> str:
    words = text.split(" ")
    places = [n for n, word in enumerate(words) if n > 1 and re.fullmatch("[a-z]{4,}", word)]
    if len(words) < 6 or not places:
        return _more(text, some)
    words[some.choice(places)] = some.choice(("examined", "finished", "sound", "proper"))
    return " ".join(words)


def _upper(text: str, _: random.Random) -> str:
    return text[0].swapcase() + text[1:]


_REWORDINGS = [_other_number, _more, _slip, _fewer, _another, _upper]
