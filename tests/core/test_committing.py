"""A commit of checklists: drafted from what changed item by item, with its evidence, and nothing else."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from checkdown import AddNote, Attach, ItemRef, SetState, Sign, State, Withhold
from gonogo.core.committing import Draft, beforehand, draft, joint_message, left_alone, make_commit
from gonogo.core.evidence import keep
from gonogo.core.git import CommitRefused, Refusal
from gonogo.core.workspace import Document, Workspace, refresh, save
from tests.throwaway import Repository

LAUNCH = """\
# Launch

- [ ] Redis health check
- [ ] Rollback rehearsed

| Check | Status | Evidence |
|-------|--------|----------|
| Error rate | ❌ | |
"""


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def launch(repository: Repository) -> Document:
    """`docs/launch.md`, committed and open."""
    path = repository.write("docs/launch.md", LAUNCH)
    repository.commit("Begin")
    return Workspace().open(path)


def mark(document: Document, text: str, state: State = State.DONE, reason: str = "") -> None:
    (item,) = [each for each in document.checklist.items if each.text == text]
    assert document.do(SetState(ItemRef.of(item), state, reason)) is not None


def attach(document: Document, text: str, target: str) -> None:
    (item,) = [each for each in document.checklist.items if each.text == text]
    assert document.do(Attach(ItemRef.of(item), target, sort="path")) is not None


def evidence(document: Document, text: str, second: int = 0) -> Path:
    """A file of evidence for an item, attached."""
    now = datetime(2026, 11, 21, 20, 19, second, tzinfo=UTC)
    path = keep(document.path, text, b"ok\n", ".txt", now)
    attach(document, text, path.relative_to(document.path.parent).as_posix())
    return path


def told(found: Draft) -> list[str]:
    return [change.told for change in found.changes]


def committed_names(repository: Repository) -> list[str]:
    return repository.git("show", "--name-only", "--format=", "HEAD").split("\n")


def test_a_line_for_each_item_and_one_for_each_piece_of_evidence(launch: Document) -> None:
    mark(launch, "Redis health check")
    mark(launch, "Rollback rehearsed", State.BLOCKED, "no cluster")
    mark(launch, "Error rate")
    path = evidence(launch, "Redis health check")
    found = draft(launch)
    assert told(found) == [
        "[ ] -> [x] Redis health check",
        "[ ] -> [!] Rollback rehearsed",
        "❌ -> ✅ Error rate",
    ]
    assert found.evidence == (path,)
    ids = [item.id for item in launch.checklist.items]
    assert found.message == (
        "Launch: 2 done, 1 blocked\n\n"
        "- [ ] -> [x] Redis health check\n"
        "  evidence: evidence/launch/redis-health-check/2026-11-21T201900Z.txt\n"
        "- [ ] -> [!] Rollback rehearsed\n"
        "  blocked: no cluster\n"
        "- ❌ -> ✅ Error rate\n\n"
        "Checklist: docs/launch.md\n"
        f"Item: {ids[0]} done\n"
        "Evidence: docs/evidence/launch/redis-health-check/2026-11-21T201900Z.txt\n"
        f"Item: {ids[1]} blocked\n"
        f"Item: {ids[2]} done\n"
    )


def test_evidence_for_an_item_that_stays_as_it_is_names_its_item(
    launch: Document, repository: Repository
) -> None:
    repository.write("app.py", "a\nb\n")
    repository.commit("Add the program", "app.py")
    attach(launch, "Redis health check", "../app.py:1-2")
    (only,) = draft(launch).changes
    assert (only.told, only.under) == ("[ ] Redis health check", ("evidence: ../app.py:1-2",))
    assert draft(launch).message.startswith("Launch: evidence for Redis health check\n\n- [ ] Redis")
    assert "\nEvidence: app.py:1-2\n" in draft(launch).message
    mark(launch, "Rollback rehearsed")
    assert draft(launch).message.startswith("Launch: 1 done, 1 with evidence\n")


def test_a_note_that_comes_with_a_state_stands_below_it(launch: Document) -> None:
    mark(launch, "Redis health check", State.NA)
    (item,) = [each for each in launch.checklist.items if each.text == "Redis health check"]
    launch.do(AddNote(ItemRef.of(item), "there is no Redis"))
    (only,) = draft(launch).changes
    assert (only.told, only.under) == ("[ ] -> [-] Redis health check", ("note: there is no Redis",))
    assert "not applicable" not in draft(launch).message.split("\n")[0]


def test_where_very_many_items_changed_the_trailers_name_the_checklist_alone(repository: Repository) -> None:
    path = repository.write("many.md", "".join(f"- [ ] item {number}\n" for number in range(21)))
    repository.commit("Begin")
    document = Workspace().open(path)
    for number in range(20):
        mark(document, f"item {number}")
    assert draft(document).message.count("\nItem: ") == 20
    mark(document, "item 20")
    assert draft(document).message.endswith("- [ ] -> [x] item 20\n\nChecklist: many.md\n")


def test_git_reads_the_message_as_it_is_meant(launch: Document, repository: Repository) -> None:
    mark(launch, "Redis health check")
    evidence(launch, "Redis health check")
    save(launch)
    found = draft(launch)
    make_commit([found], found.message)
    subject = repository.git("log", "-1", "--format=%s")
    assert subject == "Launch: [ ] -> [x] Redis health check"
    assert len(subject) < 72
    assert repository.git("log", "-1", "--format=%(trailers:only,unfold)").split("\n") == [
        "Checklist: docs/launch.md",
        f"Item: {launch.checklist.items[0].id} done",
        "Evidence: docs/evidence/launch/redis-health-check/2026-11-21T201900Z.txt",
        "",
    ]
    body = repository.git("log", "-1", "--format=%b").split("\n")
    assert body.count("- [ ] -> [x] Redis health check") == 1


def test_only_the_checklist_and_its_own_evidence_are_committed(
    launch: Document, repository: Repository
) -> None:
    repository.write("app.py", "one\n")
    repository.write("lib.py", "one\n")
    repository.commit("Sources", "app.py", "lib.py")
    repository.write("app.py", "two\n")
    repository.write("lib.py", "two\n")
    repository.git("add", "lib.py")
    mark(launch, "Redis health check")
    attach(launch, "Redis health check", "../app.py")
    path = evidence(launch, "Error rate")
    uncited = keep(launch.path, "Error rate", b"no\n", ".txt", datetime(2026, 1, 1, tzinfo=UTC))
    save(launch)
    found = draft(launch)
    assert found.evidence == (path,)
    assert left_alone([found]) == "1 staged and 1 changed files are left alone"
    make_commit([found], found.message)
    assert committed_names(repository) == [
        "docs/evidence/launch/error-rate/2026-11-21T201900Z.txt",
        "docs/launch.md",
    ]
    assert repository.git("status", "--porcelain").split("\n") == [
        " M app.py",
        "M  lib.py",
        f"?? {uncited.relative_to(repository.folder)}",
    ]


def test_evidence_that_is_committed_already_is_not_named_again(
    launch: Document, repository: Repository
) -> None:
    first = evidence(launch, "Redis health check")
    save(launch)
    found = draft(launch)
    make_commit([found], found.message)
    assert draft(launch).evidence == ()
    second = evidence(launch, "Error rate")
    assert second.name == first.name
    third = evidence(launch, "Redis health check", 1)
    assert set(draft(launch).evidence) == {second, third}


def test_what_came_went_and_moved_is_told_as_that(launch: Document, repository: Repository) -> None:
    text = LAUNCH.replace("- [ ] Redis health check\n", "").replace("| Error rate | ❌ | |\n", "")
    launch.path.write_text(text + "\n- [x] Redis health check\n- [ ] Tell support\n")
    refresh(launch)
    assert told(draft(launch)) == [
        "[ ] -> [x] Redis health check",
        "added [ ] Tell support",
        "removed ❌ Error rate",
    ]
    assert draft(launch).message.startswith("Launch: 1 done, 1 added, 1 removed\n")


def test_nothing_changed_is_an_empty_draft(launch: Document) -> None:
    found = draft(launch)
    assert (found.changes, found.evidence, found.message) == ((), (), "Launch: update\n")
    assert left_alone([found]) == ""
    with pytest.raises(CommitRefused, match="nothing changed"):
        make_commit([found], found.message)


def test_a_new_checklist_and_an_unborn_branch(repository: Repository) -> None:
    document = Workspace().open(repository.write("launch.md", LAUNCH))
    mark(document, "Redis health check")
    save(document)
    found = draft(document)
    assert told(found) == ["added with 3 items, 1 done"]
    assert "launch.md is new to git" in beforehand([found])
    make_commit([found], found.message)
    assert repository.git("log", "--format=%s") == "Launch: added with 3 items, 1 done"
    assert draft(document).changes == ()


def test_unsaved_edits_are_not_left_out_silently(launch: Document) -> None:
    mark(launch, "Redis health check")
    with pytest.raises(CommitRefused, match="not saved yet"):
        make_commit([draft(launch)], "No")


def test_several_documents_are_one_commit_and_two_repositories_are_none(
    launch: Document, repository: Repository, tmp_path: Path
) -> None:
    other = Workspace().open(repository.write("other.md", "# Other\n\n- [ ] a\n"))
    repository.commit("Another", "other.md")
    mark(launch, "Error rate")
    mark(other, "a")
    save(launch)
    save(other)
    drafts = [draft(launch), draft(other)]
    assert joint_message(drafts) == (
        "2 checklists: 2 done\n\n"
        "Launch\n- ❌ -> ✅ Error rate\n\n"
        "Other\n- [ ] -> [x] a\n\n"
        "Checklist: docs/launch.md\n"
        f"Item: {launch.checklist.items[2].id} done\n"
        "Checklist: other.md\n"
        f"Item: {other.checklist.items[0].id} done\n"
    )
    make_commit(drafts, joint_message(drafts))
    assert committed_names(repository) == ["docs/launch.md", "other.md"]
    (tmp_path / "loose.md").write_text("- [ ] a\n")
    loose = Workspace().open(tmp_path / "loose.md")
    with pytest.raises(CommitRefused, match="one git repository"):
        make_commit([draft(launch), draft(loose)], "No")


def test_a_checklist_that_is_partly_staged_is_said_beforehand_and_committed_whole(
    launch: Document, repository: Repository
) -> None:
    mark(launch, "Redis health check")
    save(launch)
    repository.git("add", "docs/launch.md")
    mark(launch, "Error rate")
    save(launch)
    found = draft(launch)
    assert any("part of this file is staged" in said for said in beforehand([found]))
    make_commit([found], found.message)
    assert repository.git("status", "--porcelain") == ""
    assert "Launch: 2 done" in repository.git("log", "-1", "--format=%s")


def test_a_cited_file_that_git_does_not_know_is_said_beforehand_and_not_committed(
    launch: Document, repository: Repository
) -> None:
    for name in ("docs/other.txt", "docs/staged.txt", "docs/known.txt"):
        repository.write(name, "ok\n")
    repository.git("add", "docs/staged.txt")
    repository.commit("Known", "docs/known.txt")
    for target in ("other.txt", "staged.txt", "known.txt"):
        attach(launch, "Redis health check", target)
    evidence(launch, "Error rate")  # goes along
    save(launch)
    found = draft(launch)
    assert found.astray == ("docs/other.txt",)
    assert "docs/other.txt is cited and not in git" in beforehand([found])
    make_commit([found], found.message)
    assert "docs/other.txt" not in committed_names(repository)


def test_of_a_new_checklist_all_that_it_cites_is_looked_at(repository: Repository) -> None:
    repository.write("known.txt", "ok\n")
    repository.commit("Begin")
    repository.write("other.txt", "ok\n")
    path = repository.write(
        "new.md", "- [x] one\n  - evidence: [k](known.txt)\n- [x] two\n  - evidence: [o](other.txt)\n"
    )
    found = draft(Workspace().open(path))
    assert found.astray == ("other.txt",)


def test_a_detached_head_is_warned_of_and_works(launch: Document, repository: Repository) -> None:
    repository.git("checkout", "--quiet", "--detach")
    mark(launch, "Redis health check")
    save(launch)
    found = draft(launch)
    assert any("HEAD is detached" in said for said in beforehand([found]))
    assert make_commit([found], found.message).head.detached


def test_conflict_markers_are_shown_and_not_committed(launch: Document, repository: Repository) -> None:
    launch.path.write_text(LAUNCH.replace("- [ ] Redis", "<<<<<<< ours\n- [ ] Redis"))
    refresh(launch)
    assert "conflict marker in line 3" in launch.refusal
    found = draft(launch)
    assert any("conflict marker" in said for said in beforehand([found]))
    with pytest.raises(CommitRefused) as refused:
        make_commit([found], "No")
    assert refused.value.reason is Refusal.CONFLICT


Hook = Callable[[str, str], None]


@pytest.fixture
def hook(repository: Repository) -> Hook:
    def install(name: str, script: str) -> None:
        repository.write(f".git/hooks/{name}", f"#!/bin/sh\n{script}\n").chmod(0o755)

    return install


def test_a_hook_that_refuses_leaves_everything_saved(
    launch: Document, repository: Repository, hook: Hook
) -> None:
    hook("pre-commit", "echo no tests were run; exit 1")
    mark(launch, "Redis health check")
    save(launch)
    found = draft(launch)
    with pytest.raises(CommitRefused) as refused:
        make_commit([found], found.message)
    assert refused.value.output == b"no tests were run\n"
    assert "[x] Redis" in launch.path.read_text()
    assert repository.git("rev-list", "--count", "HEAD") == "1"
    assert draft(launch).changes == found.changes


def test_what_a_hook_rewrites_comes_into_the_document(
    launch: Document, repository: Repository, hook: Hook
) -> None:
    hook("pre-commit", "echo '- [ ] Written by a hook' >> docs/launch.md; git add docs/launch.md")
    mark(launch, "Redis health check")
    save(launch)
    found = draft(launch)
    made = make_commit([found], found.message)
    assert made.rewritten == (launch.path,)
    mark(launch, "Error rate")
    news = refresh(launch)
    assert news is not None and news.summary == "came in: added [ ] Written by a hook"
    assert len(launch.unsaved) == 1
    save(launch)
    assert "- [ ] Written by a hook" in launch.path.read_text()
    assert told(draft(launch)) == ["❌ -> ✅ Error rate"]


@pytest.mark.parametrize("setting", ["core.autocrlf=true", "eol=crlf"])
def test_line_ends_that_git_converts_are_no_change(repository: Repository, setting: str) -> None:
    if setting == "eol=crlf":
        repository.write(".gitattributes", "*.md text eol=crlf\n")
    else:
        repository.git("config", *setting.split("="))
    path = repository.write("launch.md", LAUNCH.replace("\n", "\r\n"))
    repository.commit("Begin")
    document = Workspace().open(path)
    assert draft(document).changes == ()
    mark(document, "Redis health check")
    evidence(document, "Redis health check")
    save(document)
    found = draft(document)
    assert told(found) == ["[ ] -> [x] Redis health check"]
    assert "2026-11-21T201900Z" in found.message
    before = path.read_bytes()
    make_commit([found], found.message)
    assert path.read_bytes() == before
    assert before.count(b"\r\n") == before.count(b"\n")
    assert repository.git("status", "--porcelain") == ""
    assert "\r" not in repository.git("cat-file", "blob", "HEAD:launch.md")


def test_outside_git_a_draft_says_what_there_is(tmp_path: Path) -> None:
    (tmp_path / "launch.md").write_text(LAUNCH)
    document = Workspace().open(tmp_path / "launch.md")
    assert told(draft(document)) == ["added with 3 items"]
    assert left_alone([draft(document)]) == ""
    with pytest.raises(CommitRefused, match="git repository"):
        make_commit([draft(document)], "No")


def test_the_reason_in_a_rows_cell_is_told_as_one(launch: Document) -> None:
    mark(launch, "Error rate", State.BLOCKED, "no traffic")
    assert draft(launch).changes[0].under == ("blocked: no traffic",)


def test_a_new_reason_and_a_new_note_are_told_with_their_item(
    launch: Document, repository: Repository
) -> None:
    mark(launch, "Rollback rehearsed", State.BLOCKED, "no cluster")
    save(launch)
    repository.commit("Block", "docs/launch.md")
    mark(launch, "Rollback rehearsed", State.BLOCKED, "no time")
    (item,) = [each for each in launch.checklist.items if each.text == "Redis health check"]
    launch.do(AddNote(ItemRef.of(item), "ask operations"))
    assert [(change.told, change.under) for change in draft(launch).changes] == [
        ("[ ] Redis health check", ("note: ask operations",)),
        ("[!] Rollback rehearsed", ("blocked: no time",)),
    ]
    assert draft(launch).message.startswith("Launch: 2 with a note\n")
    launch.undo()
    assert draft(launch).message.startswith("Launch: note for Rollback rehearsed\n")


def test_evidence_that_git_ignores_is_neither_counted_nor_named_as_committed(
    launch: Document, repository: Repository
) -> None:
    repository.write(".gitignore", "evidence/\n")
    repository.write("docs/runs/kept.log", "ok\n")
    repository.commit("Keep a log", ".gitignore", "docs/runs/kept.log")
    repository.write("docs/runs/stray.log", "ok\n")
    mark(launch, "Redis health check")
    path = evidence(launch, "Redis health check")
    for target in ("runs/kept.log", "runs/stray.log", "https://ci.example.org/1"):
        (item,) = [each for each in launch.checklist.items if each.text == "Redis health check"]
        launch.do(Attach(ItemRef.of(item), target))
    save(launch)
    found = draft(launch)
    assert (found.evidence, found.left_out) == ((), (path,))
    assert {value for key, value in found.trailers if key == "Evidence"} == {
        "docs/runs/kept.log",
        "https://ci.example.org/1",
    }
    assert any("a commit leaves the copy out" in said for said in beforehand([found]))
    made = make_commit([found], found.message)
    assert [left.path for left in made.left_out] == [path]
    assert committed_names(repository) == ["docs/launch.md"]


def test_what_the_notes_said_before_is_no_reason_of_now(repository: Repository) -> None:
    path = repository.write(
        "row.md", "# Row\n\n| Check | Status | Notes |\n|---|---|---|\n| Passwords | ✅ | bcrypt, salted |\n"
    )
    repository.commit("Begin")
    document = Workspace().open(path)
    mark(document, "Passwords", State.BLOCKED, "why now")
    assert draft(document).changes[0].under == ("blocked: why now",)
    document.undo()
    mark(document, "Passwords", State.BLOCKED)
    assert draft(document).changes[0].under == ()


SIGNING = """\
# Launch

