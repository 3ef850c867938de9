"""What merges made of the flips of their sides: real repositories, read back."""

import hashlib
import json
import random
import shutil
import subprocess
import sys

import pytest

from checkdown import State
from gonogo.core.git import Repository
from gonogo.core.history import History, history, versions
from tests.throwaway import Repository as Throwaway

TEXT = """\
# Launch

- [ ] Image scanned
- [ ] Tests pass
- [ ] Alerts reach the phone
- [ ] Backups of the primary run
"""


def _history(made: Throwaway, name: str = "ready.md") -> History:
    found = Repository.discover(made.folder)
    assert found is not None
    return history(found, name)


def _write(made: Throwaway, text: str, message: str, name: str = "ready.md") -> None:
    made.write(name, text)
    made.commit(message)


def _with(**states: str) -> str:
    """The text with items, by their first words, in these states."""
    text = TEXT
    for word, mark in states.items():
        text = text.replace(f"[ ] {word}", f"[{mark}] {word}")
    return text


def _told(history: History, subject: str) -> list[tuple[str, str, str]]:
    """The flips of one commit."""
    return [
        (f.text, f.before.value if f.before else "new", f.after.value)
        for f in history.flips
        if f.version.subject == subject
    ]


def _last_told(history: History) -> dict[str, State]:
    """The state that the newest flip of each item says; to be done where there is none."""
    assert history.newest is not None
    last = {flip.item: flip.after for flip in history.flips}
    return {
        item.text: last.get(number, State.TODO)
        for item, number in zip(history.newest.items, history.numbers, strict=True)
    }


def _as_it_is(history: History) -> dict[str, State]:
    assert history.newest is not None
    return {item.text: item.state for item in history.newest.items}


def test_flips_that_a_merge_with_the_strategy_ours_drops_are_told_as_taken_back_by_it(
    repository: Throwaway,
) -> None:
    _write(repository, TEXT, "Begin")
    repository.git("checkout", "-q", "-b", "side")
    _write(repository, _with(Tests="x"), "On the side")
    repository.git("checkout", "-q", "main")
    repository.write("other.txt", "x")
    repository.commit("Another file")
    repository.git("merge", "-q", "-s", "ours", "-m", "Drop the side", "side")
    told = _history(repository)
    assert _told(told, "On the side") == [("Tests pass", "todo", "done")]
    assert _told(told, "Drop the side") == [("Tests pass", "done", "todo")]
    assert told.flips[-1].version.commit == repository.git("rev-parse", "HEAD")
    assert _last_told(told) == _as_it_is(told)


def test_a_commit_after_such_a_merge_is_told_once_and_what_is_kept_says_the_same(
    repository: Throwaway,
) -> None:
    _write(repository, TEXT, "Begin")
    _history(repository)
    repository.git("checkout", "-q", "-b", "side")
    _write(repository, _with(Tests="x"), "On the side")
    repository.git("checkout", "-q", "main")
    repository.git("merge", "-q", "-s", "ours", "-m", "Drop the side", "side")
    after = _history(repository)
    assert _told(after, "Drop the side") == [("Tests pass", "done", "todo")]
    _write(repository, _with(Tests="x"), "For good")
    told = _history(repository)
    assert [flip.version.subject for flip in told.flips] == ["On the side", "Drop the side", "For good"]
    assert _last_told(told) == _as_it_is(told)
    shutil.rmtree(repository.folder / ".git" / "gonogo")
    assert _history(repository).flips == told.flips


