"""Others act right before and right after the swap: each interleaving on its own (F6, F8)."""

import fcntl
import os
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from gonogo.core.files import Busy, Changed, FileMissing, NotRegular, Patience, renaming, save, swapping

OLD, NEW, FIRST, SECOND = b"old\n", b"the new text\n", b"first of theirs\n", b"second of theirs\n"
QUICK = Patience(quiet=0.01, grace=0.05, busy=60.0)
"""Short waits, but for what must not end before its time on a slow machine."""
SOON_TIRED = replace(QUICK, busy=0.3)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "launch.md"
    made.write_bytes(OLD)
    return made


@pytest.fixture(params=["leases", "no leases"], autouse=True)
def _leases(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "no leases":
        monkeypatch.setattr(fcntl, "F_SETLEASE", 99_999)


@pytest.fixture
def around(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Have somebody act before and after the first swap."""

    def install(before: Callable[[], object] = bool, after: Callable[[], object] = bool) -> None:
        steps = [before, after]

        def exchange(directory: int, one: str, other: str) -> None:
            if steps:
                steps.pop(0)()
            renaming.exchange(directory, one, other)
            if steps:
                steps.pop(0)()

        monkeypatch.setattr(swapping, "exchange", exchange)

    return install


def rename_over(path: Path, text: bytes) -> None:
    path.with_name("theirs").write_bytes(text)
    path.with_name("theirs").replace(path)


def names(path: Path) -> list[str]:
    return sorted(entry.name for entry in path.parent.iterdir())


def test_a_save_right_before_is_put_back(path: Path, around: Callable[..., None]) -> None:
    around(before=lambda: rename_over(path, FIRST))
    with pytest.raises(Changed) as caught:
        save(path, NEW, OLD, patience=QUICK)
    assert (caught.value.theirs, caught.value.displaced) == (FIRST, ())
    assert (path.read_bytes(), names(path)) == (FIRST, ["launch.md"])


def test_a_write_in_place_right_before_is_put_back(path: Path, around: Callable[..., None]) -> None:
    around(before=lambda: path.write_bytes(FIRST))
    with pytest.raises(Changed) as caught:
        save(path, NEW, OLD, patience=QUICK)
    assert (caught.value.theirs, path.read_bytes()) == (FIRST, FIRST)
    assert names(path) == ["launch.md"]


def test_a_program_that_opened_the_file_before_may_write_after(
    path: Path, around: Callable[..., None]
) -> None:
    opened: list[int] = []

    def write() -> None:
        os.pwrite(opened[0], FIRST, 0)
        os.close(opened[0])

    around(before=lambda: opened.append(os.open(path, os.O_WRONLY)), after=write)
    with pytest.raises(Changed) as caught:
        save(path, NEW, OLD, patience=QUICK)
    assert (caught.value.theirs, path.read_bytes()) == (FIRST, FIRST)
    assert names(path) == ["launch.md"]


@pytest.mark.parametrize("second", [rename_over, Path.write_bytes])
def test_two_saves_around_the_swap_are_both_handed_over(
    path: Path, around: Callable[..., None], second: Callable[[Path, bytes], object]
) -> None:
    around(before=lambda: rename_over(path, FIRST), after=lambda: second(path, SECOND))
    with pytest.raises(Changed) as caught:
        save(path, NEW, OLD, patience=QUICK)
    assert (caught.value.theirs, caught.value.displaced) == (SECOND, (FIRST,))
    assert (path.read_bytes(), names(path)) == (SECOND, ["launch.md"])


def test_a_save_right_after_stands_and_ours_was_there_before_it(
    path: Path, around: Callable[..., None]
) -> None:
    around(after=lambda: rename_over(path, FIRST))
    save(path, NEW, OLD, patience=QUICK)
    assert (path.read_bytes(), names(path)) == (FIRST, ["launch.md"])


def test_a_touch_right_before_is_no_reason_to_refuse(path: Path, around: Callable[..., None]) -> None:
    around(before=lambda: rename_over(path, OLD))
    save(path, NEW, OLD, patience=QUICK)
    assert (path.read_bytes(), names(path)) == (NEW, ["launch.md"])


def test_a_directory_that_takes_the_files_place_is_put_back(path: Path, around: Callable[..., None]) -> None:
    def replace() -> None:
        path.unlink()
        path.mkdir()
        (path / "inside").write_bytes(b"")

    around(before=replace)
    with pytest.raises(NotRegular, match="is a directory"):
        save(path, NEW, OLD, patience=QUICK)
    assert (names(path), [entry.name for entry in path.iterdir()]) == (["launch.md"], ["inside"])


def test_a_file_that_is_deleted_right_before_stays_deleted(path: Path, around: Callable[..., None]) -> None:
    around(before=path.unlink)
    with pytest.raises(FileMissing, match="is not there any more"):
        save(path, NEW, OLD, patience=QUICK)
    assert names(path) == []


def test_theirs_comes_back_where_ours_was_deleted(path: Path, around: Callable[..., None]) -> None:
    around(before=lambda: rename_over(path, FIRST), after=path.unlink)
    with pytest.raises(Changed) as caught:
        save(path, NEW, OLD, patience=QUICK)
    assert (caught.value.theirs, path.read_bytes(), names(path)) == (FIRST, FIRST, ["launch.md"])


def test_an_interrupted_save_is_taken_back(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: object) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr(swapping.Swap, "_is_untouched", interrupted)
    with pytest.raises(KeyboardInterrupt):
        save(path, NEW, OLD, patience=QUICK)
    assert (path.read_bytes(), names(path)) == (OLD, ["launch.md"])


def test_a_file_that_another_program_keeps_open_for_writing_is_left_alone(
    path: Path, request: pytest.FixtureRequest
) -> None:
    if "no leases" in request.node.name:
        pytest.skip("without leases nobody can know")
    with path.open("ab") as file:
        program = subprocess.Popen(["sleep", "60"], stdout=file)
    try:
        with pytest.raises(Busy, match=f"is open for writing in sleep \\(process {program.pid}\\)"):
            save(path, NEW, OLD, patience=SOON_TIRED)
    finally:
        program.kill()
        program.wait()
    assert (path.read_bytes(), names(path)) == (OLD, ["launch.md"])
