"""`gonogo set`: one item's state, and not a byte more."""

import subprocess
import sys
from pathlib import Path

import pytest

from gonogo.core import files
from gonogo.core.workspace import Workspace
from tests.cli.conftest import BACKUP, CHECKLIST, CODE, HEALTH, LOAD, PAGING, SCAN, TWICE, Gonogo
from tests.throwaway import Repository


def changed(path: Path) -> list[tuple[int, str]]:
    """The lines that differ from CHECKLIST (which keeps its number of lines)."""
    before, after = CHECKLIST.split("\n"), path.read_text(encoding="utf-8").split("\n")
    assert len(before) == len(after)
    return [(n, new) for n, (old, new) in enumerate(zip(before, after, strict=True), 1) if old != new]


@pytest.mark.parametrize(
    ("line", "state", "written"),
    [
        (HEALTH, "done", "- [x] Health check"),
        (HEALTH, "doing", "- [~] Health check"),
        (HEALTH, "BLOCKED", "- [!] Health check"),
        (HEALTH, "-", "- [-] Health check"),
        (BACKUP, "todo", "- [ ] Backup"),
        (LOAD, "done", "| Load test | ✅ Done | |"),
    ],
)
def test_a_line_number_and_a_state_change_that_state_alone(
    gonogo: Gonogo, checklist: Path, line: int, state: str, written: str
) -> None:
    ran = gonogo("set", "ready.md", str(line), state)
    assert (ran.status, ran.out) == (0, "")
    assert changed(checklist) == [(line, written)]


def test_narration_says_what_was_done(gonogo: Gonogo, checklist: Path) -> None:
    assert gonogo("set", "ready.md", str(HEALTH), "done").err == "[ ] -> [x] Health check\n"


def test_an_id_names_an_item(gonogo: Gonogo, checklist: Path) -> None:
    listed = gonogo("list", "ready.md", "--state", "failed").out.split("\n")
    name = listed[3].split()[2]
    assert gonogo("set", "ready.md", name, "done").status == 0
    assert [line for line, _ in changed(checklist)] == [LOAD]


def test_setting_what_is_already_so_changes_no_byte_and_is_fine(gonogo: Gonogo, checklist: Path) -> None:
    before = checklist.stat()
    ran = gonogo("set", "ready.md", str(BACKUP), "done")
    assert ran.status == 0
    assert "already" in ran.err
    after = checklist.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (CODE, "is in a code block"),
        (5, "is a heading"),
        (4, "is empty"),
        (19, "is in a table's header"),
        (9, "belongs to the item on line 8"),
        (999, "is past the end of the file"),
        (0, "is none: lines are counted from 1"),
    ],
)
def test_a_line_without_an_item_is_refused_with_the_reason(
    gonogo: Gonogo, checklist: Path, line: int, why: str
) -> None:
    ran = gonogo("set", "ready.md", str(line), "done")
    assert ran.status == 3
    assert f"line {line} {why}" in ran.err
    assert checklist.read_text(encoding="utf-8") == CHECKLIST


@pytest.mark.parametrize("text", ["-[x] a", "- []", "- [x]text", "- [ x ] a", "- ［x］ a", "- [xx] a"])
def test_what_only_looks_like_a_box_is_refused_with_the_reason(
    gonogo: Gonogo, folder: Path, text: str
) -> None:
    (folder / "f13.md").write_text(f"- [ ] before\n\nprose\n\n{text}\n", encoding="utf-8")
    ran = gonogo("set", "f13.md", "5", "done")
    assert ran.status == 3
    assert "looks like a task but is none" in ran.err
    assert (folder / "f13.md").read_text(encoding="utf-8").endswith(f"{text}\n")


def test_an_ambiguous_id_is_refused_with_the_ids_that_tell_them_apart(
    gonogo: Gonogo, checklist: Path
) -> None:
    name = gonogo("list", "ready.md", "--section", "2").out.split("\n")[5].split()[2].partition("~")[0]
    ran = gonogo("set", "ready.md", name, "done")
    assert ran.status == 3
    assert f"{name}~1 on line {TWICE}" in ran.err
    assert gonogo("set", "ready.md", f"{name}~2", "done").status == 0
    assert [line for line, _ in changed(checklist)] == [TWICE + 1]


def test_an_unknown_id_is_refused(gonogo: Gonogo, checklist: Path) -> None:
    ran = gonogo("set", "ready.md", "zzzzzz", "done")
    assert ran.status == 3
    assert "zzzzzz" in ran.err


def test_expect_guards_the_item_in_any_case(gonogo: Gonogo, checklist: Path) -> None:
    ran = gonogo("set", "ready.md", str(HEALTH), "done", "--expect", "backup")
    assert ran.status == 3
    assert "'Health check', which does not contain 'backup'" in ran.err
    assert checklist.read_text(encoding="utf-8") == CHECKLIST
    assert gonogo("set", "ready.md", str(HEALTH), "done", "--expect", "HEALTH").status == 0


