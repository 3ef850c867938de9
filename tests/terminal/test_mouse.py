"""The mouse: clicks, the wheel, drags; movements are neither asked for nor answered."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.session import Session

Opened = Callable[..., Session]


@pytest.fixture
def sample(samples: Path, tmp_path: Path) -> Path:
    path = tmp_path / "checklist.md"
    path.write_bytes((samples / "phased-readiness.md").read_bytes())
    return path


def test_clicks_and_the_wheel_do_what_they_look_like(opened: Opened, sample: Path) -> None:
    data = sample.read_bytes()
    session = opened(sample)
    session.wait_for("? help")
    terminal = session.terminal

    x, y = terminal.find("Door left open")  # the line takes the cursor
    terminal.click(x + 4, y)
    session.wait_on("Door left open")

    x, y = terminal.find("✔ An offline locker")  # the sign before it ticks
    terminal.click(x, y)
    session.wait_on("○ An offline locker")
    session.wait_file(data.replace(b"- [x] An offline locker", b"- [ ] An offline locker"))
    terminal.settle(0.6)  # or the next click is the second half of a double one
    terminal.click(x, y)
    session.wait_on("✔ An offline locker")
    session.wait_file(data)

    terminal.wheel(40, 12, 5)  # the list scrolls, the cursor stays behind
    session.wait_gone("An offline locker")
    terminal.wheel(40, 12, -9)
    session.wait_on("An offline locker")

    x, y = terminal.find("4 Security")  # a section of the outline
    terminal.click(x, y)
    session.wait_for("Courier tokens expire")

    terminal.click(0, 0)
    terminal.click(79, 23)
    terminal.drag((30, 5), (70, 20))
    terminal.settle()
    session.leave()
    assert sample.read_bytes() == data


def test_moving_the_mouse_sends_nothing(opened: Opened, sample: Path) -> None:
    session = opened(sample)
    session.wait_for("? help", "GO  ")
    session.terminal.settle(0.3)
    sent = len(session.terminal.stream.raw)
    for y in range(24):
        for x in range(0, 80, 7):
            session.terminal.mouse(35, x, y)
    session.terminal.settle(0.3)
    assert len(session.terminal.stream.raw) == sent
    session.ask("e", "Evidence: ")
    session.terminal.settle(0.8)
    sent = len(session.terminal.stream.raw)
    for y in range(24):
        session.terminal.mouse(35, 40, y)
    session.terminal.settle(0.3)
    assert len(session.terminal.stream.raw) == sent
    session.press("escape")
    session.wait_gone("Evidence: ")
    session.leave()
    assert session.terminal.stream.modes[1002] is False  # it was asked for, and taken back
    assert 1003 not in session.terminal.stream.modes


def test_nothing_is_sent_while_nothing_happens(opened: Opened, sample: Path) -> None:
    session = opened(sample)
    session.wait_for("? help", "GO  ")
    session.terminal.settle(0.5)
    assert session.terminal.silent(3)
    for key, title in (("/", "Find"), ("ctrl+p", "Do")):
        session.ask(key, title)
        session.terminal.settle(0.8)
        assert session.terminal.silent(0.7)
        session.press("escape")
        session.wait_said("? help")
    session.leave()
