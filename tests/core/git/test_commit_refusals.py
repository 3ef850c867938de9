"""Where a commit would be wrong it is refused beforehand, with a sentence, and nothing is touched."""

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from gonogo.core.git import CommitRefused, Operation, Refusal, Standing, commit, operation, state
from gonogo.core.git import Repository as Found
from gonogo.core.git.locks import PAUSES
from tests.core.git.conftest import locks, tick
from tests.throwaway import Repository


def refused(found: Found, path: Path, message: str = "No") -> CommitRefused:
    with pytest.raises(CommitRefused) as caught:
        commit(found, [path], message)
    return caught.value


def conflicting(repository: Repository, checklist: Path) -> None:
    """A branch `theirs` that changes the line that `main` changes; both committed."""
    repository.git("checkout", "--quiet", "-b", "theirs")
    checklist.write_text("# Launch\n\n- [~] Redis health check\n- [ ] Rollback rehearsed\n")
    repository.commit("Theirs")
    repository.git("checkout", "--quiet", "main")
    tick(checklist)
    repository.commit("Ours")


STOPPED: dict[Operation, Callable[[Repository], object]] = {
    Operation.MERGE: lambda r: r.git("merge", "theirs", check=False),
    Operation.REBASE: lambda r: r.git("rebase", "theirs", check=False),
    Operation.CHERRY_PICK: lambda r: r.git("cherry-pick", "theirs", check=False),
    Operation.REVERT: lambda r: r.git("revert", "--no-edit", "HEAD~1", check=False),
    Operation.BISECT: lambda r: r.git("bisect", "start"),
    Operation.AM: lambda r: r.git("am", str(patch_of(r)), check=False),
}


def patch_of(repository: Repository) -> Path:
    return repository.write(
        ".git/theirs.patch", repository.git("format-patch", "-1", "--stdout", "theirs") + "\n"
    )


@pytest.mark.parametrize("kind", STOPPED)
def test_a_commit_is_refused_while_git_is_in_the_middle_of_something(
    repository: Repository, found: Found, checklist: Path, kind: Operation
) -> None:
    conflicting(repository, checklist)
    if kind is Operation.REVERT:
        repository.write("launch.md", "- [x] rewritten\n")
        repository.commit("Rewrite")
    STOPPED[kind](repository)
    assert operation(found) is kind
    if kind is not Operation.BISECT:
        repository.git("checkout", "--quiet", "HEAD", "--", "launch.md")
        tick(checklist)
    before = repository.git("status", "--porcelain=v2", "--branch")

    error = refused(found, checklist)

    assert error.reason is Refusal.OPERATION
    assert f"a {kind} is in progress" in str(error) or f"an {kind} is in progress" in str(error)
    assert "git " in str(error)
    assert str(error) in state(checklist).notices
    assert repository.git("status", "--porcelain=v2", "--branch") == before


def test_between_two_picks_of_a_sequence_the_operation_is_still_seen(
    repository: Repository, found: Found, checklist: Path
) -> None:
    conflicting(repository, checklist)
    repository.git("cherry-pick", "main~1", "theirs", check=False)
    (repository.folder / ".git" / "CHERRY_PICK_HEAD").unlink(missing_ok=True)
    assert operation(found) is Operation.CHERRY_PICK


