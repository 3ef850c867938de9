"""Repositories in unusual states are reviewed all the same, or refused with a sentence."""

import random
from pathlib import Path

import pytest

from gonogo.core.git import GitError
from gonogo.core.reviewing import Review, Reviews, range_of, review
from gonogo.core.reviewing.authors import makers
from gonogo.core.reviewing.proof import proofs
from gonogo.core.reviewing.recording import put_on_record, record
from tests.core.reviewing.conftest import AFTER, BEFORE, found
from tests.throwaway import Repository


def _texts(made: Repository, words: str = "v1..HEAD") -> list[str]:
    under = review(found(made), range_of(found(made), words))
    makers(found(made), under)
    return [entry.text for entry in under.entries]


ALL = [
    "Redis cache health check",
    "Database health check",
    "Error rate stays low (< 5%)",
    "Old thing",
    "New thing",
    "Another new thing",
]


def test_on_a_detached_head(reviewed: Repository, tmp_path: Path) -> None:
    reviewed.git("checkout", "-q", "--detach")
    assert sorted(_texts(reviewed)) == sorted(ALL)
    under = review(found(reviewed), range_of(found(reviewed), "v1..HEAD"))
    reviews = Reviews(found(reviewed), tmp_path / "reviews")
    draft = record(found(reviewed), under, reviews.load())
    put_on_record(found(reviewed), reviews, under, draft, draft.message, as_note=False)
    assert reviewed.git("log", "-1", "--format=%s").startswith("Review ")


def test_in_a_linked_worktree_and_in_a_submodule(reviewed: Repository, tmp_path: Path) -> None:
    reviewed.git("worktree", "add", "-q", str(tmp_path / "tree"), "-b", "side")
    assert len(_texts(Repository(tmp_path / "tree"))) == 6
    outer = tmp_path / "outer"
    outer.mkdir()
    holder = Repository(outer)
    holder.git("init", "-q")
    holder.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(reviewed.folder), "inner")
    assert len(_texts(Repository(outer / "inner"))) == 6


def test_in_a_shallow_clone_what_is_missing_is_refused(reviewed: Repository, tmp_path: Path) -> None:
    address = f"file://{reviewed.folder}"
    reviewed.git("clone", "-q", "--depth", "2", address, str(tmp_path / "shallow"))
    shallow = Repository(tmp_path / "shallow")
    assert len(_texts(shallow, "HEAD~1..HEAD")) == 5
    with pytest.raises(GitError, match="names no commit"):
        _texts(shallow, "HEAD~2..HEAD")


def test_in_the_middle_of_a_merge_what_is_in_conflict_is_told_and_commits_are_reviewed(
    reviewed: Repository,
) -> None:
    reviewed.git("checkout", "-q", "-b", "side")
    reviewed.write("ready.md", AFTER.replace("[ ] New", "[x] New"))
    reviewed.commit("Aside")
    reviewed.git("checkout", "-q", "main")
    reviewed.write("ready.md", AFTER.replace("[ ] New", "[!] New"))
    reviewed.commit("Here")
    reviewed.git("merge", "-q", "side", check=False)
    assert "<<<<<<<" in (reviewed.folder / "ready.md").read_text()
    under = review(found(reviewed), range_of(found(reviewed), "working-tree"))
    assert under.entries or any("conflict" in notice for notice in under.notices)
    assert sorted(set(_texts(reviewed))) == sorted(ALL)


def test_bare_and_empty_repositories_are_refused(repository: Repository, tmp_path: Path) -> None:
    with pytest.raises(GitError, match="no commit yet"):
        range_of(found(repository), "HEAD")
    repository.commit("Nothing in it")
    assert _texts(repository, "HEAD") == []


def test_a_file_kept_by_lfs_is_told_and_left_out(reviewed: Repository) -> None:
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 3\n"
    reviewed.write("ready.md", pointer)
    reviewed.commit("Into LFS")
    under = review(found(reviewed), range_of(found(reviewed), "HEAD"))
    assert (under.entries, under.notices) == ((), ("ready.md is kept by Git LFS and was not compared",))


def test_nothing_of_the_repositorys_configuration_runs(reviewed: Repository, tmp_path: Path) -> None:
    trace = tmp_path / "ran"
    script = reviewed.write("run.sh", f"#!/bin/sh\ntouch {trace}\ncat\n")
    script.chmod(0o755)
    for key in ("core.fsmonitor", "diff.external", "filter.x.clean", "filter.x.smudge", "diff.y.textconv"):
        reviewed.git("config", key, str(script))
    reviewed.write(".gitattributes", "*.md filter=x diff=y\n")
    reviewed.write("ready.md", AFTER.replace("[ ] New", "[x] New"))
    assert _texts(reviewed, "working-tree") == ["New thing"]
    assert len(_texts(reviewed)) == 6
    under = review(found(reviewed), range_of(found(reviewed), "v1..HEAD"))
    for entry in under.entries:
        proofs(found(reviewed), under.range, entry)
    assert not trace.exists()


