"""Noticing that a file has changed outside: by content, never by its time alone.

`changed` looks once. `watch` looks whenever something happens in the file's folder (an editor that
saves by rename puts another file there, so watching the file itself would lose it), and now and then
besides, for file systems that tell nothing. Where the system cannot watch at all it polls. What to do
about a change is for the caller.
"""

from __future__ import annotations

import os
import time
from collections.abc import AsyncGenerator, Callable, Iterable
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path

from gonogo.core.files.errors import AnyPath, FileError
from gonogo.core.files.reading import LIMIT, Fingerprint, Snapshot, moment, read

STEP = 25  # milliseconds for which events are gathered
DEBOUNCE = 100  # milliseconds after which they are told in any case
BESIDES = 2000  # milliseconds between two looks when nothing is told
POLL = 0.15  # seconds between two looks where nothing can be told
_CANNOT_WATCH = (OSError, RuntimeError, ValueError)
COARSE = 2_000_000_000  # nanoseconds: two writes closer together may bear the same time


@dataclass(frozen=True, slots=True)
class Change:
    """A file is not what it was."""

    path: Path
    """As the caller named it."""
    snapshot: Snapshot | None
    """What it is now, or None where it cannot be read."""
    problem: FileError | None
    """Why it cannot be read (FileMissing, NotRegular, …), or None."""


def changed(path: AnyPath, known: Fingerprint | None, *, limit: int = LIMIT) -> Change | None:
    """How the file differs from `known`, or None where it holds just that.

    `known` is None for a file that could not be read before: then None also means that it still cannot.
    """
    try:
        now = read(path, limit=limit, patient=known is not None)
    except FileError as error:
        return None if known is None else Change(Path(path), None, error)
    return None if now.fingerprint == known else Change(Path(path), now, None)


async def watch(
    paths: Iterable[AnyPath], known: Callable[[Path], Fingerprint | None], *, limit: int = LIMIT
) -> AsyncGenerator[Change, None]:
    """Yield a Change within 300 ms whenever a file holds something else than `known` says; runs until closed.

    `known` is asked at each look, so it may move with the caller's own saves; None says that the file
    cannot be read. The same content is told once. Files are read in worker threads. What differs already
    at the start is told at once.
    """
    import asyncio  # here because a command that watches nothing must not pay for it

    told: dict[Path, Fingerprint | type[FileError]] = {}
    async with aclosing(_hints([Path(path) for path in paths])) as hints:
        async for path in hints:
            change = await asyncio.to_thread(changed, path, known(path), limit=limit)
            now = _gist(change)
            if change is None or now is None or now == known(path):  # our own save, a moment ago
                told.pop(path, None)
            elif told.get(path) != now:
                told[path] = now
                yield change


def _gist(change: Change | None) -> Fingerprint | type[FileError] | None:
    """What makes two changes the same news."""
    if change is None:
        return None
    if change.snapshot is not None:
        return change.snapshot.fingerprint
    return FileError if change.problem is None else type(change.problem)


async def _hints(paths: list[Path]) -> AsyncGenerator[Path, None]:
    """Paths that are worth a look; without end."""
    import asyncio

    moments = _Moments()
    while True:
        try:
            folders = _folders(paths)
            async with aclosing(_events(paths, folders, moments)) as events:
                async for path in events:
                    yield path
        except (OSError, RuntimeError, ValueError, ExceptionGroup) as problem:
            # No inotify left, a folder that is gone, a name that is no UTF-8: poll, then try again.
            if isinstance(problem, ExceptionGroup) and problem.split(_CANNOT_WATCH)[1] is not None:
                raise
            ends = time.monotonic() + BESIDES / 1000
            while time.monotonic() < ends:
                await asyncio.sleep(POLL)
                for path in moments.moved(paths):
                    yield path


async def _events(
    paths: list[Path], folders: dict[Path, tuple[int, int]], moments: _Moments
) -> AsyncGenerator[Path, None]:
    """Paths in whose folders something happened; ends when these are no longer the same folders."""
    import asyncio

    from watchfiles import awatch  # 40 ms, for those who watch

    watching = awatch(
        *folders,
        watch_filter=None,
        step=STEP,
        debounce=DEBOUNCE,
        rust_timeout=BESIDES,
        yield_on_timeout=True,
        recursive=False,
    )
    async with aclosing(watching) as told:
        coming = asyncio.ensure_future(anext(told))
        try:
            await asyncio.sleep(0)  # now it watches, and what happened before is seen by a look
            for path in moments.moved(paths):
                yield path
            while _folders(paths) == folders:
                names = {os.path.basename(name) for _, name in await coming}
                coming = asyncio.ensure_future(anext(told))
                for path in _touched(paths, names) if names else moments.moved(paths):
                    yield path
        finally:
            coming.cancel()
            await asyncio.wait([coming])


def _touched(paths: list[Path], names: set[str]) -> list[Path]:
    """The paths that something of these names concerns: the file, the one behind it, its folder."""
    return [
        path
        for path in paths
        if names & {path.name, os.path.basename(os.path.realpath(path)), path.parent.name}
    ]


def _folders(paths: list[Path]) -> dict[Path, tuple[int, int]]:
    """The folders of these paths, and of the files that links lead to, each with what identifies it."""
    found: dict[Path, tuple[int, int]] = {}
    for path in paths:
        for folder in (path.absolute().parent, Path(os.path.realpath(path)).parent):
            if folder not in found:
                seen = folder.stat()
                found[folder] = (seen.st_dev, seen.st_ino)
    return found


class _Moments:
    """When each file was last written, for looks that nothing prompted: cheap, and only a hint."""

    def __init__(self) -> None:
        self._seen: dict[Path, tuple[int, int, int, int] | None] = {}

    def moved(self, paths: list[Path]) -> list[Path]:
        """The paths whose status is not what it was, or so fresh that it may hide a second write."""
        found = []
        for path in paths:
            try:
                seen = path.stat()
                now = moment(seen)
                fresh = time.time_ns() - seen.st_ctime_ns < COARSE
            except OSError:
                now, fresh = None, False
            if fresh or self._seen.get(path, ()) != now:
                found.append(path)
            self._seen[path] = now
        return found
