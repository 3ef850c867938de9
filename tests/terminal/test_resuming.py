"""The next start goes on where the last one ended: all of it where the link broke, the place after a quit."""

import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.frames import frames, gone, lost
from tests.terminal.session import Session
from tests.throwaway import Repository

Opened = Callable[..., Session]
FIRST = "".join(f"- [ ] first {number}\n" for number in range(30))
SECOND = "".join(f"- [{'x' if number % 2 else ' '}] second {number}\n" for number in range(40))
CHECKLIST = f"# Ready\n\n## First\n\n{FIRST}\n## Second\n\n{SECOND}\n"


@pytest.fixture
def path(repository: Repository) -> Path:
    """A committed checklist that is longer than a screen."""
    written = repository.write("ready.md", CHECKLIST)
    repository.commit("Begin")
    return written


def broken(session: Session) -> None:
    """Drop the connection, and wait until the program has ended."""
    session.terminal.hang_up()
    assert session.terminal.wait() == 128 + signal.SIGHUP


def started(opened: Opened, path: Path, **options: object) -> Session:
    session = opened(path, **options)
    session.wait_for("NO-GO")
    return session


def test_where_the_link_broke_item_folds_and_filter_are_as_they_were(opened: Opened, path: Path) -> None:
    session = started(opened, path)
    session.press("z")
    session.wait_for("▸ First")
    session.ask("f", "Show only")
    session.answer("open", "Show only")
    session.wait_for("filter: open")
    session.find("second 38")
    broken(session)
    before = path.read_text()
    path.write_text(before.replace("# Ready\n", "# Ready\n\nA line more, and others.\n"))
    again = started(opened, path)
    again.wait_for("▸ First", "filter: open")
    again.wait_on("second 38")
    again.wait_said("back where it broke off; filtered as before, esc shows all")
    again.terminal.settle(0.3)
    first, *later = frames(bytes(again.terminal.stream.raw), 80, 24)
    assert [gone(first, each) for each in later] == [[]] * len(later)
    again.press("escape")
    again.wait_for("second 37")
    again.leave()


def test_after_a_quit_the_place_is_the_same_and_nothing_is_hidden_or_said(opened: Opened, path: Path) -> None:
    session = started(opened, path)
    session.ask("f", "Show only")
    session.answer("open", "Show only")
    session.find("second 20")
    session.leave()
    again = started(opened, path)
    again.wait_on("second 20")
    again.wait_for("second 21", "? help")
    assert "filter" not in again.terminal.line(1)
    again.leave()


def test_an_item_that_was_moved_is_found_and_one_that_is_gone_is_not_missed(
    opened: Opened, path: Path
) -> None:
    session = started(opened, path)
    session.find("second 20")
    session.leave()
    text = path.read_text().replace("- [ ] second 20\n", "")
    path.write_text(text.replace("- [ ] first 0\n", "- [ ] first 0\n- [ ] second 20\n"))
    again = started(opened, path)
    again.terminal.wait_for(lambda _: bool(again.cursor))
    assert "first 0" in again.cursor
    again.leave()


def test_the_configuration_takes_it_away_but_not_after_a_broken_link(
    opened: Opened, path: Path, tmp_path: Path
) -> None:
    settings = tmp_path / "config" / "gonogo" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text("resume = false\n")
    session = started(opened, path)
    session.find("second 20")
    session.leave()
    again = started(opened, path)
    again.wait_on("first 0")
    again.find("second 20")
    broken(again)
    last = started(opened, path)
    last.wait_on("second 20")
    last.leave()


