"""Writing over a file where it stands: all of the new text, or all of the old one (F4, F5)."""

import errno
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gonogo.core.files import Changed, Damaged, InPlace, NoSpace, save

PIECES = st.lists(
    st.sampled_from([b"- [ ] a\n", b"- [x] a\n", b"\xff", b"x" * 70_000, b"y" * 4096]), max_size=6
)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(old=PIECES.map(b"".join), new=PIECES.map(b"".join))
def test_any_text_becomes_any_other(old: bytes, new: bytes, tmp_path: Path) -> None:
    path = tmp_path / "launch.md"
    path.write_bytes(old)
    save(path, new, old, in_place=True)
    assert path.read_bytes() == new


def test_only_the_bytes_that_differ_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = b"a" * 200_000 + b"- [ ] one" + b"b" * 200_000
    new = old.replace(b"[ ]", b"[x]")
    path = tmp_path / "launch.md"
    path.write_bytes(old)
    written: list[tuple[bytes, int]] = []
    real = os.pwrite

    def pwrite(fd: int, data: memoryview, place: int) -> int:
        written.append((bytes(data), place))
        return real(fd, data, place)

    monkeypatch.setattr(os, "pwrite", pwrite)
    save(path, new, old, in_place=True)
    assert written == [(b"x", 200_003)]
    assert path.read_bytes() == new


def failing_once(monkeypatch: pytest.MonkeyPatch, *, after: int, times: int) -> None:
    """Let `os.pwrite` write `after` bytes and then find the disk full, so many times."""
    real = os.pwrite
    left = times

    def pwrite(fd: int, data: memoryview, place: int) -> int:
        nonlocal left
        if not left:
            return real(fd, data, place)
        if len(data) > after:
            return real(fd, data[:after], place)
        left -= 1
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "pwrite", pwrite)


@pytest.mark.parametrize(("old", "new"), [(b"old" * 99, b"new"), (b"old", b"new" * 99), (b"old", b"new")])
def test_where_writing_fails_half_way_the_old_text_is_put_back(
    old: bytes, new: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "launch.md"
    path.write_bytes(old)
    failing_once(monkeypatch, after=1, times=1)
    with pytest.raises(NoSpace):
        save(path, new, old, in_place=True)
    assert path.read_bytes() == old


def test_where_that_fails_too_the_error_carries_both_texts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "launch.md"
    path.write_bytes(b"the old text")
    failing_once(monkeypatch, after=2, times=9)
    with pytest.raises(Damaged, match="was left half written: no space left on device") as caught:
        save(path, b"some new text", b"the old text", in_place=True)
    assert (caught.value.old, caught.value.new) == (b"the old text", b"some new text")


def test_a_save_of_somebody_else_while_the_journal_is_written_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "launch.md"
    path.write_bytes(b"old")

    def they_save(_: InPlace) -> None:
        path.write_bytes(b"theirs")

    with pytest.raises(Changed) as caught:
        save(path, b"new", b"old", in_place=True, before_in_place=they_save)
    assert caught.value.theirs == b"theirs"
    assert path.read_bytes() == b"theirs"


def test_a_file_that_is_replaced_while_it_is_written_does_not_count_as_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "launch.md"
    path.write_bytes(b"old")
    real = os.pwrite

    def pwrite(fd: int, data: memoryview, place: int) -> int:
        path.with_name("theirs").write_bytes(b"theirs")
        os.replace(path.with_name("theirs"), path)
        return real(fd, data, place)

    monkeypatch.setattr(os, "pwrite", pwrite)
    with pytest.raises(Changed) as caught:
        save(path, b"new", b"old", in_place=True)
    assert (caught.value.theirs, path.read_bytes()) == (b"theirs", b"theirs")
