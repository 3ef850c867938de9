"""The last look at a line: what a terminal obeys becomes visible, what it cannot draw becomes ASCII."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from gonogo.core.safetext import is_safe, safe
from gonogo.widgets.filters import AsciiOnly, Tripwire

GROUND = Color(0, 0, 0)


def through(filter_: Tripwire | AsciiOnly, *segments: Segment) -> list[Segment]:
    return filter_.apply(list(segments), GROUND)


def test_safe_lines_pass_as_they_are() -> None:
    segments = [Segment("✔ Restore", Style(bold=True)), Segment("  3/5")]
    assert Tripwire().apply(segments, GROUND) is segments


def test_a_control_sequence_that_got_so_far_is_shown() -> None:
    shown = through(Tripwire(), Segment("a\x1b[2Jb\x9b"), Segment("          "))
    assert "".join(segment.text for segment in shown) == "a␛[2Jb<U+009B> "


def test_links_lose_their_target() -> None:
    shown = through(Tripwire(), Segment("docs", Style(link="https://example.org/\x1b\\", bold=True)))
    assert [(segment.text, segment.style and segment.style.link) for segment in shown] == [("docs", None)]


segments = st.lists(st.text(max_size=12).map(Segment), max_size=5)


@given(segments)
def test_a_line_stays_as_wide_as_it_was(line: list[Segment]) -> None:
    shown = Tripwire().apply(line, GROUND)
    assert sum(cell_len(segment.text) for segment in shown) == sum(cell_len(segment.text) for segment in line)
    assert all(is_safe(segment.text) for segment in shown)


def test_signs_and_letters_become_their_nearest_ascii() -> None:
    shown = through(AsciiOnly(), Segment("✔ naïve ─┬─ ▓▓░ “ok” … 日本 →"))
    assert [segment.text for segment in shown] == ['x naive -+- ##. "ok" . ???? >']


@given(st.text().map(safe))
def test_ascii_takes_the_same_cells(text: str) -> None:
    [shown] = through(AsciiOnly(), Segment(text))
    assert shown.text.isascii()
    assert len(shown.text) == cell_len(text)
