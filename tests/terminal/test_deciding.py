"""A merge that git left in conflict, resolved in the application, in a real terminal."""

from collections.abc import Callable
from pathlib import Path

from tests.core.workspace.conftest import LAUNCH
from tests.core.workspace.test_deciding import MIXED, NEIGHBOURS, changed, collide
from tests.terminal.session import Session
from tests.throwaway import Repository

Opened = Callable[..., Session]


def test_a_conflict_is_merged_by_item_the_rest_decided_and_git_goes_on(
    opened: Opened, repository: Repository
) -> None:
    path = collide(repository, *MIXED)
    session = opened(path)
    session.wait_said("holds a conflict marker")
    session.wait_said("C: item by item")
    session.ask_which("C", "A merge left 1 place in conflict")
    session.wait_for("1 left to decide")
    session.press("m")
    session.wait_for("In conflict: line")
    session.wait_for("- [x] Redis health check", "- [!] Redis health check", "as it was")
    session.terminal.settle()
    session.press("t")
    session.wait_said("`git add` the file, then `git merge --continue`")
    session.wait_file(changed(("Redis", "!"), ("Rollback", "x")).encode())
    session.press("escape")
    session.wait_said("? help")
    session.find("Tell support")
    session.press("space")
    session.wait_file(changed(("Redis", "!"), ("Rollback", "x"), ("Tell", "x")).encode())
    session.leave()
    repository.git("add", "launch.md")
    repository.git("commit", "--quiet", "--no-edit")
    assert len(repository.git("log", "-1", "--format=%P").split()) == 2


def test_neighbouring_ticks_leave_nothing_to_decide(opened: Opened, repository: Repository) -> None:
    path = collide(repository, *NEIGHBOURS)
    session = opened(path)
    session.wait_said("holds a conflict marker")
    session.ask_which("C", "A merge left 1 place in conflict")
    session.wait_for("nothing is left to decide")
    session.press("m")
    session.wait_said("nothing is in conflict any more")
    session.wait_file(changed(("Redis", "x"), ("Rollback", "x")).encode())
    session.leave()


def test_leaving_a_question_leaves_the_file_as_it_is(opened: Opened, repository: Repository) -> None:
    path = collide(repository, *MIXED)
    marked = path.read_bytes()
    session = opened(path)
    session.wait_said("holds a conflict marker")
    session.ask_which("C", "A merge left 1 place in conflict")
    session.press("k")
    session.wait_for("In conflict: line")
    session.terminal.settle()
    session.press("escape")
    session.wait_said("1 left in conflict")
    session.leave()
    assert path.read_bytes() == marked


def test_where_nothing_is_in_conflict_that_is_said(opened: Opened, repository: Repository) -> None:
    path: Path = repository.write("launch.md", LAUNCH)
    session = opened(path)
    session.wait_for("? help")
    session.press("C")
    session.wait_said("nothing is in conflict here")
    session.leave()
