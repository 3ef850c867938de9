"""Merging by item: what goes together, what is marked, and what every merge owes both sides."""

import random
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings

from checkdown import (
    AddItem,
    AddNote,
    Attach,
    Checklist,
    DeleteItem,
    Intent,
    Item,
    ItemRef,
    Kind,
    MoveItem,
    Reword,
    SetState,
    Source,
    State,
    apply,
    parse,
    plan,
)
from checkdown.merging import Labels, merge
from tests.checkdown.edits.nasty import a_request, a_source, chances
from tests.checkdown.merging.people import lacking, lost, made, requests

BASE = """\
# Launch

## Health

- [ ] Redis
- [ ] PostgreSQL
- [ ] Queue

| Check | Status | Evidence |
|-------|--------|----------|
| Load  | ❌     |          |
| Scan  | ❌     |          |

## Backup

- [ ] Nightly
"""


def _with(*changes: tuple[str, str]) -> str:
    text = BASE
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


REDIS = ("[ ] Redis", "[x] Redis")
POSTGRES = ("[ ] PostgreSQL", "[x] PostgreSQL")
SCAN = "| Scan  | ❌     |          |\n"
EVIDENCE = ("Redis\n", "Redis\n  - evidence: a.md\n")


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        pytest.param([REDIS], [POSTGRES], [REDIS, POSTGRES], id="ticks on neighbouring lines"),
        pytest.param([REDIS], [EVIDENCE], [REDIS, EVIDENCE], id="a tick and evidence of the same item"),
        pytest.param(
            [("Load  | ❌ ", "Load  | ✅ ")],
            [("Scan  | ❌ ", "Scan  | ✅ ")],
            [("Load  | ❌ ", "Load  | ✅ "), ("Scan  | ❌ ", "Scan  | ✅ ")],
            id="two rows of a table",
        ),
        pytest.param(
            [("| Load  | ❌     |          |", "| Load  | ✅     |          |")],
            [("| Load  | ❌     |          |", "| Load  | ❌     | load.md  |")],
            [("| Load  | ❌     |          |", "| Load  | ✅     | load.md  |")],
            id="two cells of a row",
        ),
        pytest.param(
            [("[ ] Redis", "[ ] Redis cache")],
            [REDIS],
            [("[ ] Redis", "[x] Redis cache")],
            id="a tick and another text of the same item",
        ),
        pytest.param(
            [("Queue\n", "Queue\n- [ ] Ours\n")],
            [("Queue\n", "Queue\n- [ ] Theirs\n")],
            [("Queue\n", "Queue\n- [ ] Ours\n- [ ] Theirs\n")],
            id="items added at one place, ours first",
        ),
        pytest.param(
            [("Queue\n", "Queue\n- [ ] Ours\n")],
            [("Queue\n", "Queue\n  - evidence: q.md\n")],
            [("Queue\n", "Queue\n  - evidence: q.md\n- [ ] Ours\n")],
            id="evidence stays with the item above what was added behind it",
        ),
        pytest.param(
            [("Nightly\n", "Nightly\n\n## Paging\n\n- [ ] Rota\n")],
            [("Nightly\n", "Nightly\n- [ ] Weekly\n")],
            [("Nightly\n", "Nightly\n- [ ] Weekly\n\n## Paging\n\n- [ ] Rota\n")],
            id="an item stays in the section that another section was added behind",
        ),
        pytest.param(
            [("| Scan  | ❌     |          |\n", "| Scan  | ❌     |          |\n\nSee below.\n")],
            [("| Scan  | ❌     |          |\n", "| Scan  | ❌     |          |\n| DNS | ❌ | |\n")],
            [
                (
                    "| Scan  | ❌     |          |\n",
                    "| Scan  | ❌     |          |\n| DNS | ❌ | |\n\nSee below.\n",
                )
            ],
            id="a row stays in the table that a paragraph was added behind",
        ),
        pytest.param([REDIS], [REDIS, POSTGRES], [REDIS, POSTGRES], id="the same tick twice"),
        pytest.param([("[ ] Redis", "[X] Redis")], [REDIS], [REDIS], id="one state in two spellings"),
        pytest.param(
            [("- [ ] Redis\n", "")],
            [POSTGRES],
            [("- [ ] Redis\n", ""), POSTGRES],
            id="an item removed beside one that is ticked",
        ),
        pytest.param(
            [("- [ ] Redis\n", ""), ("Queue\n", "Queue\n- [ ] Redis\n")],
            [("[ ] Redis\n", "[x] Redis\n  - evidence: a.md\n")],
            [("- [ ] Redis\n", ""), ("Queue\n", "Queue\n- [x] Redis\n  - evidence: a.md\n")],
            id="an item moved here, ticked and proven there",
        ),
        pytest.param(
            [("Queue\n", "Queue\n- [ ] New\n  - evidence: n.md\n- [ ] Ours\n")],
            [("Queue\n", "Queue\n- [ ] Theirs\n- [ ] New\n  - evidence: n.md\n")],
            [("Queue\n", "Queue\n- [ ] New\n  - evidence: n.md\n- [ ] Ours\n- [ ] Theirs\n")],
            id="an item that both added, alike",
        ),
        pytest.param(
            [("- [ ] Redis\n", ""), ("Nightly\n", "Nightly\n- [ ] Redis\n")],
            [("- [ ] Redis\n", ""), ("Nightly\n", "Nightly\n- [ ] Redis\n"), POSTGRES],
            [("- [ ] Redis\n", ""), ("Nightly\n", "Nightly\n- [ ] Redis\n"), POSTGRES],
            id="an item moved by both to the same place",
        ),
    ],
)
def test_changes_that_can_be_had_together_are(
    ours: list[tuple[str, str]], theirs: list[tuple[str, str]], expected: list[tuple[str, str]]
) -> None:
    merged = merge(BASE, _with(*ours), _with(*theirs))
    assert merged.clean
    assert merged.source.text == _with(*expected)


