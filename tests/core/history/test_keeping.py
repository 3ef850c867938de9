"""What is kept of a history: it is faster and never different."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from gonogo.core.git import Repository
from gonogo.core.history import Flip, History, flips, history, versions
from tests.throwaway import Repository as Throwaway

TEXT = "- [ ] Image scanned\n- [ ] Tests pass\n- [ ] Alerts reach the phone\n"


def _repository(made: Throwaway) -> Repository:
    found = Repository.discover(made.folder)
    assert found is not None
    return found


def _write(made: Throwaway, text: str, message: str) -> None:
    made.write("ready.md", text)
    made.commit(message)


def _kept(made: Throwaway) -> list[Path]:
    return sorted((made.folder / ".git" / "gonogo").glob("history-*"))


def _faces(told: History) -> list[tuple[object, ...]]:
    return [(f.id, f.text, f.before, f.after, f.evidence, f.version) for f in told.flips]


def _afresh(made: Throwaway) -> list[tuple[object, ...]]:
    shutil.rmtree(made.folder / ".git" / "gonogo")
    return _faces(history(_repository(made), "ready.md"))


def _body(file: Path) -> dict[str, object]:
    """What is kept, without the digest of its first line."""
    data: dict[str, object] = json.loads(file.read_bytes().partition(b"\n")[2])
    return data


def _rewrite(file: Path, body: str) -> None:
    """Keep something else, with the digest that belongs to it."""
    file.write_text(f"{hashlib.sha256(body.encode()).hexdigest()}\n{body}")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The revisions whose versions were read."""
    seen: list[str] = []

    def noting(repository: Repository, path: str, revision: str = "HEAD") -> object:
        seen.append(revision)
        return versions(repository, path, revision)

    monkeypatch.setattr(flips, "versions", noting)
    return seen


def _is_full(revision: str) -> bool:
    return ".." not in revision


def test_only_what_came_since_is_read(repository: Throwaway, asked: list[str]) -> None:
    _write(repository, TEXT, "Begin")
    _write(repository, TEXT.replace("[ ] Tests", "[x] Tests"), "One")
    first = history(_repository(repository), "ready.md")
    assert list(map(_is_full, asked)) == [True]
    again = history(_repository(repository), "ready.md")
    assert _faces(again) == _faces(first)
    assert again.numbers == first.numbers
    assert len(asked) == 1
    _write(repository, TEXT.replace("[ ] Tests", "[x] Tests").replace("[ ] Image", "[x] Image"), "Two")
    _write(repository, TEXT.replace("[ ] Image", "[x] Image").replace("Image", "The image"), "Three")
    told = history(_repository(repository), "ready.md")
    assert list(map(_is_full, asked)) == [True, False]
    assert [(flip.version.subject, flip.text) for flip in told.flips] == [
        ("One", "Tests pass"),
        ("Two", "Image scanned"),
        ("Three", "Tests pass"),
    ]
    assert told.newest is not None
    assert [len(told.of(item)) for item in told.newest.items] == [1, 2, 0]
    assert _faces(told) == _afresh(repository)


def test_a_rewritten_history_is_read_afresh(repository: Throwaway, asked: list[str]) -> None:
    _write(repository, TEXT, "Begin")
    _write(repository, TEXT.replace("[ ] Tests", "[x] Tests"), "One")
    history(_repository(repository), "ready.md")
    repository.git("reset", "-q", "--hard", "HEAD~1")
    _write(repository, TEXT.replace("[ ] Image", "[x] Image"), "Another")
    told = history(_repository(repository), "ready.md")
    assert [flip.version.subject for flip in told.flips] == ["Another"]
    assert list(map(_is_full, asked)) == [True, True]


