"""`gonogo demo` on a real terminal: its repository is there while it is open, and goes with it."""

import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.harness import Terminal

COMMAND = [sys.executable, "-m", "gonogo", "demo"]


@pytest.fixture
def demo(terminal: Callable[..., Terminal], tmp_path: Path) -> Terminal:
    """The demo, open; its folder lies in the test's own."""
    (tmp_path / "temporary").mkdir()
    found = terminal(COMMAND, columns=100, lines=30, env={"TMPDIR": str(tmp_path / "temporary")})
    found.wait_for("release-gate")
    return found


def folders(tmp_path: Path) -> list[Path]:
    return list((tmp_path / "temporary").glob("gonogo-demo-*"))


def test_its_folder_goes_when_it_is_left(demo: Terminal, tmp_path: Path) -> None:
    (folder,) = folders(tmp_path)
    assert (folder / ".git").is_dir()
    demo.press("q")
    assert demo.wait() == 0
    assert folders(tmp_path) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_its_folder_goes_when_it_is_ended_from_outside(
    demo: Terminal, tmp_path: Path, number: signal.Signals
) -> None:
    demo.signal(number)
    demo.wait()
    assert folders(tmp_path) == []
