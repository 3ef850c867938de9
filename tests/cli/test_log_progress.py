"""`gonogo log --progress`: a burn-up for people, and the same as data."""

import json

import jsonschema
import pytest

from tests.cli.conftest import Gonogo
from tests.cli.test_contract import schema
from tests.throwaway import Repository

TEXT = "# Launch\n\n## Build\n\n- [ ] one\n- [ ] two\n\n## Run\n\n- [ ] three\n"


@pytest.fixture
def made(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> Repository:
    monkeypatch.chdir(repository.folder)
    repository.write("ready.md", TEXT)
    repository.commit("Begin")
    repository.write("ready.md", TEXT.replace("[ ] one", "[x] one"))
    repository.commit("One")
    return repository


def test_progress_is_data_beside_the_flips(made: Repository, gonogo: Gonogo) -> None:
    report = json.loads(gonogo("log", "ready.md", "--progress", "--json").out)
    jsonschema.validate(report, schema("log"))
    assert [flip["text"] for flip in report["flips"]] == ["one"]
    assert report["progress"]["phases"] == ["Build", "Run"]
    told = [
        (point["tally"]["done"], [(each["title"], each["tally"]["done"]) for each in point["phases"]])
        for point in report["progress"]["points"]
    ]
    assert told == [(0, [("Build", 0), ("Run", 0)]), (1, [("Build", 1), ("Run", 0)])]
    assert report["progress"]["points"][1]["commit"] == made.git("rev-parse", "HEAD")
    assert "progress" not in json.loads(gonogo("log", "ready.md", "--json").out)


def test_progress_is_a_chart_of_the_whole_and_of_each_phase(made: Repository, gonogo: Gonogo) -> None:
    lines = gonogo("log", "ready.md", "--progress").out.splitlines()
    assert [line for line in lines if not line.startswith(" ")] == ["All  1/3", "Build  1/2", "Run  0/1"]
    assert len(lines) == 1 + 8 + 1 + 2 * (1 + 3)
    assert any("▓" in line for line in lines)


def test_progress_is_not_about_one_item(made: Repository, gonogo: Gonogo) -> None:
    assert gonogo("log", "ready.md", "5", "--progress").status == 2


def test_a_file_without_history_has_no_progress(made: Repository, gonogo: Gonogo) -> None:
    made.write("new.md", TEXT)
    ran = gonogo("log", "new.md", "--progress")
    assert (ran.status, ran.out) == (0, "")
    assert "no commit holds the file" in ran.err
