"""What counts as seen: the change that was looked at, and not one that reads the same and came later."""

import json
from pathlib import Path

import pytest

from gonogo.core.reviewing import Review, Reviews, range_of, review
from gonogo.core.reviewing.authors import Makers, makers
from gonogo.core.reviewing.recording import record
from gonogo.core.reviewing.seeing import seen_of, stamp_of
from tests.core.reviewing.conftest import found
from tests.throwaway import Repository

OPEN, DONE = "- [ ] one\n- [ ] two\n", "- [x] one\n- [ ] two\n"


@pytest.fixture
def ticked(repository: Repository) -> Repository:
    """A commit with a tick of Ada's on top."""
    repository.write("ready.md", OPEN)
    repository.commit("Begin")
    repository.write("ready.md", DONE)
    repository.commit("One")
    return repository


@pytest.fixture
def reviews(ticked: Repository, tmp_path: Path) -> Reviews:
    return Reviews(found(ticked), tmp_path / "reviews")


def _read(made: Repository, words: str = "HEAD") -> tuple[Review, Makers]:
    under = review(found(made), range_of(found(made), words))
    return under, makers(found(made), under)


def _see(made: Repository, reviews: Reviews, words: str = "HEAD") -> None:
    under, known = _read(made, words)
    stamps = {key: stamp_of(some) for key, some in known.items()}
    reviews.see([entry.key for entry in under.entries], on="2026-11-22", stamps=stamps)


def _seen(made: Repository, reviews: Reviews, words: str = "HEAD") -> tuple[int, int]:
    under, known = _read(made, words)
    return len(seen_of(under.entries, reviews.load(), known)), len(under.entries)


def _again(made: Repository, who: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tick is taken back, and made once more."""
    made.write("ready.md", OPEN)
    made.commit("Not yet")
    monkeypatch.setenv("GIT_AUTHOR_NAME", who)
    made.write("ready.md", DONE)
    made.commit("One after all")


@pytest.mark.parametrize("words", ["HEAD", "v1..HEAD"])
def test_a_change_that_was_taken_back_and_made_again_is_to_be_looked_at_again(
    ticked: Repository, reviews: Reviews, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    ticked.git("tag", "v1", "HEAD~1")
    _see(ticked, reviews)
    assert _seen(ticked, reviews, words) == (1, 1)
    _again(ticked, "Night Lead", monkeypatch)
    assert _seen(ticked, reviews, words) == (0, 1)
    under, known = _read(ticked, words)
    assert len(seen_of(under.entries, reviews.load(), None)) == 1
    assert record(found(ticked), under, reviews.load(), known).seen == 0
    _see(ticked, reviews, words)
    assert _seen(ticked, reviews, words) == (1, 1)


def test_what_a_rebase_only_gave_another_name_stays_seen(ticked: Repository, reviews: Reviews) -> None:
    _see(ticked, reviews)
    before = ticked.git("rev-parse", "HEAD")
    ticked.git("checkout", "-q", "-b", "other", "HEAD~1")
    ticked.commit("Beside")
    ticked.git("cherry-pick", before)
    assert ticked.git("rev-parse", "HEAD") != before
    assert _seen(ticked, reviews) == (1, 1)


def test_what_was_seen_before_it_was_committed_is_seen_afterwards(
    ticked: Repository, reviews: Reviews
) -> None:
    ticked.write("ready.md", DONE.replace("[ ] two", "[x] two"))
    _see(ticked, reviews, "working-tree")
    assert reviews.load().stamps == {}
    ticked.commit("Two")
    assert _seen(ticked, reviews) == (1, 1)


def test_what_was_seen_as_a_commit_is_not_seen_where_it_stands_in_the_files_once_more(
    ticked: Repository, reviews: Reviews
) -> None:
    _see(ticked, reviews)
    ticked.write("ready.md", OPEN)
    ticked.commit("Not yet")
    ticked.write("ready.md", DONE)
    assert _seen(ticked, reviews, "working-tree") == (0, 1)


def test_a_file_of_an_older_gonogo_is_read_and_one_of_a_newer_by_an_older(
    ticked: Repository, reviews: Reviews, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _see(ticked, reviews)
    (path,) = (tmp_path / "reviews").glob("*.json")
    data = json.loads(path.read_text())
    assert {"schema", "repository", "seen", "notes", "reviewed"} < data.keys()
    assert list(data["seen"].values()) == ["2026-11-22"]
    del data["stamps"]
    path.write_text(json.dumps(data))
    _again(ticked, "Night Lead", monkeypatch)
    assert _seen(ticked, reviews) == (1, 1)


def test_what_is_forgotten_leaves_no_stamp(ticked: Repository, reviews: Reviews) -> None:
    _see(ticked, reviews)
    (key,) = reviews.load().stamps
    assert reviews.forget([key]).stamps == {}
    assert reviews.see([key], on="2026-11-23").stamps == {}
