"""Keys that arrive in one packet, as over an uneven line: each reaches what the one before it brought up."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.session import Session

Opened = Callable[..., Session]
CHECKLIST = """\
# Ready

## Before

- [ ] Alarms are set
- [ ] Backups are restored
- [ ] Redis is watched
"""


@pytest.fixture
def session(opened: Opened, tmp_path: Path) -> Session:
    path = tmp_path / "ready.md"
    path.write_text(CHECKLIST)
    session = opened(path)
    session.wait_for("? help")
    return session


def test_words_to_find_and_what_is_done_with_them(session: Session) -> None:
    session.terminal.write("/redis\rx")
    session.wait_for("✔ Redis is watched")
    session.leave()
    assert session.path.read_text() == CHECKLIST.replace("[ ] Redis", "[x] Redis")


def test_reasons_of_several_items(session: Session) -> None:
    session.terminal.write("!no room\rj!no disk\rj!no port\r")
    for reason in ("no room", "no disk", "no port"):
        session.wait_for(f"blocked: {reason}")
    session.leave()
    written = session.path.read_text().splitlines()
    for item, reason in (("Alarms", "no room"), ("Backups", "no disk"), ("Redis", "no port")):
        at = next(n for n, line in enumerate(written) if item in line)
        assert written[at].startswith("- [!]")
        assert written[at + 1].startswith(f"  - blocked: {reason}")


def test_a_paste_goes_into_the_dialog_that_a_key_opens(session: Session) -> None:
    session.terminal.write("!\x1b[200~no room, x y z\x1b[201~\r")
    session.wait_for("blocked: no room, x y z")
    session.leave()
    assert session.path.read_text().count("[ ]") == 2


def test_hundreds_of_keys_end_where_they_should_in_few_frames(session: Session) -> None:
    drawn = session.terminal.stream.raw.count(b"\x1b[?2026h")
    session.terminal.write("jk" * 200 + "jx")
    session.wait_for("✔ Backups are restored")
    assert session.terminal.stream.raw.count(b"\x1b[?2026h") - drawn < 100
    session.leave()
    assert session.path.read_text() == CHECKLIST.replace("[ ] Backups", "[x] Backups")


def test_a_question_that_a_key_opens_and_the_next_answers(session: Session) -> None:
    session.terminal.write("?\x1b")
    session.terminal.settle(0.3)
    session.terminal.write("Gx")
    session.wait_for("✔ Redis is watched")
    session.leave()


def test_a_dialog_that_opens_behind_many_keys_is_painted_whole(session: Session) -> None:
    for number in range(4):
        session.terminal.write(f"arehearsal {number} of the way back, with everybody\ra")
        # the first dialog may be there still when the item is: its title names another one
        session.wait_for(f"○ rehearsal {number} of the way back", f"behind: rehearsal {number} of")
        session.wait_for("enter go on")
        session.press("escape")
        session.wait_gone("enter go on")
    session.leave()


def test_a_line_feed_is_enter_as_it_comes_where_it_was_typed_early(session: Session) -> None:
    session.terminal.write("/redis\nx")
    session.wait_for("✔ Redis is watched")
    session.leave()
