"""What is typed as evidence and cannot be, or hardly is meant, is told before it is written."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.session import Session
from tests.throwaway import Repository

Opened = Callable[..., Session]
CHECKLIST = "# Ready\n\n- [ ] one\n"


@pytest.fixture
def path(repository: Repository) -> Path:
    """A committed checklist beside a file of three lines."""
    repository.write("src/app.py", "a\nb\nc\n")
    written = repository.write("ready.md", CHECKLIST)
    repository.commit("Begin")
    return written


def test_lines_and_commits_that_are_not_there_are_asked_about(opened: Opened, path: Path) -> None:
    session = opened(path)
    session.find("one")
    for typed, said in (
        ("src/app.py:99", "there is no line 99, the file has 3"),
        ("HEAD~99", "there is no commit HEAD~99 in this repository"),
    ):
        session.ask("e", "Evidence:")
        session.terminal.write(typed)
        session.wait_for(said)
        session.press("enter")
        session.wait_for("Attach this?", said)
        session.press("escape")
        session.wait_said(f"not attached: {typed}")
    session.leave()
    assert path.read_text() == CHECKLIST


def test_a_password_and_the_folder_of_the_checklist_are_refused(opened: Opened, path: Path) -> None:
    session = opened(path)
    session.find("one")
    for typed, said in (
        ("https://ada:pw@host/x", "there is a password in this address"),
        (".", ". is a folder that holds the checklist itself"),
    ):
        session.ask("e", "Evidence:")
        session.terminal.write(typed)
        session.wait_for(said)
        session.press("enter")
        session.wait_gone("Evidence:")
        session.wait_said(said)
    session.leave()
    assert path.read_text() == CHECKLIST


def test_undoing_says_that_several_copies_stay(opened: Opened, path: Path, tmp_path: Path) -> None:
    (tmp_path / "run.log").write_text("all well\n")
    path.write_text(CHECKLIST + "- [ ] two\n")
    session = opened(path)
    session.find("one")
    session.press("m")
    session.wait_said("1 marked")
    session.press("m")
    session.wait_said("2 marked")
    session.ask("e", "Evidence: 2 items")
    session.answer(f"{tmp_path}/run.log", "Evidence:")
    session.wait_said("attached evidence/ready/one/")
    session.press("u")
    session.wait_said("2 copies stay in evidence/, and are not committed")
    session.leave()
