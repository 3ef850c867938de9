"""Thousands of known edits of real checklists, found again."""

import os
import random
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from checkdown import Checklist, Item, parse
from checkdown.comparing import ChangeKind, compare
from checkdown.comparing.items import ItemPairs
from checkdown.comparing.sections import SectionPairs
from tests.checkdown.comparing.mutating import Mutated, mutated

_ROUNDS = int(os.environ.get("COMPARE_ROUNDS", "1"))


def _checklists(folder: Path) -> list[Checklist]:
    paths = sorted((folder / "seeds").glob("*.txt")) + sorted((folder / "corpus").glob("*.md"))
    found = [parse(path.read_bytes()) for path in paths]
    return [each for each in found if 3 <= len(each.items) <= 400]


def _pairs(done: Mutated) -> dict[int, int]:
    sections = SectionPairs(done.before, done.after)
    return ItemPairs(done.before, done.after, sections).pairs


def _same(checklist: Checklist, one: int | None, other: int | None) -> bool:
    """Whether two items of one checklist cannot be told apart."""
    if one is None or other is None or one == other:
        return one == other
    a, b = checklist.items[one], checklist.items[other]
    return (a.text, a.cells) == (b.text, b.cells)


def _judged(done: Mutated, counts: Counter[str]) -> None:
    truth, found = done.pairs, _pairs(done)
    for old, item in enumerate(done.before.items):
        expected, got = truth.get(old), found.get(old)
        right = expected == got or (
            _same(done.after, expected, got)
            # Of items that read the same any may be the one that is gone.
            or any(_same(done.before, old, other) for other in range(len(done.before.items)) if other != old)
        )
        counts["items"] += 1
        counts["right"] += right
        if old in done.touched.get("reworded", ()) and expected is not None:
            counts["reworded"] += 1
            counts["reworded found"] += expected == got
        if got is not None and not right and item.text != done.after.items[got].text:
            counts["wrong pairs"] += 1
            counts["wrong flips"] += item.state is not done.after.items[got].state


def test_known_edits_of_real_documents_are_found_again(shared: Path) -> None:
    some = random.Random(4)
    checklists = _checklists(shared)
    strange = [item.text for each in checklists for item in each.items if item.text]
    counts: Counter[str] = Counter()
    for checklist in checklists:
        for _ in range(_ROUNDS):
            _judged(mutated(checklist, some, some.randint(1, 12), strange), counts)
    assert counts["wrong flips"] == 0, counts
    assert counts["right"] >= 0.999 * counts["items"], counts
    assert counts["reworded found"] >= 0.95 * counts["reworded"], counts


def _siblings(checklist: Checklist) -> Iterator[tuple[Item, Item]]:
    """Neighbours of one section that do not hold each other: a person wrote both, so they are two items."""
    for one, other in pairwise(checklist.items):
        if (
            one.section_index == other.section_index
            and one.kind is other.kind
            and one.end < other.line
            and "" not in (one.text, other.text)
            and one.text != other.text
        ):
            yield one, other


def test_an_item_in_place_of_its_neighbour_is_seldom_taken_for_it(shared: Path) -> None:
    tried = wrong = 0
    for checklist in _checklists(shared):
        lines = [checklist.source.raw(n) for n in range(1, checklist.source.line_count + 1)]
        for one, other in list(_siblings(checklist))[::16]:
            before = parse("".join(lines[: other.line - 1] + lines[other.end :]))
            after = parse("".join(lines[: one.line - 1] + lines[one.end :]))
            tried += 1
            wrong += any(
                (change.before_text, change.after_text) == (one.text, other.text)
                for change in compare(before, after).of([ChangeKind.REWORDED])
            )
    assert tried > 120
    assert wrong <= 0.04 * tried
