"""What holds for any two documents."""

import random
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
    Notation,
    Reword,
    Role,
    Section,
    SetState,
    State,
    apply,
    parse,
    plan,
)
from checkdown.comparing import Change, ChangeKind, Comparison, Flag, compare
from tests.checkdown.checklists import checklists

SAMPLES = sorted((Path(__file__).parents[3] / "sample_checklists").glob("*.md"))
some_examples = settings(max_examples=150)
chances = st.randoms(use_true_random=True)


@pytest.fixture(params=SAMPLES, ids=lambda path: path.stem)
def sample(request: pytest.FixtureRequest) -> Checklist:
    return parse(request.param.read_bytes())


def _kinds(comparison: Comparison) -> list[tuple[str, str]]:
    return [(change.kind.value, getattr(change.subject, "text", "")) for change in comparison.changes]


@some_examples
@given(checklists())
def test_a_document_and_itself_do_not_differ(text: str) -> None:
    assert compare(parse(text), parse(text)).changes == ()


@some_examples
@given(checklists(), checklists())
def test_every_item_has_one_fate(one: str, other: str) -> None:
    before, after = parse(one), parse(other)
    comparison = compare(before, after)
    gone = {c.before.index for c in comparison.of([ChangeKind.REMOVED]) if isinstance(c.before, Item)}
    come = {c.after.index for c in comparison.of([ChangeKind.ADDED]) if isinstance(c.after, Item)}
    for change in comparison.changes:
        if isinstance(change.before, Item) and isinstance(change.after, Item):
            assert change.before.index not in gone
            assert change.after.index not in come
            assert change.before.checklist is before
            assert change.after.checklist is after
    assert (comparison.before, comparison.after) == (before.tally(), after.tally())
    assert sum(len(changes) for _, changes in comparison.by_phase()) == len(comparison.changes)


@some_examples
@given(checklists(), checklists())
def test_the_other_way_round_what_came_is_gone(one: str, other: str) -> None:
    before, after = parse(one), parse(other)
    there, back = compare(before, after), compare(after, before)
    assert _texts(there, ChangeKind.ADDED) == _texts(back, ChangeKind.REMOVED)
    assert _texts(there, ChangeKind.REMOVED) == _texts(back, ChangeKind.ADDED)


def _texts(comparison: Comparison, kind: ChangeKind) -> Counter[str]:
    return Counter(getattr(change.subject, "text", "") for change in comparison.of([kind]))


def test_line_endings_and_a_byte_order_mark_are_no_changes(sample: Checklist) -> None:
    text = sample.source.dump().decode()
    crlf = b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
    assert compare(sample, parse(crlf)).changes == ()
    assert compare(parse(crlf), sample).changes == ()


@settings(max_examples=25)
@given(chances)
def test_sections_in_another_order_have_moved_and_nothing_else(some: random.Random) -> None:
    for path in SAMPLES:
        checklist = parse(path.read_bytes())
        tops = [s for s in checklist.sections if s.level == 2]
        lines = [checklist.source.raw(n) for n in range(1, checklist.source.line_count + 1)]
        starts = [section.line - 1 for section in tops] + [len(lines)]
        blocks = ["".join(lines[a:b]) for a, b in pairwise(starts)]
        head = "".join(lines[: starts[0]])
        blocks[-1] += "\n"
        some.shuffle(blocks)
        comparison = compare(checklist, parse(head + "".join(blocks)))
        assert {change.kind for change in comparison.changes} <= {ChangeKind.MOVED}
        assert all(isinstance(change.subject, Section) for change in comparison.changes)
        assert len(comparison.changes) < len(blocks)


def _edited(checklist: Checklist, intent: Intent) -> Comparison | None:
    try:
        return compare(checklist, parse(apply(checklist, plan(checklist, intent)).source.dump()))
    except CheckdownError:
        return None


def _work(checklist: Checklist) -> list[Item]:
    return [item for item in checklist.items if item.role is Role.ITEM]


