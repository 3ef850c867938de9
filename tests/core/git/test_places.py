"""Every way in which a working tree can lie on disk, and every way in which git can be out of reach."""

import os
import subprocess
from pathlib import Path

import pytest

from gonogo.core.git import (
    CommitRefused,
    GitRefused,
    OutsideRepository,
    Refusal,
    Standing,
    commit,
    head_blob,
    identity,
    markdown_files,
    state,
)
from gonogo.core.git import Repository as Found
from tests.core.git.conftest import CHECKLIST, tick
from tests.throwaway import Repository


def ticked_and_committed(path: Path) -> Found:
    """Do the whole job on a file; the repository it was found in."""
    assert state(path).standing is Standing.CLEAN
    tick(path)
    assert state(path).standing is Standing.CHANGED
    found = Found.discover(path)
    assert found is not None
    commit(found, [path], "Tick")
    assert state(path).standing is Standing.CLEAN
    assert head_blob(path) == path.read_bytes()
    listed = markdown_files(path.parent)
    assert listed.by_git
    assert path in listed.files
    return found


def test_in_a_subdirectory(repository: Repository) -> None:
    path = repository.write("docs/ops/launch.md", CHECKLIST)
    repository.commit("Add")
    found = ticked_and_committed(path)
    assert found.top == repository.folder
    assert found.relative(path) == "docs/ops/launch.md"
    assert not found.linked


def test_in_a_linked_worktree(repository: Repository, checklist: Path, tmp_path: Path) -> None:
    repository.git("worktree", "add", "--quiet", "-b", "side", str(tmp_path / "side"))
    found = ticked_and_committed(tmp_path / "side" / "launch.md")
    assert found.linked
    assert found.git_dir == repository.folder / ".git" / "worktrees" / "side"
    assert found.common_dir == repository.folder / ".git"
    assert repository.git("log", "-1", "--format=%s", "side") == "Tick"
    assert state(checklist).standing is Standing.CLEAN


def test_in_a_worktree_of_a_bare_repository(repository: Repository, checklist: Path, tmp_path: Path) -> None:
    bare = tmp_path / "bare.git"
    repository.git("clone", "--quiet", "--bare", ".", str(bare))
    Repository(bare).git("worktree", "add", "--quiet", str(tmp_path / "tree"), "main")
    ticked_and_committed(tmp_path / "tree" / "launch.md")
    assert checklist.exists()


def test_in_a_submodule(repository: Repository, checklist: Path, tmp_path: Path) -> None:
    outer = Repository(tmp_path / "outer")
    outer.folder.mkdir()
    outer.git("init", "--quiet")
    outer.git(
        "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(repository.folder), "lists"
    )
    outer.git("commit", "--quiet", "-m", "Add the submodule")
    found = ticked_and_committed(outer.folder / "lists" / "launch.md")
    assert found.top == outer.folder / "lists"
    assert found.git_dir == outer.folder / ".git" / "modules" / "lists"
    assert outer.git("rev-list", "--count", "HEAD") == "1"
    assert checklist.exists()


def test_in_a_shallow_clone(repository: Repository, checklist: Path, tmp_path: Path) -> None:
    tick(checklist)
    repository.commit("Second")
    subprocess.run(
        ["git", "clone", "--quiet", "--depth=1", f"file://{repository.folder}", str(tmp_path / "shallow")],
        check=True,
    )
    assert (tmp_path / "shallow" / ".git" / "shallow").exists()
    ticked_and_committed(tmp_path / "shallow" / "launch.md")


def test_in_a_sparse_checkout(repository: Repository) -> None:
    path = repository.write("docs/launch.md", CHECKLIST)
    away = repository.write("web/page.md", CHECKLIST)
    repository.commit("Add")
    repository.git("sparse-checkout", "set", "--cone", "docs")
    assert not away.exists()
    ticked_and_committed(path)
    assert away not in markdown_files(repository.folder).files
    new = repository.write("elsewhere/new.md", CHECKLIST)
    found = Found.discover(new)
    assert found is not None
    commit(found, [new], "Outside of the cone")
    assert repository.git("show", "HEAD:elsewhere/new.md") == CHECKLIST.strip()
    assert repository.git("ls-tree", "HEAD", "web/page.md") != ""


