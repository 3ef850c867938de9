"""An item is found again by what somebody said of it, and never another one in its place."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkdown import (
    AddColumn,
    AddItem,
    AddressError,
    AmbiguousItem,
    Checklist,
    EditRefused,
    Item,
    ItemNotFound,
    ItemRef,
    SetState,
    Sign,
    State,
    TrackList,
    TrackTable,
    apply,
    locate,
    parse,
    plan,
)
from tests.checkdown.edits.nasty import a_source, chances, many


def _item(checklist: Checklist, line: int) -> Item:
    item = checklist.item_at(line)
    assert item is not None
    return item


def _ref(text: str, line: int) -> ItemRef:
    return ItemRef.of(_item(parse(text), line))


@many
@given(chances)
def test_every_item_is_found_in_its_own_document(some: random.Random) -> None:
    checklist = parse(a_source(some))
    for item in checklist.items:
        assert locate(checklist, ItemRef.of(item)) == item


def test_lines_above_may_come_and_go() -> None:
    assert locate(parse("intro\n\n- [ ] a\n- [ ] b\n"), _ref("- [ ] a\n- [ ] b\n", 2)).line == 4


def test_a_score_or_a_mark_in_the_text_may_change() -> None:
    assert locate(parse("- [ ] tests pass (4/4) ✅\n"), _ref("- [ ] tests pass (3/4)\n", 1)).line == 1


def test_an_item_that_was_reworded_is_gone() -> None:
    with pytest.raises(ItemNotFound, match="'a' is not in the document any more, or its text was changed"):
        locate(parse("- [ ] b\n"), _ref("- [ ] a\n", 1))


def test_equal_items_are_found_while_none_came_or_went() -> None:
    text = "- [ ] a\n- [ ] a\n- [ ] a\n"
    assert [locate(parse(text), _ref(text, line)).line for line in (1, 2, 3)] == [1, 2, 3]


@pytest.mark.parametrize(
    "newer",
    ["- [ ] a\n", "- [ ] a\n- [ ] a\n- [ ] a\n", "- [ ] b\n- [ ] a\n- [ ] a\n"],
    ids=["one went", "one came", "they moved"],
)
@pytest.mark.parametrize("line", [1, 2])
def test_equal_items_are_not_guessed_once_one_came_or_went(newer: str, line: int) -> None:
    with pytest.raises(AmbiguousItem, match=f"from line {line} cannot be told from the equal items on line"):
        locate(parse(newer), _ref("- [ ] a\n- [ ] a\n", line))


@pytest.mark.parametrize("line", [2, 4])
def test_an_equal_item_of_another_one_is_not_taken_for_it(line: int) -> None:
    ref = _ref("- [ ] Front\n  - [ ] tests\n- [ ] Back\n  - [ ] tests\n", line)
    swapped = parse("- [ ] Back\n  - [ ] tests\n- [ ] Front\n  - [ ] tests\n")
    with pytest.raises(AmbiguousItem):
        locate(swapped, ref)
    with pytest.raises(AddressError):
        locate(parse("- [ ] Back\n  - [ ] tests\n"), ref)


def test_a_reference_made_by_hand_needs_the_line_for_equal_items() -> None:
    checklist = parse("- [ ] a\n- [ ] a\n")
    name = checklist.items[0].id.partition("~")[0]
    assert locate(checklist, ItemRef(f"{name}~2", "a", 2)).line == 2
    with pytest.raises(AmbiguousItem):
        locate(checklist, ItemRef(f"{name}~2", "a", 3))
    with pytest.raises(AmbiguousItem):
        locate(checklist, ItemRef(name, "b", 1))


_LINES = st.lists(
    st.sampled_from(["- [ ] a", "- [ ] b", "  - [ ] a", "## A", "- plain"]), min_size=1, max_size=8
)


@many
@given(_LINES, st.data())
def test_an_item_is_found_itself_or_not_at_all_when_lines_went(lines: list[str], data: st.DataObject) -> None:
    before = parse("\n".join(lines))
    kept = [n for n, line in enumerate(lines) if line == "## A" or data.draw(st.booleans())]
    after = parse("\n".join(lines[n] for n in kept))
    for item in before.items:
        try:
            found = locate(after, ItemRef.of(item))
        except AddressError:
            continue
        assert kept[found.line - 1] == item.line - 1


@many
@given(_LINES, st.data())
def test_an_item_is_found_itself_or_not_at_all_when_lines_came(lines: list[str], data: st.DataObject) -> None:
    before = parse("\n".join(lines))
    newer: list[tuple[int | None, str]] = [(n, line) for n, line in enumerate(lines)]
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(newer)))
        newer.insert(at, (None, data.draw(st.sampled_from(["- [ ] a", "- [ ] c", "- text"]))))
    after = parse("\n".join(line for _, line in newer))
    for item in before.items:
        try:
            found = locate(after, ItemRef.of(item))
        except AddressError:
            continue
        assert newer[found.line - 1][0] == item.line - 1


@pytest.mark.parametrize(
    "intent",
    [
        AddColumn(3, "Notes", at="| a | b |"),
        TrackTable(3, at="| a | b |"),
        AddItem(None, 1, "new", at="# T"),
    ],
    ids=lambda intent: intent.kind,
)
def test_a_line_is_found_again_by_its_text(intent: AddColumn | TrackTable | AddItem) -> None:
    text = "# T\n\n| a | b |\n|---|---|\n| c | d |\n"
    there = apply(parse(text), plan(parse(text), intent)).source.text
    moved = parse("intro\n\n" + text)
    assert apply(moved, plan(moved, intent)).source.text == "intro\n\n" + there


def test_a_line_that_is_gone_or_not_alone_is_refused() -> None:
    with pytest.raises(EditRefused, match=r"line 1 \('- one'\) is not in the document any more"):
        plan(parse("- two\n"), TrackList(1, at="- one"))
    with pytest.raises(EditRefused, match=r"line 1 \('- one'\) stands in several places now"):
        plan(parse("- two\n\n- one\n\n- one\n"), TrackList(1, at="- one"))


def test_ids_survive_states_evidence_and_edits_elsewhere() -> None:
    checklist = parse(
        "## A\n\n- [ ] a\n- [ ] twin\n- [ ] twin\n\n| C | Status | Evidence |\n|---|---|---|\n| r | | |\n"
    )
    names = [item.id for item in checklist.items]
    assert [name.partition("~")[2] for name in names] == ["", "1", "2", ""]
    for line, state in ((3, State.DONE), (5, State.BLOCKED), (9, State.DONE)):
        checklist = apply(checklist, plan(checklist, SetState(ItemRef.of(_item(checklist, line)), state)))
        assert [item.id for item in checklist.items] == names


def test_ids_survive_sign_offs_and_edits_elsewhere() -> None:
    checklist = parse(
        "## Sign-off\n\n- [ ] Engineering Lead: ____ Date: ____\n"
        "- [ ] **QA:** ______\n- [ ] 负责人：____ 日期：____\n"
    )
    names = [item.id for item in checklist.items]
    for signoff in checklist.signoffs:
        checklist = apply(checklist, plan(checklist, Sign(signoff.line, signoff.role, "ada_l", "2026-11-21")))
    assert [item.id for item in checklist.items] == names
    assert {item.state for item in checklist.items} == {State.DONE}
    assert checklist.source.text == (
        "## Sign-off\n\n- [x] Engineering Lead: ada_l Date: 2026-11-21\n"
        "- [x] **QA:** ada_l, Date: 2026-11-21\n- [x] 负责人：ada_l 日期：2026-11-21\n"
    )
    checklist = apply(checklist, plan(checklist, AddItem(ItemRef.of(_item(checklist, 3)), 0, "another")))
    assert [item.id for item in checklist.items if item.text != "another"] == names
