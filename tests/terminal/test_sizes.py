"""Terminals of every size, and of another size while a dialog is open."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.session import Session

Opened = Callable[..., Session]
DIALOGS = {
    "e": "Evidence: ",
    "!": "Blocked: ",
    "w": "Note: ",
    "r": "Text of the item",
    "a": "New item",
    "f": "Show only",
    "/": "Find",
    "ctrl+p": "Do",
    "?": "Keys",
    "D": "Delete? ",
}


@pytest.fixture
def sample(samples: Path, tmp_path: Path) -> Path:
    path = tmp_path / "checklist.md"
    path.write_bytes((samples / "phased-readiness.md").read_bytes())
    return path


def test_a_terminal_that_is_too_small_is_told_so_until_it_is_larger(opened: Opened, sample: Path) -> None:
    session = opened(sample, columns=20, lines=6)
    session.wait_for("needs 30x8, is 20")
    session.press("down", "tab", "pagedown", "enter")
    session.terminal.resize(80, 24)
    session.wait_for("? help", "1.1 Door Commands")
    session.terminal.resize(200, 60)
    session.wait_for("Pre-Launch Gate")
    session.terminal.resize(20, 6)
    session.wait_for("needs 30x8, is 20")
    session.leave()


def test_every_dialog_lives_through_every_size(opened: Opened, sample: Path) -> None:
    data = sample.read_bytes()
    session = opened(sample)
    session.wait_for("? help")
    session.find("Five wrong codes")
    session.press("escape")
    session.wait_gone("find: ")
    for key, title in DIALOGS.items():
        session.ask_which(key, title)
        for columns, lines in ((20, 6), (130, 30), (80, 24)):
            session.terminal.resize(columns, lines)
            session.terminal.settle()
            assert session.terminal.status is None, f"{key} at {columns}x{lines}"
            assert session.terminal.stream.forbidden == []
        session.wait_for(title)
        session.press("escape")
        session.wait_said("? help")
        session.wait_on("Five wrong codes")
    session.leave()
    assert sample.read_bytes() == data


def test_the_cursor_stays_in_sight_when_the_size_changes(opened: Opened, sample: Path) -> None:
    session = opened(sample, columns=200, lines=60)
    session.wait_for("? help")
    session.find("On-call rota filled")
    for columns, lines in ((80, 24), (40, 9), (130, 30), (59, 20), (80, 24)):
        session.terminal.resize(columns, lines)
        session.wait_on("On-call rota filled")
    session.leave()
