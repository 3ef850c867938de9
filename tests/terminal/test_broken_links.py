"""The link breaks or stands still: stopped and continued, no output taken any more, the terminal gone."""

import fcntl
import os
import signal
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal import tasks
from tests.terminal.harness import PATIENCE
from tests.terminal.session import Session
from tests.throwaway import Repository

Opened = Callable[..., Session]
CHECKLIST = "# Ready\n\n## First\n\n- [ ] one\n- [ ] two\n- [ ] three\n\n## Second\n\n- [ ] four\n"


@pytest.fixture
def path(repository: Repository) -> Path:
    """A committed checklist."""
    written = repository.write("ready.md", CHECKLIST)
    repository.commit("Begin")
    return written


def threads(session: Session) -> list[str]:
    """The names of the program's threads that have to do with the terminal."""
    tasks = Path(f"/proc/{session.terminal.pid}/task")
    return sorted(
        name for each in tasks.iterdir() if "text" in (name := (each / "comm").read_text().strip().lower())
    )


def test_after_a_stop_all_is_drawn_again_and_the_terminal_is_left_in_order(
    opened: Opened, path: Path
) -> None:
    session = opened(path)
    session.wait_for("NO-GO")
    before = threads(session)
    for lines in (20, 30):
        session.terminal.signal(signal.SIGSTOP)
        session.terminal.screen.reset()  # the shell had the terminal meanwhile
        session.terminal.resize(100, lines)
        session.terminal.signal(signal.SIGCONT)
        session.wait_for("? help", "○ four", "NO-GO")
        session.terminal.wait_for(lambda seen: "? help" in seen.line(seen.screen.lines - 1))
    session.move("j")
    session.press("space")
    session.wait_for("✔ two")
    session.terminal.settle()
    assert threads(session) == before
    session.leave()


def test_what_another_program_wrote_while_it_slept_comes_in_and_nothing_is_lost(
    opened: Opened, path: Path
) -> None:
    session = opened(path)
    session.wait_for("NO-GO")
    session.press("space")
    session.wait_for("✔ one")
    session.wait_file(CHECKLIST.replace("[ ] one", "[x] one").encode())
    session.terminal.signal(signal.SIGSTOP)
    path.write_text(path.read_text().replace("[ ] four", "[x] four"))
    session.terminal.signal(signal.SIGCONT)
    session.wait_for("✔ four")
    session.press("u")
    session.wait_for("○ one")
    session.wait_file(CHECKLIST.replace("[ ] four", "[x] four").encode())
    session.leave()


def test_asked_to_stop_it_gives_the_terminal_back_until_it_goes_on(opened: Opened, path: Path) -> None:
    session = opened(path)
    session.wait_for("NO-GO")
    session.terminal.signal(signal.SIGTSTP)
    session.terminal.settle()
    assert session.terminal.disorder() == []
    session.terminal.signal(signal.SIGCONT)
    session.wait_for("○ four")
    session.move("j")
    session.leave()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, None])
def test_a_link_that_takes_nothing_any_more_does_not_keep_it(
    opened: Opened, path: Path, number: signal.Signals | None
) -> None:
    session = opened(path, columns=200, lines=80)
    session.wait_for("NO-GO")
    session.press("space")
    session.wait_for("✔ one")
    hold(session)
    if number is None:
        session.terminal.hang_up()
    else:
        session.terminal.signal(number)
    end = time.monotonic() + PATIENCE
    while session.terminal.status is None and time.monotonic() < end:
        time.sleep(0.02)  # and nothing is read
    assert session.terminal.status == 128 + (number or signal.SIGHUP)
    assert path.read_text() == CHECKLIST.replace("[ ] one", "[x] one")
    assert presence(path) == []
    if number is not None:
        assert session.terminal.echoes


FULL = 30
"""Looks at a terminal in which nothing more arrives, after which it is full."""


def hold(session: Session) -> None:
    """Have it draw more than the terminal takes, until it waits for that."""
    master = session.terminal.master
    end, seen, since = time.monotonic() + PATIENCE, 0, 0
    while since < FULL and time.monotonic() < end:
        os.write(master, b"\x0c")  # all is drawn again
        time.sleep(0.01)
        now = int.from_bytes(fcntl.ioctl(master, termios.FIONREAD, bytes(4)), sys.byteorder)
        since = since + 1 if now == seen and not tasks.busy(session.terminal.pid) else 0
        seen = now
    assert seen


def presence(path: Path) -> list[str]:
    """The files that say who has the checklist open."""
    folder = path.parent / ".git" / "gonogo" / "presence"
    return [each.name for each in folder.iterdir()] if folder.exists() else []


def test_a_dropped_connection_leaves_no_presence_and_no_lock(opened: Opened, path: Path) -> None:
    session = opened(path)
    session.wait_for("NO-GO")
    session.terminal.wait_for(lambda _: bool(presence(path)))
    session.press("space")
    session.wait_for("✔ one")
    session.terminal.hang_up()
    assert session.terminal.wait() == 128 + signal.SIGHUP
    assert presence(path) == []
    again = opened(path)
    again.wait_for("✔ one", "NO-GO")
    again.press("space")
    again.wait_file(CHECKLIST.encode())
    again.leave()
