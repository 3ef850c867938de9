"""What a save that was cut off left beside a document is cleared away when the document is opened."""

import time
from pathlib import Path

import pytest

from gonogo.core import files
from gonogo.core.files.spare import UNFINISHED, Texts, spare_name
from tests.core.workspace.conftest import LAUNCH, Opener


def spare(document: Path, data: bytes, mode: int = 0o644) -> Path:
    """A spare file as a save that ended half-way leaves it."""
    old, new = LAUNCH.encode(), b"new"
    texts = Texts(old, new, files.fingerprint(old), files.fingerprint(new))
    made = document.with_name(spare_name(document.name, texts))
    made.write_bytes(data)
    made.chmod(mode)
    return made


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two minutes have passed since the files were written."""
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + 120)


@pytest.mark.usefixtures("later")
def test_our_own_half_written_text_is_gone_once_the_document_is_opened(opened: Opener, launch: Path) -> None:
    spare(launch, b"ne", UNFINISHED)
    spare(launch, LAUNCH.encode())
    assert opened().stranded == ()
    assert [path.name for path in launch.parent.iterdir() if path.name.startswith(".launch")] == []


@pytest.mark.usefixtures("later")
def test_what_another_program_had_written_is_kept_and_told(opened: Opener, launch: Path) -> None:
    theirs = spare(launch, b"theirs")
    assert opened().stranded == (theirs,)
    assert opened().stranded == (theirs,)
    assert theirs.read_bytes() == b"theirs"


@pytest.mark.usefixtures("later")
def test_nothing_is_cleared_while_another_gonogo_saves(opened: Opener, launch: Path) -> None:
    ours = spare(launch, b"new")
    with files.lock(launch, launch.parent / ".git" / "gonogo"):
        assert opened().stranded == ()
        assert ours.exists()


def test_a_save_that_may_be_going_on_is_left_alone(opened: Opener, launch: Path) -> None:
    ours = spare(launch, b"new")
    assert opened().stranded == ()
    assert ours.exists()
