"""What an application made of our widgets sends to a real terminal, and what it does not."""

from __future__ import annotations

import signal
import statistics
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.harness import Terminal

SMALL = Path(__file__).parent / "small.py"
Spawn = Callable[..., Terminal]


@pytest.fixture
def small(terminal: Spawn) -> Callable[..., Terminal]:
    """Opens the small application and waits until it is quiet."""

    def opened(rows: int = 1000, *arguments: str, env: dict[str, str] | None = None, **size: int) -> Terminal:
        command = [sys.executable, str(SMALL), str(rows), *arguments]
        app = terminal(command, env={"LANG": "C.UTF-8", "LC_ALL": "", **(env or {})}, **size)
        app.wait_for("? help")
        app.settle(0.25)
        return app

    return opened


def sent_for(app: Terminal, key: str) -> int:
    """The bytes that the application sends for a key."""
    before = len(app.stream.raw)
    app.press(key)
    app.wait_for(lambda terminal: len(terminal.stream.raw) > before)
    app.settle()
    return len(app.stream.raw) - before


def test_hostile_text_in_a_widget_of_textuals_reaches_no_terminal(small: Spawn) -> None:
    app = small()
    assert app.stream.forbidden == []
    assert app.stream.clipboard == []
    # Textual itself takes BEL out; the rest has become visible and does nothing
    assert "␛]52;c;aGFjaw==␛[2J<U+009B>5n<U+202E>evil␛[?1003h␀ [@click=app.quit]x[/]" in app.text()
    app.press("q")
    assert app.wait() == 0


def test_the_first_frame_is_the_only_one(small: Spawn) -> None:
    app = small()
    raw = bytes(app.stream.raw)
    assert raw.count(b"Readiness") == raw.count(b"Section 0") == raw.count(b"tick") == 1


def test_nothing_is_sent_while_nothing_happens(small: Spawn) -> None:
    app = small()
    assert app.silent(1.2)


def test_moving_the_mouse_sends_nothing(small: Spawn) -> None:
    app = small()
    assert app.stream.modes[1002]
    assert 1003 not in app.stream.modes
    before = len(app.stream.raw)
    for x in range(30):
        app.mouse(35, x, 8)
    app.settle(0.3)
    assert len(app.stream.raw) == before


def test_clicks_the_wheel_and_drags_work(small: Spawn) -> None:
    app = small()
    x, y = app.find("number 5 ")
    app.click(x, y)
    app.wait_for(lambda terminal: terminal.cell(x, y).reverse)
    app.wheel(10, 8, 4)
    app.wait_for("number 20 ")
    app.drag((app.screen.columns - 20 - 2, 4), (app.screen.columns - 20 - 2, 22))
    app.wait_for("number 999 ")


@pytest.mark.parametrize("theme", ["terminal", "dark"])
def test_a_move_of_the_cursor_costs_at_most_450_bytes(small: Spawn, theme: str) -> None:
    costs = {}
    for rows in (1000, 100_000):
        app = small(rows, theme, columns=100, lines=30)
        app.settle(0.2)
        moves = []
        for key in ["down"] * 8 + ["up"] * 5:
            moves.append(sent_for(app, key))
        costs[rows] = statistics.median(moves)
    assert 0 < costs[1000] <= 450
    assert abs(costs[1000] - costs[100_000]) < 8  # the figures of a row are of the same width but for some


def test_the_focus_moves_for_the_lines_that_show_it(small: Spawn) -> None:
    app = small(lines=30, columns=100)
    assert 0 < sent_for(app, "tab") <= 450


def test_a_dialog_is_painted_once_and_leaves_the_screen_as_it_was(small: Spawn) -> None:
    app = small(env={"GONOGO_OUTPUT": "whole"})
    before, sent = app.text(), len(app.stream.raw)
    app.press("d")
    app.wait_for("a question")
    app.settle(0.2)
    assert bytes(app.stream.raw[sent:]).count(b"Section 1") == 1
    app.press("escape")
    app.wait_for(lambda terminal: terminal.text() == before)


