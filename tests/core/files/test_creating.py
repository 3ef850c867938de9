"""New files never overwrite one."""

import os
import threading
from pathlib import Path

import pytest

from gonogo.core.files import (
    Exists,
    FileMissing,
    NotRegular,
    TooLarge,
    copy_in,
    create,
    create_numbered,
    renaming,
)


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


@pytest.fixture(params=["rename", "link"])
def folder(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder, once where a rename can be told not to overwrite, and once where a link has to do."""
    if request.param == "link":
        monkeypatch.setattr(renaming, "NOREPLACE", 1 << 20)  # a flag that no kernel knows
    return tmp_path


def test_a_new_file_holds_its_text_and_is_readable_as_the_umask_says(folder: Path) -> None:
    before = os.umask(0o027)
    try:
        assert create(folder / "a.md", b"text") == folder / "a.md"
    finally:
        os.umask(before)
    assert (folder / "a.md").read_bytes() == b"text"
    assert (folder / "a.md").stat().st_mode & 0o777 == 0o640
    assert names(folder) == ["a.md"]


@pytest.mark.parametrize("kind", ["file", "directory", "dangling link"])
def test_whatever_stands_there_is_left_alone(folder: Path, kind: str) -> None:
    path = folder / "a.md"
    if kind == "file":
        path.write_bytes(b"mine")
    elif kind == "directory":
        path.mkdir()
    else:
        path.symlink_to("nowhere")
    with pytest.raises(Exists, match="exists already"):
        create(path, b"text")
    assert names(folder) == ["a.md"]
    assert kind != "file" or path.read_bytes() == b"mine"


def test_a_folder_that_is_missing_is_told(folder: Path) -> None:
    with pytest.raises(FileMissing):
        create(folder / "no" / "a.md", b"")


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "/etc/x", "a\0b"])
def test_a_name_that_leaves_the_folder_is_refused(folder: Path, name: str) -> None:
    with pytest.raises(NotRegular, match="is no name for a file"):
        create_numbered(folder / "evidence", name, b"")
    assert names(folder) == []


def test_a_name_that_is_too_long_is_refused(folder: Path) -> None:
    with pytest.raises(NotRegular, match="ENAMETOOLONG"):
        create_numbered(folder, "x" * 300, b"")
    assert names(folder) == []


def test_copies_are_numbered(folder: Path) -> None:
    source = folder / "log.txt"
    target = folder / "evidence" / "launch"
    for number in range(3):
        source.write_bytes(b"%d" % number)
        copy_in(source, target, "health.txt")
    assert names(target) == ["health-2.txt", "health-3.txt", "health.txt"]
    texts = {name: (target / name).read_bytes() for name in names(target)}
    assert texts == {"health.txt": b"0", "health-2.txt": b"1", "health-3.txt": b"2"}


def test_a_copy_that_is_too_large_is_refused(folder: Path) -> None:
    (folder / "log.txt").write_bytes(b"12345")
    with pytest.raises(TooLarge):
        copy_in(folder / "log.txt", folder / "evidence", "log.txt", limit=4)
    assert names(folder) == ["log.txt"]


def test_many_at_once_get_a_name_each(folder: Path) -> None:
    made: list[Path] = []

    def make(number: int) -> None:
        made.extend(create_numbered(folder, "a.txt", b"%d %d" % (number, each)) for each in range(10))

    threads = [threading.Thread(target=make, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 40
    assert len({path.read_bytes() for path in made}) == 40
    assert len(names(folder)) == 40
