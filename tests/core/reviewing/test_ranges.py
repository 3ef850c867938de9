"""What a person may name, and what they most likely mean."""

from pathlib import Path

import pytest

from gonogo.core.git import GitError
from gonogo.core.reviewing import offered, range_of, review
from tests.core.reviewing.conftest import AFTER, found
from tests.throwaway import Repository


def _span(made: Repository, words: str, reviewed: tuple[str, ...] = ()) -> tuple[str, str]:
    span = range_of(found(made), words, reviewed).span
    return span.before, span.after


def test_a_commit_is_compared_with_its_first_parent(reviewed: Repository) -> None:
    names = reviewed.git("rev-list", "HEAD").split()
    assert _span(reviewed, "HEAD~1") == (names[2], names[1])


def test_the_first_commit_is_compared_with_nothing(reviewed: Repository) -> None:
    chosen = range_of(found(reviewed), "v1")
    assert [change.kind for entry in review(found(reviewed), chosen).entries for change in entry.changes][
        :2
    ] == ["section", "section"]
    assert sum(entry.item is not None for entry in review(found(reviewed), chosen).entries) == 4


def test_two_revisions_and_what_went_apart(reviewed: Repository) -> None:
    one, two, three = reviewed.git("rev-list", "--reverse", "HEAD").split()
    assert _span(reviewed, "v1..HEAD~1") == (one, two)
    reviewed.git("checkout", "-q", "-b", "side", "HEAD~1")
    side = reviewed.commit("Aside")
    assert _span(reviewed, "main...side") == (two, side)
    assert _span(reviewed, "main..side") == (three, side)


def test_the_last_tag_is_the_one_before_head_where_head_is_tagged(reviewed: Repository) -> None:
    one, two, three = reviewed.git("rev-list", "--reverse", "HEAD").split()
    assert _span(reviewed, "last-tag") == (one, three)
    reviewed.git("tag", "v2")
    reviewed.git("tag", "middle", two)
    assert _span(reviewed, "last-tag") == (two, three)


def test_the_upstream_counts_from_where_both_went_apart(reviewed: Repository, tmp_path: Path) -> None:
    reviewed.git("clone", "-q", "--bare", ".", str(tmp_path / "origin.git"))
    reviewed.git("remote", "add", "origin", str(tmp_path / "origin.git"))
    reviewed.git("fetch", "-q", "origin")
    reviewed.git("branch", "-q", "--set-upstream-to=origin/main")
    base = reviewed.git("rev-parse", "HEAD")
    tip = reviewed.commit("More")
    chosen = range_of(found(reviewed), "upstream")
    assert (chosen.title, chosen.span.before, chosen.span.after) == ("origin/main..HEAD", base, tip)


def test_since_the_last_review_passes_over_commits_that_head_does_not_hold(reviewed: Repository) -> None:
    one, two, three = reviewed.git("rev-list", "--reverse", "HEAD").split()
    reviewed.git("checkout", "-q", "-b", "side", one)
    aside = reviewed.commit("Aside")
    reviewed.git("checkout", "-q", "main")
    assert _span(reviewed, "last-review", (one, two, aside, "f" * 40)) == (two, three)


def test_what_is_most_likely_meant_follows_from_what_is_there(reviewed: Repository) -> None:
    one, _, three = reviewed.git("rev-list", "--reverse", "HEAD").split()
    assert range_of(found(reviewed), "", (one,)).words == "last-review"
    assert range_of(found(reviewed), "", (three,)).words == "last-review"
    assert range_of(found(reviewed), "").words == "last-tag"
    reviewed.git("tag", "-d", "v1")
    assert range_of(found(reviewed), "").words == "last-commit"
    reviewed.write("ready.md", AFTER.replace("[ ]", "[x]"))
    assert range_of(found(reviewed), "").words == "working-tree"
    assert range_of(found(reviewed), "", (three,)).words == "working-tree"


def test_a_range_without_a_change_of_a_checklist_is_passed_over(reviewed: Repository) -> None:
    three = reviewed.git("rev-parse", "HEAD")
    reviewed.write("code.py", "pass\n")
    reviewed.write("README.md", "Words alone.\n")
    reviewed.commit("Code")
    assert range_of(found(reviewed), "", (three,)).words == "last-review"
    reviewed.write("README.md", "Other words.\n")
    assert range_of(found(reviewed), "", (three,)).words == "last-review"
    reviewed.write("ready.md", AFTER.replace("[ ] New", "[x] New"))
    assert range_of(found(reviewed), "", (three,)).words == "working-tree"
    assert range_of(found(reviewed), "").words == "last-tag"


def test_of_named_checklists_it_is_the_first_range_in_which_they_changed(reviewed: Repository) -> None:
    three = reviewed.git("rev-parse", "HEAD")
    reviewed.write("docs/d.md", AFTER)
    reviewed.commit("Another checklist")
    reviewed.write("ready.md", AFTER.replace("[ ] New", "[x] New"))
    assert range_of(found(reviewed), "", (three,)).words == "last-review"
    assert range_of(found(reviewed), "", (three,), ["docs"]).words == "last-review"
    assert range_of(found(reviewed), "", (three,), ["ready.md"]).words == "working-tree"
    assert range_of(found(reviewed), "", (), ["ready.md"]).words == "last-tag"


def test_a_checklist_in_conflict_is_what_is_most_likely_meant(reviewed: Repository) -> None:
    three = reviewed.git("rev-parse", "HEAD")
    reviewed.write("ready.md", "<<<<<<< HEAD\n" + AFTER + "=======\n>>>>>>> side\n")
    assert range_of(found(reviewed), "", (three,)).words == "working-tree"


def test_a_branch_called_like_a_named_range_comes_first(reviewed: Repository) -> None:
    reviewed.git("branch", "last-tag", "HEAD~1")
    names = reviewed.git("rev-list", "HEAD").split()
    assert _span(reviewed, "last-tag") == (names[2], names[1])


@pytest.mark.parametrize("words", ["nothing", "--output=x", "a..b", "upstream", "last-review", "x\ny"])
def test_what_names_no_range_is_refused_with_a_sentence(reviewed: Repository, words: str) -> None:
    with pytest.raises(GitError, match=r"\bno\b|nothing"):
        range_of(found(reviewed), words)
    assert not (reviewed.folder / "x").exists()


def test_a_repository_without_commits_has_nothing_to_review(repository: Repository) -> None:
    with pytest.raises(GitError, match="no commit yet"):
        range_of(found(repository), "")


def test_branches_and_tags_are_offered_behind_the_named_ranges(reviewed: Repository) -> None:
    reviewed.git("branch", "side", "HEAD~1")
    words = [choice.words for choice in offered(found(reviewed), ())]
    assert words[:3] == ["last-tag", "working-tree", "last-commit"]
    assert set(words[3:]) == {"v1..HEAD", "HEAD...side"}
    for word in words:
        range_of(found(reviewed), word)
