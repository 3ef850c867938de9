"""What was seen is remembered; a review is put on record without changing a commit."""

from pathlib import Path

import pytest

from gonogo.core.git import CommitRefused, Refusal
from gonogo.core.reviewing import Review, Reviews, range_of, review
from gonogo.core.reviewing.recording import ended, may_advance, put_on_record, record
from tests.core.reviewing.conftest import AFTER, found
from tests.throwaway import Repository


@pytest.fixture
def reviews(reviewed: Repository, tmp_path: Path) -> Reviews:
    return Reviews(found(reviewed), tmp_path / "reviews")


def _review(made: Repository, words: str = "v1..HEAD") -> Review:
    return review(found(made), range_of(found(made), words))


def test_what_was_seen_is_remembered_by_everyone_who_asks(
    reviewed: Repository, reviews: Reviews, tmp_path: Path
) -> None:
    keys = [entry.key for entry in _review(reviewed).entries]
    reviews.see(keys[:2], on="2026-11-22")
    reviews.note(keys[0], "why?")
    reviews.forget(keys[1:2])
    again = Reviews(found(reviewed), tmp_path / "reviews").load()
    assert dict(again.seen) == {keys[0]: "2026-11-22"}
    assert dict(again.notes) == {keys[0]: "why?"}
    assert reviews.note(keys[0], "").notes == {}


def test_working_trees_of_one_repository_share_what_was_seen(
    reviewed: Repository, reviews: Reviews, tmp_path: Path
) -> None:
    reviewed.git("worktree", "add", "-q", str(tmp_path / "tree"), "-b", "side")
    reviews.see(["a"], on="2026-11-22")
    assert "a" in Reviews(found(Repository(tmp_path / "tree")), tmp_path / "reviews").load().seen


def test_the_store_is_for_its_owner_alone_and_damage_is_no_failure(reviews: Reviews, tmp_path: Path) -> None:
    reviews.see(["a"], on="2026-11-22")
    (path,) = (tmp_path / "reviews").glob("*.json")
    assert path.stat().st_mode & 0o777 == 0o600
    path.write_text("{not json")
    assert reviews.load().seen == {}
    assert "b" in reviews.see(["b"], on="2026-11-22").seen


def test_a_review_is_a_commit_of_its_own_and_nothing_that_is_staged_goes_along(
    reviewed: Repository, reviews: Reviews
) -> None:
    under = _review(reviewed)
    reviews.see([entry.key for entry in under.entries], on="2026-11-22")
    reviews.note(under.flagged_first()[1].key, "5% is too much: 1% was agreed")
    reviewed.write("other.txt", "staged\n")
    reviewed.git("add", "other.txt")
    before = reviewed.git("rev-parse", "HEAD")
    draft = record(found(reviewed), under, reviews.load())
    told = put_on_record(found(reviewed), reviews, under, draft, draft.message, as_note=False)
    assert told.startswith("committed ")
    assert reviewed.git("rev-parse", "HEAD^") == before
    assert reviewed.git("diff", "--name-only", "HEAD^", "HEAD") == ""
    assert reviewed.git("diff", "--cached", "--name-only") == "other.txt"
    text = reviewed.git("log", "-1", "--format=%B")
    assert "Error rate stays low" in text
    assert "note: 5% is too much: 1% was agreed" in text
    trailers = reviewed.git("log", "-1", "--format=%(trailers)").splitlines()
    assert trailers[:2] == [
        f"Reviewed-range: {reviewed.git('rev-parse', 'v1')}..{before}",
        "Reviewed-by: Ada Lovelace <ada@example.org>",
    ]
    parsed = reviewed.git("log", "-1", "--format=%B")
    (reviewed.folder / "message").write_text(parsed)
    assert "Reviewed-by: Ada" in reviewed.git("interpret-trailers", "--parse", "message")
    assert reviews.load().notes == {}
    assert reviews.load().reviewed == (reviewed.git("rev-parse", "HEAD"),)


