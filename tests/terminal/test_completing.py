"""Tab in the evidence dialog: what all paths share, then one after the other, and which there are."""

from collections.abc import Callable

import pytest

from tests.terminal.session import Session
from tests.throwaway import Repository

Opened = Callable[..., Session]
NAMES = ("load-one.txt", "load-two.txt", "other.txt")


@pytest.fixture
def asked(opened: Opened, repository: Repository) -> Session:
    """The dialog, with three files to choose from below `docs`."""
    for name in NAMES:
        repository.write(f"docs/{name}", "x")
    path = repository.write("ready.md", "# Ready\n\n- [ ] one\n")
    repository.commit("Begin")
    session = opened(path)
    session.wait_for("main", "? help")
    session.ask("e", "Evidence: one")
    return session


def typed(session: Session) -> str:
    """What stands in the first field."""
    screen = session.terminal
    lines = [screen.line(y) for y in range(screen.screen.lines)]
    at = next(y for y, line in enumerate(lines) if "Evidence: one" in line)
    return lines[at + 1].strip()


def wait_typed(session: Session, text: str) -> None:
    session.terminal.wait_for(lambda _: typed(session) == text)


def test_tab_takes_what_all_share_then_each_in_turn_and_all_stay_in_sight(asked: Session) -> None:
    asked.terminal.write("docs/l")
    asked.wait_for("docs/load-two.txt")
    asked.press("tab")
    wait_typed(asked, "docs/load-")
    for name in (*NAMES[:2], NAMES[0]):
        asked.press("tab")
        wait_typed(asked, f"docs/{name}")
        asked.wait_for("docs/load-one.txt   docs/load-two.txt")
    asked.press("enter")
    asked.wait_gone("Evidence: one")
    asked.wait_said("attached")
    asked.leave()
    assert "- evidence: [load-one.txt](docs/load-one.txt), " in asked.path.read_text("utf-8")


def test_tab_after_a_whole_folder_goes_through_what_is_in_it(asked: Session) -> None:
    asked.terminal.write("do")
    asked.wait_for("docs/")
    asked.press("tab")
    wait_typed(asked, "docs/")
    asked.wait_for("   docs/other.txt")
    for name in NAMES:
        asked.press("tab")
        wait_typed(asked, f"docs/{name}")
    asked.press("escape")
    asked.wait_gone("Evidence: one")
    asked.leave()
