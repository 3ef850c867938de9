"""`gonogo diff`, `log` and `status` in repositories in every state that git leaves them in."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Gonogo
from tests.throwaway import Repository

TEXT = "# Launch\n\n- [ ] Alerts\n- [ ] Backups\n- [ ] Restores\n"
TICKED = TEXT.replace("[ ] Alerts", "[x] Alerts")


@pytest.fixture
def made(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Two commits of `ready.md`, the second of which ticks its first item; the test runs there."""
    repository.write("ready.md", TEXT)
    repository.commit("Begin")
    repository.write("ready.md", TICKED)
    repository.commit("Alerts done")
    monkeypatch.chdir(repository.folder)
    return repository


def _flips(gonogo: Gonogo, name: str = "ready.md") -> list[tuple[str, str]]:
    ran = gonogo("log", name, "--json")
    assert ran.status == 0, ran.err
    return [(flip["text"], flip["message"]) for flip in json.loads(ran.out)["flips"]]


def _changes(gonogo: Gonogo, *words: str) -> list[tuple[str, str]]:
    ran = gonogo("diff", *words, "--json")
    assert (ran.status, ran.err) == (0, "")
    return [(c["kind"], c["text"]) for file in json.loads(ran.out)["files"] for c in file["changes"]]


def _done(gonogo: Gonogo, name: str = "ready.md") -> int:
    ran = gonogo("status", name, "--json")
    assert ran.status == 0, ran.err
    count: int = json.loads(ran.out)["files"][0]["tally"]["done"]
    return count


def _all_read(gonogo: Gonogo, name: str = "ready.md") -> None:
    """Tick one more item of the file: the three commands say what is so."""
    before = _done(gonogo, name)
    path = Path(name)
    path.write_bytes(path.read_bytes().replace(b"[ ] Backups", b"[x] Backups"))
    assert _changes(gonogo, *([] if name == "ready.md" else [name])) == [("flip", "Backups")]
    assert _flips(gonogo, name) == [("Alerts", "Alerts done")]
    assert _done(gonogo, name) == before + 1


def _diverged(made: Repository) -> None:
    made.git("checkout", "-q", "-b", "side", "HEAD~1")
    made.write("ready.md", TEXT.replace("[ ] Alerts", "[!] Alerts"))
    made.commit("Alerts blocked")
    made.git("checkout", "-q", "main")


@pytest.mark.parametrize("command", [("merge", "side"), ("cherry-pick", "side"), ("rebase", "side")])
def test_a_file_in_conflict_is_said_to_be_and_not_compared(
    made: Repository, gonogo: Gonogo, command: tuple[str, ...]
) -> None:
    _diverged(made)
    made.git(*command, check=False)
    assert "<<<<<<<" in Path("ready.md").read_text()
    made.write("other.md", "- [ ] Notes\n")
    made.git("add", "other.md")
    ran = gonogo("diff", "--json")
    assert ran.status == 0
    assert [file["file"] for file in json.loads(ran.out)["files"]] == ["other.md"]
    assert "ready.md is in conflict (line 3) and was not compared; resolve the merge first" in ran.err
    assert "no item" not in gonogo("diff", "ready.md").err
    assert gonogo("diff", "main~1..main", "--json").out.count('"flip"') == 1
    status = gonogo("status", "ready.md")
    assert status.status == 0
    assert "ready.md is in conflict (line 3)" in status.err


def test_a_stopped_bisect_is_read_where_it_stands(made: Repository, gonogo: Gonogo) -> None:
    made.git("bisect", "start")
    made.git("bisect", "bad")
    made.git("checkout", "-q", "HEAD~1")
    assert _flips(gonogo) == []
    assert _done(gonogo) == 0
    assert _changes(gonogo, "main") == [("flip", "Alerts")]


def test_on_a_detached_head_everything_is_read(made: Repository, gonogo: Gonogo) -> None:
    made.git("checkout", "-q", "--detach")
    _all_read(gonogo)


def test_on_a_branch_without_commits_named_files_are_all_new(made: Repository, gonogo: Gonogo) -> None:
    made.git("checkout", "-q", "--orphan", "fresh")
    assert _changes(gonogo) == []
    assert [kind for kind, _ in _changes(gonogo, "ready.md")].count("added") == 3
    assert _flips(gonogo) == []
    assert _done(gonogo) == 1


