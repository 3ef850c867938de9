"""Conflict markers, read back: which places are in dispute, and what a decision leaves untouched."""

import random

import pytest
from hypothesis import given, settings

from checkdown import Source, parse
from checkdown.merging import Choice, Labels, apart, disputes, merge, resolved, sides
from tests.checkdown.edits.nasty import a_request, a_source, chances
from tests.checkdown.merging.people import made

MARKED = """\
# T
<<<<<<< HEAD
- [x] a
||||||| 3f2c1aa
- [ ] a
=======
- [!] a
>>>>>>> topic
- [ ] b
"""


def test_a_dispute_knows_its_lines_its_sides_and_their_names() -> None:
    (dispute,) = disputes(Source.of(MARKED))
    assert (dispute.first, dispute.last) == (2, 8)
    assert (dispute.ours, dispute.base, dispute.theirs) == (("- [x] a\n",), ("- [ ] a\n",), ("- [!] a\n",))
    assert (dispute.ours_label, dispute.theirs_label) == ("HEAD", "topic")


@pytest.mark.parametrize(
    ("choice", "lines"),
    [
        (Choice.OURS, "- [x] a\n"),
        (Choice.THEIRS, "- [!] a\n"),
        (Choice.BOTH, "- [x] a\n- [!] a\n"),
        (Choice.BASE, "- [ ] a\n"),
    ],
)
def test_a_decision_leaves_its_lines_and_no_marker(choice: Choice, lines: str) -> None:
    source = Source.of(MARKED)
    assert resolved(source, disputes(source)[0], choice).text == f"# T\n{lines}- [ ] b\n"


@pytest.mark.parametrize(
    "text",
    [
        "=======\n- [ ] a\n",
        "<<<<<<< HEAD\n- [ ] a\n",
        "<<<<<<< HEAD\n- [ ] a\n>>>>>>> topic\n",
        "<<<<<< HEAD\na\n======\nb\n>>>>>> topic\n",
        " <<<<<<< HEAD\na\n=======\nb\n>>>>>>> topic\n",
        "<<<<<<<< HEAD\na\n=======\nb\n>>>>>>> topic\n",
    ],
)
def test_what_is_no_whole_dispute_is_none(text: str) -> None:
    assert disputes(Source.of(text)) == ()


def test_longer_markers_count_by_their_own_length() -> None:
    text = "<<<<<<<<< a\nx\n=======\n=========\ny\n>>>>>>>>> b\n"
    (dispute,) = disputes(Source.of(text))
    assert dispute.ours == ("x\n", "=======\n")


@settings(max_examples=150)
@given(some=chances)
def test_what_a_merge_marks_is_read_back_as_its_two_sides(some: random.Random) -> None:
    # Texts that have little in common: most of these merges have conflicts.
    base, ours, theirs = (a_source(some, 3) for _ in range(3))
    merged = merge(base, ours, theirs)
    for with_base in (False, True):
        marked = merged.marked(Labels(with_base=with_base))
        assert len(disputes(marked)) == len(merged.conflicts)
        mine, before, others = sides(marked)
        assert mine.dump() == merged.choosing(ours=True).dump()
        assert others.dump() == merged.choosing(ours=False).dump()
        assert (before is not None) == (with_base or merged.clean)


@settings(max_examples=80)
@given(some=chances)
def test_two_texts_apart_are_both_there_whole(some: random.Random) -> None:
    base = parse(a_source(some))
    ours, _ = made(base, [a_request(some, base) for _ in range(3)])
    merged = apart(base, ours)
    assert merged.choosing(ours=True).text.rstrip("\r\n") == base.source.text.rstrip("\r\n")
    found = merged.choosing(ours=False)
    assert [line.rstrip("\r\n") for line in found] == [line.rstrip("\r\n") for line in ours.source]
