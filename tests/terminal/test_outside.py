"""Other programs write the file while it is open: editors, a second gonogo, a kill, whoever deletes it."""

import os
import signal
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from gonogo.core import files
from tests.core.files import editors
from tests.core.workspace.conftest import LAUNCH
from tests.core.workspace.test_recovery import EDITED, killed
from tests.terminal.session import Session, eventually
from tests.throwaway import Repository

Opened = Callable[..., Session]
CHECKLIST = """\
# Ready

## First

- [ ] one
- [ ] two
- [ ] three

## Second

- [ ] four
- [ ] five
"""


@pytest.fixture
def path(repository: Repository) -> Path:
    """A committed checklist."""
    written = repository.write("ready.md", CHECKLIST)
    repository.commit("Begin")
    return written


def text(*changes: tuple[str, str]) -> bytes:
    """The checklist with replacements."""
    now = CHECKLIST
    for old, new in changes:
        assert now.count(old) == 1
        now = now.replace(old, new)
    return now.encode()


def on(opened: Opened, path: Path, item: str) -> Session:
    """The application with the cursor on an item, and git's word on who it is."""
    session = opened(path)
    session.wait_for("main", "? help")
    session.find(item)
    return session


@contextmanager
def saving_waits(path: Path) -> Iterator[None]:
    """Hold the lock that our own processes save under, so that edits stay unsaved for as long."""
    with files.lock(path, path.parent / ".git" / "gonogo"):
        yield


@pytest.mark.parametrize("write", [editors.by_rename, editors.in_place], ids=["by rename", "in place"])
def test_the_screen_follows_an_editor_and_the_cursor_stays(
    opened: Opened, path: Path, write: Callable[[Path, bytes], None]
) -> None:
    session = on(opened, path, "three")
    write(path, text(("- [ ] one", "- [ ] zero\n- [x] one")))
    session.wait_for("○ zero", "✔ one")
    session.wait_on("○ three")
    session.press("space")
    session.wait_state("done")
    session.wait_file(text(("- [ ] one", "- [ ] zero\n- [x] one"), ("- [ ] three", "- [x] three")))
    write(path, b"# Another\n\n- [ ] thing\n")
    session.wait_for("Another", "○ thing")
    session.press("u")  # the edit that would be undone is gone with its item
    session.terminal.settle()
    session.leave()
    assert path.read_bytes() == b"# Another\n\n- [ ] thing\n"


def test_folded_sections_stay_folded_when_the_file_changes(opened: Opened, path: Path) -> None:
    session = on(opened, path, "one")
    session.press("z")
    session.wait_gone("○ one")
    editors.by_rename(path, text(("- [ ] four", "- [x] four\n- [ ] more")))
    session.wait_for("✔ four", "○ more")
    assert "○ one" not in session.terminal.text()
    session.leave()


def test_two_of_us_on_one_file_keep_both_edits(opened: Opened, path: Path) -> None:
    first, second = on(opened, path, "one"), on(opened, path, "four")
    first.press("space")
    first.wait_state("done")
    second.press("space")
    second.wait_state("done")
    wanted = text(("- [ ] one", "- [x] one"), ("- [ ] four", "- [x] four"))
    first.wait_file(wanted)
    first.wait_for("✔ four")
    second.wait_for("✔ one")
    first.leave()
    second.leave()
    assert path.read_bytes() == wanted


@pytest.mark.parametrize(("answer", "mark"), [("m", "~"), ("t", "x")], ids=["mine", "theirs"])
def test_different_states_for_one_item_are_a_question(
    opened: Opened, path: Path, answer: str, mark: str
) -> None:
    session = on(opened, path, "two")
    theirs = text(("- [ ] two", "- [x] two"))
    with saving_waits(path):
        session.press("~")
        session.wait_state("doing")
        editors.by_rename(path, theirs)
    session.wait_for("Somebody else changed this too", "yours:", "- [~] two", "theirs:", "- [x] two")
    assert path.read_bytes() == theirs
    session.press(answer)
    session.wait_gone("Somebody else changed this too")
    session.wait_state("doing" if answer == "m" else "done")
    wanted = text(("- [ ] two", f"- [{mark}] two"))
    session.wait_file(wanted)
    session.leave()
    assert path.read_bytes() == wanted


MEANWHILE = "This was changed while you were asked about it"


@pytest.mark.parametrize(
    ("key", "title"),
    [
        ("!", "Blocked: two"),
        ("w", "Note: two"),
        ("e", "Evidence: two"),
        ("r", "Text of the item"),
    ],
    ids=["reason", "note", "evidence", "text"],
)
def test_what_somebody_changed_under_an_open_dialog_is_a_question_before_it_is_written_over(
    opened: Opened, path: Path, key: str, title: str
) -> None:
    session = on(opened, path, "two")
    session.ask(key, title)
    theirs = text(("- [ ] two", "- [x] two"))
    editors.by_rename(path, theirs)
    session.wait_for("✔ two")  # the screen beneath has followed
    session.answer("waits for four", title)
    session.wait_for(MEANWHILE, "it was: todo, two", "it is:  done, two")
    assert path.read_bytes() == theirs
    session.press("t")
    session.wait_gone(MEANWHILE)
    session.wait_said("nothing was written")
    session.wait_said("waits for four")
    assert path.read_bytes() == theirs
    session.leave()