@pytest.mark.parametrize(
    ("ours", "theirs", "marked"),
    [
        pytest.param(
            ("[ ] Redis", "[x] Redis"),
            ("[ ] Redis", "[-] Redis"),
            "- [x] Redis\n=======\n- [-] Redis\n",
            id="one item in two states",
        ),
        pytest.param(
            ("[ ] Redis", "[ ] Redis cache"),
            ("[ ] Redis", "[ ] Redis cluster"),
            "- [ ] Redis cache\n=======\n- [ ] Redis cluster\n",
            id="one text changed twice",
        ),
        pytest.param(
            ("- [ ] Redis\n", ""), REDIS, "=======\n- [x] Redis\n", id="an item removed here and ticked there"
        ),
        pytest.param(
            ("- [ ] Redis\n", ""),
            EVIDENCE,
            "=======\n- [ ] Redis\n  - evidence: a.md\n",
            id="an item removed here and proven there",
        ),
        pytest.param(
            REDIS,
            ("[ ] Redis\n", "[!] Redis\n  - blocked: no account\n"),
            "- [x] Redis\n=======\n- [!] Redis\n  - blocked: no account\n",
            id="a reason belongs to the state in dispute",
        ),
        pytest.param(
            ("Load  | ❌ ", "Load  | ✅ "),
            ("Load  | ❌ ", "Load  | ⚠️ "),
            "| Load  | ✅     |          |\n=======\n| Load  | ⚠️     |          |\n",
            id="one row in two states",
        ),
    ],
)
def test_a_disagreement_is_marked_and_nothing_else_is(
    ours: tuple[str, str], theirs: tuple[str, str], marked: str
) -> None:
    merged = merge(BASE, _with(ours, POSTGRES), _with(theirs, ("[ ] Nightly", "[x] Nightly")))
    text = merged.source.text
    assert len(merged.conflicts) == 1
    assert f"<<<<<<< ours\n{marked}>>>>>>> theirs\n" in text
    assert "- [x] PostgreSQL\n" in text
    assert "- [x] Nightly\n" in text


def test_an_item_that_both_moved_to_different_places_is_in_dispute() -> None:
    ours = _with(("- [ ] Redis\n", ""), ("Queue\n", "Queue\n- [ ] Redis\n"))
    theirs = _with(("- [ ] Redis\n", ""), ("Nightly\n", "Nightly\n- [ ] Redis\n"))
    merged = merge(BASE, ours, theirs)
    assert not merged.clean
    assert (merged.choosing(ours=True).text, merged.choosing(ours=False).text) == (ours, theirs)


def test_no_side_of_a_conflict_lacks_what_it_wrote_about_an_item_that_was_moved() -> None:
    ours = _with(("[ ] Redis\n", "[!] Redis\n"), ("- [ ] Queue\n", "- [ ] Queues, all\n"))
    theirs = _with(("- [ ] Redis\n", ""), ("- [ ] Queue\n", "- [ ] Redis\n"))
    merged = merge(BASE, ours, theirs)
    assert not merged.clean
    assert "- [!] Redis\n" in merged.choosing(ours=True).text
    assert "Redis\n" in merged.choosing(ours=False).text


