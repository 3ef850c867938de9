"""A document read in steps is the document; its first sections can be had alone."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkdown import Checklist, Source, parse
from checkdown.reading import parse_prefix, parts_in_steps
from tests.checkdown.documents import documents, long_documents


def stored(checklist: Checklist) -> list[object]:
    """All that the checklist knows of each of its sections."""
    return [
        (p.level, p.title, p.body, p.count, p.records, p.tables, p.spans, p.entries, p.nested, p.labels)
        for p in checklist.parts
    ]


def in_steps(source: Source, lines: int) -> list[object]:
    return [
        (p.level, p.title, p.body, p.count, p.records, p.tables, p.spans, p.entries, p.nested, p.labels)
        for parts in parts_in_steps(source, lines)
        for p in parts
    ]


@given(documents(), st.integers(1, 30))
def test_steps_of_any_length_give_the_same_sections(document: str, lines: int) -> None:
    source = Source.of(document)
    assert in_steps(source, lines) == in_steps(source, source.line_count + 1)


def test_steps_in_long_documents_give_the_same_sections() -> None:
    for number, document in enumerate(long_documents(30)):
        source = Source.of(document)
        assert in_steps(source, 1 + number * 3) == in_steps(source, source.line_count + 1)


@pytest.mark.parametrize(
    "opening", ["```", "<!--", "- item\n\n  ```", "> ```\n> x"], ids=["fence", "comment", "item", "quote"]
)
def test_what_looks_like_a_heading_inside_something_else_ends_no_section(opening: str) -> None:
    text = f"# A\n\n- [ ] a\n\n{opening}\n" + "  # no heading\n# perhaps one\n" * 20 + "\n# B\n\n- [ ] b\n"
    source = Source.of(text)
    assert in_steps(source, 5) == in_steps(source, 1000)


def test_front_matter_longer_than_a_step_is_front_matter() -> None:
    text = "---\n" + "# a comment\nkey: value\n" * 20 + "---\n# Title\n- [ ] a\n"
    source = Source.of(text)
    assert in_steps(source, 4) == in_steps(source, 1000)


def test_progress_is_told_in_lines_and_ends_with_the_last() -> None:
    text = "".join(f"# {n}\n\n- [ ] item\n\n" for n in range(6000))
    told: list[int] = []
    checklist = parse(text, told.append)
    assert len(checklist.items) == 6000
    assert len(told) > 2
    assert told == sorted(set(told))
    assert told[-1] == checklist.source.line_count


def test_what_progress_raises_ends_the_reading() -> None:
    class Abandoned(Exception):
        pass

    def abandon(lines: int) -> None:
        raise Abandoned

    with pytest.raises(Abandoned):
        parse("- [ ] a\n", abandon)


@given(documents(), st.integers(0, 30))
def test_a_prefix_is_the_beginning_of_the_document_with_the_same_sections(document: str, lines: int) -> None:
    whole, prefix = parse(document), parse_prefix(document, lines)
    count = prefix.source.line_count
    assert count >= min(lines, whole.source.line_count)
    assert whole.source.dump().startswith(prefix.source.dump())
    ends = {section.end for section in whole.sections}
    assert count in ends
    for section, same in zip(prefix.sections, whole.sections, strict=False):
        assert (section.line, section.end, section.level, section.title) == (
            same.line,
            same.end,
            same.level,
            same.title,
        )
    if not whole.facts.labels:
        seen = [(item.line, item.column, item.mark, item.text) for item in prefix.items]
        assert seen == [(i.line, i.column, i.mark, i.text) for i in whole.items][: len(seen)]


def test_a_prefix_of_a_real_document_is_small(shared: Path) -> None:
    for path in sorted((shared / "seeds").glob("**/*.md")):
        data = path.read_bytes()
        prefix, whole = parse_prefix(data, 40), parse(data)
        assert 40 <= prefix.source.line_count < whole.source.line_count
        assert [i.line for i in prefix.items] == [
            i.line for i in whole.items if i.line <= prefix.source.line_count
        ]


def test_a_prefix_of_more_lines_than_there_are_is_the_document() -> None:
    text = "# A\n\n- [~] a\n\n# Legend\n\n- [~] dropped\n"
    assert stored(parse_prefix(text, 1000)) == stored(parse(text))
