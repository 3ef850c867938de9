"""`gonogo diff` and `gonogo log` in real repositories."""

import json
import os
import re
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import gonogo as gonogo_package
from tests.cli.conftest import CHECKLIST, Gonogo
from tests.throwaway import Repository

EDITED = CHECKLIST.replace("- [ ] Health check", "- [x] Health check").replace(
    "| Load test | ❌ Missing | |", "| Load test | ✅ Done | load.txt |"
)


@pytest.fixture
def made(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A repository with CHECKLIST committed as `ready.md`; the test runs in it."""
    repository.write("ready.md", CHECKLIST)
    repository.write("code.py", "print(1)\n")
    repository.commit("Begin")
    monkeypatch.chdir(repository.folder)
    return repository


def _schema(command: str) -> dict[str, Any]:
    text = resources.files(gonogo_package).joinpath("schemas", f"{command}.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    jsonschema.Draft202012Validator.check_schema(found)
    return found


def _changes(gonogo: Gonogo, *words: str) -> list[tuple[str, str, str | None, str | None]]:
    ran = gonogo("diff", *words, "--json")
    assert (ran.status, ran.err) == (0, "")
    report = json.loads(ran.out)
    jsonschema.validate(report, _schema("diff"))
    return [
        (c["kind"], c["text"], c["before"], c["after"]) for file in report["files"] for c in file["changes"]
    ]


def test_without_words_the_files_are_compared_with_head(made: Repository, gonogo: Gonogo) -> None:
    made.write("ready.md", EDITED)
    made.write("code.py", "print(2)\n")
    assert _changes(gonogo) == [
        ("flip", "Health check", "todo", "done"),
        ("flip", "Load test", "failed", "done"),
        ("evidence", "Load test", "", "load.txt"),
    ]
    (file,) = json.loads(gonogo("diff", "--json").out)["files"]
    assert (file["file"], file["before"]["done"], file["after"]["done"]) == ("ready.md", 2, 4)
    first = file["changes"][0]
    assert (first["flags"], first["line"], first["phase"]) == (
        ["ticked-without-evidence"],
        7,
        "1. First (P0) - 1-2 days",
    )


def test_two_revisions_a_single_one_and_paths_can_be_named(made: Repository, gonogo: Gonogo) -> None:
    made.write("ready.md", EDITED)
    made.write("other/list.md", "- [ ] one\n")
    made.commit("Edit")
    made.write("other/list.md", "- [x] one\n")
    assert len(_changes(gonogo, "HEAD~1..HEAD")) == 4
    assert _changes(gonogo, "HEAD~1..HEAD", "other") == [("added", "one", None, "one")]
    assert _changes(gonogo, "HEAD~1..", "ready.md")[0][0] == "flip"
    assert _changes(gonogo, "HEAD") == [("flip", "one", "todo", "done")]
    assert _changes(gonogo, "other/list.md") == [("flip", "one", "todo", "done")]
    assert _changes(gonogo, "HEAD~1", "other") == [("added", "one", None, "one")]
    os.chdir("other")
    assert _changes(gonogo, "list.md") == [("flip", "one", "todo", "done")]


def test_a_renamed_file_is_compared_with_what_it_was(made: Repository, gonogo: Gonogo) -> None:
    made.git("mv", "ready.md", "launch.md")
    made.write("launch.md", EDITED)
    made.commit("Another name")
    assert [kind for kind, *_ in _changes(gonogo, "HEAD~1..HEAD")] == ["flip", "flip", "evidence"]
    assert "launch.md (was ready.md)" in gonogo("diff", "HEAD~1..HEAD").out


def test_a_named_file_that_git_does_not_know_is_all_new(made: Repository, gonogo: Gonogo) -> None:
    made.write("new.md", "- [ ] one\n")
    assert _changes(gonogo) == []
    assert _changes(gonogo, "new.md") == [("added", "one", None, "one")]


def test_line_endings_that_git_converts_are_no_change(made: Repository, gonogo: Gonogo) -> None:
    made.write("ready.md", CHECKLIST.replace("\n", "\r\n"))
    ran = gonogo("diff")
    assert (ran.status, ran.out) == (0, "")
    assert "no item of a checklist changed" in ran.err


def test_people_see_each_change_on_a_line_with_its_flags(made: Repository, gonogo: Gonogo) -> None:
    made.write("ready.md", EDITED.replace("Backup\n", "Backup of all data\n"))
    out = gonogo("diff").out.splitlines()
    assert out[0] == "ready.md  2/7 → 4/7 done"
    assert out[1] == "  1. First (P0) - 1-2 days"
    assert out[2] == "    flip      todo → done  Health check  !ticked-without-evidence"
    assert out[3] == "    reworded  Backup{+ of all data+}  !goalpost-moved"


def test_a_comment_begins_with_its_marker_and_shows_flags_first(made: Repository, gonogo: Gonogo) -> None:
    made.write("ready.md", EDITED)
    out = gonogo("diff", "--format", "markdown").out
    assert out.startswith("<!-- gonogo diff -->\n")
    assert out.index("Look at these first") < out.index("ticked-without-evidence") < out.index("Load test")


def test_a_comment_stays_under_its_limit_and_mentions_nobody(made: Repository, gonogo: Gonogo) -> None:
    text = "".join(f"- [ ] item {n} <img src=x> @everyone [a](http://b) {'x' * 200}\n" for n in range(2000))
    made.write("ready.md", text)
    out = gonogo("diff", "--format", "markdown").out
    assert len(out.encode()) < 64 * 1024
    assert "more: `gonogo diff` shows them all" in out
    assert "\\<img" in out
    assert "<img" not in out.replace("\\<img", "")
    assert "\\@everyone" in out


def test_nothing_in_a_document_speaks_to_the_terminal(made: Repository, gonogo: Gonogo) -> None:
    made.write("ready.md", CHECKLIST.replace("Health check", "Health \x1b]0;x\x07 \u202e check"))
    for form in ("text", "markdown", "json"):
        out = gonogo("diff", "--format", form).out
        assert "\x1b" not in out
        assert "\u202e" not in out


def test_a_word_that_is_neither_a_revision_nor_a_file_is_told(made: Repository, gonogo: Gonogo) -> None:
    ran = gonogo("diff", "no-such-thing")
    assert ran.status == 4
    assert "'no-such-thing' names no commit" in ran.err


def test_outside_a_repository_there_is_nothing_to_compare(folder: Path, gonogo: Gonogo) -> None:
    ran = gonogo("diff")
    assert ran.status == 4
    assert "needs a git repository" in ran.err


def test_in_a_repository_without_commits_named_files_are_new(
    repository: Repository, gonogo: Gonogo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository.folder)
    repository.write("ready.md", "- [ ] one\n")
    assert _changes(gonogo, "ready.md") == [("added", "one", None, "one")]


def test_the_log_tells_every_flip_the_newest_first(made: Repository, gonogo: Gonogo) -> None:
    made.write("ready.md", EDITED)
    made.commit("Edit")
    made.write("ready.md", EDITED.replace("- [x] Health", "- [ ] Health"))
    commit = made.commit("Back")
    ran = gonogo("log", "ready.md")
    back, *lines = ran.out.splitlines()
    assert re.fullmatch(rf"{commit[:10]} \d{{4}}-\d\d-\d\d Ada Lovelace  Back", back)
    assert lines[0] == "  done → todo  Health check"
    assert lines[1].endswith("  Edit")
    assert lines[2:] == ["  todo → done  Health check", "  failed → done  Load test  [load.txt]"]
    report = json.loads(gonogo("log", "ready.md", "7", "--json").out)
    jsonschema.validate(report, _schema("log"))
    flips = report["flips"]
    assert [(flip["from"], flip["to"]) for flip in flips] == [("done", "todo"), ("todo", "done")]
    assert flips[0]["commit"] == commit
    assert json.loads(gonogo("log", "ready.md", flips[0]["id"], "--json").out)["flips"] == flips


def test_the_log_of_an_item_that_never_flipped_is_empty(made: Repository, gonogo: Gonogo) -> None:
    ran = gonogo("log", "ready.md", "8")
    assert (ran.status, ran.out) == (0, "")
    assert "never flipped" in ran.err
    assert gonogo("log", "ready.md", "1").status == 3


def test_a_file_that_was_renamed_and_then_written_anew_is_the_same_in_a_range(
    repository: Repository, gonogo: Gonogo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository.folder)
    lines = [f"- [ ] Check number {n} of the {n * 7}th kind\n" for n in range(12)]
    repository.write("ready.md", "".join(lines))
    repository.commit("Begin")
    repository.git("mv", "ready.md", "go.md")
    repository.commit("Another name")
    for first in (0, 4, 8):
        lines[first : first + 4] = [
            f"- [x] Wholly other words, {n}: {'yes ' * 9}\n" for n in range(first, first + 4)
        ]
        repository.write("go.md", "".join(lines))
        repository.commit("Other words")
    report = json.loads(gonogo("diff", "HEAD~4..HEAD", "--json").out)
    assert [(file["file"], file["was"]) for file in report["files"]] == [("go.md", "ready.md")]


@pytest.mark.parametrize("words", [("HEAD", "nofile.md"), ("HEAD..HEAD", "nofile.md")])
def test_a_path_that_neither_version_has_is_refused(
    made: Repository, gonogo: Gonogo, words: tuple[str, ...]
) -> None:
    ran = gonogo("diff", *words)
    assert (ran.status, ran.out) == (3, "")
    assert ran.err == "gonogo: nofile.md is in neither version, no file and no folder; look at the path\n"


def test_the_log_of_a_file_that_never_was_is_refused(made: Repository, gonogo: Gonogo) -> None:
    ran = gonogo("log", "nofile.md")
    assert (ran.status, ran.out) == (3, "")
    assert ran.err == "gonogo: nofile.md is no file, and no commit up to HEAD has it; look at the path\n"
    assert gonogo("log", "ready.md", "").status == 2


def test_evidence_in_the_notes_of_a_row_stands_in_the_commits_trailers_and_in_the_log(
    made: Repository, gonogo: Gonogo
) -> None:
    made.write("docs/load.md", "fine\n")
    made.write("rows.md", "| Check | Status | Notes |\n|---|---|---|\n| Load | ❌ | |\n| Scan | ❌ | |\n")
    made.commit("Rows")
    assert gonogo("set", "rows.md", "3", "done", "--evidence", "docs/load.md").status == 0
    assert gonogo("commit", "rows.md").status == 0
    assert "\nEvidence: docs/load.md\n" in made.git("log", "-1", "--format=%B") + "\n"
    (flip,) = json.loads(gonogo("log", "rows.md", "--json").out)["flips"]
    assert flip["evidence"] == ["docs/load.md"]


def test_a_file_that_is_no_text_any_more_is_told_and_not_compared(made: Repository, gonogo: Gonogo) -> None:
    (made.folder / "ready.md").write_bytes(b"\x89PNG\r\n\0\0\0- [ ] one\n")
    ran = gonogo("diff")
    assert (ran.status, ran.out) == (0, "")
    assert ran.err == "gonogo: ready.md is no text in one of the versions and was not compared\n"


def test_an_item_that_was_moved_inside_its_section_is_told_with_what_it_stands_behind(
    repository: Repository, gonogo: Gonogo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository.folder)
    repository.write("order.md", "# Launch\n\n- [ ] One\n- [ ] Two\n- [ ] Three\n- [ ] Four\n")
    repository.commit("Begin")
    repository.write("order.md", "# Launch\n\n- [ ] Four\n- [x] One\n- [x] Two\n- [ ] Three\n")
    assert "    moved     Four: behind Three → at the top\n" in gonogo("diff").out
    told = gonogo("diff", "--format", "markdown").out
    assert "- moved: Four: behind Three → at the top\n" in told
    assert "2 flips" in told
    assert "1 moved" in told


def test_items_of_the_same_text_are_told_with_their_places(made: Repository, gonogo: Gonogo) -> None:
    build = "## Build\n\n- [ ] Tests pass\n- [ ] Scanned\n\n"
    text = f"# Launch\n\n{build}### Web\n\n- [ ] Tests pass\n- [ ] Tests pass\n"
    made.write("ready.md", text)
    made.commit("More of them")
    made.write("ready.md", text.replace("- [ ] Tests pass\n- [ ] T", "- [x] T").replace("[ ] Sc", "[x] Sc"))
    told = gonogo("diff").out.splitlines()
    assert any("Scanned  !ticked" in line for line in told)
    assert any(line.split("  !")[0].endswith("Tests pass  (Web, line 10)") for line in told)
    assert any(line.split("  !")[0].endswith("Tests pass  (Web, was line 11)") for line in told)
    assert "Tests pass (Web, line 10)" in gonogo("diff", "--format", "markdown").out
