"""What an interrupted save leaves is told apart by what it holds."""

import os
from pathlib import Path

import pytest

from gonogo.core.files import fingerprint, leftovers, sweep
from gonogo.core.files.spare import UNFINISHED, Texts, spare_name


def spare(document: Path, data: bytes, mode: int = 0o644) -> Path:
    """A spare file as a save of `old` to `new` would leave it."""
    texts = Texts(b"old", b"new", fingerprint(b"old"), fingerprint(b"new"))
    made = document.with_name(spare_name(document.name, texts))
    made.write_bytes(data)
    made.chmod(mode)
    return made


@pytest.fixture
def document(tmp_path: Path) -> Path:
    made = tmp_path / "launch readiness checklist.md"
    made.write_bytes(b"new")
    return made


@pytest.mark.parametrize(("data", "mode"), [(b"old", 0o644), (b"new", 0o644), (b"ne", UNFINISHED)])
def test_our_own_text_is_swept_away(document: Path, data: bytes, mode: int) -> None:
    made = spare(document, data, mode)
    (leftover,) = leftovers(document, recent=0)
    assert (leftover.path, leftover.theirs) == (made, False)
    assert sweep(document, recent=0) == ()
    assert [entry.name for entry in document.parent.iterdir()] == [document.name]


def test_another_programs_text_is_kept_and_named(document: Path) -> None:
    made = spare(document, b"theirs")
    for _ in range(2):
        (leftover,) = sweep(document, recent=0)
        assert (leftover.path, leftover.theirs) == (made, True)
    assert made.read_bytes() == b"theirs"


def test_a_save_that_may_be_going_on_is_left_alone(document: Path) -> None:
    made = spare(document, b"old")
    assert leftovers(document) == ()
    assert sweep(document) == ()
    assert made.exists()


def test_spares_of_other_documents_and_other_files_are_none_of_ours(document: Path) -> None:
    alike = document.with_name("launch readiness checklist for mobile.md")
    alike.write_bytes(b"")
    spare(alike, b"theirs")
    document.with_name(f".{document.name}.swp").write_bytes(b"")
    os.symlink("nowhere", document.with_name(spare(document, b"old").name + "x"))
    assert [leftover.theirs for leftover in leftovers(document, recent=0)] == [False]
    assert [leftover.theirs for leftover in leftovers(alike, recent=0)] == [True]
