"""`gonogo commit` and `set --commit`: what goes into a commit, what is left alone, what is told."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import CHECKLIST, HEALTH, LOAD, PAGING, Gonogo
from tests.throwaway import Repository


@pytest.fixture
def committed(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A repository with CHECKLIST as `ready.md` and two other files, in which the test runs."""
    repository.write("ready.md", CHECKLIST)
    repository.write("app.py", "one\n")
    repository.write("lib.py", "one\n")
    repository.commit("Begin")
    monkeypatch.chdir(repository.folder)
    return repository


def committed_names(repository: Repository) -> list[str]:
    return repository.git("show", "--name-only", "--format=", "HEAD").split("\n")


def test_the_message_is_drafted_from_the_items_that_changed(gonogo: Gonogo, committed: Repository) -> None:
    gonogo("set", "ready.md", str(HEALTH), "done")
    gonogo("set", "ready.md", str(LOAD), "done")
    items = json.loads(gonogo("list", "ready.md", "--json").out)["items"]
    names = {item["line"]: item["id"] for item in items}
    ran = gonogo("commit", "ready.md")
    assert ran.status == 0
    assert committed.git("show", "--no-patch", "--format=%B", "HEAD") == (
        "Ready: 2 done\n\n- [ ] -> [x] Health check\n- ❌ Missing -> ✅ Done Load test\n\n"
        f"Checklist: ready.md\nItem: {names[HEALTH]} done\nItem: {names[LOAD]} done\n"
    )
    assert "on main: Ready: 2 done" in ran.err
    assert "  committed ready.md\n" in ran.err
    assert "  [ ] -> [x] Health check\n" in ran.err


def test_a_message_may_be_given(gonogo: Gonogo, committed: Repository) -> None:
    gonogo("set", "ready.md", str(HEALTH), "done")
    assert gonogo("commit", "ready.md", "-m", "Health check answers", "-m", "Seen on staging.").status == 0
    assert committed.git("show", "--no-patch", "--format=%B", "HEAD") == (
        "Health check answers\n\nSeen on staging.\n"
    )


def test_an_empty_message_is_wrong_usage(gonogo: Gonogo, committed: Repository) -> None:
    gonogo("set", "ready.md", str(HEALTH), "done")
    assert gonogo("commit", "ready.md", "-m", " ").status == 2
    assert committed.git("log", "--format=%s") == "Begin"


def test_evidence_that_was_copied_in_goes_along_and_nothing_else(
    gonogo: Gonogo, committed: Repository, tmp_path: Path
) -> None:
    (tmp_path / "run.log").write_text("ok\n")
    committed.write("app.py", "two\n")
    committed.write("lib.py", "two\n")
    committed.git("add", "lib.py")
    committed.write("untracked.txt", "x\n")
    gonogo(
        "set",
        "ready.md",
        str(HEALTH),
        "done",
        "--evidence",
        str(tmp_path / "run.log"),
        "--evidence",
        "app.py",
    )
    ran = gonogo("commit", "ready.md")
    assert ran.status == 0, ran.err
    (copy,) = committed.folder.glob("evidence/ready/health-check/*.log")
    assert committed_names(committed) == [str(copy.relative_to(committed.folder)), "ready.md"]
    assert committed.git("status", "--porcelain").split("\n") == [
        " M app.py",
        "M  lib.py",
        "?? untracked.txt",
    ]
    assert "  left as it is, staged: lib.py\n" in ran.err
    assert "  left as it is, changed: app.py\n" in ran.err


def test_nothing_to_commit_is_told_and_is_no_failure(gonogo: Gonogo, committed: Repository) -> None:
    ran = gonogo("commit", "ready.md")
    assert ran.status == 0
    assert "nothing changed since the last commit" in ran.err
    assert committed.git("log", "--format=%s") == "Begin"


def test_several_checklists_go_into_one_commit(gonogo: Gonogo, committed: Repository) -> None:
    committed.write("other.md", "# Other\n\n- [ ] a\n")
    committed.commit("Add another", "other.md")
    gonogo("set", "ready.md", str(HEALTH), "done")
    gonogo("set", "other.md", "3", "done")
    assert gonogo("commit", "ready.md", "other.md").status == 0
    assert committed_names(committed) == ["other.md", "ready.md"]
    body = committed.git("show", "--no-patch", "--format=%B", "HEAD")
    assert body.startswith(
        "2 checklists: 2 done\n\n"
        "Ready\n- [ ] -> [x] Health check\n\n"
        "Other\n- [ ] -> [x] a\n\n"
        "Checklist: ready.md\n"
    )
    kept = committed.git("log", "-1", "--format=%(trailers:key=Checklist,valueonly)").split()
    assert kept == ["ready.md", "other.md"]


