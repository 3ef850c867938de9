"""Files that a merge left with conflict markers, resolved item by item."""

from pathlib import Path

import pytest

from checkdown import ItemRef, SetState, State
from checkdown.merging import Choice
from gonogo.core import files
from gonogo.core.workspace import DocumentRefused, Workspace, refresh, save
from gonogo.core.workspace.deciding import (
    NotDisputed,
    by_item,
    decide,
    disputed,
    merge_by_item,
    what_follows,
)
from tests.core.workspace.conftest import LAUNCH
from tests.throwaway import Repository


def changed(*marks: tuple[str, str]) -> str:
    text = LAUNCH
    for name, mark in marks:
        assert f"[ ] {name}" in text
        text = text.replace(f"[ ] {name}", f"[{mark}] {name}")
    return text


def collide(repository: Repository, ours: str, theirs: str, *, style: str = "merge") -> Path:
    """A merge of two versions of LAUNCH, stopped by git's own line-based merge."""
    path = repository.write("launch.md", LAUNCH)
    repository.commit("Begin")
    repository.git("switch", "--quiet", "--create", "topic")
    repository.write("launch.md", theirs)
    repository.commit("Theirs")
    repository.git("switch", "--quiet", "main")
    repository.write("launch.md", ours)
    repository.commit("Ours")
    repository.git("-c", f"merge.conflictStyle={style}", "merge", "topic", check=False)
    assert "<<<<<<<" in path.read_text()
    return path


NEIGHBOURS = changed(("Redis", "x")), changed(("Rollback", "x"))
SAME = changed(("Redis", "x"), ("Tell", "x")), changed(("Redis", "!"))
MIXED = changed(("Redis", "x")), changed(("Redis", "!"), ("Rollback", "x"))


@pytest.mark.parametrize("style", ["merge", "diff3", "zdiff3"])
def test_neighbouring_ticks_that_git_left_in_conflict_go_together(repository: Repository, style: str) -> None:
    path = collide(repository, *NEIGHBOURS, style=style)
    document = Workspace().open(path)
    outcome = by_item(document)
    assert outcome is not None
    assert outcome.left == 0
    merge_by_item(document, outcome)
    assert path.read_text() == changed(("Redis", "x"), ("Rollback", "x"))
    assert (document.refusal, disputed(document)) == ("", ())


@pytest.mark.parametrize(
    ("choice", "lines"),
    [
        (Choice.OURS, "- [x] Redis health check\n"),
        (Choice.THEIRS, "- [!] Redis health check\n"),
        (Choice.BOTH, "- [x] Redis health check\n- [!] Redis health check\n"),
        (Choice.BASE, "- [ ] Redis health check\n"),
    ],
)
def test_what_is_left_is_decided_and_no_byte_elsewhere_changes(
    repository: Repository, choice: Choice, lines: str
) -> None:
    path = collide(repository, *MIXED)
    document = Workspace().open(path)
    outcome = by_item(document)
    assert outcome is not None
    assert outcome.left == 1
    merge_by_item(document, outcome)
    (dispute,) = disputed(document)
    decide(document, dispute, choice)
    assert path.read_text() == changed(("Rollback", "x")).replace("- [ ] Redis health check\n", lines)
    assert document.refusal == ""


def test_without_a_common_version_every_difference_is_a_question(repository: Repository) -> None:
    text = LAUNCH.replace(
        "- [ ] Redis health check\n- [ ] Rollback rehearsed\n",
        "<<<<<<< HEAD\n- [x] Redis health check\n- [ ] Rollback rehearsed\n=======\n"
        "- [ ] Redis health check\n- [x] Rollback rehearsed\n>>>>>>> topic\n",
    )
    path = repository.write("launch.md", text)
    document = Workspace().open(path)
    outcome = by_item(document)
    assert outcome is not None
    assert outcome.left == 2
    merge_by_item(document, outcome)
    decide(document, disputed(document)[0], Choice.OURS)
    decide(document, disputed(document)[0], Choice.THEIRS)
    assert path.read_text() == changed(("Redis", "x"), ("Rollback", "x"))


def test_other_edits_are_refused_until_all_is_decided(repository: Repository) -> None:
    path = collide(repository, *SAME)
    document = Workspace().open(path)
    tell = next(item for item in document.checklist.items if item.text == "Tell support")
    with pytest.raises(DocumentRefused, match="conflict marker"):
        document.do(SetState(ItemRef.of(tell), State.TODO))
    decide(document, disputed(document)[0], Choice.OURS)
    assert document.do(SetState(ItemRef.of(tell), State.DOING)) is not None
    save(document)
    assert path.read_text() == SAME[0].replace("[x] Tell", "[~] Tell")


def test_an_edit_that_waited_when_the_markers_came_in_is_made_once_they_are_gone(
    repository: Repository,
) -> None:
    path = collide(repository, *SAME)
    marked = path.read_text()
    path.write_text(SAME[0])
    document = Workspace().open(path)
    alerts = next(item for item in document.checklist.items if item.text == "Alerts reach a person")
    document.do(SetState(ItemRef.of(alerts), State.DONE))
    path.write_text(marked)
    refresh(document)
    assert document.waits
    decide(document, disputed(document)[0], Choice.THEIRS)
    save(document)
    expected = changed(("Redis", "!"), ("Alerts", "x"), ("Tell", "x"))
    assert path.read_text() == expected


def test_a_file_that_was_changed_meanwhile_is_looked_at_anew(repository: Repository) -> None:
    path = collide(repository, *SAME)
    document = Workspace().open(path)
    (dispute,) = disputed(document)
    path.write_text("- [ ] new\n" + path.read_text())
    with pytest.raises(files.Changed):
        decide(document, dispute, Choice.OURS)
    with pytest.raises(NotDisputed):
        decide(document, dispute, Choice.OURS)
    (again,) = disputed(document)
    decide(document, again, Choice.OURS)
    assert path.read_text() == "- [ ] new\n" + SAME[0]


def test_endings_bom_and_bytes_that_are_no_text_stay(repository: Repository) -> None:
    dispute = b"<<<<<<< HEAD\r\n- [x] a\r\n=======\r\n- [!] a\r\n>>>>>>> t\r\n"
    data = b"\xef\xbb\xbf# T \xff\r\n\r\n" + dispute + b"\r\n- [ ] b"
    path = repository.write("t.md", data)
    document = Workspace().open(path)
    decide(document, disputed(document)[0], Choice.THEIRS)
    assert path.read_bytes() == b"\xef\xbb\xbf# T \xff\r\n\r\n- [!] a\r\n\r\n- [ ] b"


def test_what_git_waits_for_is_said(repository: Repository) -> None:
    path = collide(repository, *SAME)
    document = Workspace().open(path)
    decide(document, disputed(document)[0], Choice.OURS)
    assert what_follows(document).endswith("`git add` the file, then `git merge --continue`")
    repository.git("add", "launch.md")
    repository.git("commit", "--quiet", "--no-edit")
    assert repository.git("status", "--porcelain") == ""


def test_outside_git_such_lines_are_text(tmp_path: Path) -> None:
    path = tmp_path / "t.md"
    path.write_text("<<<<<<< a\n- [ ] x\n=======\n- [x] x\n>>>>>>> b\n")
    assert disputed(Workspace().open(path)) == ()
