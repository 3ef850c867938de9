"""What happened to an item stands in its details, how the checklist went on a page: in a real terminal."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.session import Session
from tests.throwaway import Repository

Opened = Callable[..., Session]
TEXT = """\
# Launch

## Build

- [ ] Image scanned
- [ ] Tests pass

## Run

- [ ] Alerts reach the phone
"""


@pytest.fixture
def path(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checklist with two flips of one item, by two people."""
    written = repository.write("ready.md", TEXT)
    repository.commit("Begin")
    repository.write("ready.md", TEXT.replace("[ ] Image", "[~] Image"))
    repository.commit("Scanning")
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Grace Hopper")
    scanned = TEXT.replace("[ ] Image scanned", "[x] Image scanned\n  - evidence: scan.txt")
    repository.write("ready.md", scanned)
    repository.commit("Scanned")
    return written


def test_the_details_tell_what_happened_to_an_item(opened: Opened, path: Path) -> None:
    session = opened(path, columns=140, lines=40)
    session.wait_for("History", "doing → done", "Grace Hopper", "todo → doing", "Scanning", "added, todo")
    session.wait_for("≡ scan.txt")
    session.press("down")
    session.wait_on("Tests pass")
    session.wait_gone("doing → done")
    session.wait_for("added, todo")
    session.leave()


def test_what_is_not_committed_stands_first_and_after_the_commit_with_it(opened: Opened, path: Path) -> None:
    session = opened(path, columns=140, lines=40)
    session.wait_for("doing → done")
    session.press("down")
    session.wait_on("Tests pass")
    session.press("x")
    session.wait_for("not committed  todo → done")
    session.commit("Commit to main")
    session.wait_gone("not committed")
    session.wait_for("todo → done")
    session.leave()


def test_at_80_columns_the_details_alone_tell_it(opened: Opened, path: Path) -> None:
    session = opened(path)
    session.wait_for("Image scanned", "? help")
    session.press("d")
    session.wait_for("History", "doing → done")
    session.leave()


def test_outside_git_there_is_no_history(opened: Opened, tmp_path: Path) -> None:
    path = tmp_path / "ready.md"
    path.write_text(TEXT)
    session = opened(path, columns=140, lines=40)
    session.wait_for("Evidence", "Source")
    session.press("T")
    session.wait_said("no git repository")
    assert "History" not in session.terminal.text()
    session.leave()


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
def test_progress_over_time_is_a_page(opened: Opened, path: Path, size: tuple[int, int]) -> None:
    session = opened(path, columns=size[0], lines=size[1])
    session.wait_for("Image scanned", "? help")
    session.press("T")
    session.wait_for("Progress over time", "All phases", "1/3, was 0", "3 versions", "Build", "1/2")
    session.wait_for("▓", "░")
    session.press("escape")
    session.wait_for("Image scanned")
    session.leave()


def test_without_unicode_progress_is_drawn_with_ascii(opened: Opened, path: Path) -> None:
    session = opened(path, env={"LC_ALL": "C"})
    session.wait_for("Image scanned", "? help")
    session.press("T")
    session.wait_for("Progress over time", "# done", "....")
    session.press("escape")
    session.wait_for("Image scanned")
    session.leave()
