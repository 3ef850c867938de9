"""Two clones and a remote: what a sync brings together, what it leaves alone, and when it refuses."""

import os
import random
from pathlib import Path

import pytest

from checkdown import AddItem, AddNote, Attach, CheckdownError, ItemRef, SetState, State, parse
from checkdown.merging import Choice
from gonogo.core.committing import draft, make_commit
from gonogo.core.git import Repository as Found
from gonogo.core.syncing import Synced, SyncRefused, Unreachable, sync
from gonogo.core.syncing.errors import InDispute
from gonogo.core.workspace import Workspace, save
from gonogo.core.workspace.deciding import by_item, decide, disputed, merge_by_item
from tests.core.syncing.conftest import LAUNCH, Team
from tests.throwaway import Repository

NAME = "docs/launch.md"


def found(clone: Repository) -> Found:
    repository = Found.discover(clone.folder)
    assert repository is not None
    return repository


def synced(clone: Repository) -> Synced:
    return sync(found(clone))


def text(clone: Repository) -> str:
    return (clone.folder / NAME).read_text()


def tick(clone: Repository, *names: str, mark: str = "x", commit: bool = True) -> None:
    changed = text(clone)
    for name in names:
        assert f"[ ] {name}\n" in changed
        changed = changed.replace(f"[ ] {name}\n", f"[{mark}] {name}\n")
    clone.write(NAME, changed)
    if commit:
        clone.commit(f"Tick {', '.join(names)}")


def test_neighbouring_ticks_of_two_people_meet(team: Team) -> None:
    tick(team.first, "Check 1.1")
    tick(team.second, "Check 1.2")
    assert (synced(team.first).came, synced(team.second).came, synced(team.first).came) == (0, 1, 2)
    assert text(team.first) == text(team.second)
    assert text(team.first).count("[x]") == 2
    assert team.first.git("rev-parse", "HEAD") == team.bare.git("rev-parse", "main")
    assert team.first.git("config", "--local", "--list").count("gonogo") == 0


def test_where_nothing_happened_nothing_is_done(team: Team) -> None:
    done = synced(team.first)
    assert (done.came, done.pushed, done.tries, done.upstream) == (0, 0, 1, "origin/main")


def test_only_what_came_is_taken_without_a_merge_commit(team: Team) -> None:
    tick(team.first, "Check 1.1")
    synced(team.first)
    assert synced(team.second).came == 1
    assert team.second.git("rev-parse", "HEAD") == team.first.git("rev-parse", "HEAD")


def test_work_that_is_not_committed_is_left_alone(team: Team) -> None:
    tick(team.first, "Check 1.1")
    synced(team.first)
    tick(team.second, "Check 2.2")
    team.second.write("app.py", "print(2)\n")
    team.second.write("new.txt", "new\n")
    done = synced(team.second)
    assert done.uncommitted == ("app.py",)
    assert (team.second.folder / "app.py").read_text() == "print(2)\n"
    assert team.second.git("status", "--porcelain") == " M app.py\n?? new.txt"


def test_a_file_that_was_only_touched_is_no_obstacle(team: Team) -> None:
    tick(team.first, "Check 1.1")
    synced(team.first)
    os.utime(team.second.folder / NAME, (1, 1))
    assert synced(team.second).came == 1


def test_the_remote_that_moves_meanwhile_is_asked_again(team: Team) -> None:
    tick(team.first, "Check 1.1")
    tick(team.second, "Check 2.1")
    hook = team.second.folder / ".git/hooks/pre-push"
    # Between the fetch of the one and its push the other pushes.
    hook.write_text(
        f'#!/bin/sh\nrm "$0"\ncd "{team.first.folder}" && unset GIT_DIR && git push --quiet origin main\n'
    )
    hook.chmod(0o755)
    done = synced(team.second)
    assert (done.tries, done.came) == (2, 1)
    assert text(team.second).count("[x]") == 2
    assert team.bare.git("rev-parse", "main") == team.second.git("rev-parse", "HEAD")


def test_no_configuration_makes_it_force_or_push_anything_else(team: Team) -> None:
    tick(team.first, "Check 1.1")
    synced(team.first)
    tick(team.second, "Check 2.1")
    team.second.git("branch", "private")
    team.second.git("config", "remote.origin.push", "+refs/heads/*:refs/heads/*")
    team.second.git("config", "push.default", "matching")
    synced(team.second)
    assert team.bare.git("for-each-ref", "--format=%(refname)") == "refs/heads/main"
    assert team.bare.git("log", "--format=%s", "main").count("Tick") == 2


