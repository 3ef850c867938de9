"""What a walk goes over, in which order, and how it stands when the document changes under it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkdown import Checklist, parse
from gonogo.core.walking import Course, Walk, agenda, begun, now, upcoming
from gonogo.core.walking.agenda import NoSuchPhase, needs_attention

TEXT = """\
# Ready

## 1. First (P0)

- [x] Unproven
- [x] Proven
  - evidence: `a.md`
- [ ] Open
- [!] Blocked
  - blocked: no key

## 2. Second

| Check | Status |
|---|---|
| Failed | ❌ |
| Not here | N/A |
- [ ] Later

## Sign-off

- [ ] Engineering Lead: ____ Date: ____
"""


def texts(checklist: Checklist, course: Course, changed: frozenset[str] = frozenset()) -> list[str]:
    return [item.text for item in agenda(checklist, course, changed)]


def walked(walk: Walk, checklist: Checklist) -> list[str]:
    """Every item that is come to when each is left behind, in that order."""
    came = []
    while walk.at:
        came.append(walk.at)
        following = upcoming(walk, now(walk, checklist))
        walk = walk.to(following.id if following is not None else "")
    return came


def test_items_come_in_the_order_of_the_document_and_sign_offs_not_at_all() -> None:
    wanted = ["Unproven", "Proven", "Open", "Blocked", "Failed", "Not here", "Later"]
    assert texts(parse(TEXT), Course()) == wanted


def test_what_needs_attention_can_come_first() -> None:
    checklist = parse(TEXT)
    wanted = ["Unproven", "Blocked", "Failed", "Proven", "Open", "Not here", "Later"]
    assert texts(checklist, Course(attention=True)) == wanted
    changed = frozenset({checklist.items[2].id})
    assert texts(checklist, Course(attention=True), changed)[:4] == ["Unproven", "Open", "Blocked", "Failed"]


def test_a_file_that_a_text_mentions_proves_nothing_and_one_in_the_notes_of_a_row_does() -> None:
    listed = parse("- [x] Read `docs/runbook.md`\n- [x] Restored\n  - evidence: docs/restore.txt\n")
    assert [needs_attention(item) for item in listed.items] == [True, False]
    rows = "| Item | Status | Notes |\n|--|--|--|\n| A | ✅ | `docs/a.txt` |\n| B | ✅ | blocked: `b.txt` |\n"
    assert [needs_attention(item) for item in parse(rows).items] == [False, True]


def test_only_what_is_open_can_be_walked() -> None:
    assert texts(parse(TEXT), Course(only_open=True)) == ["Open", "Blocked", "Failed", "Later"]


@pytest.mark.parametrize("phase", ["2", "2. second", "seco"])
def test_a_phase_is_named_by_number_title_or_a_part_of_it(phase: str) -> None:
    assert texts(parse(TEXT), Course(phase)) == ["Failed", "Not here", "Later"]


def test_a_phase_that_is_not_there_is_refused_and_those_that_are_there_are_named() -> None:
    with pytest.raises(NoSuchPhase, match="First"):
        agenda(parse(TEXT), Course("third"))


def test_every_item_is_come_to_once_in_each_order() -> None:
    checklist = parse(TEXT)
    for course in (Course(), Course(attention=True), Course(only_open=True), Course("1")):
        came = walked(begun(checklist, course), checklist)
        assert came == [item.id for item in agenda(checklist, course)]


def test_what_was_skipped_is_come_back_to_at_the_end() -> None:
    checklist = parse(TEXT)
    walk = begun(checklist, Course("1"))
    first = walk.at
    walk = walk.skip(walk.agenda[1])
    for name in (*walk.agenda[2:],):
        walk = walk.answered().to(name)
    back = upcoming(walk.answered(), now(walk, checklist))
    assert back is not None
    assert back.id == first
    walk = walk.to(back.id).answered()
    assert walk.skipped == ()


def test_items_that_are_added_are_walked_where_they_stand_and_those_that_go_are_passed_over() -> None:
    walk = begun(parse(TEXT), Course())
    edited = parse(TEXT.replace("- [ ] Open\n", "- [ ] New\n").replace("- [x] Proven", "- [ ] Proven"))
    assert [item.text for item in now(walk, edited)][:4] == ["Unproven", "Proven", "New", "Blocked"]


def test_where_the_item_that_was_walked_is_gone_the_next_unvisited_one_is_walked() -> None:
    checklist = parse(TEXT)
    walk = begun(checklist, Course()).to(agenda(checklist, Course())[2].id)
    edited = parse(TEXT.replace("- [ ] Open\n", ""))
    following = upcoming(walk, now(walk, edited))
    assert following is not None
    assert following.text == "Proven"


def test_an_item_that_gets_its_answer_stays_in_a_walk_over_open_items() -> None:
    walk = begun(parse(TEXT), Course(only_open=True))
    done = parse(TEXT.replace("- [ ] Open", "- [x] Open"))
    assert [item.text for item in now(walk, done)] == ["Open", "Blocked", "Failed", "Later"]


@given(st.lists(st.sampled_from("abcdef"), max_size=8), st.lists(st.sampled_from("abcdef"), max_size=8))
def test_whatever_becomes_of_the_document_each_item_is_there_once(
    before: list[str], after: list[str]
) -> None:
    old, new = (parse("".join(f"- [ ] {each}\n" for each in some)) for some in (before, after))
    walk = begun(old, Course())
    assert sorted(item.id for item in now(walk, new)) == sorted(item.id for item in new.items)
    assert len(walked(begun(new, Course()), new)) == len(new.items)


def test_on_every_real_document_each_item_is_come_to_once(shared: Path) -> None:
    for path in sorted((shared / "seeds").glob("*.txt")):
        checklist = parse(path.read_bytes())
        for course in (Course(), Course(attention=True)):
            came = walked(begun(checklist, course), checklist)
            assert len(came) == len(set(came)) == len(agenda(checklist, course)) > 0
