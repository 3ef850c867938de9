"""A session that was killed: what it had not saved is offered, made again exactly once, or forgotten."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gonogo.core.files import Journal
from gonogo.core.git import user_dir
from gonogo.core.workspace import Document, DocumentRefused, Workspace, refresh, save
from tests.core.workspace.acting import edit_outside, mark, state
from tests.core.workspace.conftest import LAUNCH, Opener
from tests.throwaway import Repository

EDITED = (
    LAUNCH.replace("- [ ] Redis", "- [x] Redis")
    .replace("- [ ] Rollback rehearsed\n", "- [ ] Rollback rehearsed\n  - evidence: a word\n")
    .replace("- [ ] Tell support\n", "- [ ] Tell support\n- [ ] Tell sales\n")
)
SUMMARIES = (
    "[ ] -> [x] Redis health check",
    "Rollback rehearsed: evidence a word",
    "added Tell sales",
)


def session(path: Path, what: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.core.workspace.session", str(path), what]
    return subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


ROOT = Path(__file__).resolve().parents[3]


def killed(path: Path, what: str) -> None:
    """Run a session to its violent end."""
    process = session(path, what)
    _, said = process.communicate(timeout=60)
    assert process.returncode == -9, said


def test_edits_that_were_not_saved_are_offered_and_made_again(opened: Opener, launch: Path) -> None:
    killed(launch, "stop")
    assert launch.read_text() == LAUNCH
    document = opened()
    assert document.recoverable == SUMMARIES
    assert document.checklist.source.text == LAUNCH
    assert document.recover() == (3, ())
    save(document)
    assert launch.read_text() == EDITED
    assert opened().recoverable == ()


def test_what_was_recovered_can_be_undone(opened: Opener, launch: Path) -> None:
    killed(launch, "stop")
    document = opened()
    document.recover()
    for _ in range(3):
        document.undo()
    assert document.checklist.source.text == LAUNCH


def test_edits_of_an_ended_session_can_be_forgotten(opened: Opener, launch: Path) -> None:
    killed(launch, "stop")
    document = opened()
    document.forget_left_behind()
    assert document.recoverable == ()
    assert opened().recoverable == ()
    assert document.unsaved == ()


def test_recovered_edits_survive_the_next_crash(opened: Opener, launch: Path) -> None:
    killed(launch, "stop")
    program = (
        "import os, sys; from pathlib import Path; from gonogo.core.workspace import Workspace\n"
        "document = Workspace().open(Path(sys.argv[1])); print(document.recover()); os._exit(1)"
    )
    subprocess.run([sys.executable, "-c", program, str(launch)], cwd=ROOT, check=False, capture_output=True)
    document = opened()
    assert document.recoverable == SUMMARIES
    document.recover()
    save(document)
    assert launch.read_text() == EDITED


def test_a_session_that_ended_right_after_its_save_left_nothing(opened: Opener, launch: Path) -> None:
    killed(launch, "stop-after-writing")
    assert launch.read_text() == EDITED
    document = opened()
    assert document.recoverable == ()
    assert document.recover() == (0, ())
    assert document.checklist.source.text == EDITED


def test_nothing_is_made_twice_where_others_went_on_after_the_crash(opened: Opener, launch: Path) -> None:
    killed(launch, "stop-after-writing")
    edit_outside(launch, "- [ ] Alerts", "- [x] Alerts")
    document = opened()
    assert document.recover() == (0, ())
    assert document.checklist.source.text == EDITED.replace("- [ ] Alerts", "- [x] Alerts")
    assert opened().recoverable == ()


def test_notes_and_edits_of_several_items_are_not_made_twice_either(opened: Opener, launch: Path) -> None:
    killed(launch, "notes")
    edit_outside(launch, "# Launch\n", "# Launch\n\nWords.\n")
    text = launch.read_text()
    document = opened()
    assert len(document.recoverable) == 5
    assert document.recover() == (0, ())
    assert document.checklist.source.text == text


def test_what_others_did_after_the_crash_stays(opened: Opener, launch: Path) -> None:
    killed(launch, "stop")
    edit_outside(launch, "## Before\n", "## Before\n\nWords.\n")
    edit_outside(launch, "- [ ] Alerts", "- [x] Alerts")
    document = opened()
    assert document.recover() == (3, ())
    save(document)
    expected = EDITED.replace("## Before\n", "## Before\n\nWords.\n").replace("- [ ] Alerts", "- [x] Alerts")
    assert launch.read_text() == expected


def test_what_others_decided_after_the_crash_is_a_question(opened: Opener, launch: Path) -> None:
    killed(launch, "stop")
    edit_outside(launch, "- [ ] Redis", "- [!] Redis")
    document = opened()
    assert document.recover() == (2, ())
    (conflict,) = document.conflicts
    assert "was set to blocked meanwhile; you set it to done" in conflict.reason
    document.resolve(conflict, ours=True)
    save(document)
    assert launch.read_text() == EDITED


def test_an_edit_whose_item_is_gone_is_told_and_kept_until_it_is_forgotten(
    opened: Opener, launch: Path
) -> None:
    killed(launch, "stop")
    edit_outside(launch, "- [ ] Redis health check\n", "")
    document = opened()
    made, problems = document.recover()
    assert made == 2
    assert problems == ("[ ] -> [x] Redis health check: 'Redis health check' is gone, or was reworded",)
    save(document)
    assert opened().recoverable == SUMMARIES[:1]
    opened().forget_left_behind()
    assert opened().recoverable == ()


def test_a_question_that_was_open_is_offered_again(opened: Opener, launch: Path) -> None:
    killed(launch, "clash")
    assert launch.read_text() == EDITED.replace("- [x] Redis", "- [!] Redis")
    document = opened()
    assert document.recoverable == SUMMARIES[:1]
    document.recover()
    assert len(document.conflicts) == 1


def test_edits_of_a_session_that_lives_are_its_own(opened: Opener, launch: Path) -> None:
    process = session(launch, "wait")
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    assert opened().recoverable == ()
    process.communicate("", timeout=60)
    assert opened().recoverable == SUMMARIES


def test_edits_of_this_session_are_not_offered_to_it(opened: Opener) -> None:
    document = opened()
    mark(document, "Redis health check")
    document.journalled()
    assert opened().recoverable == ()


def test_edits_are_found_through_a_link_and_after_the_repository_has_moved(
    launch: Path, tmp_path: Path, repository: Repository
) -> None:
    link = tmp_path / "link.md"
    link.symlink_to(launch)
    killed(link, "stop")
    assert Workspace().open(launch).recoverable == SUMMARIES
    moved = repository.folder.rename(tmp_path / "elsewhere")
    document = Workspace().open(moved / "launch.md")
    assert document.recover() == (3, ())
    save(document)
    assert (moved / "launch.md").read_text() == EDITED


def test_a_session_that_is_killed_at_any_moment_loses_and_doubles_nothing(
    opened: Opener, launch: Path
) -> None:
    told: list[str] = []
    for turn in range(8):
        process = session(launch, "on")
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.02 + turn * 0.007)
        process.kill()
        lines = process.communicate()[0].splitlines(keepends=True)
        told += [line.strip() for line in lines if line.endswith("\n")]
        if turn % 2:
            edit_outside(launch, "# Launch\n", "# Launch\n\nMore words.\n")
        document = opened()
        assert document.recover()[1] == ()
        save(document)
        assert opened().recoverable == ()
    text = launch.read_text()
    assert told
    assert [line for line in told if text.count(f"- [ ] {line}\n") != 1] == []


def test_a_file_that_was_half_written_in_place_is_made_whole(opened: Opener, launch: Path) -> None:
    os.link(launch, launch.with_name("other.md"))
    killed(launch, "stop-in-the-middle")
    torn = launch.read_text()
    assert torn not in (LAUNCH, EDITED)
    document = opened()
    with pytest.raises(DocumentRefused, match="half written"):
        mark(document, "Alerts reach a person")
    assert "the file was being written over in place" in document.recoverable
    assert document.recover() == (1, ())
    assert document.checklist.source.text == EDITED
    assert launch.read_text() == torn
    save(document, in_place=True)
    assert launch.with_name("other.md").read_text() == EDITED
    assert opened().recoverable == ()


def test_a_half_written_file_that_somebody_else_repaired_is_left_to_them(
    opened: Opener, launch: Path
) -> None:
    os.link(launch, launch.with_name("other.md"))
    killed(launch, "stop-in-the-middle")
    document = opened()
    assert document.half_written
    assert refresh(document) is None
    assert document.half_written
    launch.write_text(LAUNCH)
    refresh(document)
    assert (document.half_written, document.refusal) == (False, "")
    assert document.recover() == (3, ())
    assert document.checklist.source.text == EDITED


def test_a_half_written_file_can_be_taken_as_it_is(opened: Opener, launch: Path) -> None:
    os.link(launch, launch.with_name("other.md"))
    killed(launch, "stop-in-the-middle")
    document = opened()
    document.forget_left_behind()
    assert document.refusal == ""
    assert (opened().recoverable, opened().refusal) == ((), "")


def test_an_undone_edit_does_not_come_back(opened: Opener, launch: Path) -> None:
    program = (
        "import os, sys; from pathlib import Path; from gonogo.core.workspace import Workspace\n"
        "from tests.core.workspace.acting import mark\n"
        "document = Workspace().open(Path(sys.argv[1]))\n"
        "mark(document, 'Redis health check'); document.journalled()\n"
        "document.undo(); document.journalled(); os._exit(1)"
    )
    subprocess.run([sys.executable, "-c", program, str(launch)], cwd=ROOT, check=False, capture_output=True)
    document = opened()
    document.recover()
    assert state(document, "Redis health check") == "todo"


@pytest.fixture
def journal(launch: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the journal in the git directory is; the one in the user's state is this test's own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "own state"))
    (launch.parent / ".git" / "gonogo").mkdir(mode=0o700)
    return launch.parent / ".git" / "gonogo" / "journal.jsonl"


@pytest.mark.parametrize("mended", [False, True], ids=["as it was", "mended"])
def test_what_the_git_directory_could_not_take_is_offered_from_the_users_state(
    opened: Opener, launch: Path, journal: Path, *, mended: bool
) -> None:
    journal.mkdir()
    killed(launch, "stop")
    if mended:
        journal.rmdir()
    document = opened()
    assert document.recoverable == SUMMARIES
    assert document.recover() == (3, ())
    save(document)
    assert launch.read_text() == EDITED
    assert opened().recoverable == ()


@pytest.mark.parametrize(
    ("what", "offered"), [("stop", SUMMARIES), ("stop-after-writing", ())], ids=["unsaved", "saved"]
)
def test_what_was_kept_while_the_git_directory_could_not_be_used_is_looked_at_once_it_can(
    opened: Opener, launch: Path, journal: Path, what: str, offered: tuple[str, ...]
) -> None:
    journal.parent.rmdir()
    journal.parent.write_text("in the way")
    killed(launch, what)
    journal.parent.unlink()
    document = opened()
    assert document.state_dir == journal.parent
    assert document.recoverable == offered
    document.forget_left_behind()
    assert [place.pending() for place in places(document)] == [(), ()]


def test_what_a_session_saved_from_the_second_place_is_not_offered(
    opened: Opener, launch: Path, journal: Path
) -> None:
    journal.mkdir()
    killed(launch, "stop-after-writing")
    journal.rmdir()
    assert opened().recoverable == ()


def test_what_two_places_hold_is_made_again_in_the_order_of_time(
    opened: Opener, launch: Path, journal: Path
) -> None:
    program = (
        "import os, sys; from pathlib import Path; from gonogo.core.workspace import Workspace\n"
        "from tests.core.workspace.acting import add\n"
        "document = Workspace().open(Path(sys.argv[1])); add(document, 'Tell support', sys.argv[2])\n"
        "document.journalled(); os._exit(1)"
    )
    for text in ("first", "second", "third"):
        if text == "second":
            journal.rename(journal.with_name("away"))
            journal.mkdir()
        if text == "third":
            journal.rmdir()
            journal.with_name("away").rename(journal)
        subprocess.run([sys.executable, "-c", program, str(launch), text], cwd=ROOT, check=False)
    assert opened().recoverable == ("added first", "added second", "added third")


def test_an_edit_that_a_full_first_place_refused_goes_with_those_that_it_has(
    opened: Opener, launch: Path, journal: Path
) -> None:
    document = opened()
    mark(document, "Redis health check")
    document.journalled()
    taken = journal.read_bytes()
    journal.unlink()
    journal.mkdir()
    mark(document, "Alerts reach a person")
    document.journalled()
    assert document.kept
    assert document.journal.problem == ""
    journal.rmdir()
    journal.write_bytes(taken)
    save(document)
    assert document.journal.left_behind() == ()
    assert [place.pending() for place in places(document)] == [(), ()]


def places(document: Document) -> list[Journal]:
    """Both journals of a document."""
    assert document.state_dir is not None
    return [Journal(document.state_dir), Journal(user_dir(document.path))]
