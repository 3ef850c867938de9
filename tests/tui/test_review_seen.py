"""What a review shows as seen, once it is known who made the changes."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from gonogo.app import Gonogo
from gonogo.core.config import Config
from gonogo.core.git import Repository as Found
from gonogo.core.reviewing import Reviews
from gonogo.screens.review import ReviewScreen
from tests.throwaway import Repository

OPEN, DONE = "- [ ] one\n- [ ] two\n", "- [x] one\n- [ ] two\n"


def _screen(pilot: Pilot[Any]) -> ReviewScreen:
    screen = pilot.app.screen
    assert isinstance(screen, ReviewScreen)
    return screen


async def _until_known(pilot: Pilot[Any]) -> ReviewScreen:
    while _screen(pilot).makers is None:
        await pilot.pause()
    await pilot.pause()
    return _screen(pilot)


def _reviews(made: Repository) -> Reviews:
    repository = Found.discover(made.folder)
    assert repository is not None
    return Reviews(repository)


def _commit(made: Repository, text: str, message: str) -> None:
    made.write("ready.md", text)
    made.commit(message)


def _application(folder: Path) -> Gonogo:
    return Gonogo(folder, Config(theme="dark"), review=("HEAD", ()))


@pytest.mark.asyncio
async def test_a_change_that_was_made_once_more_by_somebody_else_is_not_shown_as_seen(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    _commit(repository, OPEN, "Begin")
    _commit(repository, DONE, "One")
    async with _application(repository.folder).run_test(size=(80, 24)) as pilot:
        screen = await _until_known(pilot)
        await pilot.press("v")
        while not _reviews(repository).load().reviewed:
            await pilot.pause(0.01)
        assert len(screen.seen) == 1
    _commit(repository, OPEN, "Not yet")
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Night Lead")
    _commit(repository, DONE, "One after all")
    async with _application(repository.folder).run_test(size=(80, 24)) as pilot:
        screen = await _until_known(pilot)
        assert screen.seen == frozenset()
        await pilot.press("v")
        while len(screen.seen) < 1:
            await pilot.pause(0.01)


@pytest.mark.asyncio
async def test_what_was_marked_before_it_was_known_who_made_it_is_remembered_with_its_maker(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    from gonogo.core.reviewing import authors
    from gonogo.screens.review import screen as module

    _commit(repository, OPEN, "Begin")
    _commit(repository, DONE, "One")
    go_on = threading.Event()

    def late(*arguments: Any) -> Any:
        go_on.wait(30)
        return authors.authorship(*arguments)

    monkeypatch.setattr(module, "authorship", late)
    async with _application(repository.folder).run_test(size=(80, 24)) as pilot:
        while _screen(pilot).loaded is None:
            await pilot.pause(0.01)
        await pilot.press("v")
        while not _reviews(repository).load().seen:
            await pilot.pause(0.01)
        assert not _reviews(repository).load().stamps
        assert not _reviews(repository).load().reviewed
        go_on.set()
        while not _reviews(repository).load().reviewed:
            await pilot.pause(0.01)
        assert len(_reviews(repository).load().stamps) == 1