## Sign-off

- [ ] Engineering Lead: ____ Date: ____
- [ ] Security Lead: ____ Date: ____

**QA Lead:** ____ **Date:** ____

| Role | Name | Date |
|---|---|---|
| Owner | | |
"""


def test_who_signed_and_who_did_not_is_told_by_role(repository: Repository) -> None:
    path = repository.write("launch.md", SIGNING)
    repository.commit("Begin")
    document = Workspace().open(path)
    for role in ("Engineering Lead", "Owner"):
        document.do(Sign(0, role, "Ada Lovelace", "2026-11-21"))
    for role in ("Security Lead", "QA Lead"):
        document.do(Withhold(0, role, "no test", "Grace Hopper", "2026-11-21"))
    save(document)
    found = draft(document)
    assert told(found) == [
        "[ ] -> [x] Engineering Lead: Ada Lovelace Date: 2026-11-21",
        "[ ] -> [!] Security Lead: ____ Date: ____",
        "QA Lead does not sign",
        "Owner signed: Ada Lovelace, 2026-11-21",
    ]
    assert found.changes[2].under == ("blocked: no test (2026-11-21, Grace Hopper)",)
    assert found.message.startswith("Launch: 1 done, 1 blocked, 1 not signed")


def test_a_signature_without_a_box_to_tick_is_no_rewording(repository: Repository) -> None:
    path = repository.write("launch.md", "# T\n\n- [x] Lead: ____ Date: ____\n")
    repository.commit("Begin")
    document = Workspace().open(path)
    document.do(Sign(0, "Lead", "Ada Lovelace", "2026-11-21"))
    save(document)
    assert told(draft(document)) == ["[x] Lead: Ada Lovelace Date: 2026-11-21"]
