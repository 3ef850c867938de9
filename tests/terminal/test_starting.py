"""The start: what is typed early acts, the first frame is the final one, and every mode is given back."""

import re
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.frames import frames, gone
from tests.terminal.harness import PATIENCE, Terminal
from tests.terminal.session import COMMAND, Session
from tests.throwaway import Repository

Opened = Callable[..., Session]
CHECKLIST = "# Ready\n\n## First\n\n- [ ] one\n- [ ] two\n- [ ] three\n\n## Second\n\n- [x] four\n"
OFF = {7, 25}
"""Modes that a shell has on and the application off; all others are the other way round."""


@pytest.fixture
def path(repository: Repository) -> Path:
    """A committed checklist."""
    written = repository.write("ready.md", CHECKLIST)
    repository.commit("Begin")
    return written


def test_keys_typed_before_the_first_paint_act(terminal: Callable[..., Terminal], path: Path) -> None:
    program = terminal([*COMMAND, str(path)], folder=path.parent, early="jj q")
    assert program.wait() == 0
    assert path.read_text() == CHECKLIST.replace("- [ ] three", "- [x] three")
    assert program.disorder() == []


def test_an_early_enter_and_arrows_are_what_they_are_later(
    terminal: Callable[..., Terminal], path: Path
) -> None:
    program = quiet(terminal([*COMMAND, str(path)], folder=path.parent))
    program.write("\x1b[B\x1b[B\r")
    program.wait_for("three")
    program.wait_for("line 7")  # the details, which enter shows
    program.press("q")
    assert program.wait() == 0


@pytest.mark.parametrize(("columns", "lines"), [(80, 24), (160, 48)])
@pytest.mark.parametrize("versioned", [True, False])
def test_nothing_that_the_first_frame_shows_goes_or_moves(
    opened: Opened, path: Path, tmp_path: Path, columns: int, lines: int, versioned: bool
) -> None:
    if versioned:
        path.write_text(CHECKLIST.replace("[ ] two", "[x] two"))  # so that there is a change to count
    else:
        path = tmp_path / "alone.md"
        path.write_text(CHECKLIST)
    session = opened(path, columns=columns, lines=lines)
    session.wait_for("NO-GO")
    if versioned:
        session.wait_for("●1 main")
        if columns >= 120:
            session.wait_for("added, todo")
    session.terminal.settle(0.3)
    first, *later = frames(bytes(session.terminal.stream.raw), columns, lines)
    assert any("○ three" in line for line in first)
    assert any("? help" in line for line in first)
    assert columns < 120 or any("Source" in line for line in first)
    assert later
    assert [gone(first, each) for each in later] == [[]] * len(later)
    session.leave()


@pytest.mark.parametrize("number", [None, signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("known", [(), (2026,), (2026, 2048)])
def test_every_mode_that_is_switched_is_switched_back(
    terminal: Callable[..., Terminal], path: Path, known: tuple[int, ...], number: signal.Signals | None
) -> None:
    program = terminal([*COMMAND, str(path)], folder=path.parent, known=known)
    program.wait_for("? help")
    program.press("e")
    program.wait_for("Evidence:")
    if number is None:
        program.press("escape")
        program.wait_for(lambda seen: "Evidence:" not in seen.text())
        program.press("q")
    else:
        program.signal(number)
    assert program.wait() == (0 if number is None else 128 + number)
    switched: dict[int, list[bool]] = {}
    for modes, way in re.findall(rb"\x1b\[\?([\d;]+)([hl])", bytes(program.stream.raw)):
        for mode in modes.split(b";"):
            switched.setdefault(int(mode), []).append(way == b"h")
    assert {1049, 1000, 1002, 1006, 1015, 1004, 2004, 7, 25} <= switched.keys()
    assert (2048 in known) == (1016 in switched)
    for mode, ways in switched.items():
        assert ways[0] is not (mode in OFF), mode
        assert ways[-1] is (mode in OFF), mode
        assert mode not in {1000, 1002, 1006, 1015} or ways.count(False) == 1, (
            f"{mode} was switched off twice"
        )
    on_the_shells = bytes(program.stream.raw).partition(b"\x1b[?1049l")[2]
    assert re.findall(rb"\x1b\[\?10(?:0[0-36]|15|16)l", on_the_shells) == []
    assert program.stream.keyboard == 0
    assert program.disorder() == []
    assert program.stream.forbidden == []  # a title would be among these
    assert program.screen.cursor.hidden is False


def test_without_the_mouse_no_mode_of_the_mouse_is_touched(
    terminal: Callable[..., Terminal], path: Path
) -> None:
    program = terminal([*COMMAND, "--no-mouse", str(path)], folder=path.parent)
    program.wait_for("? help")
    program.press("q")
    assert program.wait() == 0
    assert re.findall(rb"\x1b\[\?10(?:0[0-36]|15|16)[hl]", bytes(program.stream.raw)) == []
    assert program.disorder() == []


def quiet(program: Terminal) -> Terminal:
    """The program, once it keeps the terminal quiet."""
    end = time.monotonic() + PATIENCE
    while program.echoes:
        assert time.monotonic() < end
        time.sleep(0.001)
    return program


def test_what_is_typed_while_it_loads_does_not_stay_on_the_shells_screen(
    terminal: Callable[..., Terminal], path: Path
) -> None:
    program = quiet(terminal([*COMMAND, str(path)], folder=path.parent))
    program.write("jj ")
    program.wait_for("✔ three")
    program.press("q")
    assert program.wait() == 0
    assert program.stream.raw.startswith(b"\x1b[?1049h")
    assert program.disorder() == []


def test_an_interrupt_while_it_loads_leaves_the_terminal_in_order(
    terminal: Callable[..., Terminal], path: Path
) -> None:
    program = quiet(terminal([*COMMAND, str(path)], folder=path.parent))
    program.write("\x03")
    program.wait_for(lambda seen: seen.status is not None or "? help" in seen.text())
    program.press("q")  # where it stood already, an interrupt is a key like others
    program.wait()
    assert program.disorder() == []