@pytest.mark.parametrize(
    ("key", "title", "kind"),
    [
        ("!", "Blocked:", "a reason"),
        ("w", "Note:", "a note"),
        ("e", "Evidence:", "evidence"),
        ("a", "New item", "a new item"),
    ],
)
def test_what_was_typed_when_the_link_broke_is_offered_for_the_same_item(
    opened: Opened, path: Path, key: str, title: str, kind: str
) -> None:
    session = started(opened, path)
    session.find("first 2")
    session.ask(key, title)
    session.terminal.write("half a sentence")
    session.wait_for("half a sentence")
    broken(session)
    again = started(opened, path)
    again.wait_on("first 2")
    again.wait_said(f"back where it broke off; kept as typed: {kind}")
    again.move("j")
    again.ask(key, title)
    assert "half a sentence" not in again.terminal.text()
    again.press("escape")
    again.wait_gone(title)
    again.move("k")
    again.ask(key, title)
    again.wait_for("half a sentence", "as you had typed it")
    again.press("escape")
    again.wait_gone(title)
    again.leave()
    last = started(opened, path)
    last.wait_on("first 2")
    last.ask(key, title)
    assert "half a sentence" not in last.terminal.text()
    last.press("escape")
    last.wait_gone(title)
    last.leave()
    assert path.read_text() == CHECKLIST


def test_a_commit_message_outlives_two_broken_links(opened: Opened, path: Path) -> None:
    session = started(opened, path)
    session.press("space")
    session.wait_for("✔ first 0", "●1")
    session.ask("c", "Commit to main")
    session.terminal.write(" and why")
    session.wait_for("and why")
    broken(session)
    for _ in range(2):
        session = started(opened, path)
        session.wait_for("●1")
        session.press("c")
        session.wait_for("Commit to main", "and why", "as you had typed it")
        broken(session)
    session = started(opened, path)
    session.wait_for("●1")
    session.press("c")
    session.wait_for("and why")
    session.press("ctrl+s")
    session.wait_gone("Commit to main")
    session.wait_said("committed")
    session.leave()


@pytest.fixture
def long(path: Path) -> Path:
    """A checklist that is not read at once."""
    sections = (f"\n## Section {n}\n\n" + f"- [ ] number {n} of many\n" * 4 for n in range(5000))
    path.write_text("# Ready\n" + "".join(sections))
    return path


@pytest.mark.parametrize(
    ("place", "columns"), [("number 4321", 80), ("number 4321", 160), ("Section 4321", 80)]
)
def test_a_long_document_goes_on_where_it_was_and_nothing_else_is_shown_before(
    opened: Opened, long: Path, place: str, columns: int
) -> None:
    session = opened(long)
    session.wait_for("0/20000")
    session.find(place, inside=True)
    session.leave()
    again = opened(long, columns=columns)
    again.wait_for("0/20000")
    again.wait_on(place)
    again.terminal.settle(0.3)
    first, *later = frames(bytes(again.terminal.stream.raw), columns, 24)
    assert not any("number" in line or "Section" in line for line in first)
    assert [lost(first, each) for each in later] == [[]] * len(later)
    again.leave()


def test_keys_typed_before_the_place_is_read_act_there(opened: Opened, long: Path) -> None:
    session = opened(long)
    session.wait_for("0/20000")
    session.find("number 4321")
    session.leave()
    again = opened(long)
    again.wait_for("reading")
    again.terminal.write("x")
    again.wait_for("✔ number 4321", "1/20000")
    again.press("space")  # still the same item, though others were read before it
    again.wait_for("○ number 4321", "0/20000")
    again.leave()


def test_escape_shows_the_beginning_where_the_place_is_still_being_read(opened: Opened, long: Path) -> None:
    session = opened(long)
    session.wait_for("0/20000")
    session.find("number 4321")
    session.leave()
    again = opened(long)
    again.wait_for("reading")
    again.terminal.write("\x1b")
    again.wait_on("number 0")
    again.wait_for("0/20000")
    again.wait_on("number 0")
    again.leave()


def test_a_broken_bookmark_is_no_obstacle(opened: Opened, path: Path, tmp_path: Path) -> None:
    session = started(opened, path)
    session.find("second 20")
    session.leave()
    (kept,) = (tmp_path / "state" / "gonogo" / "bookmarks").iterdir()
    kept.write_bytes(kept.read_bytes()[:50])
    again = started(opened, path)
    again.wait_on("first 0")
    again.leave()


