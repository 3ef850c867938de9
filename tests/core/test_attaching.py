"""Attaching evidence: what is typed is understood, completed, shown as it will stand, and copied in."""

import re
from datetime import datetime
from pathlib import Path

import pytest

from checkdown import Item
from gonogo.core.attaching import attachment, candidates, left_out, preview
from gonogo.core.evidence import SIZE_LIMIT, EvidenceRefused
from gonogo.core.workspace import Document, Workspace, save
from tests.throwaway import Repository

LAUNCH = """\
# Launch

- [ ] Redis health check
- [ ] Rollback: rehearsed / twice

| Check | Status | Evidence |
|-------|--------|----------|
| Error rate | ❌ | |
"""

TODAY = datetime.now().astimezone().date().isoformat()


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def launch(repository: Repository) -> Document:
    """`docs/launch.md` among other files."""
    for name in ("docs/runbook.md", "docs/runs/first.log", "docs/.draft.md", "app.py", "apps/web.py"):
        repository.write(name, "x\n")
    return Workspace().open(repository.write("docs/launch.md", LAUNCH))


def item(document: Document, text: str) -> Item:
    (found,) = [each for each in document.checklist.items if each.text.startswith(text)]
    return found


def done(document: Document, text: str, typed: str, *, copy: bool = False) -> str:
    """Attach what is typed, save, and give the line that came into the file."""
    found = attachment(document, item(document, text), typed, copy=copy)
    before = document.path.read_text().splitlines()
    assert document.do(found.intent) is not None
    save(document)
    (line,) = [line for line in document.path.read_text().splitlines() if line not in before]
    return line


def test_what_is_previewed_is_what_is_written(launch: Document) -> None:
    for text, typed in (
        ("Redis", "runbook.md"),
        ("Redis", "../app.py:1"),
        ("Rollback", "https://example.org/log?a=b"),
        ("Rollback", "said so on the phone"),
        ("Error rate", "runs/first.log"),
        ("Error rate", "words | with a pipe"),
    ):
        shown, remark = preview(launch, item(launch, text), typed)
        assert done(launch, text, typed) == shown
        assert remark == ""
    assert f"  - evidence: [runbook.md](runbook.md), {TODAY}" in launch.path.read_text().splitlines()
    assert preview(launch, item(launch, "Redis"), "runbook.md") == ("it is attached already", "")


def test_a_preview_writes_nothing(launch: Document, tmp_path: Path) -> None:
    (tmp_path / "run.log").write_text("ok\n")
    preview(launch, item(launch, "Redis"), str(tmp_path / "run.log"))
    assert launch.path.read_text() == LAUNCH
    assert not (launch.path.parent / "evidence").exists()
    assert launch.unsaved == ()


def test_a_file_from_elsewhere_is_copied_to_the_items_folder(launch: Document, tmp_path: Path) -> None:
    (tmp_path / "run.log").write_text("ok\n")
    shown, remark = preview(launch, item(launch, "Rollback"), str(tmp_path / "run.log"))
    assert remark == "a copy goes to evidence/launch/rollback-rehearsed-twice/"
    line = done(launch, "Rollback", str(tmp_path / "run.log"))
    (copy,) = (launch.path.parent / "evidence/launch/rollback-rehearsed-twice").iterdir()
    assert copy.read_text() == "ok\n"
    assert f"(evidence/launch/rollback-rehearsed-twice/{copy.name})" in line
    assert re.sub(r"T\d{6}Z", "", line) == re.sub(r"T\d{6}Z", "", shown)


def test_a_file_of_the_repository_is_copied_only_when_asked(launch: Document) -> None:
    assert attachment(launch, item(launch, "Redis"), "runbook.md").copied is None
    found = attachment(launch, item(launch, "Redis"), "runbook.md", copy=True)
    assert found.copied is not None and found.copied.read_text() == "x\n"
    assert found.intent.reference == f"evidence/launch/redis-health-check/{found.copied.name}"


