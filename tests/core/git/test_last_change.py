"""Who changed a line last, and that asking runs nothing of the repository."""

from pathlib import Path

from gonogo.core.git import last_change
from tests.throwaway import Repository


def test_it_is_the_commit_that_brought_the_line(repository: Repository, checklist: Path) -> None:
    first = repository.git("rev-parse", "HEAD")
    checklist.write_text(checklist.read_text().replace("Rollback", "A rollback"))
    repository.commit("Say it better")
    old = last_change(checklist, 3, "- [ ] Redis health check")
    new = last_change(checklist, 4, "- [ ] A rollback rehearsed\n")
    assert old is not None
    assert new is not None
    assert (old.commit, old.subject) == (first, "Add the checklist")
    assert (new.commit, new.subject) == (repository.git("rev-parse", "HEAD"), "Say it better")
    assert str(new).startswith(f"{new.author}, {new.date}, {new.commit[:8]} ")


def test_a_line_that_no_commit_holds_has_none(repository: Repository, checklist: Path) -> None:
    assert last_change(checklist, 4, "- [ ] Something else") is None
    assert last_change(repository.write("new.md", "- [ ] x\n"), 1, "- [ ] x") is None


def test_outside_of_git_there_is_none(tmp_path: Path) -> None:
    path = tmp_path / "launch.md"
    path.write_text("- [ ] x\n")
    assert last_change(path, 1, "- [ ] x") is None


def test_no_filter_of_the_repository_runs(repository: Repository, checklist: Path) -> None:
    trace = repository.folder.parent / "ran"
    repository.git("config", "filter.spy.clean", f"touch {trace}; cat")
    repository.git("config", "diff.spy.textconv", f"touch {trace}; cat")
    repository.write(".gitattributes", "*.md filter=spy diff=spy\n")
    trace.unlink(missing_ok=True)
    assert last_change(checklist, 3, "- [ ] Redis health check") is not None
    assert not trace.exists()