def test_an_interrupt_from_outside_loses_neither_place_nor_words(opened: Opened, path: Path) -> None:
    session = started(opened, path)
    session.find("second 20")
    session.ask("w", "Note:")
    session.terminal.write("half a sentence")
    session.wait_for("half a sentence")
    session.terminal.signal(signal.SIGINT)
    session.ended(128 + signal.SIGINT)
    again = started(opened, path)
    again.wait_on("second 20")
    again.ask("w", "Note:")
    again.wait_for("half a sentence")
    again.press("escape")
    again.wait_gone("Note:")
    again.leave()


def test_told_to_end_before_it_stands_it_forgets_no_place(opened: Opened, path: Path) -> None:
    session = started(opened, path)
    session.find("second 20")
    session.leave()
    early = opened(path)
    early.wait_for("second 20")
    early.terminal.signal(signal.SIGTERM)
    early.ended(128 + signal.SIGTERM)
    again = started(opened, path)
    again.wait_on("second 20")
    again.leave()


def test_a_text_of_a_dialog_that_there_is_not_is_not_announced(
    opened: Opened, path: Path, tmp_path: Path
) -> None:
    session = started(opened, path)
    session.ask("w", "Note:")
    session.terminal.write("half a sentence")
    session.wait_for("half a sentence")
    broken(session)
    (kept,) = (tmp_path / "state" / "gonogo" / "bookmarks").iterdir()
    kept.write_text(kept.read_text().replace('"kind": "note"', '"kind": "novel"'))
    again = started(opened, path)
    again.wait_on("first 0")
    assert "typed" not in again.terminal.text()
    assert "novel" not in again.terminal.text()
    again.leave()


@pytest.mark.parametrize(
    ("key", "title", "kind"),
    [("/", "Find", "a search"), ("f", "Show only", "a filter"), ("R", "Run a command", "a command")],
)
def test_what_was_typed_about_no_item_is_offered_anywhere(
    opened: Opened, path: Path, key: str, title: str, kind: str
) -> None:
    session = started(opened, path)
    session.ask(key, title)
    session.terminal.write("second 3")
    session.wait_for("second 3")
    broken(session)
    again = started(opened, path)
    again.wait_said(f"kept as typed: {kind}")
    again.move("j")
    again.ask(key, title)
    # beside a search stands what it finds, as it did
    again.wait_for("second 3", "find: second 3 2/11" if key == "/" else "as you had typed it")
    again.press("escape")
    again.wait_gone(title)
    again.leave()


def test_a_reviewer_who_was_being_named_is_offered_again(opened: Opened, path: Path) -> None:
    for begun in (False, True):
        session = started(opened, path)
        session.press("L")
        session.wait_for("Launch review", "driving")
        session.ask("R", "Who drives?")
        session.answer("", "Who drives?")
        session.wait_for("Who reviews?")
        if begun:
            session.wait_for("Mary Somer", "as you had typed it")
        else:
            session.terminal.write("Mary Somer")
            session.wait_for("Mary Somer")
        broken(session)


def test_where_nothing_is_brought_back_nothing_is_said(opened: Opened, path: Path) -> None:
    session = started(opened, path)
    broken(session)
    again = started(opened, path)
    again.terminal.settle(0.2)
    assert "broke off" not in again.terminal.text()
    again.wait_for("space tick", "? help")
    again.leave()


@pytest.mark.parametrize("columns", [80, 100])
def test_the_keys_are_still_told_beside_what_is_said_at_the_start(
    opened: Opened, path: Path, columns: int
) -> None:
    session = started(opened, path)
    session.find("second 20")
    broken(session)
    again = started(opened, path, columns=columns)
    again.wait_said("back where it broke off")
    assert "space tick" in again.terminal.line(again.terminal.screen.lines - 1)
    assert "? help" in again.terminal.line(again.terminal.screen.lines - 1)
    again.move("j")
    again.wait_gone("broke off")
    again.leave()