MOVED = [("- [ ] Redis\n", ""), ("Nightly\n", "Nightly\n- [ ] Redis\n")]
PROVEN = [("- [ ] Redis\n", ""), ("Nightly\n", "Nightly\n- [x] Redis\n  - evidence: a.md\n")]


@pytest.mark.parametrize("moved", [MOVED, PROVEN], ids=["as it was", "ticked and proven"])
def test_an_item_moved_here_and_removed_there_is_in_dispute_where_it_is_now(
    moved: list[tuple[str, str]],
) -> None:
    ours, theirs = _with(*moved), _with(("- [ ] Redis\n", ""))
    merged = merge(BASE, ours, theirs)
    (conflict,) = merged.conflicts
    assert "".join(conflict.ours) == moved[1][1].removeprefix("Nightly\n")
    assert conflict.theirs == ()
    assert (merged.choosing(ours=True).text, merged.choosing(ours=False).text) == (ours, theirs)
    assert merge(BASE, theirs, ours).conflicts[0].theirs == conflict.ours


def test_an_item_that_one_moved_and_the_other_moved_and_ticked_is_there_once_on_each_side() -> None:
    ours, theirs = _with(*MOVED), _with(*PROVEN)
    merged = merge(BASE, ours, theirs)
    assert not merged.clean
    assert (merged.choosing(ours=True).text, merged.choosing(ours=False).text) == (ours, theirs)


def test_an_item_that_both_added_in_two_states_is_in_dispute() -> None:
    ours = _with(("Queue\n", "Queue\n- [ ] New thing\n- [ ] Ours\n"))
    theirs = _with(("Queue\n", "Queue\n- [ ] Theirs\n- [x] New thing\n"))
    merged = merge(BASE, ours, theirs)
    (conflict,) = merged.conflicts
    assert (conflict.ours, conflict.theirs) == (("- [ ] New thing\n",), ("- [x] New thing\n",))
    assert merged.source.text.count("- [ ] Ours\n") == merged.source.text.count("- [ ] Theirs\n") == 1


def test_a_row_that_both_added_in_two_states_is_in_dispute() -> None:
    ours = _with((SCAN, SCAN + "| DNS | ❌ | |\n"))
    theirs = _with((SCAN, SCAN + "| DNS | ✅ | |\n"))
    (conflict,) = merge(BASE, ours, theirs).conflicts
    assert (conflict.ours, conflict.theirs) == (("| DNS | ❌ | |\n",), ("| DNS | ✅ | |\n",))


def test_two_who_began_the_file_differ_in_no_more_than_they_wrote_otherwise() -> None:
    ours = _with(REDIS, ("Nightly\n", "Nightly\n- [ ] Ours\n"))
    merged = merge("", ours, _with(POSTGRES))
    assert [(c.ours, c.theirs) for c in merged.conflicts] == [
        (("- [x] Redis\n",), ("- [ ] Redis\n",)),
        (("- [ ] PostgreSQL\n",), ("- [x] PostgreSQL\n",)),
        (("- [ ] Ours\n",), ()),
    ]


def test_markers_can_show_what_was_there_before_and_be_as_long_as_asked() -> None:
    merged = merge(BASE, _with(REDIS), _with(("[ ] Redis", "[-] Redis")))
    marked = merged.marked(Labels("main", "before", "topic", size=9, with_base=True)).text
    assert "<<<<<<<<< main\n- [x] Redis\n||||||||| before\n- [ ] Redis\n=========\n" in marked
    assert "=========\n- [-] Redis\n>>>>>>>>> topic\n" in marked


def test_line_endings_mark_and_missing_final_newline_stay() -> None:
    base = b"\xef\xbb\xbf# T\r\n\r\n- [ ] a\r\n- [ ] b"
    ours, theirs = base.replace(b"[ ] a", b"[x] a"), base.replace(b"[ ] b", b"[x] b")
    merged = merge(*(Source.load(each) for each in (base, ours, theirs)))
    assert merged.source.dump() == b"\xef\xbb\xbf# T\r\n\r\n- [x] a\r\n- [x] b"


def test_both_may_add_behind_a_last_line_without_an_ending() -> None:
    merged = merge("- [ ] a", "- [ ] a\n- [ ] b", "- [ ] a\n- [ ] c")
    assert (merged.clean, merged.source.text) == (True, "- [ ] a\n- [ ] b\n- [ ] c")


def test_new_lines_follow_a_side_that_changed_all_line_endings() -> None:
    merged = merge("- [ ] a\n- [ ] b\n", "- [ ] a\r\n- [ ] b\r\n", "- [ ] a\n- [x] b\n- [ ] c\n")
    assert (merged.clean, merged.source.text) == (True, "- [ ] a\r\n- [x] b\r\n- [ ] c\r\n")


