"""Two people on one checklist, in two terminals: each other's edits and cursors, following, one killed."""

import fcntl
import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from gonogo.core.files import lock
from tests.terminal.harness import Terminal
from tests.terminal.session import COMMAND, Session, eventually
from tests.throwaway import Repository

READY = "# Ready\n\n## Health\n\n" + "".join(f"- [ ] Check {number} is well\n" for number in range(1, 9))
Spawn = Callable[..., Terminal]
Opened = Callable[..., Session]
SECONDS = 20
"""What counts as seconds: five are promised, and others may have the processor for the rest."""


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


def test_what_the_other_commits_is_uncommitted_no_more(opened: Opened, ready: Path) -> None:
    ada, grace = pair(opened, ready)
    ada.press("x")
    for session in (ada, grace):
        session.wait_for("●1")
    ada.commit("Commit to")
    ada.wait_said("committed")
    for session in (ada, grace):
        session.wait_gone("●1")
        session.leave()


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
    ada.terminal.wait_for(lambda _: "◆ Grace" not in ada.terminal.text(), within=SECONDS)
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


MANY = 1000 if os.environ.get("EDIT_SWEEP") == "1" else 200
"""Edits of each; EDIT_SWEEP=1 in the environment asks for more than `make test` has time for."""
LONG = "# Ready\n\n## A\n\n" + "".join(f"- [ ] a{n} is well\n" for n in range(MANY))
LONG += "\n## B\n\n" + "".join(f"- [ ] b{n} is well\n" for n in range(MANY))


def walking(terminal: Spawn, path: Path, name: str, *words: str) -> Session:
    """`gonogo walk` of somebody, who has a state directory of their own."""
    session = Session.__new__(Session)
    session.path = path
    env = {"GIT_AUTHOR_NAME": name, "XDG_STATE_HOME": str(path.parent.parent / name)}
    session.terminal = terminal([*COMMAND, "walk", str(path), *words], folder=path.parent, env=env)
    session.wait_for("Launch review", "item 1 of")
    return session


@pytest.mark.timeout(1200)
def test_two_walks_at_full_speed_lose_no_answer(terminal: Spawn, repository: Repository) -> None:
    path = repository.write("long.md", LONG)
    repository.commit("Begin")
    both = [walking(terminal, path, name, "--phase", phase) for name, phase in (("Ada", "A"), ("Grace", "B"))]
    for session in both:
        session.terminal.write("x" * MANY)
    for session in both:
        session.terminal.wait_for("The end of the walk", within=900)
    both[0].wait_file(LONG.replace("[ ]", "[x]").encode())
    for session in both:
        session.press("escape")
        session.wait_gone("Launch review")
        session.leave()


@pytest.mark.timeout(1200)
def test_one_is_killed_in_the_middle_of_a_walk_and_the_other_ends_theirs(
    terminal: Spawn, repository: Repository
) -> None:
    path = repository.write("long.md", LONG)
    repository.commit("Begin")
    ada, grace = (
        walking(terminal, path, name, "--phase", phase) for name, phase in (("Ada", "A"), ("Grace", "B"))
    )
    ada.wait_for("Grace: b0")
    ada.terminal.write("x" * MANY)
    grace.terminal.write("x" * MANY)
    grace.terminal.wait_for(lambda seen: "item 1 of" not in seen.text())
    killed(grace)
    ada.terminal.wait_for("The end of the walk", within=900)
    ada.terminal.wait_for(lambda seen: "Grace:" not in seen.text(), within=SECONDS)
    eventually(lambda: path.read_text().count("[x] a") == MANY, ada)
    assert [line.replace("[x]", "[ ]") for line in path.read_text().split("\n")] == LONG.split("\n")
    ada.press("escape")
    ada.wait_gone("Launch review")
    ada.leave()


def somebody_waits(state: Path) -> bool:
    """Whether a process waits for the lock: then the turn is its own."""
    turns = list((state / "locks").glob("*.turn"))
    for turn in turns:
        with open(turn) as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
    return False


@pytest.mark.parametrize("key", ["m", "t"], ids=["write mine", "let theirs stand"])
def test_a_conflict_on_the_item_that_both_walk_is_a_question(terminal: Spawn, ready: Path, key: str) -> None:
    ada, grace = (walking(terminal, ready, name) for name in ("Ada", "Grace"))
    ada.wait_for("Grace: Check 1")
    state = ready.parent / ".git" / "gonogo"
    with lock(ready, state):  # neither answer is in the file when the other comes
        ada.ask("!", "Blocked: Check 1")
        ada.answer("no node", "Blocked: Check 1")
        ada.wait_for("item 2 of 8")
        eventually(lambda: somebody_waits(state), ada)
        ada.terminal.signal(signal.SIGSTOP)  # who is stopped does not tire of waiting for the lock
        grace.press("x")
        grace.wait_for("item 2 of 8")
        assert ready.read_bytes() == READY.encode()
        grace.terminal.signal(signal.SIGSTOP)
    ada.terminal.signal(signal.SIGCONT)  # whose turn it is
    blocked = READY.replace("[ ] Check 1 is well", "[!] Check 1 is well\n  - blocked: no node (")
    eventually(lambda: ready.read_text()[: blocked.index("(") + 1] == blocked[: blocked.index("(") + 1], ada)
    grace.terminal.signal(signal.SIGCONT)
    grace.wait_for("Somebody else changed this too", "'Check 1 is well' was set to blocked meanwhile")
    grace.wait_for("yours: [ ] -> [x] Check 1 is well", "- [!] Check 1 is well", "- blocked: no node (")
    grace.terminal.settle()
    grace.press(key)
    grace.wait_gone("Somebody else changed this too")
    ada.press("N")
    ada.wait_for("item 1 of 8", "done" if key == "m" else "! blocked")
    wanted = "[x] Check 1 is well\n" if key == "m" else "[!] Check 1 is well\n  - blocked: no node ("
    eventually(lambda: wanted in ready.read_text(), grace)
    assert "blocked: no node (" in ready.read_text()
    for session in (ada, grace):
        session.press("escape")
        session.wait_gone("Launch review")
        session.leave()


@pytest.mark.parametrize("how", ["yes", "no"], ids=["in place", "by rename"])
def test_what_vim_saves_meanwhile_comes_in_and_loses_nothing(
    opened: Opened, terminal: Spawn, ready: Path, how: str
) -> None:
    if shutil.which("vim") is None:
        pytest.skip("vim is not on this machine")
    ada, grace = pair(opened, ready)
    ada.press("x")
    ada.wait_file(READY.replace("[ ] Check 1 ", "[x] Check 1 ").encode())
    vim = terminal(
        ["vim", "-u", "NONE", "-n", "-c", f"set backupcopy={how} autoread", ready.name], folder=ready.parent
    )
    vim.wait_for("Check 1 is well")
    vim.write(":%s/Check 5 is well/Check 5 is very well/")
    vim.press("enter")
    vim.write(":w")
    vim.press("enter")
    for session in (ada, grace):
        session.wait_for("Check 5 is very well")
    grace.move("down")
    grace.press("x")
    wanted = READY.replace("[ ] Check 1 ", "[x] Check 1 ").replace("[ ] Check 2 ", "[x] Check 2 ")
    grace.wait_file(wanted.replace("5 is well", "5 is very well").encode())
    ada.terminal.wait_for(lambda _: "✔ Check 2" in line_of(ada, "Check 2 is well"))
    vim.write(":q!")
    vim.press("enter")
    vim.wait()
    ada.leave()
    grace.leave()