def test_a_branch_that_began_before_is_read_afresh(repository: Throwaway) -> None:
    _write(repository, TEXT, "Begin")
    repository.git("checkout", "-q", "-b", "side")
    _write(repository, TEXT.replace("[ ] Alerts", "[x] Alerts"), "On the side")
    repository.git("checkout", "-q", "main")
    middle = TEXT.replace("[ ] Image", "[x] Image")
    _write(repository, middle, "On main")
    history(_repository(repository), "ready.md")
    repository.git("merge", "-q", "--no-commit", "side", check=False)
    _write(repository, middle.replace("[ ] Alerts", "[x] Alerts"), "Merge")
    told = history(_repository(repository), "ready.md")
    assert sorted(flip.version.subject for flip in told.flips) == ["On main", "On the side"]
    assert sorted(map(str, _faces(told))) == sorted(map(str, _afresh(repository)))


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"form": 1}', b"\xff", b"[" * 100_000])
def test_what_cannot_be_read_is_as_if_it_were_not_there(repository: Throwaway, damage: bytes) -> None:
    _write(repository, TEXT, "Begin")
    _write(repository, TEXT.replace("[ ] Tests", "[x] Tests"), "One")
    first = history(_repository(repository), "ready.md")
    (file,) = _kept(repository)
    assert file.stat().st_mode & 0o777 == 0o600
    file.write_bytes(damage)
    again = history(_repository(repository), "ready.md")
    assert _faces(again) == _faces(first)
    assert _kept(repository) == [file]


@pytest.mark.parametrize(("old", "new"), [("One", "Two"), ('"done"', '"todo"')])
def test_what_was_edited_or_damaged_since_is_not_believed(repository: Throwaway, old: str, new: str) -> None:
    _write(repository, TEXT, "Begin")
    _write(repository, TEXT.replace("[ ] Tests", "[x] Tests"), "One")
    first = history(_repository(repository), "ready.md")
    (file,) = _kept(repository)
    file.write_text(file.read_text().replace(old, new))
    assert _faces(history(_repository(repository), "ready.md")) == _faces(first)


def test_nothing_is_kept_of_a_file_that_no_commit_has(repository: Throwaway) -> None:
    _write(repository, TEXT, "Begin")
    assert history(_repository(repository), "nowhere.md").versions == ()
    assert _kept(repository) == []


@pytest.mark.parametrize(
    ("name", "value"), [("numbers", []), ("numbers", [1] * 99), ("count", "x"), ("versions", [])]
)
def test_what_does_not_fit_the_repository_is_not_believed(
    repository: Throwaway, name: str, value: object
) -> None:
    _write(repository, TEXT, "Begin")
    _write(repository, TEXT.replace("[ ] Tests", "[x] Tests"), "One")
    first = history(_repository(repository), "ready.md")
    (file,) = _kept(repository)
    _rewrite(file, json.dumps(_body(file) | {name: value}))
    assert _faces(history(_repository(repository), "ready.md")) == _faces(first)


def test_a_kept_version_that_the_repository_does_not_hold_is_not_believed(repository: Throwaway) -> None:
    _write(repository, TEXT, "Begin")
    _write(repository, TEXT.replace("[ ] Tests", "[x] Tests"), "One")
    first = history(_repository(repository), "ready.md")
    (file,) = _kept(repository)
    blob = first.versions[-1].after
    _rewrite(file, json.dumps(_body(file)).replace(blob, "1" * 40))
    assert _faces(history(_repository(repository), "ready.md")) == _faces(first)


def test_commits_that_leave_the_file_alone_add_nothing(repository: Throwaway) -> None:
    _write(repository, TEXT, "Begin")
    _write(repository, TEXT.replace("[ ] Tests", "[x] Tests"), "One")
    first = history(_repository(repository), "ready.md")
    repository.write("other.txt", "x")
    repository.commit("Something else")
    again: tuple[Flip, ...] = history(_repository(repository), "ready.md").flips
    assert again == first.flips
    assert _faces(history(_repository(repository), "ready.md")) == _afresh(repository)
