"""`gonogo new`: a checklist begun from a sample, with everything to do."""

import json
from pathlib import Path

import pytest

from checkdown import State, parse
from tests.cli.conftest import Gonogo

NAMES = ["deployment", "phased-readiness", "readiness-analysis", "release-gate", "service-status"]


def test_the_templates_are_listed(gonogo: Gonogo) -> None:
    assert [line.split()[0] for line in gonogo("new", "--list").out.strip().split("\n")] == NAMES
    report = json.loads(gonogo("new", "--list", "--json").out)
    assert report["schema"] == "gonogo/new/1"
    assert [each["name"] for each in report["templates"]] == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_new_checklist_has_everything_to_do(gonogo: Gonogo, folder: Path, name: str) -> None:
    assert gonogo("new", name, "launch.md").status == 0
    checklist = parse((folder / "launch.md").read_bytes())
    tally = checklist.tally(marks=True)
    assert tally.total == tally.todo > 20
    assert {item.state for item in checklist.items} <= {State.TODO, State.UNKNOWN}
    assert not any(item.reason or any(not e.cited for e in item.evidence) for item in checklist.items)


def test_an_existing_file_is_never_overwritten(gonogo: Gonogo, folder: Path) -> None:
    (folder / "launch.md").write_text("mine\n")
    ran = gonogo("new", "deployment", "launch.md")
    assert ran.status == 3
    assert "exists already" in ran.err
    assert (folder / "launch.md").read_text() == "mine\n"


def test_in_a_directory_it_gets_the_name_of_its_template(gonogo: Gonogo, folder: Path) -> None:
    (folder / "docs").mkdir()
    assert gonogo("new", "release-gate.md", "docs").status == 0
    assert [path.name for path in (folder / "docs").iterdir()] == ["release-gate.md"]


def test_an_unknown_template_is_wrong_usage_and_the_known_are_named(gonogo: Gonogo) -> None:
    ran = gonogo("new", "relase-gate", "launch.md")
    assert ran.status == 2
    assert "release-gate" in ran.err


def test_a_folder_that_is_not_there_is_a_failure_of_the_file_system(gonogo: Gonogo) -> None:
    assert gonogo("new", "deployment", "no/where.md").status == 4


def test_without_a_path_it_is_wrong_usage(gonogo: Gonogo) -> None:
    ran = gonogo("new", "deployment")
    assert ran.status == 2
    assert "gonogo new --list" in ran.err
