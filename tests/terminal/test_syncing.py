"""Two people on two machines: the sync key, in a real terminal."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.core.syncing.conftest import LAUNCH, Team
from tests.core.syncing.test_syncing import NAME, synced, text, tick
from tests.terminal.session import Session

Opened = Callable[..., Session]


@pytest.fixture
def team(tmp_path: Path) -> Team:
    return Team(tmp_path)


def test_what_others_pushed_comes_in_and_what_was_committed_goes_out(opened: Opened, team: Team) -> None:
    tick(team.first, "Check 1.2")
    synced(team.first)
    tick(team.second, "Check 1.1")
    session = opened(team.second.folder / NAME)
    session.wait_for("? help", "Check 1.2")
    session.find("Check 1.2")
    session.wait_state("todo")
    session.press("U")
    session.wait_said("origin/main: 1 came in, 2 pushed")
    session.wait_state("done")
    session.press("U")
    session.wait_said("main and origin/main are the same")
    session.leave()
    assert team.bare.git("show", f"main:{NAME}").count("[x]") == 2


def test_a_disagreement_is_decided_there_and_then(opened: Opened, team: Team) -> None:
    tick(team.first, "Check 1.1")
    synced(team.first)
    tick(team.second, "Check 1.1", mark="!")
    session = opened(team.second.folder / NAME)
    session.wait_for("? help")
    session.press("U")
    session.wait_said("decide item by item (C)")
    session.ask_which("C", "In conflict: line")
    session.press("o")
    session.wait_said("nothing is in conflict any more")
    session.wait_file(LAUNCH.replace("[ ] Check 1.1\n", "[!] Check 1.1\n").encode())
    session.leave()


def test_without_a_network_that_is_said_and_all_else_works(opened: Opened, team: Team) -> None:
    team.second.git("remote", "set-url", "origin", str(team.bare.folder / "gone"))
    session = opened(team.second.folder / NAME)
    session.wait_for("? help")
    session.press("U")
    session.wait_said("origin cannot be reached")
    session.press("space")
    session.wait_file(LAUNCH.replace("[ ] Check 1.1\n", "[x] Check 1.1\n").encode())
    session.leave()
    assert text(team.second).count("[x]") == 1
