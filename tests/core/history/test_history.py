"""Who flipped what: real repositories, read back."""

import pytest

from checkdown import State
from gonogo.core.git import GitError, Repository
from gonogo.core.history import Flip, history, versions
from tests.throwaway import Repository as Throwaway

TEXT = """\
# Launch

## Build

- [ ] Image scanned
- [ ] Tests pass

## Run

- [ ] Alerts reach the phone
"""


def _repository(made: Throwaway) -> Repository:
    found = Repository.discover(made.folder)
    assert found is not None
    return found


def _write(made: Throwaway, text: str, message: str, name: str = "ready.md") -> None:
    made.write(name, text)
    made.commit(message)


def _told(flips: tuple[Flip, ...]) -> list[tuple[str, str, str, str]]:
    return [(f.version.subject, f.text, f.before.value if f.before else "new", f.after.value) for f in flips]


def test_every_flip_is_told_with_its_commit_and_its_evidence(repository: Throwaway) -> None:
    _write(repository, TEXT, "Begin")
    ticked = TEXT.replace("- [ ] Tests pass", "- [x] Tests pass\n  - evidence: docs/run.txt")
    _write(repository, ticked, "Tests pass\n\nOn the branch of the release.")
    _write(repository, ticked.replace("[x]", "[ ]"), "Tests fail again")
    told = history(_repository(repository), "ready.md")
    assert _told(told.flips) == [
        ("Tests pass", "Tests pass", "todo", "done"),
        ("Tests fail again", "Tests pass", "done", "todo"),
    ]
    first = told.flips[0]
    assert first.evidence == ("docs/run.txt",)
    assert (first.version.author, first.version.email) == ("Ada Lovelace", "ada@example.org")
    assert first.version.message == "Tests pass\n\nOn the branch of the release."
    assert first.version.commit == repository.git("rev-parse", "HEAD~1").strip()
    assert told.newest is not None
    assert first.id == told.newest.items[1].id
    assert told.of(told.newest.items[1]) == told.flips
    assert told.of(told.newest.items[0]) == ()


def test_a_file_is_followed_when_it_is_renamed_and_an_item_when_it_is_reworded(repository: Throwaway) -> None:
    _write(repository, TEXT, "Begin")
    text = TEXT.replace("[ ] Alerts", "[~] Alerts")
    _write(repository, text, "Alerts begun")
    repository.git("mv", "ready.md", "docs-launch.md")
    text = text.replace("Alerts reach the phone", "Alerts reach the phone on call").replace(
        "## Run", "## Operate"
    )
    _write(repository, text, "Another name", "docs-launch.md")
    _write(repository, text.replace("[~]", "[x]"), "Alerts done", "docs-launch.md")
    told = history(_repository(repository), "docs-launch.md")
    assert told.newest is not None
    assert _told(told.of(told.newest.items[2])) == [
        ("Alerts begun", "Alerts reach the phone", "todo", "doing"),
        ("Alerts done", "Alerts reach the phone on call", "doing", "done"),
    ]
    assert {flip.id for flip in told.flips} == {told.newest.items[2].id}
    assert [version.path for version in told.versions] == ["ready.md"] * 2 + ["docs-launch.md"] * 2


def test_flips_on_branches_are_told_of_their_own_commits_and_not_of_the_merge(repository: Throwaway) -> None:
    _write(repository, TEXT, "Begin")
    repository.git("checkout", "-q", "-b", "side")
    _write(repository, TEXT.replace("[ ] Alerts", "[x] Alerts"), "On the side")
    repository.git("checkout", "-q", "main")
    _write(repository, TEXT.replace("[ ] Image", "[x] Image"), "On main")
    repository.git("merge", "-q", "--no-edit", "-m", "Merge the side", "side")
    told = history(_repository(repository), "ready.md")
    assert sorted(_told(told.flips)) == [
        ("On main", "Image scanned", "todo", "done"),
        ("On the side", "Alerts reach the phone", "todo", "done"),
    ]
    assert told.newest is not None
    assert [len(told.of(item)) for item in told.newest.items] == [1, 0, 1]


def test_a_flip_that_a_merge_itself_made_is_told_of_the_merge(repository: Throwaway) -> None:
    _write(repository, TEXT, "Begin")
    repository.git("checkout", "-q", "-b", "side")
    _write(repository, TEXT.replace("[ ] Alerts", "[x] Alerts"), "On the side")
    repository.git("checkout", "-q", "main")
    _write(repository, TEXT.replace("[ ] Image", "[x] Image"), "On main")
    repository.git("merge", "-q", "--no-commit", "side")
    both = TEXT.replace("[ ] Alerts", "[x] Alerts").replace("[ ] Image", "[x] Image")
    _write(repository, both.replace("[ ] Tests", "[x] Tests"), "Merge and more")
    told = history(_repository(repository), "ready.md")
    assert [flip.text for flip in told.flips if flip.version.subject == "Merge and more"] == ["Tests pass"]


