"""The first look at a file: all of a short one; of a long one the beginning, and what its headings are."""

from pathlib import Path

import pytest

from checkdown import parse
from gonogo.core.firstlook import HEADINGS, first_look
from gonogo.screens.presentation.outline import OutlineLines
from tests.benchmarks.documents import checklist

LONG = "- [ ] an item that is there to make the document long enough to be read in parts\n" * 800


def test_a_short_document_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# A\n\n## B\n\n- [ ] one\n")
    look = first_look(path)
    assert look.whole and len(look.checklist.items) == 1 and look.headings == ()


def test_the_headings_of_a_long_document_are_known_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    code = "```bash\n# a comment\n~~~\n## another\n```\n~~~\n### more\n~~~~\n"
    path.write_text(f"# A\n\n## B ##\n\n{LONG}\n{code}\n###  C `x` \n\n#no heading\n", newline="\r\n")
    look = first_look(path)
    assert not look.whole
    assert look.headings == ((1, "A"), (2, "B"), (3, "C `x`"))


def test_no_more_headings_are_looked_up_than_are_measured(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# A\n" + "## B\n" * 500 + LONG)
    assert len(first_look(path).headings) == HEADINGS


@pytest.mark.parametrize(
    "text", [checklist(1000), checklist(5000), f"# A\n## B\n{LONG}## 日本 is longer\n{LONG}"]
)
def test_an_outline_is_as_wide_before_all_is_read_as_after(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(text, "utf-8")
    look = first_look(path)
    early = OutlineLines(look.checklist, whole=look.whole, coming=look.headings)
    assert not look.whole and len(look.checklist.items) < len(parse(text).items)
    assert early.cells == OutlineLines(parse(text)).cells


@pytest.mark.parametrize(
    "text", [checklist(1000), checklist(5000), f"# A\n\n- [ ] a\n\n## B\n{LONG}\n## C\n{LONG}"]
)
def test_sections_that_go_on_are_told_with_no_fewer_items_than_they_have(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(text, "utf-8")
    look, whole = first_look(path), parse(text)
    for section in look.checklist.sections:
        if not section.level:
            continue
        total = whole.tally(whole.sections[section.index]).total
        if section.index in look.expected:
            assert look.expected[section.index] >= total
        else:
            assert look.checklist.tally(section) == whole.tally(whole.sections[section.index])
