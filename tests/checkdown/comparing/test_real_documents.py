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

_ROUNDS = int(os.environ.get("COMPARE_ROUNDS", "3"))


def _checklists(folder: Path, most: int = 400) -> list[Checklist]:
    paths = sorted((folder / "seeds").glob("*.txt")) + sorted((folder / "corpus").glob("*.md"))
    found = [parse(path.read_bytes()) for path in paths]
    return [each for each in found if 3 <= len(each.items) <= most]


class _Judge:
    """What comparing made of one checklist after known edits, against what was done to it."""

    def __init__(self, done: Mutated) -> None:
        self._done = done
        self._sections = SectionPairs(done.before, done.after)
        self._found = ItemPairs(done.before, done.after, self._sections).pairs
        self._back = {new: old for old, new in self._found.items()}
        self._truth = done.pairs
        self._copies = Counter(map(_face, done.before.items)), Counter(map(_face, done.after.items))

    def of_edits(self) -> Iterator[tuple[str, bool]]:
        """Each edit's kind and whether it is found again exactly.

        An item that was removed in the end counts as that, whatever was done to it before.
        """
        for kind, places in self._done.touched.items():
            for place in places:
                if kind == "section":
                    yield kind, self._sections.pairs.get(place) == place
                elif (place in self._truth) is (kind != "removed"):
                    yield kind, self._is_right(place)
        for new, old in enumerate(self._done.origin):
            if old is None:
                copies = self._copies[1][_face(self._done.after.items[new])]
                yield "added", new not in self._back or copies > 1

    def wrong_pairs(self) -> Iterator[tuple[Item, Item]]:
        """Items that were taken for each other and are not the same, nor read the same."""
        for old, new in self._found.items():
            before, after = self._done.before.items[old], self._done.after.items[new]
            if not self._is_right(old) and before.text != after.text:
                yield before, after

    def _is_right(self, old: int) -> bool:
        expected, got = self._truth.get(old), self._found.get(old)
        if expected == got or self._copies[0][_face(self._done.before.items[old])] > 1:
            return True  # of items that read the same any may be the one that is gone
        after = self._done.after.items
        return None not in (expected, got) and _face(after[expected or 0]) == _face(after[got or 0])


def _face(item: Item) -> tuple[object, ...]:
    return item.text, item.cells


def test_known_edits_of_real_documents_are_found_again(shared: Path) -> None:
    some = random.Random(4)
    checklists = _checklists(shared, 1_000)
    assert len(checklists) > 70
    strange = [item.text for each in checklists for item in each.items if item.text]
    made: Counter[str] = Counter()
    found: Counter[str] = Counter()
    wrong: list[tuple[Item, Item]] = []
    for checklist in checklists:
        for _ in range(_ROUNDS):
            judge = _Judge(mutated(checklist, some, some.randint(1, 12), strange))
            for kind, right in judge.of_edits():
                made[kind] += 1
                found[kind] += right
            wrong += judge.wrong_pairs()
    assert made.total() > 1_000
    assert found.total() >= 0.99 * made.total(), (found, made)
    assert all(found[kind] >= 0.97 * made[kind] for kind in made), (found, made)
    assert [(one, other) for one, other in wrong if one.state is not other.state] == []
    assert len(wrong) <= 0.001 * made.total(), wrong


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
