"""Git is run in one way: bytes in and out, bounded in time, ended gently."""

import os
from pathlib import Path

import pytest

from gonogo.core.git import GitRefused, GitTimeout
from gonogo.core.git.run import read, write
from tests.core.git.conftest import locks
from tests.throwaway import Repository


@pytest.fixture
def fake_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program that stands on PATH as git; write a script into it."""
    program = tmp_path / "bin" / "git"
    program.parent.mkdir()
    program.touch(mode=0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    return program


def test_large_input_and_output_pass_at_the_same_time(fake_git: Path, tmp_path: Path) -> None:
    fake_git.write_text("#!/bin/sh\ncat; echo said >&2\n")
    data = bytes(range(256)) * 20_000
    done = read(tmp_path, "x", stdin=data)
    assert (done.code, done.out, done.err) == (0, data, b"said\n")


def test_a_program_that_does_not_read_its_input_does_no_harm(fake_git: Path, tmp_path: Path) -> None:
    fake_git.write_text("#!/bin/sh\nexec 0<&-\necho done\n")
    assert read(tmp_path, "x", stdin=b"x" * 1_000_000).out == b"done\n"


def test_a_question_that_takes_too_long_ends_with_sigterm(fake_git: Path, tmp_path: Path) -> None:
    ended = tmp_path / "ended"
    fake_git.write_text(f"#!/bin/sh\ntrap 'echo TERM > {ended}; exit' TERM\nwhile :; do sleep 0.02; done\n")
    with pytest.raises(GitTimeout, match="1 s"):
        read(tmp_path, "x", limit=1)
    assert ended.read_text() == "TERM\n"


def test_output_that_is_closed_early_is_no_end(fake_git: Path, tmp_path: Path) -> None:
    fake_git.write_text("#!/bin/sh\nexec >&- 2>&-\nsleep 0.2\nexit 7\n")
    assert write(tmp_path, "x").code == 7


def test_what_a_question_may_start_or_wait_for_is_switched_off(fake_git: Path, tmp_path: Path) -> None:
    fake_git.write_text('#!/bin/sh\necho "$*"\nenv\n')
    lines = read(tmp_path, "x").out.decode().split("\n")
    assert lines[0] == (
        "-c core.fsmonitor=false -c core.hooksPath=/dev/null -c safe.bareRepository=explicit"
        " --no-pager --literal-pathspecs x"
    )
    assert {"GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0", "LC_ALL=C", "GIT_ALLOW_PROTOCOL=none"} <= set(
        lines
    )
    assert f"GIT_CEILING_DIRECTORIES={tmp_path.parent}" in lines


def test_a_change_keeps_the_persons_own_locale(
    fake_git: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    monkeypatch.setenv("GPG_TTY", "/dev/tty1")
    fake_git.write_text("#!/bin/sh\nenv\n")
    lines = write(tmp_path, "x").out.decode().split("\n")
    assert "LC_ALL=de_DE.UTF-8" in lines
    assert "LANGUAGE=C" in lines
    assert not any(line.startswith("GPG_TTY=") for line in lines)


def test_a_refusal_holds_gits_words_and_all_of_its_output(repository: Repository) -> None:
    with pytest.raises(GitRefused, match=r"git cat-file: Not a valid object name nonsense") as caught:
        read(repository.folder, "cat-file", "blob", "nonsense")
    assert caught.value.output.startswith(b"fatal: ")
    assert locks(repository) == []


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(GitRefused, match="could not be started"):
        read(tmp_path / "gone", "status")
