"""Whatever the text is: it is read, every place is right, and line endings and quotes change nothing."""

import itertools
import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkdown import Checklist, Item, Kind, Notation, Source, parse
from tests.checkdown.checklists import checklists, everything, of_item

ANY_CHARACTER = st.characters(exclude_categories=())


@given(st.one_of(st.text(ANY_CHARACTER), st.binary(), checklists()))
def test_any_text_is_read_and_can_be_asked_for_everything(document: str | bytes) -> None:
    everything(parse(document))


def pathological() -> Iterator[tuple[str, str]]:
    size = 100_000
    for piece in (
        "> ",
        ">",
        "- ",
        "1. ",
        "* + - ",
        "[",
        "![",
        "`",
        "*",
        "_",
        "|",
        "<",
        "#",
        "\t",
        "\\",
        "~",
        "✅ ",
    ):
        yield f"{piece!r} on one line", piece * (size // len(piece))
    yield "a rule of a table", "|a" * 30_000 + "\n" + "|-" * 30_000 + "\n" + "|\n" * 20_000
    yield "many rows of one cell", "|a" * 500 + "\n" + "|-" * 500 + "\n" + "x\n" * 40_000
    yield "lists in lists", "".join(f"{'  ' * n}- [ ] {n}\n" for n in range(440))
    yield "quotes in quotes", "".join(f"{'> ' * n}a\n" for n in range(440))
    yield "quotes and lists", "".join(f"{'> - ' * n}[ ] a\n" for n in range(220))
    yield "one item on each side of blank lines", "- [ ] a\n\n\n\n" * 12_000
    yield "definitions that do not end", "[a\n" * 30_000
    yield "definitions", "[a]: /b\n" * 12_000
    yield "titles that do not end", '[a]: /b "\n' + "c\n" * 40_000
    yield "comments that do not end", "<!--\n\n" * 15_000
    yield "fences", "```\n\n" * 20_000
    yield "headings", "# a\n" * 25_000
    yield "one long heading", "# " + "a [b](c) 1/2 " * 7_000
    yield "one long item", "- [ ] " + "`a/b.py` [c](d) owner: " * 4_000
    yield "one long word", "- [ ] " + "a" * size
    yield "one long field", "**Status:** " + "| **b:** " * 10_000
    yield "a long sign-off", "- [ ] Lead: " + "_ date " * 14_000
    yield "a long cell", "| Item | Status |\n|--|--|\n| a | " + "✅ / " * 25_000 + " |\n"
    yield "many lights", "| Item | Status |\n|--|--|\n| a | " + "🟢🔴" * 25_000 + " |\n"
    yield "a legend", "**Legend:** " + "[~] skipped, " * 7_000 + "\n- [~] a\n"
    yield "commands", "```bash\n" + "echo 'a\n" * 12_000 + "```\n"
    yield "continued commands", "```bash\n" + "a &&\n" * 15_000 + "```\n"
    yield "here-documents", "```bash\n" + "cat <<EOF\n" * 10_000 + "```\n"
    yield "front matter", "---\n" + "a:\n" * 30_000
    yield "NUL", "\0" * size
    yield "surrogates", "- [\udcff] \ud800\n" * 10_000


@pytest.mark.parametrize("document", [pytest.param(text, id=name) for name, text in pathological()])
def test_a_pathological_text_is_read(document: str) -> None:
    checklist = parse(document)
    assert sum(part.count for part in checklist.parts) == checklist.source.line_count
    assert len(checklist.fields) + len(checklist.signoffs) + len(checklist.commands) >= 0
    for item in itertools.islice(checklist.items, 50):
        assert item.id
        assert of_item(item)


def test_a_document_is_read_deep_in_a_stack() -> None:
    document = "> - " * 300 + "[ ] a"

    def deeper(levels: int) -> Checklist:
        return deeper(levels - 1) if levels else parse(document)

    assert deeper(250).source.line_count == 1


@pytest.mark.parametrize("levels", [9, 10, 30, 60])
def test_every_item_of_deep_lists_is_found(levels: int) -> None:
    checklist = parse("".join(f"{'  ' * n}- [ ] level {n}\n" for n in range(levels)))
    assert [(item.depth, item.column, item.text) for item in checklist.items] == [
        (n, 2 * n + 4, f"level {n}") for n in range(levels)
    ]


@pytest.mark.parametrize("levels", [10, 30])
def test_every_item_of_lists_in_quotes_in_lists_is_found(levels: int) -> None:
    checklist = parse("\n".join(f"{'> - ' * n}> - [x] level {n}\n{'> ' * n}" for n in range(levels)))
    found = [item.text for item in checklist.items]
    assert found == [f"level {n}" for n in range(levels)]


def assert_points_at_its_state(item: Item, source: Source) -> None:
    line = source.line(item.line)
    assert line[item.column - 1 :].startswith(item.mark)
    if item.notation is Notation.BOX:
        assert line[item.column - 2] == "["
        assert line[item.column - 1 + len(item.mark)] == "]"
    assert (item.mark == "") == (item.notation is Notation.NONE)


@given(checklists())
def test_every_item_points_at_its_own_state(document: str) -> None:
    checklist = parse(document)
    for item in checklist.items:
        assert_points_at_its_state(item, checklist.source)
        assert item.line <= item.text_end <= item.end <= checklist.source.line_count
        assert item in checklist.items_at(item.line)


@given(checklists())
def test_cells_references_and_fields_stand_where_they_say(document: str) -> None:
    checklist = parse(document)
    for item in checklist.items:
        for cell in item.cells:
            raw = checklist.source.line(cell.line)[cell.column - 1 : cell.column - 1 + cell.width]
            assert raw.replace("\\|", "|") == cell.text
        for each in item.evidence:
            raw = checklist.source.line(each.line)[each.column - 1 :]
            assert raw.replace("\\|", "|").startswith(each.target)
    for stated in checklist.fields:
        assert checklist.source.line(stated.line)[stated.column - 1 :].startswith(stated.value)


@given(checklists())
def test_every_id_names_its_own_item(document: str) -> None:
    checklist = parse(document)
    for item in checklist.items:
        assert re.fullmatch(r"[a-z][0-9a-z]{5}(?:~\d+)?", item.id)
        assert checklist.find(item.id) == item
        if item.kind is not Kind.ROW:
            assert checklist.find(str(item.line)) == item


@given(checklists())
def test_sections_share_the_lines_and_the_items_among_them(document: str) -> None:
    checklist = parse(document)
    owners = [n for section in checklist.sections for n in range(section.line or 1, section.end + 1)]
    assert owners == list(range(1, checklist.source.line_count + 1))
    assert [item for section in checklist.sections for item in section.items] == list(checklist.items)
    for section in checklist.sections:
        assert all(section.line <= item.line <= section.end for item in section.items)


def with_endings(document: str, endings: list[str]) -> str:
    lines = document.split("\n")
    turns = itertools.cycle(endings)
    return "".join(line + next(turns) for line in lines[:-1]) + lines[-1]


@given(
    checklists(),
    st.one_of(
        st.just(["\r\n"]), st.just(["\r"]), st.lists(st.sampled_from(["\n", "\r\n", "\r"]), min_size=2)
    ),
    st.booleans(),
)
def test_line_endings_and_a_byte_order_mark_change_nothing(
    document: str, endings: list[str], bom: bool
) -> None:
    translated = with_endings(document, endings)
    if len(re.findall(r"\r\n|\r|\n", translated)) != document.count("\n"):
        return  # a lone CR and an empty line's LF have become one ending
    assert everything(parse("\ufeff" * bom + translated)) == everything(parse(document))


@given(checklists(tabs=False))
def test_items_in_a_quote_are_the_same_items(document: str) -> None:
    plain = parse(f"\n{document}")
    quoted = parse("".join(f"> {line}\n" for line in f"\n{document}".split("\n")))
    assert [of_quoted(item, 2) for item in quoted.items] == [of_quoted(item, 0) for item in plain.items]


def of_quoted(item: Item, shift: int) -> tuple[object, ...]:
    parent = item.parent.line if item.parent else None
    return item.line, item.column - shift, item.kind, item.state, item.mark, item.notation, item.text, parent