def test_a_rebase_without_conflict_that_waits_for_an_edit_is_refused(
    repository: Repository, found: Found, checklist: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tick(checklist)
    repository.commit("Tick")
    monkeypatch.setenv("GIT_SEQUENCE_EDITOR", "sed -i s/^pick/edit/")
    repository.git("rebase", "--interactive", "HEAD~1")
    tick(checklist)
    assert refused(found, checklist).reason is Refusal.OPERATION


def test_a_checklist_in_conflict_is_shown_as_such_and_not_committed(
    repository: Repository, found: Found, checklist: Path
) -> None:
    tick(checklist)
    repository.git("stash")
    checklist.write_text("# Launch\n\n- [!] Redis health check\n")
    repository.commit("Blocked")
    repository.git("stash", "pop", check=False)
    seen = state(checklist)
    assert seen.standing is Standing.CONFLICTED
    assert seen.operation is None
    assert seen.marker_line == 3
    assert refused(found, checklist).reason is Refusal.CONFLICT


def test_conflict_markers_that_somebody_added_are_not_committed(
    repository: Repository, found: Found, checklist: Path
) -> None:
    text = "# Launch\n\n<<<<<<< HEAD\n- [x] Redis\n=======\n- [~] Redis\n>>>>>>> theirs\n"
    checklist.write_text(text)
    repository.git("add", "launch.md")
    error = refused(found, checklist)
    assert error.reason is Refusal.CONFLICT
    assert "line 3" in str(error)
    assert state(checklist).marker_line == 3
    assert checklist.read_text() == text


def test_an_ignored_checklist_is_refused_with_the_rule(repository: Repository, found: Found) -> None:
    repository.write(".gitignore", "# drafts stay here\ndrafts/\n")
    path = repository.write("drafts/launch.md", "- [ ] a\n")
    seen = state(path)
    assert seen.standing is Standing.IGNORED
    assert seen.ignored_by is not None
    assert (seen.ignored_by.pattern, seen.ignored_by.source, seen.ignored_by.line) == (
        "drafts/",
        ".gitignore",
        2,
    )
    error = refused(found, path)
    assert error.reason is Refusal.IGNORED
    assert "`drafts/` in .gitignore, line 2" in str(error)


def test_a_tracked_checklist_below_an_ignored_folder_is_committed(
    repository: Repository, found: Found
) -> None:
    path = repository.write("drafts/launch.md", "- [ ] a\n")
    repository.write(".gitignore", "drafts/\n")
    repository.git("add", "--force", "drafts/launch.md")
    repository.git("commit", "--quiet", "-m", "Force it in")
    tick(path)
    commit(found, [path], "Tick")
    assert repository.git("show", "HEAD:drafts/launch.md") == "- [x] a"


def test_without_an_identity_the_commands_that_set_it_are_shown(
    repository: Repository, found: Found, checklist: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("AUTHOR_NAME", "AUTHOR_EMAIL", "COMMITTER_NAME", "COMMITTER_EMAIL"):
        monkeypatch.delenv(f"GIT_{name}")
    monkeypatch.delenv("EMAIL", raising=False)
    repository.git("config", "user.useConfigOnly", "true")
    tick(checklist)
    saved = checklist.read_bytes()
    error = refused(found, checklist)
    assert error.reason is Refusal.IDENTITY
    assert "git config --global user.name" in str(error)
    assert "git config --global user.email" in str(error)
    assert checklist.read_bytes() == saved
    assert repository.git("rev-list", "--count", "HEAD") == "1"


@pytest.mark.parametrize("lock", ["index.lock", "HEAD.lock", "refs/heads/main.lock"])
def test_a_lock_that_stays_is_told_and_never_removed(
    repository: Repository, found: Found, checklist: Path, lock: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gonogo.core.git.locks.PAUSES", (0.001, 0.002))
    held = repository.write(f".git/{lock}", "")
    tick(checklist)
    error = refused(found, checklist)
    assert error.reason is Refusal.LOCKED
    assert str(held) in str(error)
    assert held.exists()
    assert repository.git("rev-list", "--count", "HEAD") == "1"


def test_a_lock_is_waited_for_about_a_second() -> None:
    assert 1.2 < sum(PAUSES) < 1.4


@pytest.fixture
def in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever holds a lock gives it back in time, however slowly the machine gets to it."""
    monkeypatch.setattr("gonogo.core.git.locks.PAUSES", (*PAUSES, *[1.0] * 30))


@pytest.mark.parametrize("new", [True, False])
@pytest.mark.usefixtures("in_time")
def test_a_lock_that_goes_away_in_time_is_waited_for(
    repository: Repository, found: Found, checklist: Path, new: bool
) -> None:
    held = repository.write(".git/index.lock", "")
    path = repository.write("new.md", "- [ ] a\n") if new else checklist
    tick(path)
    timer = threading.Timer(0.1, held.unlink)
    timer.start()
    try:
        commit(found, [path], "After the lock")
    finally:
        timer.join()
    assert repository.git("log", "-1", "--format=%s") == "After the lock"


@pytest.mark.usefixtures("in_time")
def test_a_lock_taken_between_the_look_and_the_command_is_waited_for_too(
    repository: Repository, found: Found, checklist: Path, hook: Callable[[str, str], Path]
) -> None:
    # The first run finds HEAD locked by a hook of its own; the second does not.
    hook(
        "pre-commit",
        "test -e .git/once || { : > .git/once; : > .git/HEAD.lock; (sleep 0.3; rm .git/HEAD.lock) & }",
    )
    tick(checklist)
    commit(found, [checklist], "Second try")
    assert repository.git("log", "-1", "--format=%s") == "Second try"
    assert locks(repository) == []


def test_a_file_that_git_was_told_not_to_look_at_is_refused(
    repository: Repository, found: Found, checklist: Path
) -> None:
    repository.git("update-index", "--skip-worktree", "launch.md")
    tick(checklist)
    error = refused(found, checklist)
    assert error.reason is Refusal.HIDDEN
    assert "git update-index --no-skip-worktree" in str(error)
    assert any("skip-worktree" in notice for notice in state(checklist).notices)


def test_a_bare_repository_is_for_viewing(tmp_path: Path) -> None:
    bare = tmp_path / "bare.git"
    bare.mkdir()
    Repository(bare).git("init", "--quiet", "--bare")
    path = bare / "launch.md"
    path.write_text("- [ ] a\n")
    found = Found.discover(path)
    assert found is not None and found.bare
    assert state(path).standing is Standing.OUTSIDE
    assert "bare" in state(path).view_only
    assert refused(found, path).reason is Refusal.VIEW_ONLY


def test_a_file_in_gits_own_directory_is_for_viewing(repository: Repository) -> None:
    path = repository.write(".git/notes.md", "- [ ] a\n")
    found = Found.discover(path)
    assert found is not None and found.bare
    assert refused(found, path).reason is Refusal.VIEW_ONLY


def test_what_is_not_there_or_elsewhere_is_refused(
    repository: Repository, found: Found, checklist: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text("- [ ] a\n")
    inner = Repository(repository.folder / "inner")
    inner.folder.mkdir()
    inner.git("init", "--quiet")
    nested = inner.write("launch.md", "- [ ] a\n")
    fifo = repository.folder / "fifo.md"
    os.mkfifo(fifo)
    for path in (outside, nested, fifo, repository.folder / "gone.md"):
        assert refused(found, path).reason is Refusal.MISSING
    assert refused(found, checklist, "  \n").reason is Refusal.NO_MESSAGE
    with pytest.raises(CommitRefused) as caught:
        commit(found, [], "Nothing")
    assert caught.value.reason is Refusal.NOTHING


def test_a_broken_configuration_is_told_in_gits_words(
    repository: Repository, found: Found, checklist: Path
) -> None:
    repository.write(".git/config", "[core\n")
    seen = state(checklist)
    assert seen.standing is Standing.UNKNOWN
    assert "bad config" in seen.notices[0]
    assert refused(found, checklist).reason is Refusal.GIT