def test_an_item_is_never_swallowed_by_a_fence_that_the_other_side_opened() -> None:
    base = "# T\n\n- [ ] a\n\ntext\n\n- [ ] b\n"
    merged = merge(base, base.replace("text\n", "text\n\n```\n"), base.replace("[ ] b", "[x] b"))
    assert not merged.clean
    assert "- [x] b" in merged.source.text


def test_an_item_that_would_stand_in_the_other_sides_fence_is_marked() -> None:
    base = "# T\n\n- [ ] a\n\none\n\ntwo\n\nthree\n"
    ours = base.replace("one\n", "one\n\n```sh\nmake\n")
    theirs = base + "\n- [ ] new\n"
    merged = merge(base, ours, theirs)
    assert not merged.clean
    assert "new" in [item.text for item in parse(merged.choosing(ours=False)).items]


# -- what holds for every document


@settings(max_examples=150)
@given(some=chances)
def test_no_merge_of_any_documents_loses_a_line(some: random.Random) -> None:
    base = parse(a_source(some))
    ours, _ = made(base, [a_request(some, base) for _ in range(some.randint(0, 4))])
    theirs, _ = made(base, [a_request(some, base) for _ in range(some.randint(0, 4))])
    merged = merge(base, ours, theirs)
    assert lost(merged, base.source, ours.source, theirs.source) == []
    assert lacking(merged, base.source, ours.source, theirs.source) == []
    swapped = merge(base, theirs, ours)
    assert merged.clean == swapped.clean
    if merged.clean:
        assert Counter(p.text for p in merged.pieces) == Counter(p.text for p in swapped.pieces)  # type: ignore[union-attr]


@settings(max_examples=60)
@given(some=chances)
def test_where_one_side_changed_nothing_the_other_is_the_outcome(some: random.Random) -> None:
    base = parse(a_source(some))
    side, _ = made(base, [a_request(some, base) for _ in range(3)])
    for merged in (merge(base, side, base), merge(base, base, side), merge(base, side, side)):
        assert merged.clean
        assert merged.source.dump() == side.source.dump()


@settings(max_examples=60)
@given(some=chances)
def test_texts_that_have_nothing_to_do_with_each_other_are_kept_too(some: random.Random) -> None:
    base, ours, theirs = (parse(a_source(some, 4)) for _ in range(3))
    merged = merge(base, ours, theirs)
    assert lost(merged, base.source, ours.source, theirs.source) == []


def _documents(samples: Path, more: list[Path]) -> list[Source]:
    return [Source.load(path.read_bytes()) for path in [*sorted(samples.glob("*.md")), *more]]


def _merge_of_disjoint_edits_is_both_edits(source: Source, some: random.Random) -> int:
    """Two people change items of their own; gives how many of their requests there were."""
    base = parse(source)
    single = [item for item in base.items if "~" not in item.id]
    some.shuffle(single)
    half = len(single) // 2
    wanted = [requests(some, part, name, 6) for part, name in ((single[:half], "a"), (single[half:], "b"))]
    ours, first = made(base, wanted[0])
    theirs, second = made(base, wanted[1])
    merged = merge(base, ours, theirs)
    assert lost(merged, base.source, ours.source, theirs.source) == []
    assert merged.clean, merged.source.text
    both, done = made(ours, second)
    assert len(done) == len(second)
    result = parse(merged.source)
    assert [(i.text, i.state, i.evidence and len(i.evidence)) for i in result.items] == [
        (i.text, i.state, i.evidence and len(i.evidence)) for i in both.items
    ]
    assert Counter(result.source) == Counter(both.source)
    return len(first) + len(second)


def test_edits_of_different_items_of_the_samples_always_go_together(samples: Path) -> None:
    some = random.Random(11)
    count = sum(
        _merge_of_disjoint_edits_is_both_edits(source, some)
        for source in _documents(samples, [])
        for _ in range(12)
    )
    assert count > 200


def test_edits_of_different_items_of_real_documents_always_go_together(samples: Path, shared: Path) -> None:
    some = random.Random(12)
    more = [*sorted((shared / "seeds").glob("*.txt")), *sorted((shared / "corpus").glob("*.md"))]
    count = sum(_merge_of_disjoint_edits_is_both_edits(source, some) for source in _documents(samples, more))
    assert count > 200


