"""A line of the item list: what stands where, at any width, with any text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.strip import Strip

from gonogo.core.safetext import safe
from gonogo.widgets.glyphs import ASCII, STATES, UNICODE
from gonogo.widgets.look import Band, Tone
from gonogo.widgets.pen import Span
from gonogo.widgets.rows import ListRow, RowKind, columns_of, draw_row
from gonogo.widgets.themes import DARK, TERMINAL
from tests.tui.sources import heading, item, note
from tests.tui.test_look import look_in

LOOK = look_in(TERMINAL)


def drawn(row: ListRow, cells: int = 40, **options: object) -> str:
    strip = draw_row(row, cells, LOOK, UNICODE, **options)  # type: ignore[arg-type]
    assert strip.cell_length == cells == cell_len(strip.text)
    return strip.text.rstrip()


def tone_of(strip: Strip, text: str) -> object:
    """The style of the segment that holds `text`."""
    return next(segment.style for segment in strip if text in segment.text)


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        (item("Restore a backup", "done"), " ✔ Restore a backup"),
        (item("Restore a backup", "blocked"), " ! Restore a backup"),
        (item("Nested", "doing", depth=1), "   ◐ Nested"),
        (item("With evidence", "done", right="≡2"), " ✔ With evidence                      ≡2"),
        (item("Marked", "todo", marked=True), "◆○ Marked"),
        (heading("13.2 Event API", "3/5"), " 13.2 Event API                      3/5"),
        (heading("14 Hardening", "8/19", folded=True), " ▸ 14 Hardening                     8/19"),
        (note("blocked: waiting for the aggregate"), "     blocked: waiting for the aggregate"),
        (ListRow(RowKind.TEXT, safe("kubectl get pods")), " kubectl get pods"),
        (ListRow(RowKind.BLANK, safe("")), ""),
        (ListRow(RowKind.ITEM, safe("TOTAL"), "done", glyph="Σ"), " Σ TOTAL"),
        (ListRow(RowKind.ITEM, safe("Label"), "na", more=safe("its value")), " – Label  its value"),
    ],
)
def test_each_kind_of_line_has_its_form(row: ListRow, shown: str) -> None:
    assert drawn(row) == shown


def test_a_long_text_is_cut_before_what_stands_at_the_right() -> None:
    row = item("Load test at ten times the expected traffic", right="≡2")
    assert drawn(row) == " ○ Load test at ten times the expec…  ≡2"
    assert drawn(row, 20) == " ○ Load test at…  ≡2"


def test_what_stands_at_the_right_takes_at_most_half_of_the_line() -> None:
    row = item("Restore a backup", right="a rather long remark")
    assert drawn(row, 24) == " ○ Restor…  a rather lo…"


def test_a_finding_stands_at_the_right_edge() -> None:
    row = ListRow(RowKind.ITEM, safe("TOTAL"), "done", finding=safe("adds up to 96"))
    assert drawn(row) == " ✔ TOTAL                 ← adds up to 96"


def test_the_cursor_is_a_bar_in_colours_and_reverse_video_in_the_terminals_own() -> None:
    row = item("Restore", "done")
    coloured = draw_row(row, 20, look_in(DARK), UNICODE, Band.CURSOR)
    assert coloured.text.startswith("▌✔ Restore")
    assert draw_row(row, 20, LOOK, UNICODE, Band.CURSOR).text.startswith(" ✔ Restore")
    assert draw_row(row, 20, LOOK, UNICODE, Band.RESTING).text.startswith("▌✔ Restore")
    assert draw_row(row, 20, LOOK, ASCII, Band.CURSOR).text.startswith(">x Restore")


def test_on_the_cursor_in_the_terminals_own_colours_a_line_is_one_piece() -> None:
    row = item("Restore", "done", right="≡2")
    assert len(list(draw_row(row, 60, LOOK, UNICODE, Band.CURSOR))) == 1


def test_what_a_search_finds_stands_out_and_nothing_else() -> None:
    strip = draw_row(item("Restore a restore"), 30, LOOK, UNICODE, found=re.compile("restore", re.IGNORECASE))
    found = [segment.text for segment in strip if segment.style == LOOK.styles()[Tone.MATCH]]
    assert found == ["Restore", "restore"]
    assert strip.text.rstrip() == " ○ Restore a restore"


def test_an_item_that_does_not_apply_is_dim() -> None:
    assert tone_of(draw_row(item("Skip", "na"), 30, LOOK, UNICODE), "Skip") == LOOK.styles()[Tone.DIM]


HEADER = (safe("Score"), safe("Status"))
BODY = {"Auth and sessions": ("4/4", "explicit algorithm, cost 12"), "Contracts": ("14/15", "versioned")}
COLUMNS = columns_of(HEADER, list(map(safe, BODY)), [(safe(a), safe(b)) for a, b in BODY.values()])


def table(cells: int) -> list[str]:
    rows = [ListRow(RowKind.HEADING, safe("Sections"), cells=HEADER, columns=COLUMNS)]
    for label, (score, status) in BODY.items():
        texts = (safe(score), safe(status))
        rows.append(ListRow(RowKind.ITEM, safe(label), "done", cells=texts, columns=COLUMNS))
    return [drawn(row, cells) for row in rows]


def test_the_columns_of_a_table_stand_under_their_headers_figures_at_the_right() -> None:
    assert table(60) == [
        " Sections                 Score  Status",
        " ✔ Auth and sessions        4/4  explicit algorithm, cost 12",
        " ✔ Contracts              14/15  versioned",
    ]


@pytest.mark.parametrize(
    ("cells", "lines"),
    [
        (
            48,
            [
                " Sections             Score  Status",
                " ✔ Auth and sessions    4/4  explicit algorithm…",
                " ✔ Contracts          14/15  versioned",
            ],
        ),
        (
            30,
            [
                " Sections        Score  Status",
                " ✔ Auth and se…    4/4  expli…",
                " ✔ Contracts     14/15  versi…",
            ],
        ),
        (22, [" Sections        Score", " ✔ Auth and se…    4/4", " ✔ Contracts     14/15"]),
        (12, [" Sections", " ✔ Auth and…", " ✔ Contracts"]),
    ],
)
def test_columns_give_way_the_widest_first_until_there_is_no_room(cells: int, lines: list[str]) -> None:
    assert table(cells) == lines


def test_a_finding_covers_a_tables_words_and_not_its_figures() -> None:
    texts = (safe("94/96"), safe("as it stands"))
    row = ListRow(
        RowKind.ITEM, safe("TOTAL"), "done", cells=texts, columns=COLUMNS, finding=safe("adds up to 96/97")
    )
    assert drawn(row, 40) == " ✔ TOTAL             94/96  ← adds up t…"


def test_a_finding_stands_behind_the_label_of_a_tables_row_where_it_has_room() -> None:
    texts = (safe("94/96"), safe("as it stands"))
    row = ListRow(
        RowKind.ITEM,
        safe("TOTAL"),
        "done",
        cells=texts,
        columns=COLUMNS,
        finding=safe("96/97, not 94/96"),
        brief=safe("96/97"),
    )
    assert drawn(row, 64) == " ✔ TOTAL  ← 96/97, not 94/96  94/96  as it stands"
    assert drawn(row, 50) == " ✔ TOTAL  ← 96/97     94/96  as it stands"
    assert drawn(row._replace(cells=(safe(""), safe(""))), 64).endswith("  ← 96/97, not 94/96")


def test_a_finding_takes_fewer_words_before_a_heading_is_cut() -> None:
    row = ListRow(
        RowKind.HEADING,
        safe("Database migrations ✅"),
        right=(Span(safe("3/4"), Tone.DIM),),
        finding=safe("1 of 4 open, not ✅"),
        brief=safe("1 of 4 open"),
    )
    assert drawn(row, 60) == (" Database migrations ✅           ← 1 of 4 open, not ✅  3/4")
    assert drawn(row, 43) == " Database migrations ✅  ← 1 of 4 open  3/4"
    assert drawn(row, 40) == " Database migration…  ← 1 of 4 open  3/4"


@pytest.mark.parametrize("cells", range(16, 80))
def test_what_stands_at_the_edge_keeps_its_place_when_a_finding_comes(cells: int) -> None:
    row = item("Restore a backup of last night", right="≡1")
    assert drawn(row, cells).endswith("≡1")
    assert drawn(row._replace(finding=safe("missing evidence")), cells).endswith("≡1")


texts = st.text(alphabet=st.one_of(st.sampled_from("ab 日👩‍🚀e\u0301⚠️✔"), st.characters()), max_size=60).map(
    safe
)
spans = st.lists(st.builds(Span, texts, st.sampled_from(Tone)), max_size=3).map(tuple)


@given(
    st.builds(
        ListRow,
        kind=st.sampled_from(RowKind),
        text=texts,
        state=st.sampled_from(STATES),
        depth=st.integers(0, 40),
        more=texts,
        right=spans,
        finding=texts,
        brief=texts,
        cells=st.tuples(texts, texts),
        columns=st.sampled_from([None, COLUMNS]),
        marked=st.booleans(),
        folded=st.booleans(),
    ),
    st.integers(1, 90),
    st.sampled_from(Band),
    st.sampled_from([UNICODE, ASCII]),
)
def test_every_line_is_exactly_as_wide_as_asked(row: ListRow, cells: int, band: Band, glyphs: object) -> None:
    strip = draw_row(row, cells, LOOK, glyphs, band, re.compile("a|日"))  # type: ignore[arg-type]
    assert strip.cell_length == cells == sum(cell_len(segment.text) for segment in strip)