def test_all_is_painted_again_after_another_program_had_the_terminal(small: Spawn) -> None:
    app = small()
    before = app.text()
    app.press("s")
    app.wait_for("another program")
    assert "Readiness" not in app.text()
    app.press("enter")
    app.wait_for(lambda terminal: terminal.text() == before)
    app.press("down")
    app.wait_for(lambda terminal: terminal.cell(*terminal.find("number 1 ")).reverse)


def test_all_is_painted_again_after_a_stop(small: Spawn) -> None:
    app = small()
    before = app.text()
    app.signal(signal.SIGTSTP)
    app.settle(0.2)
    assert "Readiness" not in app.text()
    assert app.disorder() == []
    app.signal(signal.SIGCONT)
    app.wait_for(lambda terminal: terminal.text() == before)


def test_sigterm_restores_the_terminal(small: Spawn) -> None:
    app = small()
    app.signal(signal.SIGTERM)
    assert app.wait() == 128 + signal.SIGTERM
    assert app.disorder() == []


def test_quitting_restores_the_terminal(small: Spawn) -> None:
    app = small()
    app.press("q")
    assert app.wait() == 0
    assert app.disorder() == []


def test_a_failure_is_told_without_values_and_restores_the_terminal(small: Spawn) -> None:
    app = small(lines=150)
    app.press("f")
    app.wait_for("gonogo has failed")
    assert app.wait() == 1
    said = app.text()
    assert "ValueError: no ␛[2J32" in said
    assert "must not be printed" not in said.replace('secret = "a value that must not be printed"', "")
    assert app.stream.forbidden == []
    assert app.disorder() == []


def test_a_message_at_the_end_is_inert(small: Spawn) -> None:
    app = small()
    app.press("b")
    app.wait_for("good␛]0;title bye")
    assert app.wait() == 0
    assert app.stream.forbidden == []


def test_a_dropped_connection_ends_it_in_order(small: Spawn) -> None:
    app = small()
    app.hang_up()
    assert app.wait() == 128 + signal.SIGHUP


@pytest.mark.parametrize("env", [{"LANG": "C", "LC_ALL": "C"}, {"TERM": "linux"}])
def test_without_unicode_only_ascii_is_drawn(small: Spawn, env: dict[str, str]) -> None:
    app = small(env=env)
    assert bytes(app.stream.raw).isascii()
    assert " x      1  Verify health" in app.text()
    assert " !      3  Verify health" in app.text()


def test_no_color_sends_no_colour_and_states_are_told_by_their_signs(small: Spawn) -> None:
    app = small(1000, "dark", env={"NO_COLOR": "1"})
    for y in range(app.screen.lines):
        assert {(app.cell(x, y).fg, app.cell(x, y).bg) for x in range(80)} == {("default", "default")}
    assert " ✔      1  Verify" in app.text()
    assert " !      3  Verify" in app.text()


@pytest.mark.parametrize("env", [{"TERM": "linux"}, {"TERM": "xterm"}, {"COLORTERM": "truecolor"}])
@pytest.mark.parametrize("theme", ["terminal", "dark", "light"])
def test_every_theme_opens_on_every_kind_of_terminal(small: Spawn, env: dict[str, str], theme: str) -> None:
    app = small(100, theme, env=env)
    assert "Verify health check number 1" in app.text()
    assert app.stream.forbidden == []


@pytest.mark.parametrize(("columns", "lines"), [(20, 6), (5, 2), (200, 60), (1, 1)])
def test_it_goes_through_any_size(small: Spawn, columns: int, lines: int) -> None:
    app = small()
    app.resize(columns, lines)
    app.settle(0.2)
    app.press("down", "pagedown", "tab")
    app.resize(80, 24)
    app.wait_for("Verify health check number")
    app.press("q")
    assert app.wait() == 0
