"""A walk that is left and gone on with; who walks; how far it is; what changed since the last review."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from checkdown import parse
from gonogo.core.files.private import replace_private
from gonogo.core.git import Repository
from gonogo.core.reviewing import Reviews
from gonogo.core.walking import Course, Walks, along, begun, memory, named, now, spent, trailers
from gonogo.core.walking.changed import changed_since_review
from tests.throwaway import Repository as Throwaway

TEXT = "# Ready\n\n## A\n\n- [x] one\n- [ ] two\n\n## B\n\n- [ ] three\n- [-] four\n"


def test_a_walk_is_gone_on_with_where_it_was_left(tmp_path: Path) -> None:
    checklist = parse(TEXT)
    walk = begun(checklist, Course("A", attention=True), driver="Ada Lovelace", reviewer="Grace Hopper")
    walk = walk.skip(walk.agenda[1]).object("Security", "no test")
    walk = replace(walk, seconds=61.5, began="2026-11-21", confirm=True)
    walks = Walks(tmp_path / "ready.md", tmp_path / "state")
    assert walks.load() is None
    walks.remember(walk)
    walks.flush()
    assert Walks(tmp_path / "ready.md", tmp_path / "state").load() == walk
    assert Walks(tmp_path / "other.md", tmp_path / "state").load() is None
    walks.remember(None)
    walks.flush()
    assert walks.load() is None


def test_the_walk_that_was_said_last_stays_although_one_before_it_is_still_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    walks, walk = Walks(tmp_path / "ready.md", tmp_path / "state"), begun(parse(TEXT), Course())
    writing, go_on = threading.Event(), threading.Event()

    def slow(path: Path, data: bytes) -> None:
        writing.set()
        assert go_on.wait(60)
        replace_private(path, data)

    monkeypatch.setattr(memory, "replace_private", slow)
    walks.remember(walk)
    threads = [threading.Thread(target=walks.flush) for _ in range(2)]
    threads[0].start()
    assert writing.wait(60)
    last = walk.to(walk.agenda[1])
    walks.remember(last)
    threads[1].start()
    go_on.set()
    for thread in threads:
        thread.join()
    assert walks.load() == last


def test_what_is_kept_is_for_its_owner_alone_and_nonsense_is_no_walk(tmp_path: Path) -> None:
    walks = Walks(tmp_path / "ready.md", tmp_path / "state")
    walks.remember(begun(parse(TEXT), Course()))
    walks.flush()
    (kept,) = (tmp_path / "state").iterdir()
    assert kept.stat().st_mode & 0o777 == 0o600
    for nonsense in (b"", b"[]", b"{}", kept.read_bytes().replace(b"agenda", b"agende"), b"[" * 100_000):
        kept.write_bytes(nonsense)
        assert walks.load() is None


def test_the_document_may_be_edited_between_two_sittings(tmp_path: Path) -> None:
    walk = begun(parse(TEXT), Course())
    walk = walk.to(walk.agenda[1])
    edited = parse("Before it.\n\n" + TEXT.replace("[ ] two", "[!] two"))
    (here,) = [item for item in now(walk, edited) if item.id == walk.at]
    assert here.text == "two"


def test_how_far_it_is_is_told_for_the_phase_and_for_all() -> None:
    checklist = parse(TEXT)
    walk = begun(checklist, Course())
    walk = walk.to(walk.agenda[1]).skip(walk.agenda[2])
    told = along(walk, checklist, now(walk, checklist))
    assert (told.number, told.total, told.visited, told.skipped, told.phase) == (3, 4, 1, 1, "B")
    assert (told.phase_tally.done, told.phase_tally.total, told.tally.done, told.tally.total) == (0, 1, 1, 3)
    end = along(replace(walk, at=""), checklist, now(walk, checklist))
    assert (end.number, end.phase) == (5, "")


def test_time_is_told_in_minutes_and_hours() -> None:
    assert [spent(seconds) for seconds in (0, 59, 60, 1299, 3600, 3900)] == [
        *("0 min", "0 min", "1 min", "21 min", "1 h 00", "1 h 05"),
    ]


def test_commits_of_a_walk_name_who_did_not_commit_and_who_reviewed() -> None:
    ada, grace = "Ada Lovelace <ada@example.org>", "Grace Hopper <grace@example.org>"
    assert trailers(ada, grace, "Ada Lovelace") == (("Reviewed-by", grace),)
    assert trailers(grace, "", "Ada Lovelace") == (("Co-authored-by", grace),)
    assert trailers("", "", "Ada Lovelace") == ()
    assert named(ada) == "Ada Lovelace"
    assert named("Grace  Hopper") == "Grace Hopper"


def test_what_changed_since_the_last_review_ended_is_known(
    repository: Throwaway, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    repository.write("ready.md", TEXT.encode())
    repository.commit("Add it")
    found = Repository.discover(repository.folder)
    assert found is not None
    after = parse(TEXT.replace("[ ] three", "[x] three"))
    assert changed_since_review(found, "ready.md", after) == frozenset()
    Reviews(found).end(repository.git("rev-parse", "HEAD").strip())
    (changed,) = changed_since_review(found, "ready.md", after)
    assert after.find(changed).text == "three"
    assert changed_since_review(None, "ready.md", after) == frozenset()
