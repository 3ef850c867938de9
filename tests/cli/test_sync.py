"""`gonogo sync`: what it says and how it ends."""

import os
from pathlib import Path

import pytest

from tests.cli.conftest import Gonogo
from tests.core.syncing.conftest import Team
from tests.core.syncing.test_syncing import text, tick


@pytest.fixture
def team(tmp_path: Path) -> Team:
    return Team(tmp_path)


def test_what_came_and_what_went_is_said(team: Team, process: Gonogo) -> None:
    tick(team.first, "Check 1.1")
    os.chdir(team.first.folder)
    assert "no commits came in, 1 commit pushed" in process("sync").err
    tick(team.second, "Check 1.2")
    team.second.write("app.py", "print(2)\n")
    os.chdir(team.second.folder / "docs")
    ran = process("sync")
    assert (ran.status, ran.out) == (0, "")
    assert "origin/main: 1 commit came in, 2 commits pushed" in ran.err
    assert "left alone, not committed: app.py" in ran.err
    assert text(team.second).count("[x]") == 2
    assert "main and origin/main are the same" in process("sync").err


def test_a_disagreement_ends_with_3_and_says_how_to_go_on(team: Team, gonogo: Gonogo) -> None:
    tick(team.first, "Check 1.1")
    os.chdir(team.first.folder)
    gonogo("sync")
    tick(team.second, "Check 1.1", mark="!")
    os.chdir(team.second.folder)
    ran = gonogo("sync")
    assert ran.status == 3
    assert "disagree in docs/launch.md: open it in gonogo and decide item by item (C)" in ran.err


def test_without_a_network_it_ends_with_4_and_the_rest_works(team: Team, gonogo: Gonogo) -> None:
    team.second.git("remote", "set-url", "origin", str(team.bare.folder / "gone"))
    os.chdir(team.second.folder)
    ran = gonogo("sync")
    assert ran.status == 4
    assert "origin cannot be reached" in ran.err
    assert "all else works without it" in ran.err
    assert gonogo("set", "docs/launch.md", "5", "done", "--commit").status == 0


def test_in_a_state_that_is_unsafe_it_ends_with_3(team: Team, gonogo: Gonogo) -> None:
    team.second.git("switch", "--quiet", "--detach")
    os.chdir(team.second.folder)
    ran = gonogo("sync")
    assert ran.status == 3
    assert "HEAD is detached" in ran.err


def test_outside_a_repository_it_ends_with_4(gonogo: Gonogo) -> None:
    assert gonogo("sync").status == 4