def test_what_an_earlier_gonogo_kept_is_read_afresh(repository: Throwaway) -> None:
    _write(repository, TEXT, "Begin")
    repository.git("checkout", "-q", "-b", "side")
    _write(repository, _with(Tests="x"), "On the side")
    repository.git("checkout", "-q", "main")
    repository.git("merge", "-q", "-s", "ours", "-m", "Drop the side", "side")
    told = _history(repository)
    (file,) = (repository.folder / ".git" / "gonogo").glob("history-*")
    data = json.loads(file.read_bytes().partition(b"\n")[2])
    assert data["form"].startswith("gonogo history 5 ")
    older = json.dumps(data | {"form": data["form"].replace(" 5 ", " 3 "), "flips": data["flips"][:1]})
    file.write_text(f"{hashlib.sha256(older.encode()).hexdigest()}\n{older}")
    assert _history(repository).flips == told.flips


def test_a_merge_that_takes_the_file_of_the_other_side_is_told_with_what_it_drops(
    repository: Throwaway,
) -> None:
    _write(repository, TEXT, "Begin")
    repository.git("checkout", "-q", "-b", "side")
    _write(repository, _with(Tests="x"), "On the side")
    repository.git("checkout", "-q", "main")
    _write(repository, _with(Image="x", Alerts="!"), "On main")
    _history(repository)
    repository.git("merge", "-q", "--no-commit", "-s", "ours", "side")
    repository.git("checkout", "side", "--", "ready.md")
    repository.git("commit", "-q", "-m", "Take the side")
    told = _history(repository)
    assert _told(told, "Take the side") == [
        ("Image scanned", "done", "todo"),
        ("Alerts reach the phone", "blocked", "todo"),
    ]
    assert _last_told(told) == _as_it_is(told)


@pytest.mark.parametrize("side", ["ours", "theirs"])
def test_a_conflict_that_one_side_wins_is_told_as_a_flip_of_the_merge(
    repository: Throwaway, side: str
) -> None:
    _write(repository, TEXT, "Begin")
    repository.git("checkout", "-q", "-b", "side")
    _write(repository, _with(Tests="!"), "On the side")
    repository.git("checkout", "-q", "main")
    _write(repository, _with(Tests="x"), "On main")
    repository.git("merge", "-q", "side", check=False)
    repository.git("checkout", f"--{side}", "ready.md")
    repository.git("add", "ready.md")
    repository.git("commit", "-q", "-m", "Decided")
    told = _history(repository)
    ours, theirs = ("done", "blocked") if side == "ours" else ("blocked", "done")
    assert _told(told, "Decided") == [("Tests pass", theirs, ours)]
    assert told.flips[-1].version.subject == "Decided"


def test_a_merge_of_three_branches_tells_only_what_it_drops(repository: Throwaway) -> None:
    _write(repository, TEXT, "Begin")
    for name, words in (("one", "Tests"), ("two", "Alerts")):
        repository.git("checkout", "-q", "-b", name, "main")
        _write(repository, _with(**{words: "x"}), f"On {name}")
    repository.git("checkout", "-q", "main")
    _write(repository, _with(Image="x"), "On main")
    repository.git("merge", "-q", "--no-commit", "-s", "ours", "one", "two")
    _write(repository, _with(Image="x", Alerts="x"), "All three")
    told = _history(repository)
    assert _told(told, "All three") == [("Tests pass", "done", "todo")]
    assert _last_told(told) == _as_it_is(told)


def test_what_a_merge_adds_of_its_own_to_one_sides_file_is_told_beside_what_it_drops(
    repository: Throwaway,
) -> None:
    _write(repository, TEXT, "Begin")
    repository.git("checkout", "-q", "-b", "side")
    _write(repository, _with(Tests="x") + "- [ ] Restores are tried\n", "On the side")
    repository.git("checkout", "-q", "main")
    repository.git("merge", "-q", "--no-commit", "-s", "ours", "side")
    _write(repository, _with(Backups="x") + "- [x] Restores are tried\n", "Evil")
    told = _history(repository)
    assert sorted(_told(told, "Evil")) == [
        ("Backups of the primary run", "todo", "done"),
        ("Restores are tried", "todo", "done"),
        ("Tests pass", "done", "todo"),
    ]