def test_a_disagreement_is_left_as_a_merge_to_be_decided_item_by_item(team: Team) -> None:
    tick(team.first, "Check 1.1", "Check 1.2")
    synced(team.first)
    tick(team.second, "Check 1.1", mark="!")
    team.second.write("app.py", "print(2)\n")
    with pytest.raises(InDispute, match=r"disagree in docs/launch\.md") as raised:
        synced(team.second)
    assert [path.name for path in raised.value.files] == ["launch.md"]
    assert "<<<<<<< ours\n- [!] Check 1.1\n=======\n- [x] Check 1.1\n>>>>>>> theirs\n" in text(team.second)
    assert "- [x] Check 1.2\n" in text(team.second)
    assert (team.second.folder / "app.py").read_text() == "print(2)\n"
    with pytest.raises(SyncRefused, match="a merge is in progress"):
        synced(team.second)
    settle(team.second, Choice.OURS)
    assert synced(team.second).pushed == 2
    assert synced(team.first).came == 2
    assert text(team.first) == LAUNCH.replace("[ ] Check 1.1\n", "[!] Check 1.1\n").replace(
        "[ ] Check 1.2\n", "[x] Check 1.2\n"
    )


def settle(clone: Repository, choice: Choice) -> str:
    """Decide all that is in conflict, and go on with the merge. Gives the lines that were decided against."""
    against: list[str] = []
    document = Workspace().open(clone.folder / NAME)
    outcome = by_item(document)
    if outcome is not None:
        merge_by_item(document, outcome)
    while places := disputed(document):
        decide(document, places[0], choice)
        against += places[0].theirs if choice is Choice.OURS else places[0].ours
    clone.git("add", NAME)
    clone.git("commit", "--quiet", "--no-edit")
    return "".join(against)


# -- refusals: a sentence, and nothing touched


def refused(clone: Repository, sentence: str) -> None:
    before = clone.git("rev-parse", "HEAD"), clone.git("status", "--porcelain"), text(clone)
    with pytest.raises(SyncRefused, match=sentence):
        synced(clone)
    assert (clone.git("rev-parse", "HEAD"), clone.git("status", "--porcelain"), text(clone)) == before


def test_changes_of_a_file_that_came_too_have_to_be_committed_first(team: Team) -> None:
    tick(team.first, "Check 1.1")
    synced(team.first)
    tick(team.second, "Check 4.4", commit=False)
    refused(team.second, "docs/launch.md is changed here and not committed.*gonogo commit docs/launch.md")


def test_staged_files_have_to_be_committed_before_a_merge(team: Team) -> None:
    tick(team.first, "Check 1.1")
    synced(team.first)
    tick(team.second, "Check 4.4")
    team.second.write("app.py", "print(2)\n")
    team.second.git("add", "app.py")
    refused(team.second, "app.py is staged for a commit")


def test_an_untracked_file_in_the_way_is_never_overwritten(team: Team) -> None:
    team.first.write("new.md", "theirs\n")
    team.first.commit("New")
    synced(team.first)
    team.second.write("new.md", "mine\n")
    refused(team.second, "was not merged")
    assert (team.second.folder / "new.md").read_text() == "mine\n"


def test_a_detached_head_is_refused(team: Team) -> None:
    team.second.git("switch", "--quiet", "--detach")
    refused(team.second, "HEAD is detached")


def test_a_branch_that_follows_none_is_refused_with_the_way_to_make_it(team: Team) -> None:
    team.second.git("switch", "--quiet", "--create", "mine")
    refused(team.second, "follows no other: `git push --set-upstream origin mine`")


def test_a_branch_that_follows_a_local_one_is_refused(team: Team) -> None:
    team.second.git("switch", "--quiet", "--create", "mine", "--track", "main")
    refused(team.second, "of this repository, not of a remote one")


def test_a_branch_that_is_gone_from_the_remote_is_not_made_anew(team: Team) -> None:
    team.second.git("switch", "--quiet", "--create", "topic")
    team.second.git("push", "--quiet", "--set-upstream", "origin", "topic")
    team.bare.git("branch", "--delete", "--force", "topic")
    team.second.git("config", "fetch.prune", "true")
    refused(team.second, "there is no origin/topic")


@pytest.mark.parametrize(
    ("entry", "name"),
    [
        ("MERGE_HEAD", "merge"),
        ("rebase-merge/", "rebase"),
        ("CHERRY_PICK_HEAD", "cherry-pick"),
        ("BISECT_LOG", "bisect"),
    ],
)
def test_nothing_is_synced_while_git_is_in_the_middle_of_something(team: Team, entry: str, name: str) -> None:
    path = team.second.folder / ".git" / entry
    if entry.endswith("/"):
        path.mkdir()
    else:
        path.write_text(team.second.git("rev-parse", "HEAD") + "\n")
    with pytest.raises(SyncRefused, match=f"a {name} is in progress"):
        synced(team.second)