def test_a_review_may_be_a_git_note_on_the_last_commit_instead(
    reviewed: Repository, reviews: Reviews
) -> None:
    under = _review(reviewed)
    reviews.see([entry.key for entry in under.entries], on="2026-11-22")
    head = reviewed.git("rev-parse", "HEAD")
    for words in ("first", "second"):
        draft = record(found(reviewed), under, reviews.load())
        text = draft.message.replace("Review ", f"{words} review ")
        told = put_on_record(found(reviewed), reviews, under, draft, text, as_note=True)
        assert "refs/notes/commits" in told
    assert reviewed.git("rev-parse", "HEAD") == head
    note = reviewed.git("notes", "show", "HEAD")
    assert "first review" in note
    assert note.count("Reviewed-by: Ada Lovelace <ada@example.org>") == 2
    assert reviews.load().reviewed == (head,)


def test_what_is_not_committed_cannot_be_put_on_record(reviewed: Repository, reviews: Reviews) -> None:
    reviewed.write("ready.md", AFTER.replace("[ ] New", "[x] New"))
    with pytest.raises(CommitRefused, match="commit it"):
        record(found(reviewed), _review(reviewed, "working-tree"), reviews.load())


def test_nothing_is_put_on_record_during_a_merge_or_without_an_identity(
    reviewed: Repository, reviews: Reviews, monkeypatch: pytest.MonkeyPatch
) -> None:
    under = _review(reviewed)
    draft = record(found(reviewed), under, reviews.load())
    (reviewed.folder / ".git" / "MERGE_HEAD").write_text(reviewed.git("rev-parse", "HEAD") + "\n")
    for as_note in (False, True):
        with pytest.raises(CommitRefused) as refused:
            put_on_record(found(reviewed), reviews, under, draft, draft.message, as_note=as_note)
        assert refused.value.reason is Refusal.OPERATION
    (reviewed.folder / ".git" / "MERGE_HEAD").unlink()
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"):
        monkeypatch.delenv(name)
    reviewed.git("config", "user.useConfigOnly", "true")
    with pytest.raises(CommitRefused) as nobody:
        record(found(reviewed), under, reviews.load())
    assert nobody.value.reason is Refusal.IDENTITY


def test_a_hook_that_refuses_is_told_and_there_is_no_commit(reviewed: Repository, reviews: Reviews) -> None:
    hook = reviewed.write(".git/hooks/commit-msg", "#!/bin/sh\necho not so >&2\nexit 1\n")
    hook.chmod(0o755)
    under = _review(reviewed)
    head = reviewed.git("rev-parse", "HEAD")
    draft = record(found(reviewed), under, reviews.load())
    with pytest.raises(CommitRefused) as refused:
        put_on_record(found(reviewed), reviews, under, draft, draft.message, as_note=False)
    assert refused.value.reason is Refusal.HOOK
    assert b"not so" in refused.value.output
    assert reviewed.git("rev-parse", "HEAD") == head


def test_since_the_last_review_never_skips_what_was_not_reviewed(
    reviewed: Repository, reviews: Reviews
) -> None:
    one, two, three = reviewed.git("rev-list", "--reverse", "HEAD").split()
    reviews.end(one)
    assert not may_advance(found(reviewed), _review(reviewed, "HEAD"), reviews.load())
    assert may_advance(found(reviewed), _review(reviewed, "HEAD~1"), reviews.load())
    assert may_advance(found(reviewed), _review(reviewed, "v1..HEAD"), reviews.load())
    reviews.end(two)
    assert may_advance(found(reviewed), _review(reviewed, "HEAD"), reviews.load())
    assert three == reviewed.git("rev-parse", "HEAD")


