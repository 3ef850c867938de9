"""What a checklist derives from its items: tallies, priorities, ids, phases, kept when a part is replaced."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkdown import Checklist, Kind, Role, State, Tally, parse
from checkdown.states import EMOJI
from tests.checkdown.documents import documents

DOCUMENT = """\
# Launch

- [ ] before all

## Build (P0)

- [x] compile
- [ ] test, P1
- [!] release

### Images

- [~] base image
- [ ] severity: none

| Step | Status | Priority |
|---|---|---|
| tag | ✅ | P2 |
| push | ❌ | |
| TOTAL | 1/2 | |

## Run

- [ ] watch (high)
- ✅ a mark

## Empty
"""


def counted(items: list[State]) -> Tally:
    return Tally(**Counter(state.value for state in items))


def work(checklist: Checklist) -> list[tuple[int, str, State]]:
    """Section, priority and state of each item that counts."""
    return [
        (item.section.index, item.priority, item.state)
        for item in checklist.items
        if item.role is Role.ITEM and item.kind is not Kind.MARK
    ]


def sections_in(checklist: Checklist, index: int) -> set[int]:
    found = set()
    for section in checklist.sections:
        holder = section
        while holder.index != index and holder.parent is not None:
            holder = holder.parent
        if holder.index == index:
            found.add(section.index)
    return found


def assert_derived(checklist: Checklist) -> None:
    """Everything that is computed in a clever way is what plain counting gives."""
    items = work(checklist)
    assert checklist.tally() == counted([state for _, _, state in items])
    for section in checklist.sections:
        inside = sections_in(checklist, section.index)
        assert checklist.tally(section) == counted([state for at, _, state in items if at in inside])
    names = sorted({priority for _, priority, _ in items if priority})
    assert checklist.priorities() == {
        name: counted([state for _, priority, state in items if priority == name]) for name in names
    }
    assert list(checklist.priorities()) == names
    assert [checklist.find(item.id) for item in checklist.items] == list(checklist.items)
    fresh = Checklist(checklist.source, checklist.parts, checklist.facts, checklist.shape)
    assert [item.id for item in checklist.items] == [item.id for item in fresh.items]
    assert [phase.index for phase in checklist.phases] == [phase.index for phase in fresh.phases]


def test_a_document_of_all_kinds() -> None:
    checklist = parse(DOCUMENT)
    assert_derived(checklist)
    assert {name: tally.total for name, tally in checklist.priorities().items()} == {
        "P0": 5,
        "P1": 1,
        "P2": 1,
        "high": 1,
    }


@given(documents())
def test_any_document(document: str) -> None:
    assert_derived(parse(document))


@given(documents(), st.data())
def test_a_replaced_part_leaves_everything_right(document: str, data: st.DataObject) -> None:
    checklist = parse(document)
    if not checklist.items:
        return
    assert_derived(checklist)  # so that there is something to carry over
    for _ in range(3):
        item = data.draw(st.sampled_from(list(checklist.items)))
        index, number = item.section.index, item.index - item.section.items[0].index
        record = item.record._replace(state=data.draw(st.sampled_from(State)))
        part = checklist.parts[index].with_record(number, record)
        only = data.draw(st.sampled_from([None, number]))
        before = checklist
        tallies = [before.tally(section) for section in before.sections]
        checklist = before.with_part(index, part, before.source, only=only)
        assert checklist.items[item.index].state is record.state
        assert [before.tally(section) for section in before.sections] == tallies
        assert_derived(checklist)


def test_a_part_of_another_size_is_refused() -> None:
    checklist, other = parse("# A\n- [ ] a\n"), parse("# A\n- [ ] a\n- [ ] b\n")
    with pytest.raises(ValueError, match="as many lines and items"):
        checklist.with_part(1, other.parts[1], other.source)


def test_another_text_gives_other_ids() -> None:
    checklist, other = parse("# A\n- [ ] a\n"), parse("# A\n- [ ] b\n")
    old = checklist.items[0].id
    fresh = checklist.with_part(1, other.parts[1], other.source)
    assert fresh.items[0].id == other.items[0].id != old
    assert fresh.find(other.items[0].id).line == 2


def test_another_title_gives_other_ids_below_it() -> None:
    checklist, other = parse("# T\n# A\n## B\n- [ ] b\n"), parse("# T\n# X\n## B\n- [ ] b\n")
    old = checklist.items[0].id
    fresh = checklist.with_part(2, other.parts[2], other.source)
    assert fresh.items[0].id == other.items[0].id != old


def test_equal_items_are_told_apart_in_any_number() -> None:
    checklist = parse("- [ ] same\n" * 3000)
    assert [item.id for item in checklist.items][-1].endswith("~3000")


def test_no_mark_of_a_state_is_a_letter() -> None:
    """Names of items rely on it: where words are compared, what is no letter falls away."""
    assert not any(mark.isalnum() for mark in EMOJI)


def test_views_are_the_same_however_they_are_reached() -> None:
    checklist = parse(DOCUMENT)
    one_by_one = [checklist.item(index) for index in range(len(checklist.items))]
    assert list(checklist.items) == one_by_one
    assert list(checklist.items[2:7]) == one_by_one[2:7]
    assert list(checklist.items[::-2]) == one_by_one[::-2]
    assert list(checklist.items[5:2]) == []
    assert [item for section in checklist.sections for item in section.items] == one_by_one
    assert [found for line in range(1, 40) for found in checklist.items_at(line)] == one_by_one


@pytest.mark.parametrize(
    ("open_line", "signed"),
    [
        ("Engineering Lead: ______ Date: ____", "Engineering Lead: Ada Lovelace Date: 2026-12-01"),
        ("Engineering Lead: ______ DATE: ____", "Engineering Lead: Ada Lovelace DATE: 2026-12-01"),
        ("负责人：______ 日期：____", "负责人：Ada 日期：2026-12-01"),
    ],
)
def test_a_signature_keeps_its_id(open_line: str, signed: str) -> None:
    before, after = parse(f"- [ ] {open_line}\n"), parse(f"- [x] {signed}\n")
    assert before.items[0].id == after.items[0].id


def test_what_a_row_is_called_is_no_reason_why_it_is_blocked() -> None:
    table = "| Blocker | Status | Notes |\n|---|---|---|\n| No pager | ⛔ | {} |\n| No keys | ⬜ | |\n"
    assert [parse(table.format(notes)).items[0].reason for notes in ("", "no rota")] == ["", "no rota"]