def test_a_side_that_took_its_own_flip_back_has_lost_nothing(repository: Throwaway) -> None:
    _write(repository, TEXT, "Begin")
    repository.git("checkout", "-q", "-b", "side")
    _write(repository, _with(Tests="x"), "Ticked")
    _write(repository, TEXT, "Not so")
    _write(repository, _with(Backups="x"), "On the side")
    repository.git("checkout", "-q", "main")
    _write(repository, _with(Image="x"), "On main")
    repository.git("merge", "-q", "--no-edit", "-m", "Merge", "side")
    told = _history(repository)
    assert _told(told, "Merge") == []
    assert _last_told(told) == _as_it_is(told)


def test_flips_of_a_branch_that_comes_later_are_none_of_an_earlier_merge(repository: Throwaway) -> None:
    _write(repository, TEXT, "Begin")
    for name, words in (("early", "Tests"), ("late", "Alerts")):
        repository.git("checkout", "-q", "-b", name, "main")
        _write(repository, _with(**{words: "x"}), f"On {name}")
    repository.git("checkout", "-q", "main")
    _write(repository, _with(Image="x"), "On main")
    for name in ("early", "late"):
        repository.git("merge", "-q", "--no-commit", "-s", "ours", name)
        late = {"Alerts": "x"} if name == "late" else {}
        _write(repository, _with(Image="x", Tests="x", **late), f"Merge {name}")
    told = _history(repository)
    assert sorted(flip.version.subject for flip in told.flips) == ["On early", "On late", "On main"]


def test_flips_on_one_branch_are_told_although_the_other_renamed_the_file(repository: Throwaway) -> None:
    _write(repository, TEXT, "Begin")
    repository.git("checkout", "-q", "-b", "side")
    repository.git("mv", "ready.md", "launch.md")
    repository.git("commit", "-q", "-m", "Another name")
    repository.git("checkout", "-q", "main")
    _write(repository, _with(Tests="x"), "On main")
    _write(repository, _with(Tests="x", Image="x"), "More on main")
    repository.git("merge", "-q", "--no-edit", "-m", "Merge", "side")
    told = _history(repository, "launch.md")
    assert [(f.version.subject, f.text) for f in told.flips] == [
        ("On main", "Tests pass"),
        ("More on main", "Image scanned"),
    ]


@pytest.mark.parametrize("gone", ["renamed", "removed"])
def test_what_a_dropped_side_flipped_before_it_renamed_or_removed_the_file_is_told_as_taken_back(
    repository: Throwaway, gone: str
) -> None:
    _write(repository, TEXT, "Begin")
    repository.git("checkout", "-q", "-b", "side")
    _write(repository, _with(Tests="x"), "On the side")
    repository.git(*(("mv", "ready.md", "launch.md") if gone == "renamed" else ("rm", "-q", "ready.md")))
    repository.git("commit", "-q", "-m", "Gone")
    repository.git("checkout", "-q", "main")
    repository.git("merge", "-q", "-s", "ours", "-m", "Drop the side", "side")
    told = _history(repository)
    assert _told(told, "Drop the side") == [("Tests pass", "done", "todo")]
    assert _last_told(told) == _as_it_is(told)


def test_a_new_file_under_the_old_name_is_not_the_one_that_was_renamed(repository: Throwaway) -> None:
    _write(repository, TEXT, "Begin")
    repository.git("mv", "ready.md", "old.md")
    repository.git("commit", "-q", "-m", "Put away")
    _write(repository, "# Next\n\n- [ ] Something quite different\n", "A new one")
    repository.git("checkout", "-q", "-b", "side")
    _write(repository, _with(Tests="x"), "On the side", "old.md")
    repository.git("checkout", "-q", "main")
    _write(repository, "# Next\n\n- [x] Something quite different\n", "Ticked in the new one")
    repository.git("merge", "-q", "-s", "ours", "-m", "Drop the side", "side")
    told = _history(repository, "old.md")
    assert [(f.version.subject, f.after.value) for f in told.flips] == [
        ("On the side", "done"),
        ("Drop the side", "todo"),
    ]


