"""Adding, deleting and tracking: what will happen to the file is told before it does."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.session import Session

Opened = Callable[..., Session]
NESTED = """\
# Ready

- [ ] parent
  - note: a word
  - [x] first child
  - [!] second child
    - [ ] grandchild
- [ ] lonely
  - note: another
"""
MIXED = """\
# Ready

✅ Served
⬜ Scaled

- plain
- words
- [x]squeezed
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    written = tmp_path / "ready.md"
    written.write_text(NESTED)
    return written


def test_deleting_a_task_tells_which_subtasks_go_with_it(opened: Opened, path: Path) -> None:
    session = opened(path, columns=100)
    session.find("parent")
    session.ask_which("D", "Delete? parent")
    session.wait_for("5 lines of the file, with its 3 subtasks (1 todo, 1 done, 1 blocked); u undoes it")
    session.press("escape")
    session.find("second child")
    session.ask_which("D", "Delete? second child")
    session.wait_for("2 lines of the file, with its 1 subtask (1 todo); u undoes it")
    session.press("escape")
    session.find("lonely")
    session.ask_which("D", "Delete? lonely")
    session.wait_for("2 lines of the file; u undoes it")
    session.press("escape")
    session.leave()
    assert path.read_text() == NESTED


@pytest.fixture
def mixed(path: Path) -> Path:
    path.write_text(MIXED)
    return path


def test_a_list_that_cannot_be_tracked_is_refused_for_what_is_wrong_with_it(
    opened: Opened, mixed: Path
) -> None:
    session = opened(mixed, columns=120)
    session.find("plain", inside=True)
    session.press("t")
    session.wait_said("nothing to track here: line 8 looks like a task but is none; put its box right first")
    session.leave()
    assert mixed.read_text() == MIXED


def test_where_no_reason_can_be_written_nobody_is_asked_for_one(opened: Opened, mixed: Path) -> None:
    session = opened(mixed, columns=120)
    session.find("Scaled", inside=True)
    session.ask_which("!", "Blocked: Scaled")
    session.wait_for("no reason: ", "y block without a reason")
    session.press("escape")
    session.wait_gone("Blocked: Scaled")
    assert mixed.read_text() == MIXED
    session.press("w")
    session.wait_said("line 4")
    assert "Note:" not in session.terminal.text()
    session.press("!")
    session.wait_for("y block without a reason")
    session.press("y")
    session.wait_file(MIXED.replace("⬜", "⛔").encode())
    session.leave()


def test_a_list_of_one_changes_one_line(opened: Opened, path: Path) -> None:
    path.write_text("# Ready\n\n- [ ] one\n\nWords.\n\n* plain\n")
    session = opened(path)
    session.find("plain", inside=True)
    session.ask_which("t", "Track this?")
    session.wait_for("It gets boxes; 1 line changes.")
    session.press("escape")
    session.leave()


def test_what_was_typed_for_an_item_that_is_gone_stands_behind_the_refusal_as_a_sentence(
    opened: Opened, path: Path
) -> None:
    session = opened(path, columns=120)
    session.find("lonely")
    session.ask("w", "Note: lonely")
    session.terminal.write("some words")
    path.write_text("# Ready\n\n- [ ] elsewhere\n")
    session.wait_for("○ elsewhere")
    session.press("enter")
    session.wait_said(". You typed: some words")
    session.leave()


def test_the_keys_that_sentences_name_are_those_of_the_configuration(
    opened: Opened, path: Path, tmp_path: Path
) -> None:
    settings = tmp_path / "config" / "gonogo" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('[keys]\nundo = "f5"\nadd = "f6"\n')
    session = opened(path)
    session.find("lonely")
    session.ask_which("D", "Delete? lonely")
    session.wait_for("2 lines of the file; f5 undoes it")
    session.press("escape")
    session.leave()
    path.write_text("")
    session = opened(path)
    session.wait_for("the file is empty; f6 adds an item")
    session.leave()