def test_a_checklist_that_is_named_twice_is_committed_once(gonogo: Gonogo, committed: Repository) -> None:
    gonogo("set", "ready.md", str(HEALTH), "done")
    assert gonogo("commit", "ready.md", "./ready.md").status == 0
    assert committed.git("log", "-1", "--format=%s") == "Ready: [ ] -> [x] Health check"


def test_set_can_commit_at_once(gonogo: Gonogo, committed: Repository) -> None:
    ran = gonogo("set", "ready.md", str(PAGING), "done", "--commit")
    assert ran.status == 0
    assert committed.git("log", "-1", "--format=%s") == "Ready: [!] -> [x] Paging"
    again = gonogo("set", "ready.md", str(PAGING), "done", "--commit")
    assert again.status == 0
    assert committed.git("rev-list", "--count", "HEAD") == "2"


def test_a_merge_in_progress_is_refused(gonogo: Gonogo, committed: Repository) -> None:
    committed.git("checkout", "-q", "-b", "side")
    committed.write("app.py", "side\n")
    committed.commit("Side", "app.py")
    committed.git("checkout", "-q", "main")
    committed.write("app.py", "main\n")
    committed.commit("Main", "app.py")
    committed.git("merge", "side", check=False)
    gonogo("set", "ready.md", str(HEALTH), "done")
    ran = gonogo("commit", "ready.md")
    assert ran.status == 3
    assert "merge" in ran.err


def test_a_file_in_no_repository_is_refused(gonogo: Gonogo, checklist: Path) -> None:
    ran = gonogo("commit", "ready.md")
    assert ran.status == 3
    assert "in no git repository" in ran.err


def test_two_repositories_are_refused(gonogo: Gonogo, committed: Repository) -> None:
    other = committed.folder / "nested"
    other.mkdir()
    subprocess.run(["git", "init", "--quiet"], cwd=other, check=True)
    (other / "n.md").write_text("- [ ] a\n")
    gonogo("set", "ready.md", str(HEALTH), "done")
    ran = gonogo("commit", "ready.md", "nested/n.md")
    assert ran.status == 3
    assert "several git repositories" in ran.err
    assert committed.git("log", "--format=%s") == "Begin"


def test_a_hook_that_refuses_is_heard_without_its_escapes(gonogo: Gonogo, committed: Repository) -> None:
    hook = committed.write(".git/hooks/pre-commit", "#!/bin/sh\nprintf '\\033]0;pwned\\007no\\n'\nexit 1\n")
    hook.chmod(0o755)
    gonogo("set", "ready.md", str(HEALTH), "done")
    ran = gonogo("commit", "ready.md")
    assert ran.status == 3
    assert "\x1b" not in ran.err
    assert "␛]0;pwned␇no" in ran.err
    assert "- [x] Health check" in (committed.folder / "ready.md").read_text(encoding="utf-8")


def test_a_partly_staged_checklist_is_committed_whole_and_that_is_said(
    gonogo: Gonogo, committed: Repository
) -> None:
    gonogo("set", "ready.md", str(HEALTH), "done")
    committed.git("add", "ready.md")
    gonogo("set", "ready.md", str(LOAD), "done")
    ran = gonogo("commit", "ready.md")
    assert "a commit takes the file whole" in ran.err
    assert committed.git("status", "--porcelain") == ""


