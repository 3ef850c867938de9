"""A commit for each phase: each holds its phase's changes and evidence, together they hold all of them."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from checkdown import Attach, ItemRef, SetState, State, difference, parse
from gonogo.core.committing import draft
from gonogo.core.evidence import keep
from gonogo.core.git import CommitRefused
from gonogo.core.phasecommits import apart, make_phase_commits
from gonogo.core.workspace import Document, Workspace, save
from tests.throwaway import Repository

LAUNCH = """\
# Launch

**Verdict:** TBD

## Health

- [ ] Redis is up
- [ ] Queue is up

## Money

- [ ] Refunds work

## Later

- [ ] Postcards
"""


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture(params=["\n", "\r\n"], ids=["LF", "CRLF"])
def launch(request: pytest.FixtureRequest, repository: Repository) -> Document:
    path = repository.write("launch.md", LAUNCH.replace("\n", request.param))
    repository.write("other.md", "# Other\n")
    repository.commit("Begin")
    return Workspace().open(path)


def mark(document: Document, text: str, state: State = State.DONE, reason: str = "") -> None:
    (item,) = [each for each in document.checklist.items if each.text == text]
    assert document.do(SetState(ItemRef.of(item), state, reason)) is not None


def walked(document: Document) -> Path:
    """Edits in two phases, with a file of evidence in the second."""
    mark(document, "Redis is up")
    mark(document, "Refunds work", State.BLOCKED, "no account")
    path = keep(document.path, "refunds", b"ok\n", ".txt", datetime(2026, 11, 21, 20, 19, tzinfo=UTC))
    (item,) = [each for each in document.checklist.items if each.text == "Refunds work"]
    target = path.relative_to(document.path.parent).as_posix()
    document.do(Attach(ItemRef.of(item), target, sort="path"))
    mark(document, "Queue is up")
    return path


def decide(document: Document) -> None:
    """An edit in no phase."""
    path = document.path
    path.write_bytes(path.read_bytes().replace(b"TBD", b"GO"))


def files(repository: Repository, revision: str) -> set[str]:
    return set(repository.git("show", "--format=", "--name-only", revision).split())


def test_each_phase_has_its_commit_and_the_last_one_all_the_rest(
    launch: Document, repository: Repository
) -> None:
    evidence = walked(launch)
    save(launch)
    decide(launch)
    document = Workspace().open(launch.path)
    repository.write("other.md", "# Other, staged\n")
    repository.git("add", "other.md")
    first, last = apart(draft(document))
    assert [each.phase for each in first] == ["Health", "Money"]
    people = (("Reviewed-by", "Grace Hopper <grace@example.org>"),)
    done = make_phase_commits(first, last, last.message, people)
    assert done.notes == ("2 commits of phases before it",)
    log = repository.git("log", "--reverse", "--format=%s").split("\n")
    assert log == [
        "Begin",
        "Launch, Health: 2 done",
        "Launch, Money: [ ] -> [!] Refunds work",
        "Launch: update",
    ]
    for revision in ("HEAD~2", "HEAD~1"):
        trailers = repository.git("log", "-1", "--format=%(trailers:only)", revision)
        assert "Reviewed-by: Grace Hopper <grace@example.org>" in trailers
        assert "Checklist: launch.md" in trailers
    shown = [repository.git("show", f"HEAD~{back}:launch.md").replace("\r", "") for back in (2, 1, 0)]
    assert [(text.count("[x]"), "[!] Refunds" in text, "Verdict:** GO" in text) for text in shown] == [
        (2, False, False),
        (2, True, False),
        (2, True, True),
    ]
    name = evidence.relative_to(repository.folder).as_posix()
    assert files(repository, "HEAD~2") == {"launch.md"}
    assert files(repository, "HEAD~1") == {"launch.md", name}
    assert repository.git("status", "--porcelain") == "M  other.md"
    assert not list((repository.folder / ".git" / "gonogo").glob("index-*"))


def test_what_changed_in_one_phase_alone_is_one_commit(launch: Document) -> None:
    mark(launch, "Redis is up")
    mark(launch, "Queue is up")
    save(launch)
    found = draft(launch)
    assert apart(found) == ((), found)


def test_the_last_phase_is_an_ordinary_commit_where_nothing_else_changed(
    launch: Document, repository: Repository
) -> None:
    mark(launch, "Redis is up")
    mark(launch, "Postcards", State.NA)
    save(launch)
    first, last = apart(draft(launch))
    assert [each.phase for each in first] == ["Health"]
    assert last.message.startswith("Launch, Later: ")
    make_phase_commits(first, last, last.message)
    assert repository.git("rev-list", "--count", "HEAD") == "3"
    assert repository.git("status", "--porcelain") == ""


def test_a_document_that_git_does_not_know_is_one_commit(repository: Repository) -> None:
    repository.write("other.md", "# Other\n")
    repository.commit("Begin")
    document = Workspace().open(repository.write("new.md", LAUNCH))
    found = draft(document)
    assert apart(found) == ((), found)


def test_where_a_hook_refuses_a_later_one_those_before_it_stand(
    launch: Document, repository: Repository
) -> None:
    walked(launch)
    save(launch)
    text = launch.path.read_bytes()
    hook = repository.write(".git/hooks/commit-msg", "#!/bin/sh\n! grep -q Money $1\n")
    hook.chmod(0o755)
    first, last = apart(draft(launch))
    with pytest.raises(CommitRefused, match=r"1 commit of a phase stands"):
        make_phase_commits(first, last, last.message)
    assert repository.git("log", "-1", "--format=%s") == "Launch, Health: 2 done"
    assert launch.path.read_bytes() == text
    assert repository.git("diff", "--cached", "--name-only") == ""
    assert parse(text).tally().done == 2


def test_the_versions_of_all_commits_lead_from_one_to_the_next(launch: Document) -> None:
    walked(launch)
    mark(launch, "Postcards")
    save(launch)
    first, _ = apart(draft(launch))
    before = parse(launch.path.read_bytes())
    for each in reversed(first):
        after = parse(each.content)
        assert difference(after.source, before.source)
        before = after