def test_histories_without_a_common_commit_are_not_merged(team: Team) -> None:
    team.second.git("checkout", "--quiet", "--orphan", "other")
    team.second.commit("Another beginning")
    team.second.git("branch", "--quiet", "--set-upstream-to", "origin/main")
    refused(team.second, "no commit in common")


def test_a_remote_that_refuses_is_quoted(team: Team) -> None:
    hook = team.bare.folder / "hooks/pre-receive"
    hook.write_text("#!/bin/sh\necho frozen for the release\nexit 1\n")
    hook.chmod(0o755)
    tick(team.second, "Check 1.1")
    with pytest.raises(SyncRefused, match=r"was not pushed.*pre-receive hook declined") as raised:
        synced(team.second)
    assert b"frozen for the release" in raised.value.output


def test_a_hook_that_refuses_the_merge_leaves_no_merge_behind(team: Team) -> None:
    tick(team.first, "Check 1.1")
    synced(team.first)
    tick(team.second, "Check 2.1")
    hook = team.second.folder / ".git/hooks/pre-merge-commit"
    hook.write_text("#!/bin/sh\necho no >&2\nexit 1\n")
    hook.chmod(0o755)
    refused(team.second, "was not merged")
    assert not (team.second.folder / ".git/MERGE_HEAD").exists()


def test_a_remote_that_cannot_be_reached_is_told_and_nothing_is_touched(team: Team) -> None:
    team.bare.folder.rename(team.bare.folder.with_name("elsewhere.git"))
    tick(team.second, "Check 1.1")
    with pytest.raises(Unreachable, match="origin cannot be reached"):
        synced(team.second)


def test_a_linked_worktree_syncs_its_own_branch(team: Team, tmp_path: Path) -> None:
    team.second.git(
        "worktree", "add", "--quiet", "--track", "-b", "side", str(tmp_path / "side"), "origin/main"
    )
    side = Repository(tmp_path / "side")
    tick(team.first, "Check 1.1")
    synced(team.first)
    tick(side, "Check 1.2")
    synced(side)
    assert team.bare.git("show", f"main:{NAME}").count("[x]") == 2


# -- two people at work


class Person:
    """Somebody who edits, commits and syncs one clone, and remembers what must never get lost."""

    def __init__(self, name: str, clone: Repository, some: random.Random) -> None:
        self.name, self.clone, self.some = name, clone, some
        self.wrote: list[str] = []
        self.commits: list[str] = []
        self.against = ""

    def edit(self, number: int) -> None:
        document = Workspace().open(self.clone.folder / NAME)
        item = self.some.choice(list(document.checklist.items))
        ref = ItemRef.of(item)
        mark = f"{self.name}-{number}"
        kind = self.some.randrange(6)
        unique = (
            Attach(ref, f"docs/{mark}.md"),
            AddNote(ref, f"seen {mark}"),
            AddItem(ref, 0, f"New {mark}"),
        )
        try:
            if kind < 3:
                document.do(unique[kind])
                self.wrote.append(mark)
            elif (
                document.do(SetState(ref, self.some.choice([State.DONE, State.DOING, State.BLOCKED]))) is None
            ):
                return
        except CheckdownError:
            return
        save(document)
        made = make_commit([draft(document)], f"Edit {mark}")
        self.commits.append(made.commit)

    def sync(self) -> None:
        try:
            synced(self.clone)
        except InDispute:
            self.against += settle(self.clone, self.some.choice([Choice.OURS, Choice.THEIRS]))
            synced(self.clone)


def _says(words: str, mark: str) -> bool:
    return f"{mark}.md" in words or f"{mark}\n" in words


def test_two_hundred_interleaved_edits_and_syncs_lose_nothing(team: Team) -> None:
    some = random.Random(20261121)
    people = [Person("ada", team.first, some), Person("grace", team.second, some)]
    for number in range(200):
        person = some.choice(people)
        if some.random() < 0.6:
            person.edit(number)
        else:
            person.sync()
    for person in (*people, people[0]):
        person.sync()
    assert text(team.first) == text(team.second)
    assert team.first.git("rev-parse", "HEAD") == team.second.git("rev-parse", "HEAD")
    assert team.first.git("rev-parse", "HEAD") == team.bare.git("rev-parse", "main")
    final = text(team.first)
    history = set(team.first.git("rev-list", "HEAD").split())
    for person in people:
        assert len(person.commits) > 30
        assert set(person.commits) <= history
        for mark in person.wrote:
            # Only what somebody decided against is not there.
            assert _says(final, mark) or _says(people[0].against + people[1].against, mark), mark
    assert "<<<<<<<" not in final
    names = [item.text for item in parse(final).items]
    assert len(names) == len(set(names))
