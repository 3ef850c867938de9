"""`gonogo log`: what it says where there is little or nothing to tell."""

import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Gonogo
from tests.throwaway import Repository

TEXT = "# Launch\n\n- [ ] one\n- [ ] two\n"


@pytest.fixture
def made(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> Repository:
    monkeypatch.chdir(repository.folder)
    repository.write("ready.md", TEXT)
    repository.commit("Begin")
    repository.write("ready.md", TEXT.replace("[ ] one", "[x] one"))
    repository.commit("One")
    return repository


def test_a_folder_is_refused_with_what_to_do(made: Repository, gonogo: Gonogo) -> None:
    told = gonogo("log", ".")
    assert (told.status, told.out) == (3, "")
    assert ". is a folder: name one checklist in it" in told.err


def test_a_file_that_no_commit_has_is_told_so(made: Repository, gonogo: Gonogo) -> None:
    made.write("new.md", TEXT)
    told = gonogo("log", "new.md")
    assert told.err == "gonogo: no commit holds the file yet: commit it first\n"


def test_a_shallow_clone_is_told_where_its_history_begins_in_it(
    made: Repository, gonogo: Gonogo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", "--depth=1", f"file://{made.folder}", str(clone)], check=True)
    monkeypatch.chdir(clone)
    told = gonogo("log", "ready.md")
    assert "this clone is shallow" in told.err and "git fetch --unshallow" in told.err
    subprocess.run(["git", "fetch", "-q", "--unshallow"], check=True)
    told = gonogo("log", "ready.md")
    assert told.err == "" and "todo → done  one" in told.out
