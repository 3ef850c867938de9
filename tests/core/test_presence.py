"""Presence: who else has a document open, told by small files that do not outlive their process."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from gonogo.core.git import Repository
from gonogo.core.presence import Other, Presence
from tests.throwaway import Repository as Throwaway

_TELLS = """\
import sys
from pathlib import Path
from gonogo.core.git import Repository
from gonogo.core.presence import Presence
path = Path(sys.argv[1])
Presence(path, Repository.discover(path)).tell(sys.argv[2], sys.argv[3])
print("told", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def document(repository: Throwaway) -> Path:
    return repository.write("ready.md", "- [ ] a\n")


def presence(document: Path) -> Presence:
    found = Repository.discover(document)
    assert found is not None
    return Presence(document, found)


def somebody(document: Path, who: str, item: str) -> subprocess.Popen[str]:
    """Another process that is there until its input ends."""
    other = subprocess.Popen(
        [sys.executable, "-c", _TELLS, str(document), who, item],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "told\n"
    return other


def test_another_is_seen_where_their_cursor_is_and_not_oneself(document: Path) -> None:
    here = presence(document)
    here.tell("Ada Lovelace", "abc123")
    assert here.others() == ()
    with somebody(document, "Grace Hopper", "def456") as other:
        assert here.others() == (Other(other.pid, "Grace Hopper", "def456"),)
        assert presence(document.with_name("other.md")).others() == ()
        other.communicate()


def test_who_was_killed_is_gone_and_so_is_their_file(document: Path, repository: Throwaway) -> None:
    with somebody(document, "Grace Hopper", "def456") as other:
        other.kill()
        other.wait()
    assert presence(document).others() == ()
    assert list((repository.folder / ".git" / "gonogo" / "presence").iterdir()) == []


def test_who_leaves_is_gone(document: Path, repository: Throwaway) -> None:
    here = presence(document)
    here.tell("Ada Lovelace", "abc123")
    here.leave()
    here.leave()
    assert list((repository.folder / ".git" / "gonogo" / "presence").iterdir()) == []


def test_nonsense_in_the_folder_is_nobody(document: Path, repository: Throwaway) -> None:
    here = presence(document)
    here.tell("Ada Lovelace", "abc123")
    folder = repository.folder / ".git" / "gonogo" / "presence"
    (own,) = folder.iterdir()
    key = own.name.partition("-")[0]
    told = json.loads(own.read_bytes())
    for number, text in enumerate(("", "[]", "{}", "[" * 5000, json.dumps(told | {"process": -1}))):
        (folder / f"{key}-9{number}.json").write_text(text)
    (folder / f"{key}-99.json").symlink_to(own)
    os.mkfifo(folder / f"{key}-98.json")
    assert here.others() == ()


def test_nothing_of_it_is_seen_by_git(document: Path, repository: Throwaway) -> None:
    repository.commit("Begin")
    presence(document).tell("Ada Lovelace", "abc123")
    assert repository.git("status", "--porcelain") == ""
