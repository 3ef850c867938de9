"""A version that came from another by edits shares with it what they left alone: comparing is short then.

What it says is what it would say of two documents that share nothing.
"""

import random
from pathlib import Path

import pytest

from checkdown import Checklist, Edit, Item, Splice, apply, parse
from checkdown.comparing import Change, ChangeKind, compare
from checkdown.comparing.likeness import MOST, Likeness, Words, words_of

WORDS = ["(rev)", "in production", "twice", "`health.txt`", "by Friday", "5 %"]


def _told(changes: tuple[Change, ...]) -> list[tuple[object, ...]]:
    return [
        (c.kind, c.line, c.flags, c.before_text, c.after_text, c.aspect, c.lost, c.gained) for c in changes
    ]


def _edited(checklist: Checklist, item: Item, chance: random.Random) -> Checklist:
    """The checklist with one item's line changed, doubled or gone."""
    line = checklist.source.line(item.line)
    ending = checklist.source.raw(item.line)[len(line) :]
    match chance.randrange(4):
        case 0:
            splice = Splice(item.line, len(line) + 1, "", f" {chance.choice(WORDS)}")
        case 1:
            splice = Splice(item.line, 1, line + ending, "")
        case 2:
            splice = Splice(item.line, 1, "", f"{line} too{ending}")
        case _:
            words = line.split(" ")
            at = chance.randrange(len(words))
            words[at] = chance.choice(WORDS)
            splice = Splice(item.line, 1, line, " ".join(words))
    return apply(checklist, Edit((splice,), ""))


def test_what_is_shared_changes_nothing_about_what_is_told(shared: Path) -> None:
    chance = random.Random(4)
    texts = [path.read_bytes() for path in sorted((shared / "seeds").glob("*.txt"))]
    told = 0
    for text in texts:
        before = parse(text)
        for _ in range(40):
            after = _edited(before, chance.choice(before.items), chance)
            apart = compare(parse(before.source), parse(after.source))
            assert _told(compare(before, after).changes) == _told(apart.changes)
            told += len(apart.changes)
    assert told > 150


@pytest.mark.parametrize("added", [" (rev)", " every night", " `run.txt`"])
def test_an_item_with_words_added_is_the_same_without_a_look_at_the_others(
    monkeypatch: pytest.MonkeyPatch, added: str
) -> None:
    def looked(*_: object) -> float:
        raise AssertionError("two texts were looked at by how common their words are")

    monkeypatch.setattr(Likeness, "of", looked)
    before = parse("".join(f"- [ ] Verify backup restore of shard {n}\n" for n in range(50)))
    comparison = compare(before, apply(before, Edit((Splice(7, 39, "", added),), "")))
    assert [change.kind for change in comparison.changes] == [ChangeKind.REWORDED]


def test_what_is_sure_is_so_for_every_count() -> None:
    chance = random.Random(7)
    vocabulary = "verify restore cache header login index alert staging 5 12 run the tests team"
    words = vocabulary.split()
    sure = 0
    for _ in range(400):
        one = words_of(" ".join(chance.choices(words, k=chance.randrange(1, 9))))
        other = words_of(f"{one.plain} {chance.choice(words)}")
        crowd: list[Words] = [words_of(chance.choice(words)) for _ in range(chance.randrange(MOST))]
        likeness = Likeness(crowd)
        if likeness.surely(one, other, 0.6):
            sure += 1
            assert likeness.of(one, other) >= 0.6
    assert sure > 5
