"""A change outside is noticed, by its content."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import watchfiles

from gonogo.core.files import (
    Change,
    FileMissing,
    Fingerprint,
    NotRegular,
    changed,
    fingerprint,
    save,
    watch,
)
from tests.core.files import editors

PATIENCE = 60  # seconds after which a test gives up; no test waits for it to pass


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "docs" / "launch.md"
    made.parent.mkdir()
    made.write_bytes(b"old\n")
    return made


@pytest.fixture(params=["told", "polling"])
def however(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once with what the system tells, once where it tells nothing."""
    if request.param == "polling":

        def none_left(*_: object, **__: object) -> None:
            raise RuntimeError("OS file watch limit reached")

        monkeypatch.setattr(watchfiles, "awatch", none_left)


def write(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def remove(path: Path) -> None:
    path.unlink()


def replace_folder(folder: Path, before: Path) -> None:
    folder.rename(before)
    folder.mkdir()


class Watching:
    """A watch that runs, and what it has told."""

    def __init__(self) -> None:
        self.told: asyncio.Queue[Change] = asyncio.Queue()

    async def next(self) -> Change:
        async with asyncio.timeout(PATIENCE):
            return await self.told.get()

    async def data(self) -> bytes | None:
        change = await self.next()
        return None if change.snapshot is None else change.snapshot.data


@asynccontextmanager
async def watching(
    *paths: Path, known: Callable[[Path], Fingerprint | None] = lambda _: fingerprint(b"old\n")
) -> AsyncIterator[Watching]:
    seen = Watching()

    async def run() -> None:
        async for change in watch(paths, known):
            seen.told.put_nowait(change)

    task = asyncio.create_task(run())
    await asyncio.sleep(0.1)
    try:
        yield seen
    finally:
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task


def test_changed_compares_content_and_never_the_time(path: Path) -> None:
    known = fingerprint(b"old\n")
    os.utime(path, ns=(1, 1))
    assert changed(path, known) is None
    path.write_bytes(b"new\n")
    os.utime(path, ns=(1, 1))
    change = changed(path, known)
    assert change is not None and change.snapshot is not None and change.snapshot.data == b"new\n"


def test_changed_tells_a_file_that_is_gone_or_something_else(path: Path) -> None:
    known = fingerprint(b"old\n")
    path.unlink()
    gone = changed(path, known)
    assert gone is not None and isinstance(gone.problem, FileMissing)
    assert changed(path, None) is None
    path.mkdir()
    other = changed(path, known)
    assert other is not None and isinstance(other.problem, NotRegular)


@pytest.mark.usefixtures("however")
@pytest.mark.parametrize("way", list(editors.WAYS))
async def test_a_save_in_any_way_is_told(path: Path, way: str) -> None:
    async with watching(path) as seen:
        for number in range(3):
            await asyncio.to_thread(editors.WAYS[way], path, b"new %d\n" % number)
            while (data := await seen.data()) != b"new %d\n" % number:
                assert data is None or data in b"new %d\n" % number
        assert path.parent.exists()


@pytest.mark.usefixtures("however")
async def test_what_differs_at_the_start_is_told_at_once(path: Path) -> None:
    async with watching(path, known=lambda _: fingerprint(b"older\n")) as seen:
        assert await seen.data() == b"old\n"


@pytest.mark.usefixtures("however")
async def test_a_save_of_our_own_is_no_news_and_the_same_text_is_told_once(path: Path) -> None:
    known = fingerprint(b"old\n")
    async with watching(path, known=lambda _: known) as seen:
        known = fingerprint(b"ours\n")
        await asyncio.to_thread(save, path, b"ours\n", b"old\n")
        editors.by_rename(path, b"theirs\n")
        assert await seen.data() == b"theirs\n"
        os.utime(path)
        write(path.with_name("theirs"), b"theirs\n")
        path.with_name("theirs").replace(path)
        write(path, b"theirs, again\n")
        data = await seen.data()
        assert data in (b"", b"theirs, again\n")


@pytest.mark.usefixtures("however")
async def test_a_file_that_goes_and_comes_is_told(path: Path) -> None:
    async with watching(path) as seen:
        remove(path)
        assert isinstance((await seen.next()).problem, FileMissing)
        write(path, b"new\n")
        while await seen.data() != b"new\n":
            pass


@pytest.mark.usefixtures("however")
async def test_the_file_behind_a_link_is_watched_and_so_is_the_link(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.md"
    link.symlink_to(path)
    async with watching(link) as seen:
        editors.by_rename(path, b"new\n")
        assert await seen.data() == b"new\n"
        write(tmp_path / "other.md", b"other\n")
        (tmp_path / "link").symlink_to("other.md")
        (tmp_path / "link").replace(link)
        assert await seen.data() == b"other\n"
        write(tmp_path / "other.md", b"more\n")
        while await seen.data() != b"more\n":
            pass


@pytest.mark.usefixtures("however")
async def test_a_folder_that_is_replaced_is_found_again(path: Path, tmp_path: Path) -> None:
    async with watching(path) as seen:
        replace_folder(path.parent, tmp_path / "before")
        write(path, b"new\n")
        while await seen.data() != b"new\n":
            pass
        write(path, b"newer\n")
        while await seen.data() != b"newer\n":
            pass


async def test_several_files_are_told_apart_and_others_are_no_news(path: Path) -> None:
    other = path.with_name("other.md")
    write(other, b"old\n")
    async with watching(path, other) as seen:
        write(path.with_name("third.md"), b"x")
        editors.by_rename(other, b"new\n")
        change = await seen.next()
        assert (change.path, change.snapshot and change.snapshot.data) == (other, b"new\n")


async def test_a_name_that_is_no_utf_8_is_watched_too(path: Path) -> None:
    odd = Path(os.fsdecode(os.fsencode(path.parent) + b"/\xff"))
    os.mkdir(odd)
    odd = odd / "a.md"
    write(odd, b"old\n")
    async with watching(odd) as seen:
        write(odd, b"new\n")
        while await seen.data() != b"new\n":
            pass


async def _after_a_bad_name(path: Path) -> bytes | None:
    async with watching(path) as seen:
        write(Path(os.fsdecode(os.path.join(os.fsencode(path.parent), b"b\xff.txt"))), b"z")
        await asyncio.sleep(0.3)
        editors.by_rename(path, b"new\n")
        return await seen.data()


def test_a_neighbour_whose_name_is_no_utf8_disturbs_nothing(path: Path) -> None:
    assert asyncio.run(_after_a_bad_name(path)) == b"new\n"
