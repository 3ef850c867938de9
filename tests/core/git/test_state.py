"""How a file stands with git is told as git would tell it, and a state comes back in every case."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from gonogo.core.git import Head, Standing, conflict_marker, head, head_blob, standing, state
from gonogo.core.git import Repository as Found
from gonogo.core.git.entries import IndexEntry, in_index
from tests.core.git.conftest import CHECKLIST, tick
from tests.throwaway import Repository


def test_a_committed_file_is_clean_and_says_where(repository: Repository, checklist: Path) -> None:
    seen = state(checklist)
    assert seen.standing is Standing.CLEAN
    assert seen.head == Head(branch="main", commit=repository.git("rev-parse", "HEAD"))
    assert seen.head.label == "main"
    assert seen.operation is None
    assert seen.notices == ()
    assert not seen.view_only


def test_an_edit_a_mode_and_a_staged_edit_are_changes(repository: Repository, checklist: Path) -> None:
    tick(checklist)
    assert state(checklist).standing is Standing.CHANGED
    repository.git("add", "launch.md")
    seen = state(checklist)
    assert seen.standing is Standing.CHANGED
    assert not seen.partly_staged
    repository.commit("Tick")
    assert state(checklist).standing is Standing.CLEAN
    checklist.chmod(0o755)
    assert state(checklist).standing is Standing.CHANGED
    repository.git("config", "core.fileMode", "false")
    assert state(checklist).standing is Standing.CLEAN


def test_a_file_staged_in_part_says_that_a_commit_takes_it_whole(
    repository: Repository, checklist: Path
) -> None:
    tick(checklist)
    repository.git("add", "launch.md")
    checklist.write_text(CHECKLIST)  # back to what is committed: staged all the same
    seen = state(checklist)
    assert seen.standing is Standing.CHANGED
    assert seen.partly_staged
    assert "a commit takes the file whole" in seen.notices[0]


def test_a_file_that_is_only_announced_is_not_partly_staged(repository: Repository, checklist: Path) -> None:
    new = repository.write("new.md", "- [ ] a\n")
    assert state(new).standing is Standing.UNTRACKED
    repository.git("add", "--intent-to-add", "new.md")
    seen = state(new)
    assert seen.standing is Standing.CHANGED
    assert not seen.partly_staged
    assert checklist.exists()


def test_touching_a_file_does_not_change_it(checklist: Path) -> None:
    os.utime(checklist, (1, 1))
    assert state(checklist).standing is Standing.CLEAN


def test_a_branch_without_commits_is_unborn(repository: Repository) -> None:
    path = repository.write("launch.md", "- [ ] a\n")
    seen = state(path)
    assert seen.standing is Standing.UNTRACKED
    assert seen.head == Head(branch="main")
    assert seen.head.unborn
    repository.git("add", "launch.md")
    assert state(path).standing is Standing.CHANGED
    assert head_blob(path) is None


def test_a_detached_head_is_shown_by_its_commit_with_a_warning(
    repository: Repository, checklist: Path
) -> None:
    repository.git("checkout", "--quiet", "--detach")
    seen = state(checklist)
    assert seen.head is not None
    assert seen.head.detached
    assert seen.head.label == f"detached at {repository.git('rev-parse', 'HEAD')[:8]}"
    assert "git switch -c" in seen.notices[0]


def test_ahead_and_behind_the_upstream_are_counted(
    repository: Repository, found: Found, checklist: Path
) -> None:
    repository.git("branch", "feature/über-branch")
    repository.git("checkout", "--quiet", "feature/über-branch")
    repository.git("branch", "--quiet", "--set-upstream-to=main")
    assert head(found).upstream == "main"
    assert (head(found).ahead, head(found).behind) == (0, 0)
    for message in ("one", "two"):
        repository.commit(message)
    repository.git("checkout", "--quiet", "main")
    repository.commit("three")
    repository.git("checkout", "--quiet", "feature/über-branch")
    where = head(found)
    assert (where.branch, where.ahead, where.behind) == ("feature/über-branch", 2, 1)
    assert checklist.exists()


def test_a_history_too_long_to_count_still_shows_its_branch(
    found: Found, checklist: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = tmp_path / "bin" / "git"
    slow.parent.mkdir()
    slow.write_text(
        f'#!/bin/sh\ncase "$*" in *upstream:track*) sleep 600;; esac\nexec {shutil.which("git")} "$@"\n'
    )
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", f"{slow.parent}:{os.environ['PATH']}")
    monkeypatch.setattr("gonogo.core.git.heads.COUNTING_LIMIT", 0.2)
    assert head(found).branch == "main"
    assert state(checklist).standing is Standing.CLEAN


def test_outside_a_repository_there_is_nothing_to_say_but_how_the_file_is(tmp_path: Path) -> None:
    path = tmp_path / "launch.md"
    path.write_text("- [ ] a\n")
    seen = state(path)
    assert seen.standing is Standing.OUTSIDE
    assert seen.repository is None
    assert seen.notices == ()
    assert state(tmp_path / "gone.md").standing is Standing.MISSING


def test_a_fifo_or_a_folder_is_no_file_and_nobody_waits_for_it(repository: Repository) -> None:
    fifo = repository.folder / "fifo.md"
    os.mkfifo(fifo)
    assert state(fifo).standing is Standing.MISSING
    assert state(repository.folder).standing is Standing.MISSING


def test_a_file_that_goes_while_git_is_asked_is_missing(
    repository: Repository, checklist: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked(found: Found, names: list[str]) -> dict[str, IndexEntry]:
        checklist.unlink()
        return in_index(found, names)

    monkeypatch.setattr(standing, "in_index", asked)
    assert state(checklist).standing is Standing.MISSING


def test_an_lfs_pointer_is_for_viewing(repository: Repository) -> None:
    repository.write(".gitattributes", "*.md filter=lfs diff=lfs merge=lfs -text\n")
    path = repository.write(
        "launch.md", f"version https://git-lfs.github.com/spec/v1\noid sha256:{'0' * 64}\nsize 12345\n"
    )
    repository.commit("Pointer")
    seen = state(path)
    assert seen.standing is Standing.CLEAN
    assert seen.lfs_pointer
    assert "git lfs pull" in seen.view_only
    assert seen.notices[0] == seen.view_only


def test_a_filtered_file_is_clean_while_nobody_touched_it_and_changed_afterwards(
    repository: Repository,
) -> None:
    repository.git("config", "filter.upper.clean", "tr a-z A-Z")
    repository.write(".gitattributes", "*.md filter=upper\n")
    path = repository.write("launch.md", "- [ ] shouted\n")
    os.utime(path, (1_700_000_000, 1_700_000_000))
    repository.commit("Filtered")
    assert repository.git("show", "HEAD:launch.md") == "- [ ] SHOUTED"
    assert state(path).standing is Standing.CLEAN
    tick(path)
    assert state(path).standing is Standing.CHANGED


def test_a_filtered_file_as_young_as_the_index_may_or_may_not_be_changed(repository: Repository) -> None:
    repository.git("config", "filter.upper.clean", "tr a-z A-Z")
    repository.write(".gitattributes", "*.md filter=upper\n")
    path = repository.write("launch.md", "- [ ] shouted\n")
    os.utime(path, (1_700_000_000, 1_700_000_000))
    repository.commit("Filtered")
    os.utime(repository.folder / ".git" / "index", (1_700_000_000, 1_700_000_000))
    seen = state(path)
    assert seen.standing is Standing.UNKNOWN
    assert "filter upper" in seen.notices[0]


def test_a_file_in_another_encoding_is_clean_until_it_is_touched(repository: Repository) -> None:
    repository.write(".gitattributes", "*.md working-tree-encoding=UTF-16LE-BOM\n")
    path = repository.write("launch.md", "\ufeff- [ ] a\n".encode("utf-16-le"))
    os.utime(path, (1_700_000_000, 1_700_000_000))
    repository.commit("UTF-16")
    assert repository.git("show", "HEAD:launch.md") == "- [ ] a"
    assert state(path).standing is Standing.CLEAN


def test_the_committed_content_is_had_back(repository: Repository, checklist: Path) -> None:
    tick(checklist)
    assert head_blob(checklist) == CHECKLIST.encode()
    assert head_blob(repository.write("new.md", "x")) is None
    repository.write("odd", b"\0\xff\r\n")
    repository.commit("Bytes")
    assert head_blob(repository.folder / "odd") == b"\0\xff\r\n"


def test_outside_git_there_is_no_committed_content(tmp_path: Path) -> None:
    path = tmp_path / "launch.md"
    path.write_text("x")
    assert head_blob(path) is None


def test_a_repository_of_sha256_objects_is_read_as_well(tmp_path: Path) -> None:
    made = Repository(tmp_path)
    made.git("init", "--quiet", "--object-format=sha256")
    path = made.write("launch.md", CHECKLIST)
    made.commit("Add")
    assert state(path).standing is Standing.CLEAN
    tick(path)
    assert state(path).standing is Standing.CHANGED


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> x\n", 2, id="a conflict"),
        pytest.param("<<<<<<< HEAD\r\nb\r\n", 1, id="half resolved, CRLF"),
        pytest.param("a\n=======\nb\n>>>>>>> theirs\n", 4, id="the end alone, after the middle"),
        pytest.param("<<<<<<<\n", 1, id="without a label"),
        pytest.param("Heading\n=======\n\ntext\n", None, id="an underlined heading"),
        pytest.param(">>>>>>> deep\n", None, id="a deep quote"),
        pytest.param(" <<<<<<< HEAD\n", None, id="indented"),
        pytest.param("<<<<<<<< eight\n", None, id="eight signs"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_conflict_markers_are_found_and_markdown_is_not_taken_for_them(text: str, line: int | None) -> None:
    assert conflict_marker(text.encode()) == line


def test_looking_for_markers_takes_one_pass_over_the_text() -> None:
    hostile = b"\n>>>>>>> x\n" + b"=======\n" * 200_000
    assert conflict_marker(hostile) is None


READ_ONLY = """\
mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" && exec "$2" -c "$3" "$1/launch.md"
"""
LOOK = """\
import sys
from pathlib import Path
from gonogo.core.git import *
path = Path(sys.argv[1])
seen = state(path)
print(seen.standing, "|", seen.view_only)
try:
    commit(Repository.discover(path), [path], "No")