def test_an_unknown_state_is_wrong_usage_and_the_states_are_named(gonogo: Gonogo, checklist: Path) -> None:
    ran = gonogo("set", "ready.md", str(HEALTH), "finished")
    assert ran.status == 2
    assert "todo, doing, done, blocked, failed, na, unknown" in ran.err


def test_a_state_that_the_notation_has_no_sign_for_is_refused(gonogo: Gonogo, checklist: Path) -> None:
    assert gonogo("set", "ready.md", str(HEALTH), "failed").status == 3
    assert checklist.read_text(encoding="utf-8") == CHECKLIST


def test_a_note_is_the_reason_of_blocked(gonogo: Gonogo, checklist: Path) -> None:
    assert gonogo("set", "ready.md", str(HEALTH), "blocked", "--note", "no cluster").status == 0
    text = checklist.read_text(encoding="utf-8")
    assert "- [!] Health check\n  - blocked: no cluster (" in text
    assert ", Ada Lovelace)\n- [x] Backup" in text


def test_a_reason_replaces_the_one_before_and_the_same_one_changes_nothing(
    gonogo: Gonogo, checklist: Path
) -> None:
    assert gonogo("set", "ready.md", str(PAGING), "blocked", "--note", "no contract").status == 0
    assert checklist.read_text(encoding="utf-8") == CHECKLIST
    assert gonogo("set", "ready.md", str(PAGING), "blocked", "--note", "no phone").status == 0
    ((line, text),) = changed(checklist)
    assert line == PAGING + 1
    assert text.startswith("  - blocked: no phone (")


def test_a_note_on_another_state_is_a_bullet_and_is_not_repeated(gonogo: Gonogo, checklist: Path) -> None:
    for _ in range(2):
        assert gonogo("set", "ready.md", str(HEALTH), "done", "--note", "answers\nin 3 ms").status == 0
    text = checklist.read_text(encoding="utf-8")
    assert "- [x] Health check\n  - answers in 3 ms\n- [x] Backup\n" in text


def test_a_note_on_a_row_goes_into_its_cell_and_is_not_repeated(gonogo: Gonogo, checklist: Path) -> None:
    for _ in range(2):
        assert gonogo("set", "ready.md", str(LOAD), "done", "--note", "a | b").status == 0
    assert changed(checklist) == [(LOAD, "| Load test | ✅ Done | note: a \\| b |")]


def test_evidence_goes_along_with_the_state(gonogo: Gonogo, checklist: Path, folder: Path) -> None:
    (folder / "health.txt").write_text("ok\n")
    ran = gonogo(
        *("set", "ready.md", str(HEALTH), "done"),
        *("--evidence", "health.txt", "--evidence", "https://ci.example.org/7"),
    )
    assert ran.status == 0
    text = checklist.read_text(encoding="utf-8")
    assert "- [x] Health check\n  - evidence: [health.txt](health.txt), 20" in text
    assert "\n  - evidence: https://ci.example.org/7, 20" in text


def test_several_intents_are_refused_together(gonogo: Gonogo, folder: Path) -> None:
    (folder / "marks.md").write_text("✅ Served\n⬜ Scaled\n", encoding="utf-8")
    ran = gonogo("set", "marks.md", "2", "done", "--evidence", "https://ci.example.org/7")
    assert ran.status == 3
    assert (folder / "marks.md").read_text(encoding="utf-8") == "✅ Served\n⬜ Scaled\n"


def test_a_table_without_a_column_for_it_gets_one_only_when_asked(gonogo: Gonogo, folder: Path) -> None:
    before = "| Check | Status |\n|---|---|\n| Scan | ✅ |\n| Load | ❌ |\n"
    path = folder / "t.md"
    path.write_text(before, encoding="utf-8")
    ran = gonogo("set", "t.md", "4", "done", "--evidence", "https://ci.example.org/7")
    assert ran.status == 3
    assert "no column" in ran.err
    assert path.read_text(encoding="utf-8") == before
    words = ("set", "t.md", "4", "done", "--evidence", "https://ci.example.org/7", "--add-column")
    assert gonogo(*words).status == 0
    lines = path.read_text(encoding="utf-8").split("\n")
    assert lines[0].rstrip() == "| Check | Status | Evidence |"
    assert lines[3].startswith("| Load | ✅ | https://ci.example.org/7, 20")


def test_only_the_state_changes_in_a_file_with_every_nastiness(gonogo: Gonogo, folder: Path) -> None:
    path = folder / "nasty.md"
    before = b"\xef\xbb\xbf- [ ] caf\xe9 \x00 \xe2\x80\xa8\x0c\r\n- [x] b\r- [ ] c"
    path.write_bytes(before)
    assert gonogo("set", "nasty.md", "1", "done").status == 0
    assert path.read_bytes() == before.replace(b"- [ ] caf", b"- [x] caf")