def test_no_merge_of_real_documents_loses_a_line_whatever_was_asked_for(shared: Path) -> None:
    some = random.Random(14)
    clean = 0
    for path in [*sorted((shared / "seeds").glob("*.txt")), *sorted((shared / "corpus").glob("*.md"))]:
        base = parse(path.read_bytes())
        ours, _ = made(base, [a_request(some, base) for _ in range(5)])
        theirs, _ = made(base, [a_request(some, base) for _ in range(5)])
        merged = merge(base, ours, theirs)
        assert lost(merged, base.source, ours.source, theirs.source) == []
        assert lacking(merged, base.source, ours.source, theirs.source) == []
        assert merge(base, theirs, ours).clean == merged.clean
        clean += merged.clean
    assert clean > 40


def test_the_same_item_in_two_states_is_always_in_dispute(samples: Path) -> None:
    some = random.Random(13)
    tried = 0
    for source in _documents(samples, []):
        base = parse(source)
        for item in some.sample(list(base.items), 8):
            ours, a = made(base, [SetState(ItemRef.of(item), State.DONE)])
            theirs, b = made(base, [SetState(ItemRef.of(item), State.BLOCKED)])
            if not (a and b) or base.source.text in (ours.source.text, theirs.source.text):
                continue
            merged = merge(base, ours, theirs)
            (conflict,) = merged.conflicts
            assert conflict.ours == (ours.source.raw(item.line),)
            assert conflict.theirs == (theirs.source.raw(item.line),)
            tried += 1
    assert tried > 10


def _changes_of(some: random.Random, base: Checklist, item: Item) -> list[list[Intent]]:
    ref = ItemRef.of(item)
    elsewhere = [ItemRef.of(i) for i in base.items if i.section.index != item.section.index]
    moves: list[Intent] = [MoveItem(ref, some.choice(elsewhere))] if elsewhere else []
    changed: list[list[Intent]] = [
        *([move] for move in moves),
        *([SetState(ref, State.BLOCKED), move] for move in moves),
        *([Attach(ref, "docs/proof.md"), move] for move in moves),
        [SetState(ref, State.DONE)],
        [Reword(ref, f"{item.text}, all of them")],
        [Attach(ref, "docs/proof.md")],
        [AddNote(ref, "looked at")],
    ]
    return changed


def _changed_against_removed_is_in_dispute(source: Source, some: random.Random) -> Counter[str]:
    """One person removes an item and the other changes it: never settled without asking."""
    base = parse(source)
    alone = [i for i in base.items if i.kind is Kind.TASK and "~" not in i.id and i.end == i.line]
    tried: Counter[str] = Counter()
    for item in some.sample(alone, min(2, len(alone))):
        ours, removed = made(base, [DeleteItem(ItemRef.of(item))])
        for intents in _changes_of(some, base, item):
            theirs, done = made(base, intents)
            if not removed or len(done) < len(intents) or theirs.source.text == base.source.text:
                continue
            for merged, mine in ((merge(base, ours, theirs), False), (merge(base, theirs, ours), True)):
                assert not merged.clean, intents
                assert merged.choosing(ours=mine).text.rstrip() == theirs.source.text.rstrip()
            tried["+".join(type(each).__name__ for each in intents)] += 1
    return tried


def test_what_one_removed_and_the_other_moved_or_changed_is_always_in_dispute(
    samples: Path, shared: Path
) -> None:
    some = random.Random(15)
    more = [*sorted((shared / "seeds").glob("*.txt")), *sorted((shared / "corpus").glob("*.md"))]
    tried: Counter[str] = Counter()
    for source in _documents(samples, more):
        tried += _changed_against_removed_is_in_dispute(source, some)
    assert len(tried) == 7
    assert min(tried.values()) > 20


def test_a_long_document_in_which_every_item_changed_is_merged() -> None:
    base = "".join(f"## Part {n}\n\n" + "- [ ] Check it\n" * 20 for n in range(150))
    theirs = base.replace("## Part 7\n", "## Part seven\n")
    merged = merge(base, base.replace("[ ]", "[x]"), theirs)
    assert merged.clean
    assert merged.source.text == theirs.replace("[ ]", "[x]")


def test_an_added_item_is_never_merged_into_another_sides_text() -> None:
    base = parse(BASE)
    item = base.items[0]
    ours = apply(base, plan(base, AddItem(ItemRef.of(item), 0, "Fresh", State.TODO)))
    theirs = apply(base, plan(base, SetState(ItemRef.of(base.items[1]), State.DONE)))
    states = {i.text: i.state for i in parse(merge(base, ours, theirs).source).items}
    assert (states["Fresh"], states["PostgreSQL"]) == (State.TODO, State.DONE)