@pytest.mark.parametrize("kept", ["main", "side"])
def test_what_a_merge_decided_between_its_sides_is_told_of_the_merge(
    repository: Throwaway, kept: str
) -> None:
    _write(repository, TEXT, "Begin")
    repository.git("checkout", "-q", "-b", "side")
    on_side = TEXT.replace("[ ] Tests", "[!] Tests").replace("[ ] Image", "[x] Image")
    _write(repository, on_side, "On the side")
    repository.git("checkout", "-q", "main")
    on_main = TEXT.replace("[ ] Tests", "[x] Tests").replace("[ ] Alerts", "[x] Alerts")
    _write(repository, on_main, "On main")
    repository.git("merge", "-q", "--no-commit", "-s", "ours", "side")
    whole = TEXT.replace("[ ] Image", "[x] Image").replace("[ ] Alerts", "[x] Alerts")
    _write(repository, whole.replace("[ ] Tests", "[x] Tests" if kept == "main" else "[!] Tests"), "Merge")
    told = history(_repository(repository), "ready.md")
    newest = [flip for flip in told.flips if flip.text == "Tests pass"][-1]
    assert newest.after is (State.DONE if kept == "main" else State.BLOCKED)
    assert told.newest is not None
    last = {flip.item: flip.after for flip in told.flips}
    assert [last[n] for n in told.numbers] == [item.state for item in told.newest.items]
    assert history(_repository(repository), "ready.md").flips == told.flips


def test_an_item_that_is_gone_keeps_its_flips(repository: Throwaway) -> None:
    _write(repository, TEXT, "Begin")
    _write(repository, TEXT.replace("[ ] Tests", "[x] Tests"), "Ticked")
    _write(repository, TEXT.replace("- [ ] Tests pass\n", ""), "Gone")
    told = history(_repository(repository), "ready.md")
    assert _told(told.flips) == [("Ticked", "Tests pass", "todo", "done")]
    assert told.newest is not None
    assert [told.of(item) for item in told.newest.items] == [(), ()]


def test_a_message_cannot_pass_for_a_commit(repository: Throwaway) -> None:
    _write(repository, TEXT, "Begin\n\n\x01%H\x02 :100644 100644 a b M\n:000000 100644 0 1 A")
    _write(repository, TEXT.replace("[ ] Tests", "[x] Tests"), "Ticked")
    assert [version.subject for version in versions(_repository(repository), "ready.md")] == [
        "Begin",
        "Ticked",
    ]


def test_a_repository_without_commits_has_no_history(repository: Throwaway) -> None:
    repository.write("ready.md", TEXT)
    told = history(_repository(repository), "ready.md")
    assert (told.versions, told.flips, told.newest) == ((), (), None)


def test_a_revision_that_names_nothing_is_refused(repository: Throwaway) -> None:
    _write(repository, TEXT, "Begin")
    for revision in ("no-such-branch", "--output=x", "-n1"):
        with pytest.raises(GitError):
            history(_repository(repository), "ready.md", revision)
    assert not (repository.folder / "x").exists()


def test_only_the_commits_of_a_range_are_read(repository: Throwaway) -> None:
    _write(repository, TEXT, "Begin")
    _write(repository, TEXT.replace("[ ] Tests", "[x] Tests"), "One")
    _write(repository, TEXT.replace("[ ]", "[x]"), "Two")
    told = history(_repository(repository), "ready.md", "HEAD~1..HEAD")
    assert [flip.version.subject for flip in told.flips] == ["Two", "Two"]
    assert all(flip.after is State.DONE for flip in told.flips)


def test_a_deleted_file_that_comes_back_has_the_flips_of_both_lives(repository: Throwaway) -> None:
    _write(repository, TEXT, "Begin")
    _write(repository, TEXT.replace("[ ] Tests", "[x] Tests"), "One")
    repository.git("rm", "-q", "ready.md")
    repository.git("commit", "-q", "-m", "Away")
    _write(repository, TEXT, "Back")
    _write(repository, TEXT.replace("[ ] Image", "[x] Image"), "Two")
    told = history(_repository(repository), "ready.md")
    assert [flip.version.subject for flip in told.flips] == ["One", "Two"]


@pytest.mark.parametrize("name", ["-rf.md", ":(exclude)y.md", "a b.md", "new\nline.md", "caf\udce9.md"])
def test_a_strange_name_is_just_a_name(repository: Throwaway, name: str) -> None:
    _write(repository, TEXT, "Begin", name)
    _write(repository, TEXT.replace("[ ] Tests", "[x] Tests"), "Ticked", name)
    told = history(_repository(repository), name)
    assert [flip.text for flip in told.flips] == ["Tests pass"]
    assert told.versions[-1].path == name


