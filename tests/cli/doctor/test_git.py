"""`gonogo doctor` on git and the repository that one stands in."""

import os
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Gonogo
from tests.cli.doctor.told import Doctor, program
from tests.throwaway import Repository


def test_without_git_it_says_what_works_and_what_does_not(
    doctor: Doctor, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    told = doctor()
    assert told.status == 1
    assert told.said("git").startswith("error | there is none on PATH | Editing, saving and checking work")
    assert "identity" not in [each["subject"] for each in told.found]


@pytest.mark.parametrize(
    ("version", "severity", "words"),
    [
        ("git version 2.17.1", "error", "2.17.1"),
        ("git version 2.31.0.windows.1", "fine", "2.31.0.windows.1"),
        ("git version 3.0.0-rc1", "fine", "3.0.0-rc1"),
        ("\033]0;busybox\007", "warning", "no version of git"),
    ],
)
def test_the_version_of_git_is_held_to_what_is_needed(
    doctor: Doctor,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    version: str,
    severity: str,
    words: str,
) -> None:
    real = shutil.which("git")
    script = f'case "$*" in *--version) printf "{version}\\n";; *) exec "{real}" "$@";; esac'
    program(tmp_path / "bin", "git", script)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    found = doctor().of("git")
    assert found["severity"] == severity
    assert words in found["what"]
    assert ("2.31" in found["change"]) == (severity == "error")


def test_a_git_that_does_not_run_is_an_error(
    doctor: Doctor, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program(tmp_path / "bin", "git", "echo 'fatal: broken' >&2; exit 3")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    told = doctor()
    assert "error | it does not run: " in told.said("git")
    assert "broken" in told.said("git")


def test_a_person_whom_git_does_not_know_is_told_how_to_say_it(
    doctor: Doctor, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert doctor().of("identity")["what"] == "Ada Lovelace <ada@example.org>"
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "user.useConfigOnly")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "true")
    assert doctor().said("identity").startswith("warning | git does not know who you are")
    assert "git config --global user.name" in doctor().of("identity")["change"]


def test_outside_a_repository_that_is_said_and_fine(doctor: Doctor) -> None:
    assert doctor().said("repository").startswith("fine | this folder is in none")


def test_a_folder_that_is_gone_is_told(
    doctor: Doctor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert doctor().said("repository").startswith("warning | the folder that you stand in is gone")


def test_a_repository_of_another_user_is_told_with_the_one_command(
    doctor: Doctor, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository.folder)
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")  # git's own, for its tests
    found = doctor().of("repository")
    assert found["severity"] == "error"
    assert f"--add safe.directory {repository.folder}`" in found["change"]


def test_trusting_every_repository_is_worth_a_look(
    doctor: Doctor, repository: Repository, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings = tmp_path / "gitconfig"
    settings.write_text("[safe]\n\tdirectory = *\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.chdir(repository.folder)
    assert "info | is `*`" in doctor().said("safe.directory")


def test_hooks_are_told_with_where_they_come_from(
    doctor: Doctor, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository.folder)
    hook = repository.write(".git/hooks/pre-commit", "#!/bin/sh\n")
    found = doctor().of("hooks")
    assert found["severity"] == "warning"
    assert "pre-commit" in found["what"]
    assert f"chmod +x {hook}" in found["change"]
    hook.chmod(0o755)
    assert doctor().of("hooks")["what"] == "pre-commit from the repository's own folder"
    repository.git("config", "core.hooksPath", ".husky")
    assert doctor().said("hooks").startswith("warning | core.hooksPath names")
    repository.write(".husky/commit-msg", "#!/bin/sh\n").chmod(0o755)
    assert "commit-msg from" in doctor().of("hooks")["what"]
    assert "(core.hooksPath)" in doctor().of("hooks")["what"]


def test_a_merge_in_progress_is_told(
    doctor: Doctor, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = repository.commit("Begin")
    repository.write(".git/MERGE_HEAD", f"{head}\n")
    monkeypatch.chdir(repository.folder)
    assert "merge" in doctor().of("repository")["what"]
    assert doctor().of("repository")["severity"] == "info"


def test_a_folder_without_a_working_tree_is_told(
    doctor: Doctor, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository.folder / ".git")
    assert doctor().said("repository").startswith("warning | ")


def test_a_merge_driver_that_is_gone_is_told(
    doctor: Doctor, gonogo: Gonogo, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository.folder)
    assert "`gonogo setup-git`" in doctor().of("merging")["change"]
    gonogo("setup-git")
    assert doctor().said("merging").startswith("fine | git merges checklists by item")
    repository.git("config", "merge.gonogo.driver", "/nowhere/python -P -m gonogo merge-driver %O %A %B %L")
    assert (
        doctor().said("merging").startswith("warning | the merge driver of this clone names /nowhere/python")
    )