def test_a_history_without_branches_is_read_by_following_the_file_alone(
    repository: Throwaway, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = sys.modules[versions.__module__]
    monkeypatch.setattr(module, "lineage", lambda *_: pytest.fail("read as if there were branches"))
    _write(repository, TEXT, "Begin")
    repository.git("checkout", "-q", "-b", "side")
    _write(repository, _with(Tests="x"), "On the side")
    repository.git("checkout", "-q", "main")
    repository.git("merge", "-q", "--no-ff", "-m", "Merge", "side")
    _write(repository, _with(Tests="x", Image="x"), "On main")
    found = Repository.discover(repository.folder)
    assert found is not None
    read = versions(found, "ready.md")
    assert [version.subject for version in read] == ["Begin", "On the side", "On main"]
    assert [version.parents for version in read] == [("",), (read[0].commit,), (read[1].commit,)]


WORDS = ("Image", "Tests", "Alerts", "Backups")


def _imported(made: Throwaway, seed: int) -> None:
    """Commits on several branches, with merges of two and three that take each item from any of them."""
    chance = random.Random(seed)
    tips: list[int] = [1]
    texts: dict[int, dict[str, str]] = {1: dict.fromkeys(WORDS, " ")}
    out: list[str] = []

    def commit(number: int, parents: list[int]) -> None:
        data = _with(**texts[number])
        who = f"committer Ada Lovelace <ada@example.org> {1_700_000_000 + number} +0000"
        follows = [f"{word} :{each}" for word, each in zip(["from", "merge", "merge"], parents, strict=False)]
        head = [f"commit refs/heads/b{number}", f"mark :{number}", who, "data 1", str(number)[-1], *follows]
        out.append("\n".join([*head, "M 100644 inline ready.md", f"data {len(data)}", data]))

    commit(1, [])
    last = 1
    for number in range(2, 16):
        mode = chance.random()
        if mode < 0.45 or len(tips) < 2:
            parents = [chance.choice(tips)]
            changed = {chance.choice(WORDS): chance.choice(" x!~") for _ in range(chance.choice((1, 1, 2)))}
            texts[number] = texts[parents[0]] | changed
            if mode > 0.2:
                tips.remove(parents[0])
        else:
            parents = chance.sample(tips, min(len(tips), chance.choice((2, 2, 3))))
            whole = chance.choice((*parents, 0, 0))
            texts[number] = {word: texts[whole or chance.choice(parents)][word] for word in WORDS}
            tips = [tip for tip in tips if tip not in parents]
        tips.append(number)
        commit(number, parents)
        last = number
    stream = "\n".join([*out, f"reset refs/heads/main\nfrom :{last}\n"])
    told = subprocess.run(
        ["git", "fast-import", "--quiet", "--force"],
        cwd=made.folder,
        input=stream.encode(),
        capture_output=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    made.git("reset", "-q", "--hard", "main")


@pytest.mark.parametrize("seed", range(10))
def test_whatever_merges_decide_the_newest_flips_say_what_the_file_says(
    repository: Throwaway, seed: int
) -> None:
    _imported(repository, seed)
    told = _history(repository)
    assert _last_told(told) == _as_it_is(told)
    tip = repository.git("rev-parse", "HEAD")
    shutil.rmtree(repository.folder / ".git" / "gonogo")
    for commit in repository.git("rev-list", "--reverse", "--topo-order", tip).split():
        repository.git("update-ref", "refs/heads/main", commit)
        step = _history(repository)
        assert _last_told(step) == _as_it_is(step)
    faces = {(f.text, f.before, f.after, f.version.commit) for f in step.flips}
    assert faces == {(f.text, f.before, f.after, f.version.commit) for f in told.flips}