@pytest.mark.parametrize("name", ["-rf.md", "--amend.md", ":(exclude)y.md", "a b.md", "caf\udce9.md"])
def test_a_strange_name_is_just_a_name(reviewed: Repository, name: str, tmp_path: Path) -> None:
    reviewed.write(name, BEFORE)
    base = reviewed.commit("Strange")
    reviewed.write(name, AFTER)
    reviewed.commit("Stranger")
    under = review(found(reviewed), range_of(found(reviewed), f"{base}..HEAD"))
    made = makers(found(reviewed), under)
    assert {entry.file for entry in under.entries} == {name}
    assert all(each.subject == "Stranger" for entry in under.entries for each in made[entry.key])
    assert all(made[entry.key] for entry in under.entries)
    reviews = Reviews(found(reviewed), tmp_path / "reviews")
    reviews.note(under.entries[0].key, "a note")
    draft = record(found(reviewed), under, reviews.load())
    put_on_record(found(reviewed), reviews, under, draft, draft.message, as_note=False)


def test_a_renamed_file_is_followed(reviewed: Repository) -> None:
    more = "\n## More\n\n" + "".join(f"- [ ] Thing number {number}\n" for number in range(20))
    reviewed.write("ready.md", BEFORE + more)
    base = reviewed.commit("More")
    reviewed.write("ready.md", BEFORE.replace("[ ] Redis", "[x] Redis") + more)
    reviewed.commit("Redis again")
    reviewed.git("mv", "ready.md", "launch.md")
    ticked = BEFORE.replace("[ ] Redis", "[x] Redis").replace("[ ] Database", "[x] Database") + more
    reviewed.write("launch.md", ticked)
    reviewed.commit("Renamed and ticked")
    under = review(found(reviewed), range_of(found(reviewed), f"{base}..HEAD"))
    made = makers(found(reviewed), under)
    assert {(entry.file, entry.was) for entry in under.entries} == {("launch.md", "ready.md")}
    redis = next(entry for entry in under.entries if entry.text.startswith("Redis"))
    assert [each.subject for each in made[redis.key]] == ["Redis again"]


def _ticked(states: list[str]) -> str:
    items = (f"- [{state}] Item number {number} is fine" for number, state in enumerate(states))
    return "# Many\n\n" + "\n".join(items) + "\n"


@pytest.mark.parametrize("seed", range(4))
def test_everybody_who_flipped_an_item_is_named_and_nobody_else(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    rng = random.Random(seed)
    states = [" "] * 12
    repository.write("many.md", _ticked(states))
    base = repository.commit("Begin")
    truth: dict[int, list[str]] = {}
    for step in range(30):
        who = rng.choice(["Ada Lovelace", "Grace Hopper", "Mary Jackson"])
        monkeypatch.setenv("GIT_AUTHOR_NAME", who)
        item = rng.randrange(12)
        states[item] = rng.choice([state for state in " x~!" if state != states[item]])
        repository.write("many.md", _ticked(states))
        repository.commit(f"Step {step}")
        truth.setdefault(item, []).append(who)
    under: Review = review(found(repository), range_of(found(repository), f"{base}..HEAD"))
    made = makers(found(repository), under)
    told = {int(entry.text.split()[2]): [each.author for each in made[entry.key]] for entry in under.entries}
    assert told == {item: truth[item] for item in told}
    assert set(told) == {item for item, state in enumerate(states) if state != " "}


def test_bytes_that_are_no_text_are_reviewed_as_any_other(reviewed: Repository) -> None:
    reviewed.write("ready.md", AFTER.encode() + b"- [ ] caf\xe9 \x00 \x9b\n- [ ] na\xefve\n")
    reviewed.commit("No UTF-8")
    reviewed.write("ready.md", AFTER.encode() + b"- [x] caf\xe9 \x00 \x9b\n")
    for words in ("HEAD", "working-tree"):
        under = review(found(reviewed), range_of(found(reviewed), words))
        made = makers(found(reviewed), under)
        assert len(under.entries) == 2
        assert all(made[entry.key] for entry in under.entries)
        assert {each.author for some in made.values() for each in some} == {
            "Ada Lovelace" if words == "HEAD" else "not committed"
        }
