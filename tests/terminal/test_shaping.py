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
