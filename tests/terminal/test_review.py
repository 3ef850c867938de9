"""The review in a real terminal over a real repository: walked, seen, noted, filtered, put on record."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.core.reviewing.conftest import AFTER, BEFORE
from tests.terminal.harness import Terminal
from tests.terminal.session import COMMAND, Session, eventually
from tests.throwaway import Repository

Spawn = Callable[..., Terminal]


class ReviewSession(Session):
    """`gonogo review …` in a terminal."""

    def __init__(self, spawn: Spawn, folder: Path, *words: str, columns: int = 80, lines: int = 24) -> None:
        self.path = folder
        self.terminal = spawn([*COMMAND, "review", *words], columns=columns, lines=lines, folder=folder)


@pytest.fixture
def made(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """`v1`, then a commit of Ada's and one of Grace's."""
    repository.write("ready.md", BEFORE)
    repository.commit("Begin")
    repository.git("tag", "v1")
    repository.write("ready.md", BEFORE.replace("[ ] Redis", "[x] Redis"))
    repository.commit("Redis is there")
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Grace Hopper")
    repository.write("logs/db.txt", "all well\n")
    repository.write("ready.md", AFTER)
    repository.commit("The rest")
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Ada Lovelace")
    return repository


@pytest.fixture
def review(terminal: Spawn, made: Repository) -> Callable[..., ReviewSession]:
    """Opens the review in 80 columns and 24 lines, or more."""

    def opened(*words: str, **size: int) -> ReviewSession:
        session = ReviewSession(terminal, made.folder, *words, **size)
        session.wait_for("seen", "author", "? help")
        return session

    return opened


Opened = Callable[..., ReviewSession]


def test_without_a_range_it_is_what_came_since_the_last_tag(review: Opened) -> None:
    session = review()
    session.wait_for("v1..HEAD", "2 commits, 2 authors", "0 of 6 seen", "3 need a look")
    session.wait_on("Redis cache health check")
    session.leave()


def test_what_is_flagged_comes_first_and_words_that_differ_are_marked(review: Opened) -> None:
    session = review("v1..HEAD")
    session.wait_for("3 need a look", "1/3 → 3/3")
    lines = [session.terminal.line(y) for y in range(24)]
    flagged = [number for number, line in enumerate(lines) if "⚑" in line]
    health = next(number for number, line in enumerate(lines) if line.startswith(" Health"))
    assert len([number for number in flagged if 2 < number < health]) == 3
    assert "1/3 → 3/3" in lines[health]
    session.press("n")
    session.wait_on("Error rate stays low (< [-1%-]{+5%+})")
    session.wait_for("before    Error rate stays low (< [-1%-])", "after     Error rate stays low (< {+5%+})")
    session.wait_for("Grace Hopper")
    session.press("N")
    session.wait_on("Redis")
    session.leave()


def test_evidence_is_opened_as_the_commit_has_it(review: Opened, made: Repository) -> None:
    made.write("logs/db.txt", "changed since\n")
    session = review("v1..HEAD")
    session.press("n", "n", "n")
    session.wait_on("Database health check")
    session.press("enter")
    session.wait_for("all well", "logs/db.txt")
    session.press("escape")
    session.wait_gone("all well")
    session.leave()


def test_what_was_seen_is_remembered_and_may_be_taken_back(review: Opened) -> None:
    session = review("v1..HEAD")
    session.press("v")
    session.wait_for("1 of 6 seen")
    session.wait_on("Error rate")
    session.press("v")
    session.wait_for("2 of 6 seen")
    session.leave()
    again = review("HEAD")
    again.wait_for("1 of 5 seen")
    again.wait_on("Old thing")
    again.press("N", "v")
    again.wait_for("0 of 5 seen")
    again.leave()


def test_a_review_that_was_ended_is_where_the_next_begins(review: Opened, made: Repository) -> None:
    session = review()
    session.ask_which("V", "Mark 6 changes as seen?")
    session.press("y")
    session.wait_for("6 of 6 seen")
    session.wait_said("everything was seen")
    session.leave()
    made.write("ready.md", AFTER.replace("[ ] New", "[!] New"))
    made.commit("Stuck")
    again = review()
    again.wait_for("..HEAD   1 commit", "since you last", "0 of 1 seen")
    again.wait_on("New thing")
    again.leave()


@pytest.mark.parametrize(
    ("typed", "shown", "gone"),
    [
        ("@ada", "Redis", "Database"),
        ("goalpost", "Error rate", "Redis"),
        ("summary", "Another new", "Redis"),
    ],
)
def test_changes_are_filtered_by_author_flag_and_phase(
    review: Opened, typed: str, shown: str, gone: str
) -> None:
    session = review("v1..HEAD")
    session.ask("f", "Show only")
    session.answer(typed, "enter go on")
    session.wait_for("filter: ")
    session.wait_gone(gone)
    session.wait_for(shown)
    session.press("escape")
    session.wait_gone("filter: ")
    session.wait_for(gone)
    session.leave()


def test_another_range_is_chosen_from_a_list_or_typed(review: Opened, made: Repository) -> None:
    made.git("branch", "side", "v1")
    session = review("v1..HEAD")
    session.ask("o", "Review what?")
    session.wait_for("what is not committed", "what side adds")
    session.terminal.write("HEAD~1..HEAD")
    session.press("enter")
    session.wait_for("HEAD~1..HEAD", "0 of 5 seen")
    session.ask("o", "Review what?")
    session.terminal.write("no-such")
    session.press("enter")
    session.wait_said("names no commit")
    session.wait_for("0 of 5 seen")
    session.leave()


def test_a_review_with_its_notes_is_put_on_record_as_a_commit(review: Opened, made: Repository) -> None:
    head = made.git("rev-parse", "HEAD")
    session = review("v1..HEAD")
    session.press("n")
    session.wait_on("Error rate")
    session.ask("w", "Note on")
    session.answer("1% was agreed", "enter go on")
    session.wait_said("the note is kept")
    session.wait_for("note      1% was agreed")
    session.ask_which("R", "Put the review on record as")
    session.wait_for("0 of 6 changes were looked at", "6 changes still to be reviewed")
    session.ask("c", "ctrl+s commit")
    session.press("ctrl+s")
    session.wait_said("committed")
    session.wait_for("6 changes still to be reviewed")
    session.leave()
    assert made.git("rev-parse", "HEAD^") == head
    assert made.git("diff", "--name-only", "HEAD^..HEAD") == ""
    message = made.git("log", "-1", "--format=%B")
    assert "note: 1% was agreed" in message
    assert made.git("log", "-1", "--format=%(trailers:key=Reviewed-by,valueonly)").strip() == (
        "Ada Lovelace <ada@example.org>"
    )


def test_a_review_may_be_a_git_note_instead(review: Opened, made: Repository) -> None:
    head = made.git("rev-parse", "HEAD")
    session = review("v1..HEAD")
    session.ask_which("R", "Put the review on record as")
    session.ask("n", "ctrl+s write the note")
    session.press("ctrl+s")
    session.wait_said("git push origin refs/notes/commits")
    session.leave()
    assert made.git("rev-parse", "HEAD") == head
    assert "Reviewed-by: Ada Lovelace <ada@example.org>" in made.git("notes", "show", "HEAD")


def test_what_is_not_committed_is_reviewed_and_not_put_on_record(terminal: Spawn, made: Repository) -> None:
    made.write("ready.md", AFTER.replace("[ ] New", "[x] New").replace("[x] Redis", "[ ] Redis"))
    session = ReviewSession(terminal, made.folder, "working-tree")
    session.wait_for("not commit", "unticked", "0 of 2 seen")
    session.press("R")
    session.wait_said("commit it, then review the commit")
    session.leave()


def test_beside_a_wide_list_the_page_stands_at_the_right(review: Opened) -> None:
    session = review("v1..HEAD", columns=160, lines=48)
    column, line = session.terminal.find("no evidence: it is done now")
    assert column > 80
    assert line < 10
    session.terminal.resize(80, 24)
    session.wait_for("no evidence: it is done now")
    eventually(lambda: session.terminal.find("no evidence: it is done now")[0] < 5, session)
    session.leave()


def test_in_a_low_terminal_list_and_page_take_turns(review: Opened) -> None:
    session = review("v1..HEAD", columns=60, lines=12)
    assert "by        " not in session.terminal.text()
    session.press("tab")
    session.wait_for("by        ")
    session.press("end")
    session.wait_for("5  - [x] Redis cache")
    session.press("escape")
    session.wait_gone("- [x] Redis cache")
    session.leave()


def test_a_review_is_opened_from_a_checklist_and_closed_again(
    opened: Callable[..., Session], made: Repository
) -> None:
    session = opened(made.folder / "ready.md")
    session.wait_for("Redis cache", "? help")
    session.press("V")
    session.wait_for("Review", "v1..HEAD", "0 of 6 seen", "Grace")
    session.press("escape")
    session.wait_for("space tick")
    session.leave()


def test_a_review_of_a_folder_holds_its_checklists_alone(
    opened: Callable[..., Session], made: Repository
) -> None:
    made.write("docs/one.md", BEFORE)
    made.write("docs/two.md", BEFORE)
    made.commit("Two more")
    made.write("docs/two.md", AFTER)
    made.commit("One of them changed")
    session = opened(made.folder / "docs", lines=48)
    session.wait_for("one.md", "? help")
    session.press("V")
    session.wait_for("docs/one.md", "docs/two.md")
    assert "ready.md" not in session.terminal.text()
    session.press("q")
    session.wait_for("one.md", "25%")
    session.leave()


@pytest.mark.parametrize(
    ("words", "said"),
    [(("no-such",), b"names no commit"), (("upstream",), b"follows no other"), (("a..b",), b"names no")],
)
def test_a_range_that_is_none_is_refused_before_anything_is_painted(
    terminal: Spawn, made: Repository, words: tuple[str, ...], said: bytes
) -> None:
    shown = terminal([sys.executable, "-m", "gonogo", "review", *words], folder=made.folder)
    assert shown.wait() == 4
    assert said in bytes(shown.stream.raw)
    assert b"\x1b[?1049h" not in bytes(shown.stream.raw)


def test_hostile_texts_reach_no_terminal(terminal: Spawn, made: Repository) -> None:
    made.write("ready.md", AFTER.replace("New thing", "New \x1b]0;owned\x07 [@click=app.quit]thing[/]", 1))
    made.write("logs/db.txt", b"\x1b[2Jgone\x9b31m\n\xff\n")
    made.commit("Hostile \x1b[31m")
    session = ReviewSession(terminal, made.folder, "v1..HEAD")
    session.wait_for("0 of 6 seen", "Grace")
    session.press("n", "n", "n")
    session.wait_on("Database")
    session.press("e")
    session.wait_for("gone")
    session.press("n", "n")
    session.wait_for("[@click=app.quit]thing[/]")
    session.leave()


def test_marks_are_kept_however_quickly_one_leaves(review: Opened) -> None:
    session = review("v1..HEAD")
    session.terminal.write("vvvvq")
    session.ended(0)
    again = review("v1..HEAD")
    again.wait_for("4 of 6 seen")
    again.leave()


def test_two_reviewers_at_once_lose_no_mark_of_each_other(review: Opened) -> None:
    one, other = review("v1..HEAD"), review("v1..HEAD")
    one.press("v")
    one.wait_for("1 of 6 seen")
    other.press("n", "n", "v")
    other.wait_for("1 of 6 seen")
    one.leave()
    other.leave()
    again = review("v1..HEAD")
    again.wait_for("2 of 6 seen")
    again.leave()


def test_without_unicode_the_review_is_ascii(terminal: Spawn, made: Repository) -> None:
    shown = terminal(
        [*COMMAND, "review", "v1..HEAD"], columns=80, lines=24, folder=made.folder, env={"LC_ALL": "C"}
    )
    shown.wait_for("0 of 6 seen")
    shown.wait_for("^ goalpost moved")
    shown.wait_for(". > x")
    assert shown.text().isascii()


def test_the_help_and_the_palette_know_the_keys_of_a_review(review: Opened) -> None:
    session = review("v1..HEAD")
    session.press("?")
    session.wait_for("Keys", " Reviewing", "Go to the next change.")
    session.press("escape")
    session.wait_for("0 of 6 seen")
    session.press("ctrl+p")
    session.wait_for("enter do it")
    session.terminal.write("reviewed-by")
    session.wait_for("Put the review on record")
    session.press("escape")
    session.wait_gone("enter do it")
    session.leave()


def test_a_hook_that_refuses_is_shown_and_what_was_typed_is_kept(review: Opened, made: Repository) -> None:
    hook = made.write(".git/hooks/commit-msg", "#!/bin/sh\necho first line\necho not so >&2\nexit 1\n")
    hook.chmod(0o755)
    head = made.git("rev-parse", "HEAD")
    session = review("v1..HEAD")
    session.ask_which("R", "Put the review on record as")
    session.ask("c", "ctrl+s commit")
    session.terminal.write("Mine: ")
    session.wait_for("Mine: ")
    session.press("ctrl+s")
    session.wait_for("Not recorded", "not so")
    session.press("escape")
    session.wait_for("0 of 6 seen")
    session.ask_which("R", "Put the review on record as")
    session.ask("c", "ctrl+s commit")
    session.wait_for("Mine: ")
    session.press("escape")
    session.wait_said("not recorded")
    session.leave()
    assert made.git("rev-parse", "HEAD") == head