def test_every_state_that_is_set_is_one_flip(sample: Checklist) -> None:
    for item in _work(sample):
        wanted = State.TODO if item.state is State.DONE else State.DONE
        comparison = _edited(sample, SetState(ItemRef.of(item), wanted))
        if comparison is not None and item.notation is not Notation.STRUCK:
            (change,) = comparison.changes
            assert change.kind is ChangeKind.FLIP
            assert change.states == (item.state, wanted)
            assert change.before == item
            assert (Flag.UNTICKED in change.flags) is (item.state is State.DONE)


def test_every_item_that_is_deleted_is_removed_with_what_it_holds(sample: Checklist) -> None:
    for item in _work(sample):
        comparison = _edited(sample, DeleteItem(ItemRef.of(item)))
        if comparison is not None:
            inside = [each for each in sample.items if item.line <= each.line <= item.end]
            assert {change.kind for change in comparison.changes} == {ChangeKind.REMOVED}
            assert Counter(
                c.subject.text for c in comparison.changes if isinstance(c.subject, Item)
            ) == Counter(each.text for each in inside)


def test_every_reference_that_is_attached_is_evidence(sample: Checklist) -> None:
    for item in sample.items:
        comparison = _edited(sample, Attach(ItemRef.of(item), "docs/proof.md", sort="path"))
        if comparison is not None and item.role is Role.ITEM:
            (change,) = comparison.changes
            assert change.kind is ChangeKind.EVIDENCE
            assert [each.target for each in change.gained] == ["docs/proof.md"]
            assert (change.lost, change.before) == ((), item)


def test_every_item_that_is_added_is_added(sample: Checklist) -> None:
    for item in sample.items:
        if item.kind is Kind.TASK:
            comparison = _edited(sample, AddItem(ItemRef.of(item), 0, "Carrier pigeons fed", State.TODO))
            assert comparison is not None
            assert _kinds(comparison) == [("added", "Carrier pigeons fed")]


def test_every_text_that_goes_on_is_reworded(sample: Checklist) -> None:
    for item in _work(sample):
        comparison = _edited(sample, Reword(ItemRef.of(item), f"{item.text} in time for the launch"))
        if comparison is not None and not item.signoff:
            kinds = [change.kind for change in comparison.changes]
            assert kinds == [ChangeKind.REWORDED], (item, comparison.changes)
            assert (Flag.GOALPOST_MOVED in comparison.changes[0].flags) is (item.state is State.DONE)


def test_changes_come_in_the_order_of_the_newer_document() -> None:
    before = parse("## A\n- [ ] one\n- [ ] two\n- [ ] three\n## B\n- [ ] four\n- [ ] five\n")
    after = parse("## A\n- [x] one\n- [x] three\n## B\n- [ ] nought\n- [ ] four\n- [x] five\n")
    changes = compare(before, after).changes
    assert [(c.kind.value, getattr(c.subject, "text", "")) for c in changes] == [
        ("flip", "one"),
        ("removed", "two"),
        ("flip", "three"),
        ("added", "nought"),
        ("flip", "five"),
    ]


def test_changes_are_grouped_by_phase() -> None:
    before = parse("# T\n- [ ] zero\n## A\n### A1\n- [ ] one\n## B\n- [ ] two\n- [ ] three\n")
    after = parse("# T\n- [x] zero\n## A\n### A1\n- [x] one\n## B\n- [x] three\n")
    groups = compare(before, after).by_phase()
    assert [(title, [c.kind.value for c in changes]) for title, changes in groups] == [
        ("", ["flip"]),
        ("A", ["flip"]),
        ("B", ["removed", "flip"]),
    ]


def test_flagged_changes_can_be_asked_for() -> None:
    before, after = parse("- [ ] one\n- [x] two\n- [ ] three\n"), parse("- [ ] one\n- [ ] two\n- [-] three\n")
    comparison = compare(before, after)
    assert [change.line for change in comparison.flagged()] == [2]
    assert comparison.flagged(Flag.UNTICKED) == comparison.flagged()
    assert comparison.flagged(Flag.GOALPOST_MOVED) == ()
    change: Change = comparison.changes[0]
    assert change.item == after.items[1]