def test_through_a_symbolic_link_to_a_directory(repository: Repository, tmp_path: Path) -> None:
    path = repository.write("docs/launch.md", CHECKLIST)
    repository.commit("Add")
    outside = tmp_path / "shortcut"
    outside.symlink_to(repository.folder / "docs")
    inside = repository.folder / "linked"
    inside.symlink_to("docs")
    found = ticked_and_committed(outside / "launch.md")
    assert found.top == repository.folder
    ticked_and_committed(inside / "launch.md")
    assert path.read_text().count("[x]") == 2


def test_through_a_symbolic_link_to_the_file_the_file_itself_is_committed(repository: Repository) -> None:
    path = repository.write("docs/launch.md", CHECKLIST)
    link = repository.folder / "LAUNCH.md"
    link.symlink_to("docs/launch.md")
    repository.commit("Add")
    tick(link)
    found = Found.discover(link)
    assert found is not None
    made = commit(found, [link], "Tick")
    assert made.files == (path,)
    assert link.is_symlink()
    assert repository.git("status", "--porcelain") == ""


def test_a_path_outside_has_no_name_in_the_repository(found: Found, tmp_path: Path) -> None:
    for path in (tmp_path / "x.md", found.top, found.top / ".." / "x.md"):
        with pytest.raises(OutsideRepository):
            found.relative(path)


@pytest.mark.parametrize(
    "pointer", ["nonsense\n", "gitdir: /nowhere\n", "gitdir: \0\n", "gitdir: .\n", "x" * 100_000, ""]
)
def test_a_git_file_that_points_nowhere_is_no_repository(tmp_path: Path, pointer: str) -> None:
    (tmp_path / ".git").write_text(pointer)
    (tmp_path / "launch.md").write_text(CHECKLIST)
    assert Found.discover(tmp_path / "launch.md") is None


def test_a_folder_that_only_looks_like_a_repository_is_told_in_gits_words(tmp_path: Path) -> None:
    for name in (".git/objects", ".git/refs"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / ".git" / "HEAD").write_text("nonsense\n")
    path = tmp_path / "launch.md"
    path.write_text(CHECKLIST)
    seen = state(path)
    assert seen.standing is Standing.UNKNOWN
    assert "git" in seen.notices[0]
    listed = markdown_files(tmp_path)
    assert listed.files == (path,)
    assert not listed.by_git
    assert listed.notice


def test_a_repository_of_somebody_else_is_refused_in_gits_words_with_the_way_out(
    repository: Repository, found: Found, checklist: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if os.geteuid() == 0:
        monkeypatch.delenv("SUDO_UID", raising=False)
        for folder, folders, files in os.walk(repository.folder):
            for name in (*folders, *files, "."):
                os.chown(Path(folder) / name, 12345, 12345)
    else:
        monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    seen = state(checklist)
    assert seen.standing is Standing.UNKNOWN
    assert "dubious ownership" in seen.notices[0]
    assert f"git config --global --add safe.directory {repository.folder}" in seen.notices[0]
    with pytest.raises(CommitRefused) as caught:
        commit(found, [checklist], "No")
    assert caught.value.reason is Refusal.GIT
    assert "safe.directory" in str(caught.value)
    listed = markdown_files(repository.folder)
    assert checklist in listed.files
    assert not listed.by_git
    assert "dubious ownership" in listed.notice
    with pytest.raises(GitRefused):
        head_blob(checklist)


def test_without_git_on_the_path_everything_else_works_and_it_says_so(
    found: Found, checklist: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    seen = state(checklist)
    assert seen.standing is Standing.UNKNOWN
    assert "no git on PATH" in seen.notices[0]
    assert seen.repository == found
    assert identity(found) is None
    listed = markdown_files(checklist.parent)
    assert checklist in listed.files
    assert "no git on PATH" in listed.notice
    tick(checklist)
    with pytest.raises(CommitRefused) as caught:
        commit(found, [checklist], "No")
    assert caught.value.reason is Refusal.NO_GIT


def test_outside_a_repository_git_is_not_even_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    path = tmp_path / "launch.md"
    path.write_text(CHECKLIST)
    assert state(path).standing is Standing.OUTSIDE
    assert markdown_files(tmp_path).files == (path,)
    assert markdown_files(tmp_path).notice == ""