def test_an_ignored_file_is_read_and_compared_where_it_is_named(made: Repository, gonogo: Gonogo) -> None:
    made.write(".gitignore", "mine.md\n")
    made.write("mine.md", TEXT)
    made.commit("Ignore")
    assert _changes(gonogo) == []
    assert [kind for kind, _ in _changes(gonogo, "mine.md")].count("added") == 3
    assert _flips(gonogo, "mine.md") == []


def test_locks_of_others_are_neither_waited_for_nor_taken_away(made: Repository, gonogo: Gonogo) -> None:
    locks = [made.write(f".git/{name}.lock", "") for name in ("index", "HEAD")]
    _all_read(gonogo)
    assert all(lock.exists() for lock in locks)


def test_a_file_kept_elsewhere_is_said_to_be(made: Repository, gonogo: Gonogo) -> None:
    made.write("ready.md", f"version https://git-lfs.github.com/spec/v1\noid sha256:{'0' * 64}\nsize 12\n")
    ran = gonogo("diff", "--json")
    assert json.loads(ran.out)["files"] == []
    assert "ready.md is kept by Git LFS and was not compared" in ran.err


def test_nothing_of_the_configuration_runs(made: Repository, gonogo: Gonogo, tmp_path: Path) -> None:
    trap = tmp_path / "ran"
    script = made.write(".git/trap", f"#!/bin/sh\ntouch '{trap}'\ncat\n")
    script.chmod(0o755)
    made.write(".git/info/attributes", "*.md filter=trap diff=trap\n")
    for key in ("core.fsmonitor", "diff.external", "filter.trap.clean", "filter.trap.smudge"):
        made.git("config", key, str(script))
    for key in ("diff.trap.textconv", "diff.trap.command", "core.pager"):
        made.git("config", key, str(script))
    _all_read(gonogo)
    os.replace("ready.md", "moved.md")
    assert gonogo("diff", "--json").status == 0
    assert not trap.exists()


@pytest.mark.parametrize(
    "name", ["-rf.md", "--amend", ":(exclude)y.md", "a b.md", "new\nline.md", "caf\udce9.md"]
)
def test_whatever_it_is_called_only_that_file_is_read(made: Repository, gonogo: Gonogo, name: str) -> None:
    made.write(name, TEXT)
    made.commit("Another")
    made.write(name, TICKED)
    made.commit("Alerts done")
    _all_read(gonogo, f"./{name}")