@pytest.mark.parametrize(
    ("write", "wanted"), [("m", "- [!] two"), ("t", "- [x] two")], ids=["mine", "theirs"]
)
def test_who_was_asked_about_such_a_change_decides_whose_stands(
    opened: Opened, path: Path, write: str, wanted: str
) -> None:
    session = on(opened, path, "two")
    session.ask("!", "Blocked: two")
    editors.by_rename(path, text(("- [ ] two", "- [x] two")))
    session.wait_for("✔ two")
    session.answer("waits for four", "Blocked: two")
    session.wait_for(MEANWHILE)
    session.press(write)
    session.wait_gone(MEANWHILE)
    session.wait_state("blocked" if write == "m" else "done")
    session.leave()
    assert wanted in path.read_text("utf-8")
    assert ("waits for four" in path.read_text("utf-8")) == (write == "m")


@pytest.mark.parametrize("answer", ["r", "fy"], ids=["again", "forget"])
def test_an_edit_that_a_kill_kept_from_the_file_is_offered_again(
    opened: Opened, path: Path, answer: str
) -> None:
    session = on(opened, path, "two")
    journals = path.parent / ".git" / "gonogo"
    with saving_waits(path):
        session.press("x")
        session.wait_state("done")
        eventually(lambda: holds(journals, b"two"), session)
        session.terminal.signal(signal.SIGKILL)
        assert session.terminal.wait() == -signal.SIGKILL
    assert path.read_bytes() == CHECKLIST.encode()

    again = opened(path)
    again.wait_for("did not reach the file", "[ ] -> [x] two")
    again.terminal.settle()
    again.press("x")  # a key that sets a state elsewhere answers nothing here
    again.press(answer[0])
    again.wait_gone("did not reach the file")
    if answer == "fy":
        again.wait_for("cannot be had again")
        again.press("escape")
        again.wait_for("did not reach the file")
        again.press("f")
        again.wait_for("cannot be had again")
        again.press("y")
        again.wait_gone("cannot be had again")
    wanted = text(("- [ ] two", "- [x] two")) if answer == "r" else CHECKLIST.encode()
    again.wait_file(wanted)
    again.leave()

    third = opened(path)
    third.wait_for("? help", "○ two" if answer == "fy" else "✔ two")
    third.terminal.settle(0.3)
    assert "did not reach the file" not in third.terminal.text()
    third.leave()
    assert path.read_bytes() == wanted


@pytest.mark.parametrize("answer", ["r", "f"], ids=["whole", "as it is"])
def test_a_file_that_a_kill_left_half_written_is_offered_to_be_made_whole(
    opened: Opened, repository: Repository, answer: str
) -> None:
    path = repository.write("launch.md", LAUNCH)
    other = path.with_name("other.md")
    os.link(path, other)
    killed(path, "stop-in-the-middle")
    torn = path.read_text()
    assert torn not in (LAUNCH, EDITED)

    session = opened(path)
    session.wait_for("half written", "r make it whole")
    session.terminal.settle()
    session.press("escape")
    session.wait_gone("r make it whole")
    session.press("space")
    session.wait_for("r make it whole")
    session.terminal.settle()
    session.press(answer)
    if answer == "r":
        session.wait_for("Save in place?")
        session.terminal.settle()
        session.press("y")
        session.wait_file(EDITED.encode())
        assert other.read_text() == EDITED
    else:
        session.wait_for("cannot be had again")
        session.press("y")
        session.wait_gone("to look at only")
        assert path.read_text() == torn
    session.leave()

    again = opened(path)
    again.wait_for("? help")
    again.terminal.settle(0.3)
    assert "half written" not in again.terminal.text()
    again.leave()


def holds(folder: Path, words: bytes) -> bool:
    """Whether any file below a folder holds the words."""
    return any(words in file.read_bytes() for file in folder.rglob("*") if file.is_file())


def test_a_file_that_is_deleted_is_told_and_followed_when_it_comes_back(opened: Opened, path: Path) -> None:
    session = on(opened, path, "two")
    session.press("u")
    session.wait_said("nothing to undo")  # so it is open
    path.unlink()
    session.wait_for("the file is gone")
    session.press("x")
    session.terminal.settle()
    assert not path.exists()
    path.write_bytes(text(("- [ ] one", "- [x] one")))
    session.wait_for("✔ one", "✔ two")
    session.wait_file(text(("- [ ] one", "- [x] one"), ("- [ ] two", "- [x] two")))
    session.wait_gone("the file is gone")
    session.leave()


def test_the_editor_opens_at_the_line_and_what_it_wrote_is_there(opened: Opened, path: Path) -> None:
    editor = path.parent / "vim"
    editor.write_text(
        '#!/bin/sh\necho "line $1"; read key\nsed -i "s/- \\[ \\] five/- [x] five/" "$2"\n', encoding="utf-8"
    )
    editor.chmod(editor.stat().st_mode | stat.S_IXUSR)
    session = opened(path, env={"VISUAL": "", "EDITOR": str(editor)})
    session.wait_for("? help")
    session.find("two")
    session.press("E")
    session.wait_for("line +6")
    assert session.terminal.stream.left_on() == []
    session.press("enter")
    session.wait_for("✔ five")
    session.wait_on("○ two")
    session.leave()
    assert path.read_bytes() == text(("- [ ] five", "- [x] five"))
