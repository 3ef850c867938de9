"""Tracking gives boxes to the one list of the line that is named, as CommonMark divides lists."""

import pytest

from checkdown import TrackList, apply, parse, plan


def _tracked(text: str, line: int) -> str:
    checklist = parse(text)
    return apply(checklist, plan(checklist, TrackList(line))).source.dump().decode()


@pytest.mark.parametrize("line", [1, 2])
@pytest.mark.parametrize(
    "other",
    ["1. n\n2. m\n", "- c\n- d\n", "\n\n- c\n- d\n", "\n+ c\n", "1) n\n"],
    ids=["numbers", "another bullet", "blank lines and another bullet", "a plus", "a number in brackets"],
)
def test_a_list_with_another_sign_behind_it_stays_as_it_is(line: int, other: str) -> None:
    assert _tracked(f"* a\n* b\n{other}", line) == f"* [ ] a\n* [ ] b\n{other}"


def test_a_list_with_another_sign_before_it_stays_as_it_is() -> None:
    assert _tracked("1. n\n2. m\n1) o\n2) p\n", 4) == "1. n\n2. m\n1) [ ] o\n2) [ ] p\n"


def test_lists_in_an_item_and_in_a_quote_are_told_apart_too() -> None:
    assert _tracked("- a\n  - b\n  - c\n  + d\n", 2) == "- a\n  - [ ] b\n  - [ ] c\n  + d\n"
    assert _tracked("> * a\n> * b\n> - c\n", 1) == "> * [ ] a\n> * [ ] b\n> - c\n"


def test_one_list_goes_on_behind_blank_lines_and_past_ten() -> None:
    assert _tracked("9. a\n\n\n10. b\n", 1) == "9. [ ] a\n\n\n10. [ ] b\n"
