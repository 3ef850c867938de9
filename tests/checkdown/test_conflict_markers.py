"""A text with conflict markers: both sides are read, and nothing is made of the markers themselves."""

import random

import pytest
from hypothesis import given, settings

from checkdown import Edit, ItemNotFound, Source, Splice, apply, difference, parse
from checkdown.disputes import marker_lines
from checkdown.findings import findings
from checkdown.merging import Labels, merge
from tests.checkdown.edits.nasty import a_source, chances

TABLE = """\
| Check | Status | Evidence |
|---|---|---|
| DNS | ✅ Done | a.md |
<<<<<<< HEAD
| TLS | ✅ Done | b.md |
||||||| 3f2c1aa
| TLS | ❌ Missing | |
=======
| TLS | ⛔ Blocked | |
>>>>>>> topic
| Mail | ❌ Missing | |
"""
LIST = """\
Ready to go
<<<<<<< HEAD
Progress: 50%
=======
Progress: 60%
>>>>>>> topic

- [ ] first
<<<<<<< HEAD
- [x] second
=======
- [!] second
>>>>>>> topic
- [ ] third

A heading
=======

- [ ] fourth
"""


def _items(text: str) -> list[tuple[int, str, str]]:
    return [(item.line, item.state.value, item.text) for item in parse(text).items]


def test_rows_of_both_sides_are_read_and_the_table_goes_on_below_the_markers() -> None:
    assert _items(TABLE) == [
        (3, "done", "DNS"),
        (5, "done", "TLS"),
        (9, "blocked", "TLS"),
        (11, "failed", "Mail"),
    ]


def test_markers_are_no_part_of_items_and_headings_beside_them() -> None:
    assert _items(LIST) == [
        (8, "todo", "first"),
        (10, "done", "second"),
        (12, "blocked", "second"),
        (14, "todo", "third"),
        (19, "todo", "fourth"),
    ]
    checklist = parse(LIST)
    assert [section.title for section in checklist.sections] == ["", "A heading"]
    assert [field.value for field in checklist.fields] == ["50%", "60%"]


def test_the_text_of_such_a_checklist_is_what_was_read() -> None:
    for text in (TABLE, LIST):
        assert parse(text).source.text == text


def test_a_marker_is_told_to_be_one_where_somebody_asks_for_its_line() -> None:
    for line in (4, 6, 7, 8, 10):
        with pytest.raises(ItemNotFound, match="is a conflict marker, or what was there before either side"):
            parse(TABLE).find(str(line))


def test_claims_are_not_looked_for_in_what_was_there_before() -> None:
    text = "# Launch\n\n<<<<<<< a\n||||||| b\n**Progress:** 9/9\n=======\n>>>>>>> c\n\n- [ ] one\n"
    assert not [each for each in findings(parse(text)) if "9/9" in each.message]


@pytest.mark.parametrize(
    "text",
    [
        "Title\n=======\n\n- [ ] a\n",
        "<<<<<<< HEAD\n\n- [ ] a\n\nTitle\n=======\n",
        "Title\n=======\n\n> > > > > > > quoted\n>>>>>>> quoted\n\n- [ ] a\n",
    ],
)
def test_an_underlined_heading_and_a_quote_are_what_they_were_without_a_whole_conflict(text: str) -> None:
    checklist = parse(text)
    assert [section.title for section in checklist.sections[1:]] == ["Title"]
    assert [item.text for item in checklist.items] == ["a"]


@settings(max_examples=120)
@given(some=chances)
def test_no_item_is_made_of_a_marker_whatever_the_text(some: random.Random) -> None:
    base, ours, theirs = (a_source(some, 3) for _ in range(3))
    marked = merge(base, ours, theirs).marked(Labels(with_base=some.random() < 0.5))
    nobodys = {line for lines in marker_lines(marked) for line in lines}
    read = parse(marked)
    assert read.source.dump() == marked.dump()
    assert not [item.line for item in read.items if item.line in nobodys]
    assert not [item.text for item in read.items if ">>>>>>> theirs" in item.text]


@settings(max_examples=80)
@given(some=chances)
def test_an_edit_that_makes_or_ends_a_conflict_gives_what_reading_gives(some: random.Random) -> None:
    texts = [LIST, TABLE, LIST.replace("=======", "======"), TABLE.replace("<<<<<<<", "<<<<<<"), LIST + TABLE]
    before, after = (Source.of(some.choice(texts)) for _ in range(2))
    carried = apply(parse(before), Edit(difference(before, after), ""))
    expected = parse(after)
    assert [(i.id, i.line, i.state, i.text) for i in carried.items] == [
        (i.id, i.line, i.state, i.text) for i in expected.items
    ]
    assert [part.spans for part in carried.parts] == [part.spans for part in expected.parts]


def test_one_character_makes_a_conflict_of_four_lines() -> None:
    whole = TABLE.replace(">>>>>>> topic", ">>>>>> topic")
    line = whole.split("\n").index(">>>>>> topic") + 1
    edited = apply(parse(whole), Edit((Splice(line, 1, "", ">"),), ""))
    assert [item.text for item in edited.items] == ["DNS", "TLS", "TLS", "Mail"]
