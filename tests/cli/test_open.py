"""`gonogo PATH` and `gonogo demo`: when the application is opened, and when it is not."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

import gonogo.app
from tests.cli.conftest import Gonogo


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The paths that the application was run on; it leaves at once, and there seems to be a terminal."""
    paths: list[Path] = []

    def run(path: Path, **_: object) -> int:
        paths.append(path)
        return 0

    monkeypatch.setattr(gonogo.app, "run", run)
    monkeypatch.setattr(os, "isatty", lambda _: True)
    monkeypatch.setenv("TERM", "xterm-256color")
    return paths


def test_a_path_opens_the_application(gonogo: Gonogo, checklist: Path, opened: list[Path]) -> None:
    assert gonogo("ready.md").status == 0
    assert gonogo(".").status == 0
    assert gonogo().status == 0
    assert opened == [Path("ready.md"), Path(), Path()]


@pytest.mark.parametrize("name", ["-rf.md", "--amend", "list", "a b.md", "x\ny"])
def test_odd_names_can_be_opened(gonogo: Gonogo, folder: Path, opened: list[Path], name: str) -> None:
    (folder / name).write_text("- [ ] a\n")
    assert gonogo("--", f"./{name}").status == 0
    if name != "list":  # a command wins over a file of its name
        assert gonogo("--", name).status == 0
    assert {path.name for path in opened} == {name}


def test_its_exit_status_is_ours(gonogo: Gonogo, checklist: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["gonogo.app"], "run", lambda _, **__: 3)
    monkeypatch.setattr(os, "isatty", lambda _: True)
    monkeypatch.setenv("TERM", "xterm")
    assert gonogo("ready.md").status == 3


def test_a_word_that_is_nearly_a_command_is_wrong_usage(gonogo: Gonogo) -> None:
    ran = gonogo("stauts")
    assert ran.status == 2
    assert "did you mean `gonogo status`?" in ran.err


def test_one_path_is_opened_and_no_more(gonogo: Gonogo, checklist: Path) -> None:
    ran = gonogo("ready.md", "other.md")
    assert ran.status == 2
    assert "other.md" in ran.err
    assert "Try `gonogo --help`" in ran.err


def test_a_path_that_is_not_there_is_a_failure_of_the_file_system(gonogo: Gonogo) -> None:
    ran = gonogo("docs/ready.md")
    assert ran.status == 4
    assert "docs/ready.md" in ran.err


@pytest.mark.parametrize("words", [["ready.md"], [], ["demo"]])
def test_without_a_terminal_it_says_so_and_paints_nothing(
    process: Gonogo, checklist: Path, words: list[str]
) -> None:
    ran = process(*words, TERM="xterm-256color")
    assert (ran.status, ran.out) == (2, "")
    assert "needs a terminal" in ran.err
    assert "\x1b" not in ran.err


@pytest.mark.parametrize("term", ["dumb", ""])
def test_a_terminal_that_cannot_place_text_is_told_and_not_painted(checklist: Path, term: str) -> None:
    parent, child = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "gonogo", "ready.md"],
        env=os.environ | {"TERM": term},
        stdin=child,
        stdout=child,
        stderr=subprocess.PIPE,
        check=False,
        timeout=60,
    )
    os.close(child)
    assert done.returncode == 2
    assert b"TERM is" in done.stderr
    assert painted(parent) == b""


def painted(parent: int) -> bytes:
    """What was written to a pty whose other end is closed."""
    try:
        return os.read(parent, 4096)
    except OSError:
        return b""
    finally:
        os.close(parent)


def test_the_demo_is_opened_and_goes_when_it_is_left(
    gonogo: Gonogo, opened: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    ran = gonogo("demo")
    assert ran.status == 0
    (folder,) = opened
    assert folder.parent == tmp_path
    assert str(folder) in ran.err
    assert not folder.exists()


def test_the_demo_is_kept_when_asked(
    gonogo: Gonogo, opened: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    ran = gonogo("demo", "--keep")
    assert ran.status == 0
    (folder,) = opened
    assert (folder / "release-gate.md").is_file()
    assert f"kept: {folder}" in ran.err


def test_a_word_that_is_no_command_is_told_whatever_stands_behind_it(gonogo: Gonogo) -> None:
    ran = gonogo("comit", "ready.md", "-m", "x")
    assert ran.status == 2
    assert "neither a command nor a file called 'comit'; did you mean `gonogo commit`?" in ran.err
