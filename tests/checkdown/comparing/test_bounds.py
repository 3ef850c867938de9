"""How often texts are compared: in proportion to the items, whatever they say."""

import pytest

from checkdown import parse
from checkdown.comparing import ChangeKind, compare
from checkdown.comparing.likeness import Likeness, Words

COUNT = 1500


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[None]:
    """Grows by one with each close look at two texts."""
    looks: list[None] = []
    real = Likeness.of

    def counted(self: Likeness, one: Words, other: Words) -> float:
        looks.append(None)
        return real(self, one, other)

    monkeypatch.setattr(Likeness, "of", counted)
    return looks


def _tasks(form: str, count: int = COUNT) -> str:
    return "".join(f"- [ ] {form.format(n=n)}\n" for n in range(count))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("item {n} is checked well", "item {n} was examined well"),
        ("all the same words", "all the other words"),
        ("w{n} x y z", "q{n} r s t"),
        ("cache of shard {n}", "queue of shard {n}"),
    ],
)
def test_items_that_all_changed_are_looked_at_a_few_times_each(
    looked: list[None], before: str, after: str
) -> None:
    comparison = compare(parse(_tasks(before)), parse(_tasks(after)))
    assert comparison.changes
    assert len(looked) <= 25 * COUNT


def test_copies_are_not_looked_at_at_all(looked: list[None]) -> None:
    comparison = compare(parse(_tasks("the same")), parse(_tasks("the same", COUNT - 100)))
    assert [change.kind for change in comparison.changes] == [ChangeKind.REMOVED] * 100
    assert looked == []