except CommitRefused as error:
    print(error.reason)
folder = state_dir(path, Repository.discover(path))
print(folder.is_dir(), path.parent in folder.parents)
"""


def test_on_a_read_only_file_system_there_is_a_view_and_a_place_for_state(
    repository: Repository, checklist: Path, tmp_path: Path
) -> None:
    def unshared(*command: str) -> subprocess.CompletedProcess[str]:
        environment = os.environ | {"XDG_STATE_HOME": str(tmp_path / "state"), "HOME": str(tmp_path)}
        return subprocess.run(
            ["unshare", "--mount", *command], capture_output=True, text=True, check=False, env=environment
        )

    tick(checklist)
    folder = str(repository.folder)
    try:
        able = unshared("sh", "-c", 'mount --bind "$1" "$1"', "sh", folder).returncode == 0
    except FileNotFoundError:
        able = False
    if not able:
        pytest.skip("no mount namespace of one's own may be made here")
    done = unshared("sh", "-c", READ_ONLY, "sh", folder, sys.executable, LOOK)
    assert done.stdout.splitlines() == [
        "changed | launch.md cannot be written: its file system is read-only",
        "view-only",
        "True False",
    ], done.stderr


def test_a_file_that_vanishes_while_it_is_looked_at_is_missing(
    checklist: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_and_gone(path: Path) -> bytes:
        data = path.read_bytes()
        path.unlink()
        return data

    monkeypatch.setattr("gonogo.core.git.standing.regular_bytes", read_and_gone)
    seen = state(checklist)
    assert seen.standing is Standing.MISSING
    assert "cannot be read as a file" in seen.notices[0]
