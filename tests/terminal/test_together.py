"""Two people on one checklist, in two terminals: each other's edits and cursors, following, one killed."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.harness import Terminal
from tests.terminal.session import COMMAND, Session, eventually
from tests.throwaway import Repository

READY = "# Ready\n\n## Health\n\n" + "".join(f"- [ ] Check {number} is well\n" for number in range(1, 9))
Spawn = Callable[..., Terminal]
Opened = Callable[..., Session]


@pytest.fixture
def ready(repository: Repository) -> Path:
    path = repository.write("ready.md", READY)
    repository.commit("Begin")
    return path


def pair(opened: Opened, path: Path) -> tuple[Session, Session]:
    """Ada and Grace, on one file."""
    both = []
    for name in ("Ada", "Grace"):
        session = opened(path, env={"GIT_AUTHOR_NAME": name})
        session.wait_for("Check 1 is well", "? help")
        both.append(session)
    ada, grace = both
    ada.wait_for("◆ Grace")
    grace.wait_for("◆ Ada")
    return ada, grace


def line_of(session: Session, text: str) -> str:
    """The line of the screen that shows this."""
    shown = (session.terminal.line(y) for y in range(session.terminal.screen.lines))
    return next((line for line in shown if text in line), "")


def killed(session: Session) -> None:
    """End a session as a crash does."""
    os.kill(session.terminal.pid, signal.SIGKILL)
    eventually(lambda: session.terminal.status is not None, session)


def test_the_others_cursor_stands_beside_its_item_and_moves_with_it(opened: Opened, ready: Path) -> None:
    ada, grace = pair(opened, ready)
    grace.press("down", "down")
    grace.wait_on("Check 3")
    ada.terminal.wait_for(lambda _: "◆ Grace" in line_of(ada, "Check 3 is well"))
    assert "◆ Grace" not in line_of(ada, "Check 1 is well")
    ada.leave()
    grace.wait_gone("◆ Ada")
    grace.leave()


def test_edits_of_both_are_seen_by_both_and_undo_takes_back_ones_own(opened: Opened, ready: Path) -> None:
    ada, grace = pair(opened, ready)
    ada.press("x")
    grace.terminal.wait_for(lambda _: "✔ Check 1" in line_of(grace, "Check 1 is well"))
    grace.move("down")
    grace.press("x")
    ada.terminal.wait_for(lambda _: "✔ Check 2" in line_of(ada, "Check 2 is well"))
    ada.press("u")
    grace.terminal.wait_for(lambda _: "○ Check 1" in line_of(grace, "Check 1 is well"))
    grace.wait_file(READY.replace("[ ] Check 2", "[x] Check 2").encode())
    ada.leave()
    grace.leave()


def test_one_follows_the_other_until_they_move(opened: Opened, ready: Path) -> None:
    ada, grace = pair(opened, ready)
    ada.press("Y")
    ada.wait_said("following Grace")
    grace.press("down", "down", "down")
    grace.wait_on("Check 4")
    ada.wait_on("Check 4")
    ada.move("up")
    ada.wait_on("Check 3")
    grace.press("down")
    grace.wait_on("Check 5")
    ada.terminal.wait_for(lambda _: "◆ Grace" in line_of(ada, "Check 5 is well"))
    assert "Check 3" in ada.cursor
    ada.leave()
    grace.leave()


def test_who_is_killed_is_gone_within_seconds_and_the_other_goes_on(opened: Opened, ready: Path) -> None:
    ada, grace = pair(opened, ready)
    grace.press("down")
    grace.wait_on("Check 2")
    killed(grace)
    ada.terminal.wait_for(lambda _: "◆ Grace" not in ada.terminal.text(), within=5)
    ada.press("x")
    ada.wait_file(READY.replace("[ ] Check 1", "[x] Check 1").encode())
    ada.leave()


def test_nothing_is_painted_while_neither_moves(opened: Opened, ready: Path) -> None:
    ada, grace = pair(opened, ready)
    ada.terminal.settle()
    grace.terminal.settle()
    assert ada.terminal.silent(2.0)
    assert grace.terminal.silent(0.5)
    ada.leave()
    grace.leave()


def test_two_walk_one_checklist_and_the_reviewer_sees_the_drivers_item(terminal: Spawn, ready: Path) -> None:
    both = []
    for name in ("Ada", "Grace"):
        walking = Session.__new__(Session)
        walking.path = ready
        walking.terminal = terminal(
            [*COMMAND, "walk", str(ready)],
            folder=ready.parent,
            env={"GIT_AUTHOR_NAME": name, "XDG_STATE_HOME": str(ready.parent.parent / name)},
        )
        walking.wait_for("item 1 of 8")
        both.append(walking)
    ada, grace = both
    grace.wait_for("Ada: Check 1 is well")
    grace.press("F")
    grace.wait_said("following Ada")
    ada.press("x")
    ada.wait_for("item 2 of 8")
    grace.wait_for("item 2 of 8")
    grace.press("!")
    grace.wait_for("Blocked: Check 2")
    grace.terminal.settle()
    grace.answer("no second node", "Blocked: Check 2")
    ada.wait_for("no second node")
    for session in both:
        session.press("escape")
        session.wait_gone("Launch review")
        session.leave()
    assert (
        b"- [x] Check 1 is well\n- [!] Check 2 is well\n  - blocked: no second node (" in ready.read_bytes()
    )
