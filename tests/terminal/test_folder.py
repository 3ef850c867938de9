"""The list of a folder's checklists."""

from collections.abc import Callable
from pathlib import Path

from tests.terminal.session import Session

Opened = Callable[..., Session]


def test_a_file_is_told_by_its_name_where_there_is_no_room_for_its_folders(
    opened: Opened, tmp_path: Path
) -> None:
    for name, title in (("one", "A long title that takes most of the line"), ("two", "Another one")):
        path = tmp_path / "lists" / "services" / "a-folder-of-some-length" / name / "ready.md"
        path.parent.mkdir(parents=True)
        path.write_text(f"# {title}\n\n- [ ] {name}\n")
    session = opened(tmp_path / "lists")
    session.wait_for("2 checklists", "A long title", "ready.md  serv", "ready.md  services/a-folder")
    session.ask("/", "Find")
    session.answer("two/ready", "Find")
    session.press("enter")
    session.wait_for("? help", " two")
    session.press("q")
    session.wait_for("A long title")
    session.leave()
