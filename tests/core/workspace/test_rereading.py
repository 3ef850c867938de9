"""A newer text of a known document: read as if anew, but quickly, and told item by item."""

from hypothesis import given, settings
from hypothesis import strategies as st

from checkdown import parse
from gonogo.core.workspace.rereading import SINGLY, changed_sections, incoming, item_changes, reread
from tests.core.workspace.conftest import LAUNCH


def told(new: str, old: str = LAUNCH) -> list[str]:
    return [change.told(reasons=True) for change in item_changes(parse(old), parse(new))]


def test_nothing_changed() -> None:
    document = parse(LAUNCH)
    assert item_changes(document, document) == ()
    assert told(LAUNCH) == []
    assert incoming(document, parse(LAUNCH)).summary == "the file was changed outside; no item is affected"


def test_states_are_told_as_they_are_written() -> None:
    new = LAUNCH.replace("[ ] Redis", "[x] Redis").replace("Latency | ❌", "Latency | ✅")
    assert told(new) == ["[ ] -> [x] Redis health check", "❌ -> ✅ Latency"]


def test_a_reason_is_told_along() -> None:
    new = LAUNCH.replace("- [ ] Tell support\n", "- [!] Tell support\n  - blocked: nobody there\n")
    assert told(new) == ["[ ] -> [!] Tell support (nobody there)"]


def test_items_that_came_went_and_were_reworded_are_told() -> None:
    new = LAUNCH.replace("- [ ] Alerts reach a person\n", "- [ ] Alerts reach a person\n- [x] Another\n")
    new = new.replace("- [ ] Redis health check\n", "").replace("- [ ] Tell support", "- [ ] Tell sales")
    assert told(new) == [
        "removed [ ] Redis health check",
        "added [x] Another",
        "reworded Tell support -> Tell sales",
    ]


def test_an_item_that_moved_is_not_gone() -> None:
    without = LAUNCH.replace("- [ ] Redis health check\n", "")
    assert told(without + "- [ ] Redis health check\n") == ["moved Redis health check"]
    assert told(without + "- [x] Redis health check\n") == ["[ ] -> [x] Redis health check"]


def test_words_that_are_no_item_are_no_change_of_one() -> None:
    assert told(LAUNCH.replace("## After", "Some words.\n\n## Afterwards")) == []


def test_one_line_tells_of_many() -> None:
    old = "".join(f"- [ ] task {number}\n" for number in range(9))
    news = incoming(parse(old), parse(old.replace("[ ]", "[x]")))
    assert (len(news.lines), news.more) == (5, 4)
    assert news.summary == "came in: [ ] -> [x] task 0 and 8 more"


def test_what_is_the_same_is_shared() -> None:
    known = parse("".join(f"## Part {n}\n\n- [ ] task {n}\n\n" for n in range(50)))
    data = (
        known.source.dump()
        .replace(b"[ ] task 7\n", b"[x] task 7\n")
        .replace(b"task 40\n", b"task 40\n\nWords\n")
    )
    found = reread(known, data)
    assert found.source.dump() == data
    same = [a is b for a, b in zip(known.parts, found.parts, strict=True)]
    assert same.count(False) == 2
    redraw = changed_sections(known, found)
    assert (redraw.first, redraw.old_end, redraw.new_end) == (8, 42, 42)


lines = st.sampled_from(
    [
        "- [ ] a",
        "- [x] b",
        "  - note",
        "",
        "# Head",
        "## Part",
        "```",
        "| a | ❌ |",
        "|---|---|",
        "words",
        "[a]: b",
    ]
)
texts = st.lists(lines, max_size=14)


@settings(max_examples=150)
@given(texts, texts, st.sampled_from(["\n", "\r\n", "\r"]), st.booleans(), st.booleans())
def test_reading_again_is_reading(old: list[str], new: list[str], ending: str, bom: bool, ends: bool) -> None:
    known = parse("\n".join([*old, *new, "- [ ] last", ""]))
    text = ending.join([*new, *old, "- [ ] last"]) + (ending if ends else "")
    data = (b"\xef\xbb\xbf" if bom else b"") + text.encode()
    found, anew = reread(known, data), parse(data)
    assert found.source.dump() == data
    assert [repr(item) for item in found.items] == [repr(item) for item in anew.items]
    assert [item.id for item in found.items] == [item.id for item in anew.items]


def test_a_text_that_changed_all_over_is_read_anew() -> None:
    known = parse("".join(f"## Part {n}\n\n- [ ] task {n}\n\n" for n in range(SINGLY * 2)))
    data = known.source.dump().replace(b"[ ]", b"[x]")
    found = reread(known, data)
    assert found.source.dump() == data
    assert found.tally().done == SINGLY * 2
