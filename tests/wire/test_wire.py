"""What goes over the line for one frame after another, each case for itself."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gonogo.widgets.wire import Wire, wire_for
from gonogo.widgets.wire.wire import SYNC_END, SYNC_START
from tests.wire.emulator import Emulator

COLUMNS, LINES = 40, 12


def frame(lines: list[str], *, at: int = 0) -> str:
    """Lines as Textual writes them, the cursor at the top."""
    rows = [f"\x1b[{at + y + 1};1H{line}" for y, line in enumerate(lines)]
    return "\n".join(rows) + "\x1b[1;1H"


def padded(lines: list[str]) -> list[str]:
    return [line.ljust(COLUMNS) for line in [*lines, *[""] * (LINES - len(lines))]]


def opened(lines: list[str] | None = None, **options: bool) -> Wire:
    """A wire that has sent a whole frame."""
    wire = Wire(**{"erases_colour": True} | options)
    wire.resized(COLUMNS, LINES)
    assert wire.passed(frame(padded(lines or [])))
    return wire


def listed(first: int) -> list[str]:
    return [f"item {number}: {'abcdefghijklmn'[number % 14] * 20}" for number in range(first, first + LINES)]


def test_a_frame_that_shows_nothing_new_sends_no_byte() -> None:
    wire = opened(["a", "b"])
    assert wire.passed(SYNC_START) == ""
    assert wire.passed(frame(padded(["a", "b"]))) == ""
    assert wire.passed(SYNC_END) == ""


def test_a_synchronised_frame_goes_out_as_one_write() -> None:
    wire = opened(["a"])
    wire.passed(SYNC_START)
    assert wire.passed(frame(padded(["b"]))) == f"{SYNC_START}b\r{SYNC_END}"
    assert wire.passed(SYNC_END) == ""


def test_only_the_cells_that_differ_go_out() -> None:
    wire = opened(["the first line", "the second line"])
    sent = wire.passed(frame(padded(["the first line", "the seventh line"])))
    assert "first" not in sent and "the" not in sent
    assert "venth" in sent


def test_lines_that_moved_are_moved_by_the_terminal() -> None:
    wire = opened(listed(0))
    sent = wire.passed(frame(padded(listed(1))))
    assert "\x1b[1;12r" in sent and "\x1b[M" in sent
    assert len(sent) < 80


def test_lines_that_moved_down_are_moved_as_well() -> None:
    wire = opened(listed(3))
    assert "\x1b[3L" in wire.passed(frame(padded(listed(0))))


def test_a_terminal_without_scroll_regions_is_never_told_of_one() -> None:
    wire = opened(listed(0), moves=False)
    assert not re.search(r"\x1b\[[\d;]*[rLM]", wire.passed(frame(padded(listed(1)))))


def test_where_erasing_takes_no_colour_coloured_blanks_are_written() -> None:
    line = "\x1b[44m" + " " * COLUMNS + "\x1b[0m"
    assert "\x1b[K" in opened(["x" * COLUMNS]).passed(frame([line]))
    assert " " * COLUMNS in opened(["x" * COLUMNS], erases_colour=False).passed(frame([line]))


@pytest.mark.parametrize(
    "odd",
    [
        "\x1b[1;1Ha\x1b[5;5fb\x1b[1;1H",
        "\x1b[1;1Ha\x1b[1;1H\x1b[38;9m",
        "\x1b[1;1H\ta\x1b[1;1H",
        "\x1b[1;1Ha\n b",
        "\x1b[1;1H\x1b[31mred for ever\x1b[1;1H",
    ],
)
def test_what_is_not_known_goes_through_as_it_is_from_then_on(odd: str) -> None:
    wire = opened(["a"])
    wire.passed(SYNC_START)
    assert wire.passed(odd) == SYNC_START + odd
    assert wire.aside
    assert wire.passed(SYNC_END) == SYNC_END
    assert wire.passed(frame(["a"])) == frame(["a"])


@pytest.mark.parametrize("other", ["\x1b[?1049h", "\x1b[2J", "text of another program"])
def test_after_something_else_was_drawn_the_next_whole_frame_begins_anew(other: str) -> None:
    wire = opened(["a", "b"])
    assert wire.passed(other) == other
    part = frame(["b"], at=1)
    assert wire.passed(part) == part
    assert wire.passed(frame(padded(["a", "b"]))).startswith("\x1b[m\x1b[2J\x1b[Ha\r\nb")


@pytest.mark.parametrize("quiet", ["\x1b[?1002h", "\x1b]52;c;YQ==\x07", "\x07", "\x1b[?2048$p", "\x1b[>25u"])
def test_what_draws_nothing_goes_through_and_nothing_is_drawn_again(quiet: str) -> None:
    wire = opened(["a", "b"])
    assert wire.passed(quiet) == quiet
    assert wire.passed(frame(["a", "b"])) == ""


def test_a_frame_for_another_size_goes_through_as_it_is() -> None:
    wire = opened(["a"])
    wire.resized(20, 5)
    late = frame(padded(["b"]))
    assert wire.passed(late) == late
    assert wire.passed(frame(["a" * 20] * 5)).startswith("\x1b[m\x1b[2J\x1b[H" + "a" * 20)


def test_a_hyperlink_is_opened_and_closed_around_its_cells() -> None:
    wire = opened(["see here for more"])
    link = "\x1b]8;id=7;https://example.org/\x1b\\"
    sent = wire.passed(frame([f"see {link}here\x1b]8;;\x1b\\ for more".ljust(COLUMNS)]))
    assert sent == f"\x1b[5G{link}here\r\x1b]8;;\x1b\\"
    assert wire.passed(frame([f"see {link}here\x1b]8;;\x1b\\ for more".ljust(COLUMNS)])) == ""
    assert "here" in wire.passed(frame(["see here for more"]))


class NarrowEmoji(Emulator):
    """A terminal for which no emoji is wide."""

    def feed(self, data: str) -> None:
        super().feed(re.sub("[✅⚠]\ufe0f?|👩\u200d💻", "?", data))


@pytest.mark.parametrize("sign", ["✅", "⚠\ufe0f", "👩\u200d💻"])
def test_text_behind_an_emoji_stands_in_its_place_whatever_its_width_is_to_the_terminal(sign: str) -> None:
    wire, terminal = opened(["xxxx text"]), NarrowEmoji(COLUMNS, LINES)
    wire.forget()
    terminal.feed(wire.passed(frame(padded(["xxxx text"]))))
    terminal.feed(wire.passed(frame([f"x{sign}x text"])))
    assert terminal.screen.display[0].rstrip() == "x? x text"


def test_what_stands_behind_an_emoji_is_drawn_again_for_terminals_that_draw_it_wider() -> None:
    wire, terminal = opened(["ab|"]), Emulator(COLUMNS, LINES)
    terminal.feed(frame(padded(["ab|"])))
    terminal.feed(wire.passed(frame(["a\u26a0\x1b[1m\ufe0f\x1b[0m|"])))  # split, so that it counts as narrow
    assert terminal.screen.buffer[0][2].data == "|"


def test_marks_that_combine_across_a_change_of_look_stay_with_their_letter() -> None:
    wire = opened([])
    assert "e\u0301" in wire.passed(frame(["\x1b[31me\x1b[0m\x1b[32m\u0301x\x1b[0m"]))


@pytest.mark.parametrize(
    ("output", "variable", "moves"),
    [("moves", "", True), ("cells", "", False), ("moves", "cells", False), ("cells", "moves", True)],
)
def test_the_environment_outranks_the_configuration(output: str, variable: str, moves: bool) -> None:
    wire = wire_for(output, {"GONOGO_OUTPUT": variable, "TERM": "xterm"})
    assert wire
    wire.resized(COLUMNS, LINES)
    wire.passed(frame(padded(listed(0))))
    assert ("\x1b[M" in wire.passed(frame(padded(listed(1))))) is moves


def test_whole_means_that_there_is_no_wire() -> None:
    assert wire_for("whole", {}) is None
    assert wire_for("moves", {"GONOGO_OUTPUT": "whole"}) is None


# -- any frame

CODES = ["1", "2", "3", "4", "7", "9", "31", "92", "38;5;200", "38;2;1;2;3", "44", "48;5;17", "48;2;9;8;7"]
texts = st.sampled_from(
    [
        "a",
        "bc ",
        " ",
        "      ",
        "              ",
        "日",
        "本語",
        "✅",
        "⚠\ufe0f",
        "e\u0301",
        "│",
        "x" * 9,
        "👩\u200d💻",
    ]
)
pieces = st.tuples(st.lists(st.sampled_from(CODES), max_size=3), texts)
rows = st.lists(pieces, max_size=12)


def drawn(row: list[tuple[list[str], str]]) -> str:
    """A row as Textual would write it, as wide as the terminal."""
    from rich.cells import cell_len

    out, width = "", 0
    for codes, text in row:
        if width + cell_len(text) <= COLUMNS:
            out += f"\x1b[{';'.join(codes)}m{text}\x1b[0m" if codes else text
            width += cell_len(text)
    return out + " " * (COLUMNS - width)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(st.integers(0, LINES - 1), st.lists(rows, min_size=1, max_size=LINES)), max_size=3),
    st.integers(-3, 3),
    st.booleans(),
)
def test_after_any_frames_a_terminal_shows_what_it_would_without(
    frames: list[tuple[int, list[list[tuple[list[str], str]]]]], turn: int, moves: bool
) -> None:
    wire, wired, direct = Wire(moves=moves, erases_colour=True), *(Emulator(COLUMNS, LINES) for _ in "ab")
    wire.resized(COLUMNS, LINES)
    last = padded([])
    for at, lines in [(0, []), *frames]:
        new = [drawn(row) for row in lines][: LINES - at]
        last = last[:at] + new + last[at + len(new) :]
        turned = last[turn:] + last[:turn]
        for lines_now in (last, turned, last):
            direct.feed(frame(lines_now))
            wired.feed(wire.passed(frame(lines_now)))
            assert wired.differences(direct) == []
    assert not wire.aside