def test_a_review_of_some_checklists_skips_none_of_the_others(reviewed: Repository, reviews: Reviews) -> None:
    reviewed.write("other.md", AFTER)
    reviewed.commit("Another checklist")
    some = review(found(reviewed), range_of(found(reviewed), "v1..HEAD"), ["ready.md"])
    rest = review(found(reviewed), range_of(found(reviewed), "v1..HEAD"), ["other.md"])
    reviews.see([entry.key for entry in some.entries], on="2026-11-22")
    assert ended(some, reviews.load().seen.keys())
    assert not may_advance(found(reviewed), some, reviews.load())
    reviews.see([entry.key for entry in rest.entries], on="2026-11-22")
    assert may_advance(found(reviewed), rest, reviews.load())
    assert may_advance(found(reviewed), some, reviews.load())


def test_a_review_is_ended_when_everything_was_seen(reviewed: Repository) -> None:
    under = _review(reviewed)
    keys = [entry.key for entry in under.entries]
    assert not ended(under, set(keys[:-1]))
    assert ended(under, set(keys))
    reviewed.write("ready.md", AFTER.replace("[ ] New", "[x] New"))
    loose = _review(reviewed, "working-tree")
    assert not ended(loose, {entry.key for entry in loose.entries})


def test_what_head_does_not_hold_can_be_noted_and_not_committed(
    reviewed: Repository, reviews: Reviews
) -> None:
    reviewed.git("checkout", "-q", "-b", "side")
    reviewed.write("ready.md", AFTER.replace("[ ] New", "[x] New"))
    side = reviewed.commit("Aside")
    reviewed.git("checkout", "-q", "main")
    under = _review(reviewed, "HEAD...side")
    draft = record(found(reviewed), under, reviews.load())
    assert (draft.on_branch, draft.tip) == (False, side)
    put_on_record(found(reviewed), reviews, under, draft, draft.message, as_note=True)
    assert "Reviewed-by: Ada" in reviewed.git("notes", "show", side)


def test_a_record_of_earlier_commits_does_not_pass_for_one_of_later_ones(
    reviewed: Repository, reviews: Reviews
) -> None:
    tip = reviewed.git("rev-parse", "HEAD~1")
    under = _review(reviewed, "v1..HEAD~1")
    reviews.see([entry.key for entry in under.entries], on="2026-11-22")
    draft = record(found(reviewed), under, reviews.load())
    assert draft.on_branch
    put_on_record(found(reviewed), reviews, under, draft, draft.message, as_note=False)
    assert reviews.load().reviewed == (tip,)
    assert range_of(found(reviewed), "", reviews.load().reviewed).span.before == tip


def test_notes_on_other_changes_stay_until_they_are_recorded(reviewed: Repository, reviews: Reviews) -> None:
    first, last = _review(reviewed, "HEAD~1"), _review(reviewed, "HEAD")
    reviews.note(first.entries[0].key, "on the first")
    reviews.note(last.entries[0].key, "on the last")
    draft = record(found(reviewed), last, reviews.load())
    assert "on the last" in draft.message
    assert "on the first" not in draft.message
    put_on_record(found(reviewed), reviews, last, draft, draft.message, as_note=True)
    assert dict(reviews.load().notes) == {first.entries[0].key: "on the first"}


@pytest.mark.parametrize("as_note", [False, True])
def test_what_was_seen_in_part_is_put_on_record_and_stays_to_be_reviewed(
    reviewed: Repository, reviews: Reviews, as_note: bool
) -> None:
    under = _review(reviewed)
    reviews.end(under.range.span.before)
    before = reviews.load().reviewed
    reviews.see([entry.key for entry in under.entries[:2]], on="2026-11-22")
    draft = record(found(reviewed), under, reviews.load())
    told = put_on_record(found(reviewed), reviews, under, draft, draft.message, as_note=as_note)
    assert draft.rest == "4 changes still to be reviewed"
    assert told.endswith("; 4 changes still to be reviewed")
    assert "2 of 6 changes looked at" in draft.message
    assert reviews.load().reviewed == before
