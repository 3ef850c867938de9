"""`gonogo doctor` on what earlier sessions left: edits in journals, files of saves that were cut off."""

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from gonogo.core import files
from gonogo.core.files import Journal
from gonogo.core.files.spare import Texts, spare_name
from tests.cli.doctor.told import Doctor
from tests.throwaway import Repository

_APPEND = """
import sys
from gonogo.core.files import Fingerprint, Journal
folder, path, kind = sys.argv[1:]
payloads = [{kind: {}}] if kind == "in_place" else [{"kind": kind}] * 2
Journal(folder).extend(path, Fingerprint("0" * 64), payloads)
"""
Left = Callable[..., None]


@pytest.fixture
def left() -> Left:
    """Leaves edits (or a write in place) in a journal, by a process that has ended."""

    def leave(folder: Path, path: str, kind: str = "edit") -> None:
        subprocess.run([sys.executable, "-c", _APPEND, str(folder), path, kind], check=True)

    return leave


@pytest.fixture
def here(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a checklist, in which the test runs."""
    monkeypatch.chdir(repository.folder)
    repository.write("docs/my ready.md", "- [ ] a\n")
    repository.commit("Begin")
    return repository.folder


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two minutes have passed since the files were written."""
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + 120)


def test_where_nothing_is_left_that_is_said_and_nothing_is_made(doctor: Doctor, here: Path) -> None:
    assert doctor().said("left behind").startswith("fine | nothing")
    assert not (here / ".git" / "gonogo").exists()


def test_edits_of_a_session_that_broke_off_are_told_with_the_command_that_offers_them(
    doctor: Doctor, here: Path, left: Left, monkeypatch: pytest.MonkeyPatch
) -> None:
    left(here / ".git" / "gonogo", "docs/my ready.md")
    monkeypatch.chdir(here / "docs")
    told = doctor()
    assert told.status == 1
    assert told.said("left behind").startswith("warning | 2 edits of my ready.md in the journal since 20")
    assert told.of("left behind")["follows"] == "The file lacks them."
    assert "`gonogo 'my ready.md'` asks" in told.of("left behind")["change"]


def test_edits_of_a_session_that_goes_on_are_not_left(doctor: Doctor, here: Path) -> None:
    Journal(here / ".git" / "gonogo").append("docs/my ready.md", files.fingerprint(b""), {})
    assert doctor().of("left behind")["severity"] == "fine"


def test_edits_outside_git_and_of_files_that_are_gone_are_told(
    doctor: Doctor, folder: Path, tmp_path: Path, left: Left
) -> None:
    path = folder / "gone.md"
    name = hashlib.sha256(os.fsencode(path)).hexdigest()[:32]
    left(tmp_path / "state" / "gonogo" / "documents" / name, str(path))
    assert "info | 2 edits of gone.md, which is gone" in doctor().said("left behind")
    assert name in doctor().of("left behind")["change"]
    path.write_text("- [ ] a\n")
    assert "warning | 2 edits of gone.md in the journal" in doctor().said("left behind")


def test_a_save_in_place_that_broke_off_is_told(doctor: Doctor, here: Path, left: Left) -> None:
    left(here / ".git" / "gonogo", "docs/my ready.md", "in_place")
    assert "may be half written" in doctor().of("left behind")["follows"]
    assert "make it whole" in doctor().of("left behind")["change"]


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize(
    ("data", "severity", "change"), [(b"theirs", "warning", "`diff "), (b"old", "info", "Nothing")]
)
def test_files_of_saves_that_were_cut_off_are_told(
    doctor: Doctor, here: Path, data: bytes, severity: str, change: str
) -> None:
    path = here / "docs" / "my ready.md"
    texts = Texts(b"old", b"new", files.fingerprint(b"old"), files.fingerprint(b"new"))
    spare = path.with_name(spare_name(path.name, texts))
    spare.write_bytes(data)
    told = doctor().of("left behind")
    assert told["severity"] == severity
    assert told["what"].startswith(f"docs/{spare.name}: ")
    assert told["change"].startswith(change)
    assert ("a minute after that save at the earliest" in told["change"]) == (data == b"old")
    assert spare.read_bytes() == data