def test_a_document_with_conflict_markers_is_refused(
    gonogo: Gonogo, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "- [ ] a\n<<<<<<< ours\n- [x] b\n=======\n- [ ] b\n>>>>>>> theirs\n"
    folder = repository.folder
    monkeypatch.chdir(folder)
    (folder / "c.md").write_text(text)
    ran = gonogo("set", "c.md", "1", "done")
    assert ran.status == 3
    assert "line 2" in ran.err
    assert (folder / "c.md").read_text() == text


def test_a_file_with_two_names_is_written_in_place_only_when_asked(gonogo: Gonogo, checklist: Path) -> None:
    other = checklist.with_name("other.md")
    other.hardlink_to(checklist)
    ran = gonogo("set", "ready.md", str(HEALTH), "done")
    assert ran.status == 3
    assert "--in-place" in ran.err
    assert other.read_text(encoding="utf-8") == CHECKLIST
    assert Workspace().open(checklist).recoverable == ()
    assert gonogo("set", "ready.md", str(HEALTH), "done", "--in-place").status == 0
    assert "- [x] Health check" in other.read_text(encoding="utf-8")
    assert other.samefile(checklist)


def test_what_a_file_refuses_leaves_no_edit_for_another_session_and_no_copy(
    process: Gonogo, checklist: Path, tmp_path: Path
) -> None:
    (tmp_path / "load.log").write_text("ok\n")
    checklist.with_name("other.md").hardlink_to(checklist)
    ran = process("set", "ready.md", str(HEALTH), "done", "--evidence", str(tmp_path / "load.log"))
    assert ran.status == 3
    assert "Nothing was changed." in ran.err
    assert "journal" not in ran.err
    assert Workspace().open(checklist).recoverable == ()
    assert not (checklist.parent / "evidence").exists()


def test_a_missing_file_is_a_failure_of_the_file_system(gonogo: Gonogo, folder: Path) -> None:
    ran = gonogo("set", "missing.md", "1", "done")
    assert ran.status == 4
    assert ran.err.startswith("gonogo: missing.md ")


def test_the_scan_row_keeps_its_evidence(gonogo: Gonogo, checklist: Path) -> None:
    assert gonogo("set", "ready.md", str(SCAN), "failed").status == 0
    assert changed(checklist) == [(SCAN, "| Scan | ❌ Missing | https://ci.example.org/1 |")]


def test_an_edit_that_an_ended_session_left_behind_is_mentioned(gonogo: Gonogo, checklist: Path) -> None:
    code = (
        "from pathlib import Path; from checkdown import ItemRef, SetState, State\n"
        "from gonogo.core.workspace import Workspace\n"
        "document = Workspace().open(Path('ready.md'))\n"
        f"document.do(SetState(ItemRef.of(document.checklist.item_at({BACKUP})), State.TODO))\n"
        "document.journalled()\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
    ran = gonogo("set", "ready.md", str(HEALTH), "done")
    assert ran.status == 0
    assert "an ended session left an edit of ready.md unsaved" in ran.err
    assert [line for line, _ in changed(checklist)] == [HEALTH]


def test_an_item_is_named_once_however_much_was_done_to_it(gonogo: Gonogo, checklist: Path) -> None:
    ran = gonogo(
        "set", "ready.md", str(HEALTH), "done", "--note", "seen", "--evidence", "https://ci.example.org/7"
    )
    assert ran.err == "[ ] -> [x] Health check\n  note seen\n  evidence https://ci.example.org/7\n"


def test_a_total_has_no_state_to_be_set(gonogo: Gonogo, folder: Path) -> None:
    head = "| Area | Score | Result |\n|---|---|---|\n"
    text = head + "| API | 5/5 | ✅ |\n| Data | 4/5 | ✅ |\n| **TOTAL** | 9/10 | 90% |\n"
    (folder / "t.md").write_text(text, encoding="utf-8")
    ran = gonogo("set", "t.md", "5", "done")
    assert ran.status == 3
    assert "line 5 ('**TOTAL**') adds up other rows" in ran.err
    assert (folder / "t.md").read_text(encoding="utf-8") == text


@pytest.mark.parametrize("taken", [True, False])
def test_what_becomes_of_an_edit_that_cannot_be_saved_is_said_as_it_is(
    gonogo: Gonogo, checklist: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *, taken: bool
) -> None:
    def full(path: Path, *_: object, **__: object) -> files.Saved:
        raise files.NoSpace(path, "cannot be saved")

    monkeypatch.setattr(files, "save", full)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state") if taken else "/proc/none")
    journal = checklist.parent / ".git" / "gonogo" / "journal.jsonl"
    journal.mkdir(parents=True)
    ran = gonogo("set", "ready.md", str(HEALTH), "done")
    assert ran.status == 4
    assert ("it is kept in the journal" in ran.err) == taken
    assert ("no journal takes it: nothing is kept" in ran.err) != taken
