"""What people stumbled over when they tried the application: each stays mended."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.session import Session
from tests.throwaway import Repository

Opened = Callable[..., Session]
CHECKLIST = """\
# Ready

## First

- [ ] one
- [ ] two

## Commands

```sh
ls
```

## Table

| Check | Status | Notes |
|-------|--------|-------|
| A check with a long name that takes much of the line | ⬜ Open | something that stands there already |
"""


@pytest.fixture
def path(repository: Repository) -> Path:
    """A committed checklist."""
    written = repository.write("ready.md", CHECKLIST)
    repository.commit("Begin")
    return written


@pytest.mark.parametrize(
    ("typed", "shown"), [("help", "Go to the next heading"), ("theme", "dark"), ("colours", "")], ids=str
)
def test_the_palette_does_what_the_program_as_a_whole_does(
    opened: Opened, path: Path, typed: str, shown: str
) -> None:
    session = opened(path)
    session.wait_for("? help")
    session.ask("ctrl+p", "enter do it")
    session.terminal.write(typed)
    session.wait_for("Change the colours" if typed != "help" else "Show every key")
    before = session.terminal.cell(2, 4)
    session.press("enter")
    session.wait_gone("enter do it")
    if typed == "help":
        session.wait_for(shown)
        session.press("escape")
        session.wait_for("? help")
    else:
        session.terminal.wait_for(lambda seen: seen.cell(2, 4).bg != before.bg)
    session.leave()


def test_figures_follow_an_edit_made_while_they_were_hidden(opened: Opened, path: Path) -> None:
    session = opened(path)
    session.find("one")
    session.wait_for("0/3")
    session.press("d")
    session.wait_for("Source")
    session.press("space")
    session.wait_for("✔ done")
    session.press("d")
    session.terminal.wait_for(lambda seen: seen.text().count("1/2") == 2)  # in the outline and in the list
    session.leave()


def test_a_file_beside_it_whose_name_is_no_utf8_disturbs_nothing(opened: Opened, path: Path) -> None:
    session = opened(path)
    session.find("one")
    with open(os.path.join(os.fsencode(path.parent), b"b\xff.txt"), "w") as file:
        file.write("z")
    session.press("space")
    session.wait_state("done")
    path.write_text(CHECKLIST.replace("[ ] one", "[x] one").replace("[ ] two", "[x] two"))
    session.wait_for("✔ two")
    session.leave()


def test_an_unknown_filter_is_asked_for_again_with_what_was_typed(opened: Opened, path: Path) -> None:
    session = opened(path)
    session.wait_for("? help")
    session.ask("f", "Show only")
    session.answer("bloked", "Show only")
    session.wait_for("bloked", "enter go on")
    session.press("escape")
    session.wait_gone("enter go on")
    session.leave()


def test_ctrl_c_says_how_to_leave(opened: Opened, path: Path) -> None:
    session = opened(path)
    session.wait_for("? help")
    session.press("ctrl+c")
    session.wait_said("q leaves")
    session.leave()


def test_a_command_is_not_offered_to_be_tracked_and_a_wide_footer_tells_more_keys(
    opened: Opened, path: Path
) -> None:
    session = opened(path, columns=160, lines=48)
    session.wait_for("m mark", "u undo", "q quit")
    session.find("ls", inside=True)
    session.wait_said("p probe")
    session.wait_gone("t track")
    session.leave()


def test_what_will_be_written_into_a_row_is_shown_to_its_end(opened: Opened, path: Path) -> None:
    session = opened(path)
    session.find("A check with a long name")
    session.ask("e", "Evidence:")
    session.terminal.write("https://example.com/proof")
    session.terminal.wait_for(lambda seen: seen.text().count("https://example.com/proof") >= 2)
    session.press("escape")
    session.wait_gone("Evidence:")
    session.leave()


def test_an_emoji_of_a_state_is_its_sign_where_there_is_ascii_alone(opened: Opened, path: Path) -> None:
    path.write_text(CHECKLIST.replace("⬜ Open", "✅ Done"))
    session = opened(path, columns=160, lines=48, env={"LANG": "C", "LC_ALL": "C"})
    session.wait_for("? help")
    session.find("A check with a long name")
    session.wait_for("Status: x")
    session.wait_gone("??")
    session.press("q")
    assert session.terminal.wait() == 0


def test_a_mistyped_path_is_asked_about_before_it_becomes_evidence(opened: Opened, path: Path) -> None:
    session = opened(path)
    session.find("one")
    session.ask("e", "Evidence:")
    session.answer("docs/nothing.txt", "Evidence:")
    session.wait_for("Attach this?", "write it as words all the same")
    session.press("escape")
    session.wait_said("not attached: docs/nothing.txt")
    session.leave()
    assert path.read_text() == CHECKLIST


def test_undoing_says_that_a_copied_file_stays(opened: Opened, path: Path, tmp_path: Path) -> None:
    (tmp_path / "run.log").write_text("all well\n")
    session = opened(path)
    session.find("one")
    session.ask("e", "Evidence:")
    session.answer(f"{tmp_path}/run.log", "Evidence:")
    session.wait_said("attached evidence/ready/one/")
    session.press("u")
    session.wait_said("stays in evidence/")
    session.leave()
    assert path.read_text() == CHECKLIST
    (copy,) = (path.parent / "evidence/ready/one").iterdir()
    assert copy.read_text() == "all well\n"


def test_an_empty_file_gets_its_first_item_and_is_no_list_to_track(opened: Opened, tmp_path: Path) -> None:
    path = tmp_path / "empty.md"
    path.write_bytes(b"")
    session = opened(path)
    session.wait_for("? help")
    session.press("t")
    session.wait_said("nothing to track here")
    session.ask("a", "New item")
    session.answer("first", "New item")
    session.wait_for("○ first")
    session.leave()
    assert path.read_text() == "- [ ] first\n"


def test_the_key_that_leaves_is_named_as_the_person_has_it(
    opened: Opened, path: Path, tmp_path: Path
) -> None:
    settings = tmp_path / "config" / "gonogo" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('[keys]\nquit = ["ctrl+q"]\nset-done = ["q"]\n')
    session = opened(path)
    session.wait_for("? help")
    session.press("ctrl+c")
    session.wait_said("ctrl+q leaves; everything is saved")
    session.press("ctrl+q")
    session.ended(0)


def test_what_is_added_behind_a_row_is_a_row(opened: Opened, path: Path) -> None:
    session = opened(path)
    session.find("A check with a long name")
    session.ask("a", "New item")
    session.answer("Another check", "New item")
    session.wait_on("Another check")
    session.press("x")
    session.wait_state("done")
    session.leave()
    assert path.read_text().splitlines()[-1] == "| Another check | ✅ Done | |"


def test_where_no_row_can_be_added_that_is_said_before_anybody_types(opened: Opened, tmp_path: Path) -> None:
    path = tmp_path / "scores.md"
    rows = "| Backups | 1/2 | ✅ |\n| TOTAL | 1/2 | ✅ |\n"
    path.write_text(f"# Scores\n\n| Area | Score | Status |\n|---|---|---|\n{rows}")
    session = opened(path)
    session.find("TOTAL")
    session.press("a")
    session.wait_said("only restates other figures")
    session.leave()
