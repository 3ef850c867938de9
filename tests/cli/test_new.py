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


def test_folders_that_are_missing_are_made_and_told(gonogo: Gonogo, folder: Path) -> None:
    ran = gonogo("new", "deployment", "docs/launch/ready.md")
    assert ran.status == 0
    assert "the folder docs is made\n" in ran.err
    assert (folder / "docs" / "launch" / "ready.md").stat().st_size > 0
    assert "folder" not in gonogo("new", "deployment", "docs/other.md").err


def test_a_path_that_ends_in_a_slash_is_a_folder(gonogo: Gonogo, folder: Path) -> None:
    assert gonogo("new", "deployment", "docs/").status == 0
    assert [path.name for path in (folder / "docs").iterdir()] == ["deployment.md"]


def test_a_folder_that_cannot_be_made_is_a_failure_of_the_file_system(gonogo: Gonogo, folder: Path) -> None:
    (folder / "file").write_text("x")
    assert gonogo("new", "deployment", "file/where.md").status == 4
    (folder / "shut").mkdir()
    assert gonogo("new", "deployment", f"shut/new/{'n' * 300}.md").status == 4
    assert list((folder / "shut").iterdir()) == []


def test_without_a_path_it_is_wrong_usage(gonogo: Gonogo) -> None:
    ran = gonogo("new", "deployment")
    assert ran.status == 2
    assert "gonogo new --list" in ran.err


def test_a_fresh_run_leaves_the_old_checklist_alone(gonogo: Gonogo, folder: Path, checklist: Path) -> None:
    before = checklist.read_bytes()
    ran = gonogo("new", "--from", "ready.md", "next.md")
    assert (ran.status, ran.out) == (0, "")
    assert checklist.read_bytes() == before
    made, old = parse((folder / "next.md").read_bytes()), parse(before)
    assert [item.text for item in made.items] == [item.text for item in old.items]
    assert {item.state for item in made.items} == {State.TODO}
    assert gonogo("new", "--from", "ready.md", "ready.md").status == 3
    assert checklist.read_bytes() == before


def test_what_a_fresh_run_still_says_of_the_one_before_is_told_with_file_and_line(
    gonogo: Gonogo, folder: Path
) -> None:
    (folder / "done.md").write_text(
        "# T\n\n## Status\n\nALL RESOLVED\n\nWe are ready to launch.\n\n- [x] a\n"
    )
    ran = gonogo("new", "--from", "done.md", "next/")
    assert ran.status == 0
    assert "next/done.md:7: still says: We are ready to launch.\n" in ran.err
    assert "ALL RESOLVED" not in ran.err
    assert "\nTBD\n" in (folder / "next" / "done.md").read_text()


def test_a_fresh_run_in_a_directory_keeps_the_name_of_the_old(
    gonogo: Gonogo, folder: Path, checklist: Path
) -> None:
    assert gonogo("new", "--from", "ready.md", "2.0/").status == 0
    assert (folder / "2.0" / "ready.md").exists()


def test_a_fresh_run_of_a_file_that_is_not_there_is_told(gonogo: Gonogo) -> None:
    ran = gonogo("new", "--from", "gone.md", "next.md")
    assert ran.status == 4
    assert "gone.md" in ran.err


def test_a_template_and_a_file_together_are_wrong_usage(gonogo: Gonogo, checklist: Path) -> None:
    assert gonogo("new", "--from", "ready.md", "deployment", "next.md").status == 2
    assert gonogo("new", "--from", "ready.md").status == 2
