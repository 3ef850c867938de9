"""Minutes in their folder, taken back with their decision: only what a walk wrote itself is removed."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from gonogo.core.walking.keeping import Minutes, keep_minutes, take_back
from tests.throwaway import Repository

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def document(repository: Repository) -> Path:
    path = repository.write("ready.md", "# T\n\n- [ ] a\n")
    repository.commit("Begin")
    return path


@pytest.fixture
def kept(document: Path) -> Minutes:
    return keep_minutes(document, "# Launch review: T\n", NOON)


def test_minutes_that_nobody_has_touched_go_and_so_do_their_folders(document: Path, kept: Minutes) -> None:
    assert kept.path.read_text() == "# Launch review: T\n"
    assert take_back(kept, document) == "its minutes are removed"
    assert not (document.parent / "evidence").exists()


def test_what_else_is_in_the_folders_stays(document: Path, kept: Minutes) -> None:
    other = keep_minutes(document, "of another walk\n", NOON)
    assert take_back(kept, document) == "its minutes are removed"
    assert [path for path in document.parent.glob("evidence/**/*") if path.is_file()] == [other.path]


def test_minutes_that_were_edited_stay(document: Path, kept: Minutes) -> None:
    kept.path.write_text("# Launch review: T\n\nAnd we shall meet again.\n")
    assert take_back(kept, document) == f"its minutes stay, they were edited: {kept.path.name}"
    assert kept.path.exists()


@pytest.mark.parametrize("committed", [True, False], ids=["committed", "added"])
def test_minutes_that_git_knows_stay(
    document: Path, kept: Minutes, repository: Repository, committed: bool
) -> None:
    repository.git("add", ".")
    if committed:
        repository.git("commit", "--quiet", "-m", "Decide")
    assert take_back(kept, document) == f"its minutes stay, git has them: {kept.path.name}"
    assert kept.path.exists()


def test_minutes_that_left_the_index_alone_stay(
    document: Path, kept: Minutes, repository: Repository
) -> None:
    repository.commit("Decide")
    repository.git("rm", "--quiet", "--cached", str(kept.path))
    assert take_back(kept, document) == f"its minutes stay, git has them: {kept.path.name}"


def test_a_link_in_place_of_the_minutes_is_not_followed(document: Path, kept: Minutes) -> None:
    aside = document.parent / "aside.md"
    kept.path.rename(aside)
    kept.path.symlink_to(aside)
    assert take_back(kept, document) == "its minutes are not there any more"
    assert aside.exists()


def test_outside_git_they_go_as_well(tmp_path: Path) -> None:
    document = tmp_path / "ready.md"
    document.write_text("# T\n")
    kept = keep_minutes(document, "# Launch review: T\n", NOON)
    assert take_back(kept, document) == "its minutes are removed"
    assert list(tmp_path.iterdir()) == [document]
