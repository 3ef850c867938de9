"""Header, footer, rules and pane sizes are pure functions of plain values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from gonogo.core.actions import Place
from gonogo.core.safetext import Safe, safe
from gonogo.widgets.bars import BarLine, draw_bar
from gonogo.widgets.footer import footer_line
from gonogo.widgets.glyphs import ASCII, UNICODE
from gonogo.widgets.header import Header, header_lines
from gonogo.widgets.look import Tone
from gonogo.widgets.panes import Panes, panes_for
from gonogo.widgets.pen import Pen, Span
from gonogo.widgets.progress import bar, progress
from gonogo.widgets.themes import TERMINAL
from tests.tui.test_look import look_in

LOOK = look_in(TERMINAL)
HERE = {Place.CHECKLIST, Place.ROWS, Place.ANYWHERE}
READY = Header(
    title=safe("Production Readiness"),
    path=safe("docs/ready.md"),
    done=35,
    total=119,
    blocked=2,
    branch=safe("main"),
    changes=2,
    facts=(Span(safe("P0 29/57")), Span(safe("3 findings"), Tone.DOING)),
)


def drawn(line: BarLine, cells: int) -> str:
    pen = Pen(LOOK.styles(), cells, "…")
    draw_bar(pen, line)
    strip = pen.strip()
    assert strip.cell_length == cells == cell_len(strip.text)
    return strip.text.rstrip()


def header(cells: int, value: Header = READY) -> list[str]:
    return [drawn(line, cells) for line in header_lines(value, UNICODE, cells)]


def test_the_header_tells_what_is_open_how_far_it_is_and_what_is_in_the_way() -> None:
    assert header(80) == [
        " Production Readiness ▸ docs/ready.md           ●2 main   35/119 ▓▓▓░░░░░░░ 29%",
        " 2 blocked · P0 29/57 · 3 findings",
    ]


def test_the_title_gives_way_first_then_the_bar_then_the_path() -> None:
    assert header(66)[0] == " Production Re… ▸ docs/ready.md   ●2 main   35/119 ▓▓▓░░░░░░░ 29%"
    assert header(50)[0] == " Producti… ▸ docs/ready.md   ●2 main   35/119 29%"
    assert header(36)[0] == " Production…   ●2 main   35/119 29%"


def test_a_document_without_a_title_goes_by_its_path() -> None:
    assert header(60, Header(safe(""), safe("todo.md"), 0, 3))[0].split() == [
        "todo.md",
        "0/3",
        "░" * 10,
        "0%",
    ]


def test_without_blockers_the_header_counts_what_is_open() -> None:
    assert header(60, Header(safe("A"), safe("a.md"), 1, 3))[1] == " 2 open"
    assert header(60, Header(safe("A"), safe("a.md"), 3, 3))[1] == " all done"
    assert (
        header(60, Header(safe("A"), safe("a.md"), 1, 3, blocked=1, failed=2))[1] == " 1 blocked · 2 failed"
    )


def test_unsaved_changes_are_told() -> None:
    assert "unsaved" in header(80, Header(safe("A"), safe("a.md"), 1, 3, unsaved=True))[0]


@given(st.integers(0, 500), st.integers(0, 500), st.integers(2, 40))
def test_a_bar_is_full_only_when_all_is_done_and_empty_only_when_nothing_is(
    done: int, more: int, cells: int
) -> None:
    total = done + more
    full, empty = (span.text for span in bar(done, total, cells, UNICODE) or (Span(safe("")), Span(safe(""))))
    assert len(full + empty) == (cells if total else 0)
    assert (empty == "") == (more == 0 or total == 0)
    assert (full == "") == (done == 0)


def test_a_hundred_percent_is_said_only_when_all_is_done() -> None:
    assert [span.text for span in progress(999, 1000, 0, ASCII)] == ["999/1000", " 99%"]
    assert [span.text for span in progress(1000, 1000, 0, ASCII)] == ["1000/1000", " 100%"]
    assert progress(0, 0, 10, ASCII) == ()


STATES = {"mark", "set-done", "set-doing", "set-blocked", "set-na", "set-todo"}
ELSEWHERE = {"track", "fold", "back", "probe"}
"""Actions that do nothing on an item."""


def test_the_footer_shows_the_keys_that_apply() -> None:
    line = " space tick  x ~ ! - o state  e evidence  c commit  / find  f filter     ? help"
    assert drawn(footer_line(HERE, 80, off=ELSEWHERE), 80) == line
    assert (
        drawn(footer_line({Place.FILES, Place.ANYWHERE}, 40, off={"back"}), 40)
        == " / find  q quit                  ? help"
    )


def test_a_probe_that_one_item_has_and_the_next_has_not_moves_no_other_key() -> None:
    line = " space tick  x ~ ! - o state  e evidence  c commit  / find      p probe  ? help"
    assert drawn(footer_line(HERE, 80, off=ELSEWHERE - {"probe"}), 80) == line


def test_the_footer_leaves_out_what_does_nothing_here() -> None:
    on_text = footer_line(
        {Place.CHECKLIST, Place.ANYWHERE}, 60, off={"tick", *STATES, "evidence", "probe", "fold", "back"}
    )
    assert drawn(on_text, 60) == " t track  c commit  / find  f filter  u undo         ? help"
    alone = footer_line(
        {Place.CHECKLIST, Place.ANYWHERE}, 60, off={"tick", *STATES, "track", "probe", "fold"}
    )
    assert drawn(alone, 60) == " e evidence  c commit  / find  f filter  esc back    ? help"


def test_the_footer_gives_way_from_its_end_but_keeps_help() -> None:
    assert drawn(footer_line(HERE, 44), 44) == " space tick  x ~ ! - o state         ? help"
    assert drawn(footer_line(HERE, 12), 12) == "     ? help"


def test_the_footer_shows_a_persons_own_keys() -> None:
    line = drawn(
        footer_line(
            HERE, 60, {"tick": ("v",), "set-doing": (), "help": ("f1",)}, off={"evidence", *ELSEWHERE}
        ),
        60,
    )
    assert line == " v tick  x ! - o state  c commit  / find  f filter  f1 help"


@pytest.mark.parametrize(
    ("size", "panes"),
    [
        ((160, 48), Panes(outline=32, details=53)),
        ((120, 30), Panes(outline=24, details=40)),
        ((119, 30), Panes(outline=35, details=0)),
        ((80, 24), Panes(outline=24, details=0)),
        ((60, 24), Panes(outline=20, details=0)),
        ((59, 24), Panes(outline=0, details=0)),
        ((30, 8), Panes(outline=0, details=0)),
        ((29, 24), Panes(0, 0, too_small=True)),
        ((80, 7), Panes(0, 0, too_small=True)),
        ((20, 6), Panes(0, 0, too_small=True)),
    ],
)
def test_there_are_as_many_panes_as_there_is_room_for(size: tuple[int, int], panes: Panes) -> None:
    assert panes_for(*size) == panes


def test_details_can_be_shut_on_a_wide_screen() -> None:
    assert panes_for(160, 48, details=False).details == 0


texts = st.text(max_size=30).map(safe)


@given(texts, texts, texts, st.integers(0, 99), st.integers(10, 120))
def test_a_header_fits_whatever_it_says(title: Safe, path: Safe, branch: Safe, done: int, cells: int) -> None:
    value = Header(title, path, done, done + 5, branch=branch, changes=3, unsaved=True)
    for line in header_lines(value, UNICODE, cells):
        drawn(line, cells)


def test_the_verdict_comes_first_and_priorities_give_way_before_findings_and_facts() -> None:
    priorities = (Span(safe("P0 1/4")), Span(safe("P1 0/3")))
    facts = (Span(safe("filter: blocked")),)
    value = Header(
        safe("A"),
        safe("a.md"),
        1,
        7,
        blocked=2,
        verdict=False,
        priorities=priorities,
        findings=3,
        facts=facts,
    )
    assert header(80, value)[1] == " NO-GO  2 blocked · P0 1/4 · P1 0/3 · filter: blocked · 3 findings"
    assert header(60, value)[1] == " NO-GO  2 blocked · P0 1/4 · filter: blocked · 3 findings"
    assert header(50, value)[1] == " NO-GO  2 blocked · P0 1/4 · filter: blocked"
    assert header(40, value)[1] == " NO-GO  2 blocked · filter: blocked"
    done = value._replace(verdict=True, blocked=0, done=7, facts=())
    assert header(40, done)[1].startswith(" GO  all done")


def test_nothing_moves_when_the_verdict_and_the_changes_come() -> None:
    early = Header(safe("A"), safe("a.md"), 1, 7, judged=True, branch=safe("main"))
    places = {
        (lines[0].index("main"), lines[1].index("6 open"))
        for verdict in (None, True, False)
        for lines in [header(60, early._replace(verdict=verdict, changes=12))]
    }
    assert places == {(header(60, early)[0].index("main"), header(60, early)[1].index("6 open"))}


@pytest.mark.parametrize("cells", [60, 80, 100])
def test_no_title_gives_way_to_what_is_known_later(cells: int) -> None:
    title = safe("Readiness of the harbour service, as it is seen by those who run it at night")
    early = Header(title, safe("a.md"), 0, 0, branch=safe("main"), reading=safe("reading …"), expected=20_000)
    whole = early._replace(reading=safe(""), done=5_103, total=12_475)
    ends = [header(cells, each)[0].index("… ▸ a.md") for each in (early, whole, whole._replace(changes=12))]
    assert len(set(ends)) == 1


@pytest.mark.parametrize("cells", [50, 60, 70, 80])
def test_nothing_goes_or_moves_when_the_findings_come(cells: int) -> None:
    priorities = (Span(safe("P0 1/4")), Span(safe("P1 0/3")), Span(safe("P2 0/3")))
    facts = (Span(safe("filter: blocked")),)
    early = Header(safe("A"), safe("a.md"), 1, 7, judged=True, priorities=priorities, facts=facts)
    late = early._replace(verdict=False, findings=12)
    first, then = (header(cells, each)[1] for each in (early, late))
    assert then.replace("NO-GO", "     ").startswith(first)