def test_copies_never_overwrite_each_other(launch: Document, tmp_path: Path) -> None:
    (tmp_path / "run.log").write_text("one\n")
    made = []
    for text in ("one\n", "two\n", "three\n"):
        (tmp_path / "run.log").write_text(text)
        made.append(attachment(launch, item(launch, "Redis"), str(tmp_path / "run.log")).copied)
    assert [copy.read_text() for copy in made if copy is not None] == ["one\n", "two\n", "three\n"]


def test_what_cannot_be_copied_is_said_beforehand_and_refused(launch: Document, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with (tmp_path / "large.bin").open("wb") as file:
        file.truncate(SIZE_LIMIT + 1)
    for typed, said in (
        (f"{tmp_path}/folder/", "only files can be copied"),
        (str(tmp_path / "large.bin"), "MB"),
    ):
        line, reason = preview(launch, item(launch, "Redis"), typed)
        assert (line, said in reason) == ("", True)
        with pytest.raises(EvidenceRefused, match=said):
            attachment(launch, item(launch, "Redis"), typed)
    assert not (launch.path.parent / "evidence").exists()


def test_a_place_that_takes_no_evidence_is_said(launch: Document) -> None:
    launch.path.write_text(LAUNCH.replace("| Evidence |", "| Owner |"))
    document = Workspace().open(launch.path)
    line, reason = preview(document, item(document, "Error rate"), "runbook.md")
    assert line == ""
    assert "no column" in reason


def test_an_evidence_folder_that_git_ignores_is_told(
    launch: Document, repository: Repository, tmp_path: Path
) -> None:
    (tmp_path / "run.log").write_text("ok\n")
    assert left_out(launch) == ""
    repository.write(".gitignore", "*.tmp\nevidence/\n")
    found = attachment(launch, item(launch, "Redis"), str(tmp_path / "run.log"))
    assert found.remark == (
        "git ignores the evidence folder by `evidence/` in .gitignore, line 2: a commit leaves the copy out"
    )


def test_what_looks_like_something_else_is_remarked_on(launch: Document) -> None:
    found = attachment(launch, item(launch, "Redis"), "docs/gone.md")
    assert "there is no file docs/gone.md" in found.remark
    assert preview(launch, item(launch, "Redis"), "docs/gone.md")[1] == found.remark


def test_paths_are_completed_beside_the_document_and_else_from_the_top(launch: Document) -> None:
    assert candidates(launch, "") == ["launch.md", "runbook.md", "runs/"]
    assert candidates(launch, "run") == ["runbook.md", "runs/"]
    assert candidates(launch, "runs/") == ["runs/first.log"]
    assert candidates(launch, "../ap") == ["../app.py", "../apps/"]
    assert candidates(launch, "app") == ["app.py", "apps/"]
    assert candidates(launch, "docs/ru") == ["docs/runbook.md", "docs/runs/"]
    assert candidates(launch, f"{launch.path.parent}/runb") == [f"{launch.path.parent}/runbook.md"]
    assert candidates(launch, "nothing like it") == []


def test_hidden_names_are_completed_once_their_dot_is_typed_and_gits_own_never(launch: Document) -> None:
    assert candidates(launch, ".") == [".draft.md"]
    assert candidates(launch, "../.") == []
    assert candidates(launch, "../.git/") == candidates(launch, "../.git/HE") == []


def test_nothing_outside_the_repository_is_offered(launch: Document, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("x")
    (launch.path.parent / "link").symlink_to(tmp_path)
    assert candidates(launch, "../../se") == []
    assert candidates(launch, f"{tmp_path}/se") == []
    assert candidates(launch, "link/se") == []
    loose = tmp_path / "loose"
    loose.mkdir()
    (loose / "launch.md").write_text(LAUNCH)
    document = Workspace().open(loose / "launch.md")
    assert candidates(document, "la") == ["launch.md"]
    assert candidates(document, "../se") == []


def test_of_many_names_the_first_are_offered(launch: Document) -> None:
    for number in range(300):
        (launch.path.parent / f"many-{number:03}").touch()
    assert candidates(launch, "many", 3) == ["many-000", "many-001", "many-002"]
    (launch.path.parent / "odd\nname").touch()
    assert candidates(launch, "odd") == []
