"""The harness sees what a person would see, and what they should never have been sent."""

import signal
import sys
from collections.abc import Callable

import pytest

from tests.terminal.harness import NotSeen, Terminal
from tests.terminal.stream import Stream

Spawn = Callable[..., Terminal]


def python(program: str) -> list[str]:
    return [sys.executable, "-c", program]


def test_it_runs_a_program_on_a_terminal_of_its_own(terminal: Spawn) -> None:
    shell = terminal(["sh", "-c", "tty; stty size; echo $TERM; read x; echo got $x"], columns=61, lines=7)
    shell.wait_for("xterm-256color")
    assert shell.line(0).startswith("/dev/")
    assert shell.line(1) == "7 61"
    shell.write("hello\r")
    shell.wait_for("got hello")
    assert shell.wait() == 0


def test_it_tells_what_the_screen_was_when_something_is_not_seen(terminal: Spawn) -> None:
    with pytest.raises(NotSeen, match=r"the program ended with 3(.|\n)*\|here"):
        terminal(["sh", "-c", "echo here; exit 3"]).wait_for("there")


def test_it_finds_text_behind_wide_characters(terminal: Spawn) -> None:
    shell = terminal(["printf", "日本 ✔ here"])
    shell.wait_for("here")
    assert shell.find("here") == (7, 0)


def test_it_knows_the_colour_of_a_cell(terminal: Spawn) -> None:
    shell = terminal(["printf", r"a\033[1;31mb\033[0m"])
    shell.wait_for("ab")
    assert (shell.cell(1, 0).fg, shell.cell(1, 0).bold) == ("red", True)


def test_the_program_is_told_of_a_new_size(terminal: Spawn) -> None:
    program = "import os,signal\nsignal.signal(28, lambda *_: print(os.get_terminal_size()))\nprint('up')\n"
    shell = terminal(python(program + "while 1: signal.pause()"))
    shell.wait_for("up")
    shell.resize(50, 9)
    shell.wait_for("columns=50, lines=9")


def test_it_hands_on_signals_and_hangs_up(terminal: Spawn) -> None:
    shell = terminal(["sh", "-c", "echo up; exec sleep 60"])
    shell.wait_for("up")
    shell.signal(signal.SIGTERM)
    assert shell.wait() == -signal.SIGTERM
    other = terminal(["sh", "-c", "echo up; exec sleep 60"])
    other.wait_for("up")
    other.hang_up()
    assert other.wait() == -signal.SIGHUP


def test_it_tells_what_was_left_on(terminal: Spawn) -> None:
    left = r"printf '\033[?1049h\033[?1002h\033[?25l\033[?1002l'; stty -echo; echo done; read x"
    shell = terminal(["sh", "-c", left])  # it must live: its end puts the line settings back
    shell.wait_for("done")
    assert shell.disorder() == [
        "mode 1049 is on",
        "mode 25 is off",
        "the line settings (echo, line mode) are not what they were",
    ]
    shell.write("\r")
    assert shell.wait() == 0


@pytest.mark.parametrize(
    ("data", "forbidden"),
    [
        (b"plain \x1b[1mbold\x1b[0m\r\n", []),
        (b"\x1b]0;title\x07", ["\x1b]0;title\x07"]),
        (b"\x1b]8;;http://x\x1b\\x", ["\x1b]8;;http://x\x1b\\"]),
        (b"\x1b[?1003h", ["\x1b[?1003h"]),
        (b"\x1b[21t", ["\x1b[21t"]),
        (b"\x1bc", ["\x1bc"]),
        (b"a\x07b\x00", ["\x07", "\x00"]),
        (b"\xc2\x9b2J", ["\x9b"]),
        ("a\u202eb".encode(), ["U+202E"]),
        (b"\x1bP+q\x1b\\", ["\x1bP+q\x1b\\"]),
    ],
)
def test_what_an_application_has_no_business_to_send_is_listed(data: bytes, forbidden: list[str]) -> None:
    whole = Stream()
    whole.feed(data)
    assert whole.forbidden == forbidden
    pieces = Stream()
    for byte in data:
        pieces.feed(bytes([byte]))
    assert pieces.forbidden == forbidden


def test_the_clipboard_is_kept_apart() -> None:
    stream = Stream()
    stream.feed(b"\x1b]52;c;aGk=\x07")
    assert (stream.clipboard, stream.forbidden) == (["aGk="], [])
