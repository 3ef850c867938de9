"""What cannot be done is said at once, in a sentence, before anybody is asked to type anything."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.core.files import editors
from tests.terminal.session import Session
from tests.throwaway import Repository

Opened = Callable[..., Session]
CHECKLIST = """\
# Ready

## First

- [ ] one
- [ ] two

## Second

- plain
- words

| Check | Owner |
|-------|-------|
| Error rate | ops |
| Latency | web |
"""


@pytest.fixture
def path(repository: Repository) -> Path:
    """A committed checklist."""
    written = repository.write("ready.md", CHECKLIST)
    repository.commit("Begin")
    return written


def begin_merge(git: Path, head: str) -> None:
    (git / "MERGE_HEAD").write_text(f"{head}\n")


def begin_rebase(git: Path, head: str) -> None:
    (git / "rebase-merge").mkdir()


@pytest.mark.parametrize(
    ("begin", "name"), [(begin_merge, "merge"), (begin_rebase, "rebase")], ids=["merge", "rebase"]
)
def test_no_commit_is_written_while_git_is_in_the_middle_of_something(
    opened: Opened, path: Path, repository: Repository, begin: Callable[[Path, str], None], name: str
) -> None:
    begin(path.parent / ".git", repository.git("rev-parse", "HEAD"))
    session = opened(path)
    session.wait_for("? help")
    session.press("space")
    session.wait_file(CHECKLIST.replace("[ ] one", "[x] one").encode())
    session.press("c")
    session.wait_said(f"a {name} is in progress: finish it with `git {name} --continue`")
    assert "Commit" not in session.terminal.text()
    session.leave()
    assert repository.git("rev-list", "--count", "HEAD") == "1"


def test_a_document_with_conflict_markers_says_so_before_it_asks_anything(
    opened: Opened, repository: Repository
) -> None:
    marked = CHECKLIST.replace("- [ ] two\n", "<<<<<<< HEAD\n- [ ] two\n=======\n- [x] two\n>>>>>>> x\n")
    path = repository.write("ready.md", marked)
    session = opened(path)
    session.wait_said("holds a conflict marker in line 6")
    for key in ("space", "x", "!", "e", "w", "r", "a", "D", "J", "t", "u"):
        session.press("escape")
        session.wait_said("? help")
        session.press(key)
        session.wait_said("holds a conflict marker in line 6; resolve the merge first")
        assert "esc " not in session.terminal.text()
    session.press("escape")
    session.wait_said("? help")
    session.press("c")
    session.wait_said("a conflict marker; resolve the conflict, then commit")
    session.leave()
    assert path.read_text() == marked


@pytest.mark.parametrize(
    ("key", "title", "said"),
    [
        ("a", "New item", "type it"),
        ("w", "Note: ", "type it"),
        ("r", "Text of the item", "a text is needed"),
        ("R", "Run a command", "type it"),
    ],
)
def test_what_needs_words_is_asked_until_there_are_some_or_it_is_left(
    opened: Opened, path: Path, key: str, title: str, said: str
) -> None:
    session = opened(path)
    session.wait_for("? help")
    session.ask(key, title)
    session.press("backspace*5", "space", "enter")
    session.wait_for(title, said)
    session.terminal.write(" ")  # a key that ticks, where nothing is asked
    session.wait_gone(said)
    session.press("enter")
    session.wait_for(title, said)
    session.press("escape")
    session.wait_gone(title)
    session.leave()
    assert path.read_text() == CHECKLIST


def test_evidence_without_a_reference_is_asked_for_again(opened: Opened, path: Path) -> None:
    session = opened(path)
    session.wait_for("main", "? help")
    session.ask("e", "Evidence: ")
    session.press("enter")
    session.wait_for("nothing to attach yet")
    session.terminal.write("a word")
    session.wait_gone("nothing to attach yet")
    session.press("enter")
    session.wait_gone("Evidence: ")
    session.wait_said("attached a word")
    session.leave()


def test_spaces_are_no_reason(opened: Opened, path: Path) -> None:
    session = opened(path)
    session.wait_for("? help")
    session.ask("!", "Blocked: ")
    session.press("space", "space", "enter")
    session.wait_state("blocked")
    wanted = CHECKLIST.replace("- [ ] one", "- [!] one").encode()
    session.wait_file(wanted)
    session.press("-")
    session.wait_state("na")
    session.press("-")
    session.wait_said("it is so already")
    session.leave()


def test_a_commit_says_what_stays_alone_and_takes_words_behind_its_subject(
    opened: Opened, path: Path, repository: Repository
) -> None:
    repository.write("other.txt", "other\n")
    repository.git("add", "other.txt")
    session = opened(path)
    session.wait_for("main", "? help")
    session.press("space")
    session.wait_state("done")
    session.ask("c", "Commit to main")
    session.wait_for("commits ready.md; 1 staged file is left alone")
    session.terminal.write(", at last")
    session.wait_for("one, at last")
    session.press("ctrl+s")
    session.wait_said("committed ")
    session.leave()
    assert repository.git("log", "-1", "--format=%s") == "Ready: [ ] -> [x] one, at last"
    assert repository.git("status", "--porcelain") == "A  other.txt"


def test_what_is_tracked_is_what_was_asked_about_though_the_file_changed_meanwhile(
    opened: Opened, path: Path
) -> None:
    session = opened(path)
    session.wait_for("? help")
    session.find("plain", inside=True)
    session.press("escape")
    session.wait_gone("find: ")
    session.ask_which("t", "Track this?")
    above = CHECKLIST.replace("## First\n", "## Zero\n\n- other\n- things\n\n## First\n")
    editors.by_rename(path, above.encode())
    session.wait_for("Zero")
    session.press("y")
    session.wait_gone("Track this?")
    session.wait_file(above.replace("- plain\n- words", "- [ ] plain\n- [ ] words").encode())
    session.leave()


def test_a_heading_is_not_tracked_and_where_to_go_is_said(opened: Opened, path: Path) -> None:
    session = opened(path)
    session.wait_for("? help")
    session.press("]")
    session.wait_on("Second")
    session.press("t")
    session.wait_said("go to a line of the list or table")
    session.press("down", "t")
    session.wait_for("Track this?")
    session.terminal.settle()
    session.press("escape")
    session.wait_gone("Track this?")
    session.leave()


def test_a_new_item_goes_to_the_section_it_was_asked_for_though_the_file_changed_meanwhile(
    opened: Opened, path: Path
) -> None:
    session = opened(path)
    session.wait_for("? help")
    session.find("Second", inside=True)
    session.ask("a", "New item in this section")
    above = CHECKLIST.replace("## First\n", "## Zero\n\n- [ ] other\n\n## First\n")
    editors.by_rename(path, above.encode())
    session.wait_for("Zero")
    session.answer("late", "New item in this section")
    session.wait_for("○ late")
    session.leave()
    added = path.read_text()
    assert added.replace("- [ ] late\n", "").replace("\n\n", "\n") == above.replace("\n\n", "\n")
    assert added.index("## Second") < added.index("- [ ] late")