def test_without_git_everything_else_still_works(
    gonogo: Gonogo, committed: Repository, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert gonogo("set", "ready.md", str(HEALTH), "done", "--note", "seen").status == 0
    assert gonogo("list", "ready.md").status == 0
    status = gonogo("status", ".")
    assert status.status == 0
    assert "no git on PATH" in status.err
    ran = gonogo("commit", "ready.md")
    assert ran.status == 4
    assert "there is no git on PATH" in ran.err


def test_a_directory_stands_for_its_checklists_that_changed_or_are_new(
    gonogo: Gonogo, committed: Repository
) -> None:
    committed.write("docs/a.md", "# A\n\n- [ ] a\n")
    committed.write("docs/same.md", "# Same\n\n- [ ] a\n")
    committed.write("docs/prose.md", "# Prose\n")
    committed.write(".gitignore", "ignored.md\n")
    committed.commit("Add documents")
    committed.write("docs/prose.md", "# Prose\n\nchanged\n")
    committed.write("docs/ignored.md", "- [ ] a\n")
    committed.write("docs/new.md", "# New\n\n- [ ] a\n")
    (committed.folder / "docs" / "same.md").touch()
    gonogo("set", "docs/a.md", "3", "done")
    gonogo("set", "ready.md", str(HEALTH), "done")
    ran = gonogo("commit", "docs")
    assert ran.status == 0
    assert "  docs/a.md:\n  [ ] -> [x] a\n  docs/new.md:\n  added with 1 item\n" in ran.err
    assert committed_names(committed) == ["docs/a.md", "docs/new.md"]
    assert committed.git("log", "-1", "--format=%s") == "2 checklists: 1 done, 1 added"
    assert committed.git("status", "--porcelain").split("\n") == [" M docs/prose.md", " M ready.md"]
    assert gonogo("commit", ".", "docs/a.md").status == 0
    assert committed_names(committed) == ["ready.md"]


def test_a_directory_without_changes_has_nothing_to_commit(gonogo: Gonogo, committed: Repository) -> None:
    ran = gonogo("commit", ".")
    assert ran.status == 0
    assert "no checklist below . has changed since the last commit" in ran.err
    assert committed.git("rev-list", "--count", "HEAD") == "1"


def test_new_evidence_of_a_checklist_that_is_committed_already_goes_with_its_directory(
    gonogo: Gonogo, committed: Repository, tmp_path: Path
) -> None:
    (tmp_path / "run.log").write_text("ok\n")
    gonogo("attach", "ready.md", str(HEALTH), str(tmp_path / "run.log"))
    committed.commit("The checklist alone", "ready.md")
    assert gonogo("commit", ".").status == 0
    (name,) = committed_names(committed)
    assert name.startswith("evidence/ready/health-check/")


def test_before_the_first_commit_a_directory_stands_for_all_its_checklists(
    gonogo: Gonogo, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository.folder)
    repository.write("a.md", "- [ ] a\n")
    repository.write("b.md", "- [ ] b\n")
    repository.git("add", "a.md")
    assert gonogo("commit", ".").status == 0
    assert committed_names(repository) == ["a.md", "b.md"]


def test_a_directory_in_no_repository_is_refused(gonogo: Gonogo, folder: Path) -> None:
    ran = gonogo("commit", ".")
    assert ran.status == 3
    assert "in no git repository" in ran.err


@pytest.mark.parametrize("message", [(), ("-m", "Health check answers")])
def test_who_reviewed_and_who_worked_on_it_too_stand_in_trailers(
    gonogo: Gonogo, committed: Repository, message: tuple[str, ...]
) -> None:
    gonogo("set", "ready.md", str(HEALTH), "done")
    grace, mary = "Grace Hopper <grace@example.org>", "Mary Jackson <mary@example.org>"
    ran = gonogo("commit", "ready.md", *message, "--reviewed-by", grace, "--co-author", mary)
    assert ran.status == 0
    trailers = (
        committed.git("show", "--no-patch", "--format=%(trailers:only,unfold)", "HEAD").strip().split("\n")
    )
    assert trailers[-2:] == [f"Co-authored-by: {mary}", f"Reviewed-by: {grace}"]
    assert any(line.startswith("Checklist: ") for line in trailers) == (not message)


@pytest.mark.parametrize("who", ["Grace", "<grace@example.org>", "a <b@c>\nInjected: x <y@z>", ""])
def test_a_reviewer_without_a_name_and_an_address_is_wrong_usage(
    gonogo: Gonogo, committed: Repository, who: str
) -> None:
    gonogo("set", "ready.md", str(HEALTH), "done")
    ran = gonogo("commit", "ready.md", "--reviewed-by", who)
    assert ran.status == 2
    assert "Ada Lovelace <ada@example.org>" in ran.err
    assert committed.git("log", "-1", "--format=%s") == "Begin"


@pytest.mark.parametrize("tracked", [True, False], ids=["tracked", "new"])
def test_a_file_that_is_no_checklist_is_refused_and_not_committed(
    gonogo: Gonogo, committed: Repository, tracked: bool
) -> None:
    committed.write("app.py" if tracked else "docs/other.txt", "two\n")
    ran = gonogo("commit", "app.py" if tracked else "docs/other.txt")
    assert ran.status == 3
    assert "is no checklist" in ran.err
    assert "nothing was committed" in ran.err
    assert committed.git("log", "--format=%s") == "Begin"


def test_a_markdown_file_without_items_and_evidence_may_be_named(
    gonogo: Gonogo, committed: Repository
) -> None:
    committed.write("notes.md", "# Notes\n")
    file = "evidence/ready/health/2026-11-21T201900Z.txt"
    committed.write(file, "ok\n")
    assert gonogo("commit", "notes.md", file).status == 0
    assert committed_names(committed) == [file, "notes.md"]


def test_a_cited_file_that_is_not_in_git_is_told_and_not_committed(
    gonogo: Gonogo, committed: Repository
) -> None:
    committed.write("docs/other.txt", "ok\n")
    assert gonogo("attach", "ready.md", str(HEALTH), "docs/other.txt").status == 0
    ran = gonogo("commit", "ready.md")
    assert ran.status == 0
    assert "  docs/other.txt is cited and not in git\n" in ran.err
    assert committed_names(committed) == ["ready.md"]