def test_the_commit_that_brought_an_item_is_known_also_when_the_history_is_read_on(
    repository: Throwaway,
) -> None:
    _write(repository, TEXT, "Begin")
    _write(repository, TEXT + "- [ ] Backups of the primary database run\n", "One more")
    for _ in range(2):
        told = history(_repository(repository), "ready.md")
        assert told.newest is not None
        brought = [version.subject for item in told.newest.items if (version := told.since(item))]
        assert brought == ["Begin", "Begin", "Begin", "One more"]
    _write(
        repository,
        TEXT + "- [x] Backups of the primary database run nightly\n- [ ] Restores work\n",
        "And another",
    )
    told = history(_repository(repository), "ready.md")
    assert told.newest is not None
    brought = [version.subject for item in told.newest.items if (version := told.since(item))]
    assert brought == ["Begin", "Begin", "Begin", "One more", "And another"]


def test_an_item_that_came_ticked_is_told_with_its_evidence_and_one_to_be_done_is_not(
    repository: Throwaway,
) -> None:
    _write(repository, TEXT.replace("[ ] Tests", "[x] Tests"), "Begin")
    more = TEXT.replace("[ ] Tests", "[x] Tests") + "- [x] Backups\n  - evidence: `run.txt`\n- [ ] Restores\n"
    _write(repository, more, "Two more")
    _write(repository, more.replace("[x] Backups", "[ ] Backups"), "Not so")
    for _ in range(2):
        told = history(_repository(repository), "ready.md")
        assert _told(told.flips) == [
            ("Two more", "Backups", "new", "done"),
            ("Not so", "Backups", "done", "todo"),
        ]
        assert told.flips[0].evidence == ("run.txt",)
    assert told.newest is not None
    assert told.of(told.newest.items[3]) == told.flips


def test_an_item_that_a_branch_brought_ticked_is_told_of_that_branch_alone(repository: Throwaway) -> None:
    _write(repository, TEXT, "Begin")
    repository.git("checkout", "-q", "-b", "side")
    _write(repository, TEXT + "- [x] Backups\n", "On the side")
    repository.git("checkout", "-q", "main")
    _write(repository, TEXT.replace("[ ] Image", "[x] Image"), "On main")
    repository.git("merge", "-q", "--no-edit", "-m", "Merge the side", "side")
    told = history(_repository(repository), "ready.md")
    assert sorted(_told(told.flips)) == [
        ("On main", "Image scanned", "todo", "done"),
        ("On the side", "Backups", "new", "done"),
    ]


def test_a_copy_begins_a_history_of_its_own(repository: Throwaway) -> None:
    _write(repository, TEXT, "Begin")
    _write(repository, TEXT.replace("[ ] Tests", "[x] Tests"), "One")
    _write(repository, TEXT.replace("[ ] Tests", "[x] Tests"), "For the next release", "next.md")
    _write(repository, TEXT.replace("[ ] ", "[x] ", 2), "Two", "next.md")
    told = history(_repository(repository), "next.md")
    assert _told(told.flips) == [("Two", "Image scanned", "todo", "done")]
    assert [version.subject for version in told.versions] == ["For the next release", "Two"]
    assert _told(history(_repository(repository), "ready.md").flips) == [
        ("One", "Tests pass", "todo", "done")
    ]


@pytest.mark.parametrize(
    "content", [b"\0\1\2\3" * 40, b"version https://git-lfs.github.com/spec/v1\noid x\n"]
)
def test_a_version_that_is_no_text_is_passed_over_and_told(repository: Throwaway, content: bytes) -> None:
    _write(repository, TEXT, "Begin")
    _write(repository, TEXT.replace("[ ] Tests", "[x] Tests"), "One")
    repository.write("ready.md", content)
    repository.commit("Something else")
    for _ in range(2):
        told = history(_repository(repository), "ready.md")
        assert [version.subject for version in told.unread] == ["Something else"]
        assert told.newest is not None
        assert [len(told.of(item)) for item in told.newest.items] == [0, 1, 0]
    _write(repository, TEXT.replace("[ ] Tests", "[x] Tests").replace("[ ] Image", "[x] Image"), "Back")
    _write(repository, TEXT.replace("[ ] Image", "[x] Image"), "And on")
    for _ in range(2):
        told = history(_repository(repository), "ready.md")
        assert _told(told.flips) == [
            ("One", "Tests pass", "todo", "done"),
            ("Back", "Image scanned", "todo", "done"),
            ("And on", "Tests pass", "done", "todo"),
        ]
        assert [version.subject for version in told.unread] == ["Something else"]


def test_a_file_that_begins_as_no_text_has_the_items_of_the_first_text(repository: Throwaway) -> None:
    repository.write("ready.md", b"\0\1\2\3" * 40)
    repository.commit("No text")
    _write(repository, TEXT, "Begin")
    _write(repository, TEXT.replace("[ ] Tests", "[x] Tests"), "One")
    told = history(_repository(repository), "ready.md")
    assert _told(told.flips) == [("One", "Tests pass", "todo", "done")]
    assert [version.subject for version in told.unread] == ["No text"]
