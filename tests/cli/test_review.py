"""`gonogo review` without a terminal: what it refuses and with which words; its completion."""

import pytest
from click.shell_completion import ShellComplete

from gonogo.cli.program import program
from tests.cli.conftest import Gonogo
from tests.throwaway import Repository


@pytest.fixture
def made(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> Repository:
    monkeypatch.chdir(repository.folder)
    repository.write("ready.md", "- [ ] one\n")
    repository.commit("Begin")
    repository.git("tag", "v1")
    repository.write("ready.md", "- [x] one\n")
    repository.commit("One")
    return repository


def test_without_a_terminal_it_says_so(made: Repository, gonogo: Gonogo) -> None:
    ran = gonogo("review")
    assert ran.status == 2
    assert "needs a terminal" in ran.err


def test_a_path_that_is_not_there_is_told(made: Repository, gonogo: Gonogo) -> None:
    ran = gonogo("review", "HEAD", "no-such.md")
    assert ran.status == 4
    assert "no-such.md is not there" in ran.err


def test_ranges_and_files_complete(made: Repository) -> None:
    completing = ShellComplete(program, {}, "gonogo", "_GONOGO_COMPLETE")
    found = completing.get_completions(["review"], "")
    assert [item.value for item in found if item.type == "plain"] == [
        "last-tag",
        "working-tree",
        "last-commit",
        "v1..HEAD",
    ]
    assert any(item.type == "file" for item in found)
    assert [item.value for item in completing.get_completions(["review"], "v1")][:1] == ["v1..HEAD"]
