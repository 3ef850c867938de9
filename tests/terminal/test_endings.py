"""However it ends, the terminal is left in order and no edit is lost; without a terminal it says so."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.harness import Terminal
from tests.terminal.session import COMMAND, Session
from tests.throwaway import Repository

Opened = Callable[..., Session]
CHECKLIST = b"# Ready\n\n## First\n\n- [ ] one\n- [ ] two\n"
TICKED = CHECKLIST.replace(b"- [ ] one", b"- [x] one")
TESTS = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def path(repository: Repository) -> Path:
    """A committed checklist."""
    written = repository.write("ready.md", CHECKLIST)
    repository.commit("Begin")
    return written


def ticked(opened: Opened, path: Path) -> Session:
    """The application with an edit made this moment."""
    session = opened(path)
    session.wait_for("? help")
    session.find("one")
    session.press("space")
    session.wait_state("done")
    return session


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_in_order_with_the_edit_in_the_file(
    opened: Opened, path: Path, number: signal.Signals
) -> None:
    session = ticked(opened, path)
    session.terminal.signal(number)
    session.ended(128 + number)
    assert path.read_bytes() == TICKED


def test_a_dropped_connection_loses_no_edit_and_leaves_no_process(opened: Opened, path: Path) -> None:
    session = ticked(opened, path)
    session.terminal.hang_up()
    assert session.terminal.wait() == 128 + signal.SIGHUP
    assert path.read_bytes() == TICKED


def test_a_terminal_that_goes_without_a_signal_ends_it(path: Path) -> None:
    master, slave = os.openpty()  # it controls nobody, so nobody gets a SIGHUP when it closes
    process = subprocess.Popen(
        [sys.executable, "-m", "gonogo", str(path)],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env={**os.environ, "TERM": "xterm-256color"},
        start_new_session=True,
    )
    try:
        os.close(slave)
        seen = b""
        while b"one" not in seen:
            seen += os.read(master, 1 << 16)
        os.close(master)
        assert process.wait(60) == 128 + signal.SIGHUP
    finally:
        process.kill()
        process.wait()


def test_a_crash_shows_no_raw_text_and_no_values_and_keeps_the_edit(
    terminal: Callable[..., Terminal], path: Path
) -> None:
    command = [sys.executable, str(Path(__file__).with_name("crashing.py")), str(path)]
    program = terminal(command, columns=120, lines=100, env={"PYTHONPATH": pythonpath()})
    program.wait_for("? help")
    program.press("x")
    program.wait_for("✔ one")
    program.press("?")
    assert program.wait() == 1
    program.find("broken by ␛]52;c;aGFjaw==")
    assert "hunter2" not in program.text().replace('secret = "hunter2"', "")
    assert program.stream.forbidden == []
    assert program.stream.clipboard == []
    assert program.disorder() == []
    assert path.read_bytes() == TICKED


def pythonpath() -> str:
    """Where `tests` and what is on the path already can be imported from."""
    return ":".join([str(TESTS), *sys.path])


def test_without_a_terminal_it_says_so_and_paints_nothing(
    terminal: Callable[..., Terminal], path: Path
) -> None:
    program = '"$0" -m gonogo "$1"'
    script = (
        f'{program} </dev/null; echo "=$?"; {program} | cat; echo "=$?"; '
        f'TERM=dumb {program}; echo "=$?"; TERM= {program}; echo "=$?"; (unset TERM; {program}; echo "=$?")'
    )
    shell = terminal(["bash", "-o", "pipefail", "-c", script, sys.executable, str(path)], columns=200)
    assert shell.wait() == 0
    said = [line for line in shell.text().splitlines() if line]
    assert said[1::2] == ["=2"] * 5
    assert "standard input is none" in said[0]
    assert "standard output is none" in said[2]
    assert "TERM is dumb" in said[4]
    assert "TERM is not set" in said[6]
    assert b"\x1b" not in shell.stream.raw


def test_an_interrupt_does_not_end_it(opened: Opened, path: Path) -> None:
    session = opened(path)
    session.wait_for("? help")
    session.press("ctrl+c", "space")
    session.wait_for("✔ one")
    session.leave()
    assert path.read_bytes() == TICKED


def test_a_missing_file_is_told_and_nothing_is_painted(
    terminal: Callable[..., Terminal], tmp_path: Path
) -> None:
    program = terminal([*COMMAND, "nowhere.md"], folder=tmp_path)
    assert program.wait() == 4
    assert "nowhere.md is not there" in program.text()
    assert b"\x1b" not in program.stream.raw
