"""The journal and the locks have a place: in the git directory, else in the user's state, never elsewhere."""

import stat
from pathlib import Path

import platformdirs
import pytest

from gonogo.core.git import Repository as Found
from gonogo.core.git import state_dir, user_dir
from tests.throwaway import Repository


@pytest.fixture(autouse=True)
def user_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return tmp_path / "state"


def test_in_a_repository_it_lies_in_the_git_directory(
    repository: Repository, found: Found, checklist: Path
) -> None:
    folder = state_dir(checklist, found)
    assert folder == repository.folder / ".git" / "gonogo"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert state_dir(checklist, found) == folder
    assert repository.git("status", "--porcelain") == ""


def test_each_linked_worktree_has_its_own(repository: Repository, checklist: Path, tmp_path: Path) -> None:
    repository.git("worktree", "add", "--quiet", "-b", "side", str(tmp_path / "side"))
    document = tmp_path / "side" / "launch.md"
    folder = state_dir(document, Found.discover(document))
    assert folder == repository.folder / ".git" / "worktrees" / "side" / "gonogo"
    assert checklist.exists()


def test_outside_git_each_real_path_has_its_own_in_the_users_state(tmp_path: Path, user_state: Path) -> None:
    one, two, link = tmp_path / "one.md", tmp_path / "two.md", tmp_path / "link.md"
    one.touch()
    link.symlink_to(one)
    assert state_dir(one) != state_dir(two)
    assert state_dir(one) == state_dir(link)
    assert user_state in state_dir(one).parents
    assert stat.S_IMODE(state_dir(one).stat().st_mode) == 0o700


@pytest.mark.parametrize("planted", ["a link", "a file"])
def test_what_somebody_planted_in_the_git_directory_is_not_followed(
    repository: Repository, found: Found, checklist: Path, user_state: Path, tmp_path: Path, planted: str
) -> None:
    target = tmp_path / "target"
    target.mkdir()
    entry = repository.folder / ".git" / "gonogo"
    if planted == "a link":
        entry.symlink_to(target)
    else:
        entry.write_text("x")
    assert user_state in state_dir(checklist, found).parents
    assert list(target.iterdir()) == []


@pytest.mark.parametrize("named", [None, "", "  ", "kept"])
def test_the_users_state_is_where_the_rest_of_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str | None
) -> None:
    if named is None:
        monkeypatch.delenv("XDG_STATE_HOME")
    else:
        monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / named) if named.strip() else named)
    assert user_dir(tmp_path / "a.md").parent == platformdirs.user_state_path("gonogo") / "documents"
    assert not user_dir(tmp_path / "a.md").exists()
