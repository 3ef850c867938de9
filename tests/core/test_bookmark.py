"""Bookmarks: kept and read back, small, the oldest forgotten; what is broken or hostile counts as nothing."""

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonogo.core.bookmark import (
    KEPT,
    LONGEST,
    NOWHERE,
    TEXTS,
    Bookmark,
    Bookmarks,
    Unfinished,
    keepable,
)

REASON = Unfinished("reason", "k3f9a2", "Redis health check", ("the vendor has not answered",))
PLACE = Bookmark(
    "k3f9a2", "Redis health check", ("Ready", "First"), (("Ready", "Second"),), "open P0", True, (REASON,)
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "bookmarks"


def only(folder: Path) -> Path:
    """The one file of the folder."""
    (found,) = folder.iterdir()
    return found


def test_a_bookmark_is_read_as_it_was_kept(tmp_path: Path, folder: Path) -> None:
    Bookmarks(tmp_path / "ready.md", folder).keep(PLACE)
    assert Bookmarks(tmp_path / "ready.md", folder).load() == PLACE
    assert Bookmarks(tmp_path / "other.md", folder).load() == NOWHERE


def test_it_is_for_its_owner_alone(tmp_path: Path, folder: Path) -> None:
    Bookmarks(tmp_path / "ready.md", folder).keep(PLACE)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert only(folder).stat().st_mode & 0o777 == 0o600


def test_nothing_to_remember_leaves_no_file(tmp_path: Path, folder: Path) -> None:
    bookmarks = Bookmarks(tmp_path / "ready.md", folder)
    bookmarks.keep(PLACE)
    bookmarks.keep(NOWHERE)
    assert [*folder.iterdir()] == []
    bookmarks.forget()


def test_those_left_first_are_forgotten_first(tmp_path: Path, folder: Path) -> None:
    for number in range(KEPT):
        Bookmarks(tmp_path / f"{number}.md", folder).keep(PLACE)
    for age, path in enumerate(folder.iterdir()):
        os.utime(path, (1000 + age, 1000 + age))
    oldest = min(folder.iterdir(), key=lambda path: path.stat().st_mtime)
    Bookmarks(tmp_path / "last.md", folder).keep(PLACE)
    assert len([*folder.iterdir()]) == KEPT
    assert not oldest.exists()
    assert Bookmarks(tmp_path / "last.md", folder).load() == PLACE


def test_what_would_be_too_large_loses_its_folds_then_the_older_texts(tmp_path: Path, folder: Path) -> None:
    bookmarks = Bookmarks(tmp_path / "ready.md", folder)
    texts = tuple(replace(REASON, item=str(n), typed=("é" * LONGEST,)) for n in range(TEXTS + 2))
    bookmarks.keep(replace(PLACE, unfinished=texts))
    found = bookmarks.load()
    assert found == replace(PLACE, folded=None, unfinished=texts[-1:])
    few = tuple(replace(REASON, item=str(n)) for n in range(TEXTS + 2))
    bookmarks.keep(replace(PLACE, unfinished=few))
    assert bookmarks.load().unfinished == few[-TEXTS:]


def test_links_pipes_and_large_files_are_not_read(tmp_path: Path, folder: Path) -> None:
    bookmarks = Bookmarks(tmp_path / "ready.md", folder)
    bookmarks.keep(PLACE)
    path = only(folder)
    kept = path.read_bytes()
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    assert bookmarks.load() == NOWHERE
    path.unlink()
    os.mkfifo(path)
    assert bookmarks.load() == NOWHERE
    path.unlink()
    path.write_bytes(kept + b" " * 1_000_000)
    assert bookmarks.load() == NOWHERE
    path.write_bytes(kept)
    assert bookmarks.load() == PLACE


HOSTILE: list[dict[str, Any]] = [
    {"item": 3},
    {"item": "a\x1b]52;c;aGFjaw==\x07"},
    {"text": "x" * (LONGEST + 1)},
    {"text": "\ud800"},
    {"path": "Ready"},
    {"path": [["Ready"]]},
    {"folded": {"a": 1}},
    {"folded": [["a"]] * 5000},
    {"filtered": None},
    {"broken": "yes"},
    {"unfinished": [{"kind": "reason"}]},
    {"unfinished": [{"kind": "reason", "item": "a", "text": "b", "typed": ["\x9b2J"]}]},
    {"unfinished": "reason"},
]


@pytest.mark.parametrize("change", HOSTILE)
def test_a_file_that_says_something_else_counts_as_nothing(
    tmp_path: Path, folder: Path, change: dict[str, Any]
) -> None:
    bookmarks = Bookmarks(tmp_path / "ready.md", folder)
    bookmarks.keep(PLACE)
    path = only(folder)
    data = json.loads(path.read_bytes())
    data["bookmark"] |= change
    path.write_bytes(json.dumps(data).encode())
    assert bookmarks.load() == NOWHERE


@given(st.binary(max_size=200))
def test_any_bytes_are_nothing_or_a_bookmark(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = tmp_path_factory.getbasetemp() / "any"
    bookmarks = Bookmarks(folder / "ready.md", folder / "bookmarks")
    bookmarks.keep(PLACE)
    only(folder / "bookmarks").write_bytes(data)
    assert bookmarks.load() == NOWHERE


def test_a_text_that_a_terminal_would_obey_is_not_kept() -> None:
    assert keepable("a line\nand é 👩\u200d🚀\t")
    assert not any(map(keepable, ["\x1b[2J", "\x07", "\x7f", "\x9b", "\ud800", "x" * (LONGEST + 1)]))