def test_in_a_worktree_a_submodule_a_shallow_clone_and_through_a_link(
    made: Repository, gonogo: Gonogo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made.git("worktree", "add", "-q", "-b", "tree", str(tmp_path / "tree"))
    outer = tmp_path / "outer"
    outer.mkdir()
    subprocess.run(["git", "init", "-q"], cwd=outer, check=True)
    subprocess.run(
        ["git", "-c", "protocol.file.allow=always", "submodule", "-q", "add", str(made.folder), "inner"],
        cwd=outer,
        check=True,
    )
    (tmp_path / "link").symlink_to(made.folder)
    for place in (tmp_path / "tree", outer / "inner", tmp_path / "link"):
        monkeypatch.chdir(place)
        _all_read(gonogo)
        Path("ready.md").write_text(TICKED)
    shallow = tmp_path / "shallow"
    subprocess.run(["git", "clone", "-q", "--depth=1", f"file://{made.folder}", str(shallow)], check=True)
    monkeypatch.chdir(shallow)
    assert (_flips(gonogo), _done(gonogo)) == ([], 1)  # the commit that ticked it is where the history ends


def test_outside_the_cone_of_a_sparse_checkout_nothing_is_gone(made: Repository, gonogo: Gonogo) -> None:
    made.write("web/page.md", TEXT)
    made.write("docs/page.md", TEXT)
    made.commit("Pages")
    made.git("sparse-checkout", "set", "--cone", "docs")
    assert not Path("web/page.md").exists()
    assert _changes(gonogo) == []


def test_in_a_bare_repository_there_is_no_working_tree_to_compare(
    made: Repository, gonogo: Gonogo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made.git("clone", "-q", "--bare", ".", str(tmp_path / "bare.git"))
    monkeypatch.chdir(tmp_path / "bare.git")
    for words in (("diff",), ("log", "ready.md")):
        ran = gonogo(*words)
        assert ran.status == 4
        assert "working tree" in ran.err


def test_without_git_it_is_said_that_history_needs_it(
    made: Repository, gonogo: Gonogo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for words in (("diff",), ("log", "ready.md")):
        ran = gonogo(*words)
        assert ran.status == 4
        assert "git" in ran.err
    assert _done(gonogo) == 1
    assert made.folder.exists()


@pytest.mark.parametrize("moving", ["hand", "git"])
def test_a_file_that_was_renamed_since_is_compared_with_what_it_was(
    made: Repository, gonogo: Gonogo, moving: str
) -> None:
    made.write("unrelated.md", "- [ ] Something else\n")
    if moving == "git":
        made.git("mv", "ready.md", "docs.md")
    else:
        os.replace("ready.md", "docs.md")
    made.write("docs.md", TICKED.replace("[ ] Backups", "[x] Backups"))
    (file,) = json.loads(gonogo("diff", "--json").out)["files"]
    assert (file["file"], file["was"], [c["text"] for c in file["changes"]]) == (
        "docs.md",
        "ready.md",
        ["Backups"],
    )
    assert "docs.md (was ready.md)" in gonogo("diff").out


def test_a_file_that_is_gone_is_all_removed(made: Repository, gonogo: Gonogo) -> None:
    made.write("new.md", "- [ ] Something else\n")
    Path("ready.md").unlink()
    assert [kind for kind, _ in _changes(gonogo)] == ["section", "removed", "removed", "removed"]


def test_line_ends_that_git_converts_are_no_change_in_any_state(made: Repository, gonogo: Gonogo) -> None:
    made.git("config", "core.autocrlf", "true")
    made.write("ready.md", TICKED.replace("\n", "\r\n"))
    assert _changes(gonogo) == []
    assert _done(gonogo) == 1


@pytest.mark.parametrize("words", [("diff",), ("log", "ready.md"), ("review",)])
def test_a_repository_of_somebody_else_is_refused_with_gits_own_sentence(
    made: Repository, gonogo: Gonogo, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")  # git's own, for its tests
    ran = gonogo(*words)
    assert ran.status in (2, 4)
    assert "Traceback" not in ran.err
    if words != ("review",):  # which looks for its terminal first
        assert "dubious ownership" in ran.err


def test_a_bare_repository_inside_the_tree_is_neither_entered_nor_compared(
    made: Repository, gonogo: Gonogo
) -> None:
    inner = made.folder / "fixtures" / "bare"
    inner.mkdir(parents=True)
    subprocess.run(["git", "init", "-q", "--bare"], cwd=inner, check=True)
    (inner / "page.md").write_text(TEXT)
    _all_read(gonogo)
    assert [kind for kind, _ in _changes(gonogo, "fixtures/bare/page.md")].count("added") == 3


def test_where_nothing_can_be_kept_the_history_is_told_all_the_same(
    made: Repository, gonogo: Gonogo, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (made.folder / ".git" / "gonogo").write_text("in the way\n")
    (tmp_path / "state").write_text("in the way too\n")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    for _ in range(2):
        assert _flips(gonogo) == [("Alerts", "Alerts done")]
    assert (made.folder / ".git" / "gonogo").read_text() == "in the way\n"


def test_a_file_that_was_renamed_and_ticked_all_over_is_still_the_same(
    made: Repository, gonogo: Gonogo
) -> None:
    made.git("mv", "ready.md", "launch.md")
    Path("launch.md").write_text(TICKED.replace("[ ]", "[x]"))
    assert _changes(gonogo) == [("flip", "Backups"), ("flip", "Restores")]


def test_a_version_that_is_no_text_is_told_in_one_line_by_the_history(
    made: Repository, gonogo: Gonogo
) -> None:
    made.write("ready.md", b"\0\1\2\3" * 40)
    commit = made.commit("Something else")
    for _ in range(2):
        told = gonogo("log", "ready.md")
        assert told.err == (
            f"gonogo: the file is no text in a version ({commit[:10]}): passed over, as if nothing had "
            "changed there\n"
        )
        assert "todo → done  Alerts" in told.out
    made.write("ready.md", TICKED.replace("[ ] Backups", "[x] Backups"))
    made.commit("Text again")
    assert _flips(gonogo) == [("Backups", "Text again"), ("Alerts", "Alerts done")]
    drawn = gonogo("log", "ready.md", "--progress").out
    assert drawn.startswith("All  2/3")
