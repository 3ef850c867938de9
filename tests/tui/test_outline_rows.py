"""A section in the outline: title, priority, tally, and a bar where there is room."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from gonogo.core.safetext import safe
from gonogo.screens.presentation.outline import short_title
from gonogo.widgets.glyphs import UNICODE
from gonogo.widgets.look import Band, Tone
from gonogo.widgets.outline import OutlineRow, draw_outline_row
from gonogo.widgets.themes import TERMINAL
from tests.tui.test_look import look_in

LOOK = look_in(TERMINAL)


def drawn(row: OutlineRow, cells: int = 24, band: Band = Band.NONE) -> str:
    strip = draw_outline_row(row, cells, LOOK, UNICODE, band)
    assert strip.cell_length == cells == cell_len(strip.text)
    return strip.text.rstrip()


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        (OutlineRow(safe("13 Critical"), priority=safe("P0"), done=12, total=20), " 13 Critical   P0 12/20"),
        (OutlineRow(safe("13.1 Health"), 1, done=6, total=6), "   13.1 Health      6/6"),
        (OutlineRow(safe("13.2 Events"), 1, done=3, total=5, blocked=1), "   13.2 Events  !   3/5"),
        (
            OutlineRow(safe("14 Hardening everything"), folded=True, done=8, total=19),
            " ▸ 14 Hardening …  8/19",
        ),
        (OutlineRow(safe("Appendix")), " Appendix"),
    ],
)
def test_tallies_stand_at_the_right_edge(row: OutlineRow, shown: str) -> None:
    assert drawn(row) == shown


def test_there_is_a_bar_where_there_is_room() -> None:
    assert (
        drawn(OutlineRow(safe("13 Critical"), done=10, total=20), 36) == " 13 Critical           10/20 ▓▓▓░░░"
    )


def test_a_section_that_is_done_is_green() -> None:
    strip = draw_outline_row(OutlineRow(safe("A"), done=6, total=6), 24, LOOK, UNICODE)
    assert LOOK.styles()[Tone.DONE] in [segment.style for segment in strip]


@given(
    st.builds(
        OutlineRow,
        text=st.text(max_size=40).map(safe),
        depth=st.integers(0, 20),
        priority=st.sampled_from([safe(""), safe("P0"), safe("critical")]),
        done=st.integers(0, 9999),
        total=st.integers(0, 99999),
        blocked=st.integers(0, 2),
        folded=st.booleans(),
    ),
    st.integers(1, 60),
    st.sampled_from(Band),
)
def test_every_line_is_exactly_as_wide_as_asked(row: OutlineRow, cells: int, band: Band) -> None:
    drawn(row, cells, band)


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Phase 13: Critical (P0) - 1 day", "13 Critical"),
        ("Phase 10 (P1)", "Phase 10"),
        ("Phase 123", "Phase 123"),
        ("Step 12", "Step 12"),
        ("Phase 21 - 2 days", "Phase 21"),
        ("Phase 5.", "Phase 5."),
        ("Phase 2.10 Rollout", "2.10 Rollout"),
    ],
)
def test_the_number_of_a_phase_stands_for_the_word_where_a_name_follows(title: str, short: str) -> None:
    assert short_title(title) == short
