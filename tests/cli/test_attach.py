"""`gonogo attach`: references that are written, and files that are copied in."""

from pathlib import Path

import pytest

from tests.cli.conftest import CHECKLIST, HEALTH, LOAD, SCAN, Gonogo
from tests.throwaway import Repository


@pytest.fixture
def committed(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A repository with CHECKLIST as `ready.md`, in which the test runs."""
    repository.write("ready.md", CHECKLIST)
    repository.commit("Add the checklist")
    monkeypatch.chdir(repository.folder)
    return repository


def test_each_kind_of_reference_is_written_as_it_reads_well(gonogo: Gonogo, committed: Repository) -> None:
    committed.write("logs/health.txt", "ok\n")
    head = committed.git("rev-parse", "HEAD")
    words = ("logs/health.txt", "https://ci.example.org/7", head[:10], "seen by operations")
    ran = gonogo("attach", "ready.md", str(HEALTH), *words, "--note", "exit 0")
    assert ran.status == 0, ran.err
    lines = (committed.folder / "ready.md").read_text(encoding="utf-8").split("\n")
    written = [line.partition(" 20")[0] for line in lines[HEALTH : HEALTH + 4]]
    assert written == [
        "  - evidence: [health.txt](logs/health.txt) exit 0,",
        "  - evidence: https://ci.example.org/7 exit 0,",
        f"  - evidence: {head[:10]} exit 0,",
        "  - evidence: seen by operations, exit 0,",
    ]
    assert all(line.endswith(", Ada Lovelace") for line in lines[HEALTH : HEALTH + 4])


def test_what_is_attached_already_changes_nothing(gonogo: Gonogo, checklist: Path) -> None:
    ran = gonogo("attach", "ready.md", str(SCAN), "https://ci.example.org/1")
    assert ran.status == 0
    assert "already" in ran.err
    assert checklist.read_text(encoding="utf-8") == CHECKLIST


def test_a_file_outside_the_repository_is_copied_in(
    gonogo: Gonogo, committed: Repository, tmp_path: Path
) -> None:
    (tmp_path / "load.log").write_text("p95 40 ms\n")
    ran = gonogo("attach", "ready.md", str(LOAD), str(tmp_path / "load.log"))
    assert ran.status == 0
    (copy,) = committed.folder.glob("evidence/ready/load-test/*.log")
    assert copy.read_text() == "p95 40 ms\n"
    assert f"copied to {copy.relative_to(committed.folder)}" in ran.err
    row = (committed.folder / "ready.md").read_text(encoding="utf-8").split("\n")[LOAD - 1]
    assert f"]({copy.relative_to(committed.folder)})" in row


def test_a_file_of_the_repository_is_copied_only_when_asked(gonogo: Gonogo, committed: Repository) -> None:
    committed.write("health.txt", "ok\n")
    assert gonogo("attach", "ready.md", str(HEALTH), "health.txt").status == 0
    assert not (committed.folder / "evidence").exists()
    assert gonogo("attach", "ready.md", str(HEALTH), "health.txt", "--copy").status == 0
    assert len(list(committed.folder.glob("evidence/ready/health-check/*.txt"))) == 1


def test_a_refused_attachment_leaves_no_copy_behind(gonogo: Gonogo, folder: Path, tmp_path: Path) -> None:
    (folder / "marks.md").write_text("✅ Served\n⬜ Scaled\n", encoding="utf-8")
    (tmp_path / "load.log").write_text("x\n")
    assert gonogo("attach", "marks.md", "2", str(tmp_path / "load.log")).status == 3
    assert [path.name for path in folder.iterdir()] == ["marks.md"]


def test_one_bad_file_of_several_leaves_nothing_behind(
    gonogo: Gonogo, checklist: Path, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "good.log").write_text("x\n")
    (tmp_path / "large.log").write_bytes(b"")
    with (tmp_path / "large.log").open("r+b") as large:
        large.truncate(200 * 1024 * 1024)
    ran = gonogo("attach", "ready.md", str(HEALTH), str(tmp_path / "good.log"), str(tmp_path / "large.log"))
    assert ran.status == 3
    assert "MB" in ran.err
    assert [path.name for path in folder.iterdir()] == ["ready.md"]
    assert checklist.read_text(encoding="utf-8") == CHECKLIST


@pytest.mark.parametrize(
    "slip",
    [
        "docs/heatlh.md",
        "health.txt",
        "/nowhere/at/all",
        "logs/gone.txt:10",
        "ready.md:9999",
        "ready.md:0",
        "ready.md:3-1",
        "HEAD~99",
        "javascript:alert(1)",
        "ssh://host/x",
    ],
)
def test_a_slip_does_not_become_evidence_unless_it_is_meant_as_words(
    gonogo: Gonogo, checklist: Path, slip: str
) -> None:
    for words in (
        ("attach", "ready.md", str(HEALTH), slip),
        ("set", "ready.md", "7", "done", "--evidence", slip),
    ):
        ran = gonogo(*words)
        assert ran.status == 3
        assert slip in ran.err
        assert "with --as-note it is attached as words" in ran.err
    assert checklist.read_text(encoding="utf-8") == CHECKLIST
    assert gonogo("attach", "ready.md", str(HEALTH), slip, "--as-note").status == 0
    assert slip.partition("(")[0] in checklist.read_text(encoding="utf-8")


@pytest.mark.parametrize("address", ["http://ada:pw@host/x", "see https://ada:pw@host/x?y=1", "ftp://a:pw@h"])
def test_a_password_is_never_written(gonogo: Gonogo, checklist: Path, address: str) -> None:
    for words in (
        (address,),
        (address, "--as-note"),
        ("seen", "--note", address),
    ):
        ran = gonogo("attach", "ready.md", str(HEALTH), *words)
        assert ran.status == 3
        assert "there is a password in this address" in ran.err
        assert "pw" not in ran.out + ran.err
    assert checklist.read_text(encoding="utf-8") == CHECKLIST


@pytest.mark.parametrize("folder", [".", "./", "..", "../..", "logs/.."])
def test_a_folder_that_holds_the_checklist_is_refused_as_one(
    gonogo: Gonogo, committed: Repository, folder: str
) -> None:
    committed.write("logs/health.txt", "ok\n")
    ran = gonogo("attach", "ready.md", str(HEALTH), folder)
    assert ran.status == 3
    assert "is a folder that holds the checklist itself: name a file, or a folder in it" in ran.err


@pytest.mark.parametrize("words", ["I/O", "24/7", "v1.2.3", "passed, 12/12 cases", "seen by operations"])
def test_words_with_a_slash_or_a_dot_are_words(gonogo: Gonogo, checklist: Path, words: str) -> None:
    assert gonogo("attach", "ready.md", str(HEALTH), words).status == 0
    assert words in checklist.read_text(encoding="utf-8")


def test_a_folder_is_evidence_and_that_is_said(gonogo: Gonogo, committed: Repository) -> None:
    committed.write("runs/first.log", "ok\n")
    ran = gonogo("attach", "ready.md", str(HEALTH), "runs/")
    assert ran.status == 0
    assert "runs is a folder; the reference stands for all that is in it" in ran.err
    assert "evidence: [runs](runs)" in (committed.folder / "ready.md").read_text(encoding="utf-8")
    ran = gonogo("attach", "ready.md", str(HEALTH), "runs")
    assert ran.status == 0
    assert "`runs/` attaches the folder" in ran.err


def test_a_copy_keeps_the_lines_that_were_meant(gonogo: Gonogo, committed: Repository) -> None:
    committed.write("logs/health.txt", "a\nb\n")
    assert gonogo("attach", "ready.md", str(HEALTH), "logs/health.txt:2", "--copy").status == 0
    (copy,) = committed.folder.glob("evidence/ready/health-check/*.txt")
    text = (committed.folder / "ready.md").read_text(encoding="utf-8")
    assert f"]({copy.relative_to(committed.folder)}:2)" in text or f"{copy.name}:2" in text


def test_expect_guards_the_item(gonogo: Gonogo, checklist: Path) -> None:
    assert gonogo("attach", "ready.md", str(HEALTH), "https://x.org/", "--expect", "Load").status == 3
    assert checklist.read_text(encoding="utf-8") == CHECKLIST


def test_a_table_without_a_column_for_it_is_refused_with_the_option_that_gives_it_one(
    gonogo: Gonogo, folder: Path
) -> None:
    (folder / "table.md").write_text("| Check | Status |\n|---|---|\n| Load | ❌ |\n", encoding="utf-8")
    ran = gonogo("attach", "table.md", "3", "https://ci.example.org/1")
    assert ran.status == 3
    assert "--add-column it gets one called Evidence" in ran.err
    ran = gonogo("set", "table.md", "3", "done", "--note", "p95 40 ms")
    assert ran.status == 3
    assert "--add-column it gets one called Notes" in ran.err
    assert gonogo("set", "table.md", "3", "done", "--note", "p95 40 ms", "--add-column").status == 0
    assert "| Load | ✅ | p95 40 ms |" in (folder / "table.md").read_text(encoding="utf-8")


def test_a_line_that_could_be_tracked_is_refused_with_the_command_that_tracks_it(
    gonogo: Gonogo, folder: Path
) -> None:
    (folder / "plain.md").write_text("- one\n- two\n")
    ran = gonogo("attach", "plain.md", "2", "https://ci.example.org/1")
    assert ran.status == 3
    assert "`gonogo set plain.md 2 STATE --track` gives the list boxes" in ran.err


def test_a_branch_is_written_as_its_commit_with_a_remark(gonogo: Gonogo, committed: Repository) -> None:
    short = committed.git("rev-parse", "HEAD")[:10]
    ran = gonogo("set", "ready.md", str(LOAD), "done", "--evidence", "main")
    assert ran.status == 0
    assert gonogo("attach", "ready.md", str(HEALTH), "HEAD").status == 0
    assert f"main is a revision here, and its commit {short}" in ran.err
    text = (committed.folder / "ready.md").read_text(encoding="utf-8")
    assert f"  - evidence: {short}, 20" in text
    assert f"| Load test | ✅ Done | {short}, 20" in text
