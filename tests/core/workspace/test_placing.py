"""Where lines stand in a newer text: exactly where that is certain, and refused where it is not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkdown import Edit, EditDoesNotFit, Source, Splice, apply, parse
from gonogo.core.workspace.placing import differences, hunks, line_breaks, line_now, placed, standing


def source(*lines: str) -> Source:
    return Source.of("".join(f"{line}\n" for line in lines))


def made(text: Source, edit: Edit) -> list[str]:
    return apply(parse(text), edit).source.text.splitlines()


def insertion(line: int, *lines: str) -> Edit:
    return Edit((Splice(line, 1, "", "".join(f"{each}\n" for each in lines)),), "")


def test_lines_that_came_and_went_elsewhere_move_an_edit() -> None:
    before, after = source("a", "b", "- [ ] c", "d"), source("new", "newer", "a", "- [ ] c", "e")
    edit = placed(Edit((Splice(3, 4, " ", "x"),), ""), before, after)
    assert made(after, edit) == ["new", "newer", "a", "- [x] c", "e"]


def test_a_changed_line_is_refused() -> None:
    with pytest.raises(EditDoesNotFit):
        placed(Edit((Splice(2, 1, "b", "x"),), ""), source("a", "b"), source("a", "bb"))


def test_a_copy_of_the_line_that_came_in_makes_it_uncertain() -> None:
    before, after = source("a", "same", "b", "same"), source("a", "same", "same", "b", "same")
    with pytest.raises(EditDoesNotFit):
        placed(Edit((Splice(2, 1, "same", "x"),), ""), before, after)


def test_copies_that_only_moved_together_are_told_apart() -> None:
    before, after = source("a", "same", "b", "same"), source("new", "a", "same", "b", "same")
    assert made(after, placed(Edit((Splice(4, 1, "same", "x"),), ""), before, after))[4] == "x"


def test_new_lines_go_behind_what_others_put_under_the_same_line() -> None:
    before = source("- [ ] a", "- [ ] b")
    after = source("- [ ] a", "  - evidence: theirs", "", "  more of it", "- [ ] b")
    assert made(after, placed(insertion(2, "- [ ] ours"), before, after)) == [
        "- [ ] a",
        "  - evidence: theirs",
        "",
        "  more of it",
        "- [ ] ours",
        "- [ ] b",
    ]
    assert made(after, placed(insertion(2, "  - ours"), before, after))[1] == "  - ours"


def test_what_comes_back_goes_before_the_line_that_stood_behind_it() -> None:
    before, after = source("- [ ] a", "- [ ] c"), source("- [x] a", "- [ ] new", "- [ ] c")
    assert made(after, placed(insertion(2, "- [ ] b"), before, after))[2] == "- [ ] b"


def test_what_hangs_on_the_line_above_is_not_placed_by_the_line_below() -> None:
    before, after = source("- [ ] a", "- [ ] c"), source("- [ ] other", "- [ ] c")
    with pytest.raises(EditDoesNotFit):
        placed(insertion(2, "  - under a"), before, after)


def test_what_stands_where_lines_stood_is_found() -> None:
    before = source("a", "b", "c", "d")
    assert standing(2, 3, before, source("new", "a", "b", "c", "d")) == (3, 4)
    assert standing(2, 2, before, source("a", "x", "y", "c", "d")) == (2, 3)
    assert standing(2, 2, before, source("a", "c", "d")) == (2, 1)
    assert standing(3, 2, before, source("a", "b", "new", "c", "d")) == (3, 3)
    assert standing(3, 2, before, source("a", "B", "C", "d")) == (3, 2)


short = st.lists(st.sampled_from(["a", "b", "", "- [ ] x", "- [x] x", "é\u2028", "  - n"]), max_size=8)
endings = st.sampled_from(["\n", "\r\n"])


@settings(max_examples=200)
@given(short, short, short, st.integers(0, 3), endings, st.booleans())
def test_differences_lead_from_one_text_to_the_other(
    head: list[str], old: list[str], new: list[str], many: int, ending: str, ends: bool
) -> None:
    filler = [f"line {number}" for number in range(many * 700)]
    texts = []
    for middle in (old, new):
        text = ending.join([*filler, *head, *middle, *filler[: many * 100]])
        texts.append(Source.of(text + ending if ends else text))
    before, after = texts
    splices = differences(before, after)
    edited = apply(parse(before), Edit(splices, "")).source if splices else before
    assert edited.text == after.text
    again = differences(edited, before)
    assert (apply(parse(edited), Edit(again, "")).source if again else edited).text == before.text
    changed = list(hunks(before, after))
    assert sum(hunk.grown for hunk in changed) == line_breaks(after.text) - line_breaks(before.text)


@settings(max_examples=100)
@given(st.integers(0, 1999), st.lists(st.integers(0, 1999), max_size=4), st.booleans())
def test_a_line_is_found_wherever_others_put_lines_in(line: int, places: list[int], shared: bool) -> None:
    before = source(*(f"line {number}" for number in range(2000)))
    lines = before.text.splitlines()
    for place in sorted(places, reverse=True):
        lines.insert(place, f"new {place}")
    after = source(*lines)
    if shared:
        splices = differences(before, after)
        after = apply(parse(before), Edit(splices, "")).source if splices else before
    assert after.line(line_now(line + 1, before, after)) == f"line {line}"
