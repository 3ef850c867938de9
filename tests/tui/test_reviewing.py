"""The lines and pages of a review, without an application: every kind of change, at any width."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from checkdown import parse
from checkdown.comparing import Flag, compare
from gonogo.core.reviewing import Entry, Range, Review, Wanted, wanted
from gonogo.core.reviewing.authors import Made
from gonogo.core.reviewing.entries import entries_of
from gonogo.core.reviewing.filtering import FLAG_WORDS
from gonogo.core.reviewing.proof import Proof
from gonogo.core.revisions import Pair, Span
from gonogo.core.safetext import is_safe
from gonogo.screens.presentation.reviewheader import header_of
from gonogo.screens.presentation.reviewing import ReviewLines, told, worded
from gonogo.screens.presentation.reviewpage import entry_page, proof_page
from gonogo.widgets.glyphs import ASCII, UNICODE
from gonogo.widgets.page import Paragraph, lay_out
from gonogo.widgets.spanlist import draw_span_row
from gonogo.widgets.themes import DARK
from tests.checkdown.cases import Case
from tests.checkdown.comparing.test_fixtures import CASES
from tests.tui.test_look import look_in

LOOK = look_in(DARK)
MADE = (Made("f" * 40, "Grace Hopper", "2026-11-21T12:00:00+00:00", "Subject \x1b[31m"),)


def _review(before: str, after: str) -> Review:
    pair = Pair("docs/ready.md", "", before.encode(), after.encode())
    files = ((pair, compare(parse(before), parse(after))),)
    range_ = Range("a..b", "a..b", Span("a" * 40, "b" * 40))
    return Review(range_, files, tuple(entries_of(files[0])))


def _text(paragraphs: tuple[Paragraph, ...], cells: int = 80) -> list[str]:
    return ["".join(span.text for span in line) for line in lay_out(paragraphs, cells, "…")]


def _rows(under: Review, cells: int = 80, seen: frozenset[str] = frozenset()) -> list[str]:
    makers = {entry.key: MADE for entry in under.entries}
    lines = ReviewLines(under, under.entries, makers, seen, {}, UNICODE)
    return [draw_span_row(lines.row(at), cells, LOOK, UNICODE).text.rstrip() for at in range(len(lines))]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_every_change_has_its_line_and_its_page(case: Case) -> None:
    assert case.edited is not None
    under = _review(case.document, case.edited)
    makers = {entry.key: MADE for entry in under.entries}
    changes = [change for entry in under.entries for change in entry.changes]
    assert sorted(map(id, changes)) == sorted(map(id, under.files[0][1].changes))
    assert len({entry.key for entry in under.entries}) == len(under.entries)
    for glyphs in (UNICODE, ASCII):
        lines = ReviewLines(under, under.entries, makers, set(), {}, glyphs)
        assert lines.entries == list(under.flagged_first())
        for at in range(len(lines)):
            row = lines.row(at)
            assert (lines.entry_at(at) is not None) == row.rests
            for cells in (20, 80, 133):
                strip = draw_span_row(row, cells, LOOK, glyphs)
                assert strip.cell_length == cells == cell_len(strip.text)
                assert is_safe(strip.text)
        for entry in under.entries:
            page = _text(entry_page(entry, MADE, "a note", glyphs))
            assert all(is_safe(line) for line in page)
            assert any(line.startswith("by ") for line in page)
            assert all(any(FLAG_WORDS[flag] in line for line in page) for flag in entry.flags)
        header_of(under, under.entries, MADE, set(), Wanted(), glyphs)


def test_every_flag_has_its_words() -> None:
    assert set(FLAG_WORDS) == set(Flag)


def test_a_change_reads_as_in_a_word_difference() -> None:
    under = _review("- [x] p95 below 200 ms\n", "- [x] p95 below 400 ms\n")
    (row,) = [row for row in _rows(under) if "goalpost" in row]
    assert row.startswith(" ⚑ goalpost moved  p95 below [-200-]{+400+} ms")
    assert row.endswith("✔  Grace")
    page = _text(entry_page(under.entries[0], MADE, "", UNICODE))
    assert "before    p95 below [-200-] ms" in page
    assert "after     p95 below {+400+} ms" in page


def test_what_was_seen_keeps_its_words_and_loses_its_flag_sign() -> None:
    under = _review("- [ ] one\n", "- [x] one\n")
    (row,) = _rows(under, seen=frozenset({under.entries[0].key}))[-1:]
    assert row.startswith(" · no evidence  one")


def test_a_filtered_review_says_of_how_many_it_shows_so_many() -> None:
    text = "- [x] p95 below 200 ms\n- [ ] one\n- [ ] two\n"
    under = _review(text, text.replace("200", "400").replace("[ ]", "[x]"))

    def standing(shown: Sequence[Entry], filtered: Wanted) -> str:
        lines = header_of(under, shown, MADE, set(), filtered, UNICODE)
        return "".join(span.text for span in lines[1].left)

    assert standing(under.entries, Wanted()) == "⚑ 3 need a look · 2 done"
    moved = [entry for entry in under.entries if Flag.GOALPOST_MOVED in entry.flags]
    assert standing(moved, wanted("goalpost")) == (
        "⚑ 1 of 3 need a look · 0 of 2 done · filter: goalpost-moved, 1 of 3"
    )


@given(st.text(max_size=60), st.text(max_size=60))
def test_both_texts_can_be_read_from_the_marked_words(before: str, after: str) -> None:
    spans = worded(before, after)
    whole = "".join(span.text for span in spans)
    assert is_safe(whole)
    if before.split() == after.split():
        assert "[-" not in whole or "[-" in before


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_two_documents_can_be_shown(before: str, after: str) -> None:
    under = _review(f"# a\n\n- [ ] {before}\n", f"# b\n\n- [x] {after}\n")
    for entry in under.entries:
        assert all(is_safe(span.text) for span in told(entry))
        assert all(is_safe(line) for line in _text(entry_page(entry, MADE, before, UNICODE), 33))
    for row in _rows(under, 41):
        assert cell_len(row) <= 41


def test_evidence_stands_on_its_page_with_line_numbers_and_with_what_could_not_be_shown() -> None:
    under = _review("- [ ] one\n", "- [x] one\n  - evidence: a.txt\n")
    found = [
        Proof("path", "a.txt:12", "new", ("\x1b[2Jeleven", "twelve"), 11),
        Proof("url", "https://example.org", "", problem="an address is not fetched here"),
        Proof("commit", "abc1234", "named in the text", ("abc1234", "Ada")),
    ]
    page = _text(proof_page(under.entries[0], found))
    assert "   11  ␛[2Jeleven" in page
    assert "  an address is not fetched here" in page
    assert "abc1234  named in the text" in page


def test_a_claim_is_named_once_and_its_place_at_the_top_of_the_document_is_said() -> None:
    before = "# Launch\n\n**Status:** NOT READY\n\n## Build\n\n- [ ] Tests\n"
    under = _review(before, before.replace("NOT READY", "READY").replace("## Build", "## Building"))
    rows = [row.strip() for row in _rows(under)]
    assert any(row.startswith("⚑ claim without cause  Status: [-NOT -]READY") for row in rows)
    assert any(row.startswith("[-Build-]{+Building+}") for row in rows)
    page = _text(entry_page(under.entries[0], MADE, "", UNICODE))
    assert "docs/ready.md:3  at the top" in page
