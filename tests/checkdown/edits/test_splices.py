"""Edits as splices on a text: checked, undone, made one of, found by comparing, carried to a newer text."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkdown import Edit, EditDoesNotFit, Source, Splice, apply, difference, parse, rebased
from checkdown.composing import composed
from checkdown.edit import inverted
from checkdown.source import split_lines
from checkdown.splicing import spliced
from tests.checkdown.edits.nasty import a_source, chances, many
from tests.checkdown.edits.shape import whole

_PIECES = st.text(st.sampled_from("ab -[]x#\n\r\t|"), max_size=6)


def _made(source: Source, splices: Sequence[Splice]) -> Source:
    return spliced(source, splices)[0] if splices else source


def _texts(lines: int = 6) -> st.SearchStrategy[Source]:
    words = st.text(st.sampled_from("ab "), max_size=3)
    line = st.tuples(words, st.sampled_from(["\n", "\r\n", "\r"])).map("".join)
    body = st.lists(line, max_size=lines).map("".join)
    return st.tuples(body, words).map(lambda pieces: Source.of("".join(pieces)))


@st.composite
def _splices(draw: st.DrawFn, source: Source) -> tuple[Splice, ...]:
    """Some splices at whole characters of the text, never between CR and LF."""
    text = source.text
    ends = [0]
    for raw in split_lines(text):
        content = raw.rstrip("\r\n")
        ends += [ends[-1] + at for at in range(1, len(content) + 1)] if content else []
        if len(raw) > len(content):
            ends.append(ends[-1] + len(raw) - len(content))
    cuts = sorted(draw(st.lists(st.integers(0, len(ends) - 1), max_size=6)))
    found = []
    for low, high in zip(cuts[::2], cuts[1::2], strict=False):
        old, new = text[ends[low] : ends[high]], draw(_PIECES)
        if old != new:
            found.append(Splice(*_place(text, ends[low]), old, new))
    return tuple(found)


def _place(text: str, offset: int) -> tuple[int, int]:
    before = split_lines(text[:offset])
    if before and not before[-1].endswith(("\n", "\r")):
        return len(before), len(before[-1]) + 1
    return len(before) + 1, 1


@many
@given(_texts(), st.data())
def test_splices_change_their_own_characters_and_are_undone(source: Source, data: st.DataObject) -> None:
    splices = data.draw(_splices(source))
    try:
        after = _made(source, splices)
    except EditDoesNotFit:
        return
    wanted = list(source.text)
    for splice in reversed(splices):
        at = sum(map(len, source.slice(1, splice.line - 1))) + splice.column - 1
        wanted[at : at + len(splice.old)] = splice.new
    assert after.text == "".join(wanted)
    assert list(after) == split_lines(after.text)
    assert _made(after, inverted(splices)).text == source.text
    assert inverted(inverted(splices)) == splices


@many
@given(_texts(), st.lists(st.integers(0, 99), min_size=2, max_size=5), st.data())
def test_composed_splices_do_what_the_steps_do(source: Source, steps: list[int], data: st.DataObject) -> None:
    state, done = source, []
    for _ in steps:
        splices = data.draw(_splices(state))
        try:
            state = _made(state, splices)
        except EditDoesNotFit:
            continue
        done.append(splices)
    at_once = composed(done)
    assert _made(source, at_once).text == state.text
    assert all(splice.old != splice.new for splice in at_once)


def test_steps_that_take_each_other_back_leave_nothing_to_do() -> None:
    there, back = (Splice(1, 4, " ", "x"),), (Splice(1, 4, "x", " "),)
    assert composed([there, back]) == ()


def test_steps_far_apart_stay_as_they_are() -> None:
    steps = [(Splice(9, 4, " ", "x"),), (Splice(2, 1, "", "- new\n"),), (Splice(4, 3, "a", "b"),)]
    assert composed(steps) == (Splice(2, 1, "", "- new\n"), Splice(3, 3, "a", "b"), Splice(9, 4, " ", "x"))


@many
@given(_texts(8), _texts(8))
def test_the_difference_of_two_texts_turns_one_into_the_other(before: Source, after: Source) -> None:
    splices = difference(before, after)
    assert _made(before, splices).text == after.text
    assert (splices == ()) == (before.text == after.text)
    assert _made(after, inverted(splices)).text == before.text


def test_the_difference_is_the_character_that_differs() -> None:
    before, after = Source.of("a\n- [ ] b\n- [ ] b\n"), Source.of("a\n- [ ] b\n- [x] b\n")
    assert difference(before, after) == (Splice(3, 4, " ", "x"),)


def test_a_line_end_is_replaced_as_a_whole() -> None:
    assert difference(Source.of("a\r\nb"), Source.of("a\nb")) == (Splice(1, 2, "\r\n", "\n"),)


@pytest.mark.parametrize(
    "splice",
    [
        Splice(1, 1, "b", "x"),
        Splice(1, 3, "", "x"),
        Splice(0, 1, "", "x"),
        Splice(3, 1, "", "x\n"),
        Splice(4, 1, "", "x\n"),
        Splice(2, 1, "b\n", ""),
    ],
    ids=[
        "other text",
        "past the line",
        "line 0",
        "behind a last line without an end",
        "past the end",
        "more than there is",
    ],
)
def test_what_does_not_fit_is_refused_and_says_where(splice: Splice) -> None:
    with pytest.raises(EditDoesNotFit, match="line "):
        spliced(Source.of("a\nb"), (splice,))


def test_no_line_end_is_made_of_two() -> None:
    with pytest.raises(EditDoesNotFit, match="CR"):
        spliced(Source.of("a\rb\n"), (Splice(2, 1, "b", ""),))
    with pytest.raises(EditDoesNotFit, match="CR"):
        spliced(Source.of("a\n\n"), (Splice(1, 2, "", "\r"),))


@many
@given(chances)
def test_a_checklist_after_any_change_of_its_text_is_that_of_the_text(some: random.Random) -> None:
    _assert_same_after(a_source(some), a_source(some))


@many
@given(chances)
def test_a_checklist_after_lines_came_and_went_is_that_of_the_text(some: random.Random) -> None:
    source = a_source(some, 16)
    lines = list(source)
    for _ in range(some.randint(1, 2)):
        at = some.randrange(len(lines) + 1)
        lines[at : at + some.randint(0, 2)] = [
            some.choice(lines or ["\n"]) for _ in range(some.randint(0, 2))
        ]
    _assert_same_after(source, Source.load("".join(lines).encode("utf-8", "surrogateescape")))


def _assert_same_after(before: Source, after: Source) -> None:
    checklist = parse(before)
    _ = [checklist.tally(), checklist.phases, checklist.priorities(), [item.id for item in checklist.items]]
    splices = difference(before, after)
    try:
        following = apply(checklist, Edit(splices, ""))
    except EditDoesNotFit:
        # Between a lone CR and an LF there are texts that no splice leads to.
        assert "\r" in before.text + after.text
        return
    assert following.source.text == after.text
    assert whole(following) == whole(parse(following.source))


_OWN = st.lists(st.sampled_from(["T", "U", "", "  - x", "- [ ] same"]), min_size=1, max_size=8)


@many
@given(_OWN, st.data())
def test_a_carried_edit_gives_the_text_with_both_changes_or_is_refused(
    own: list[str], data: st.DataObject
) -> None:
    """Lines of A go, and lines that A does not have come in; an edit of A meets them."""
    lines = [f"{line}\n" for line in own]
    edited = data.draw(st.integers(0, len(lines) - 1))
    tagged = [(number, line) for number, line in enumerate(lines)]
    newer: list[tuple[int | None, str]] = []
    for number, line in tagged:
        if data.draw(st.booleans()):
            newer.append((None, f"new {len(newer)}\n"))
        if number == edited or data.draw(st.booleans()):
            newer.append((number, line))
    before, after = Source.of("".join(lines)), Source.of("".join(line for _, line in newer))
    kind = data.draw(st.sampled_from(["change", "behind", "remove"]))
    splice = {
        "change": Splice(edited + 1, 1, "", "x"),
        "behind": Splice(edited + 2, 1, "", "  - evidence\n"),
        "remove": Splice(edited + 1, 1, lines[edited], ""),
    }[kind]
    expected = [line for number, line in newer if number != edited or kind != "remove"]
    place = next(at for at, (number, _) in enumerate(newer) if number == edited)
    if kind == "change":
        expected[place] = "x" + expected[place]
    elif kind == "behind":
        expected.insert(place + 1, "  - evidence\n")
    try:
        moved = rebased(Edit((splice,), "edit"), before, after)
    except EditDoesNotFit:
        assert own.count(own[edited]) > 1, "a line that stands once in both is always found"
        return
    assert _made(after, moved.splices).text == "".join(expected)


def test_an_edit_of_a_line_that_was_changed_is_refused() -> None:
    edit = Edit((Splice(2, 4, " ", "x"),), "tick")
    with pytest.raises(EditDoesNotFit, match="line 2 was changed or moved meanwhile"):
        rebased(edit, Source.of("a\n- [ ] b\n"), Source.of("a\n- [ ] c\n"))


def test_an_edit_of_one_of_two_equal_lines_is_refused_once_one_is_gone() -> None:
    edit = Edit((Splice(2, 4, " ", "x"),), "tick")
    with pytest.raises(EditDoesNotFit):
        rebased(edit, Source.of("- [ ] b\n- [ ] b\nend\n"), Source.of("- [ ] b\nend\n"))


def test_equal_lines_are_told_apart_by_what_stands_between() -> None:
    before = Source.of("## A\n- [ ] b\n## B\n- [ ] b\n")
    after = Source.of("# New\n\n## A\n- [ ] b\n- [ ] c\n## B\n- [ ] b\n")
    moved = rebased(Edit((Splice(4, 4, " ", "x"),), "tick"), before, after)
    assert moved.splices == (Splice(7, 4, " ", "x"),)


def test_an_edit_of_lines_whose_order_changed_is_refused() -> None:
    edit = Edit((Splice(1, 1, "", "x"), Splice(3, 1, "", "x")), "both")
    with pytest.raises(EditDoesNotFit, match="another order"):
        rebased(edit, Source.of("a\na\nb\nb\n"), Source.of("b\nb\na\na\n"))
